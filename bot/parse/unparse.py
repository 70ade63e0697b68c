"""A Question back in words that anybody could have typed, and that read as the same Question.

`text` is the whole of it; the other functions give its parts, for forms.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from bot.actions import ACTIONS
from bot.parse import slack_text
from bot.parse.calendar import add_months
from bot.parse.options import COUNTRIES, LANGUAGES
from bot.question import Options, Question, Topic, Word, read_term

_DAY = timedelta(days=1)
_WHOLE = {"digest-list": "list my digests", "help": "help", "unknown": ""}
_LANGUAGE = {code: name for name, code in reversed(LANGUAGES.items())}
_CHARTS = {
    "line": "as a line chart",
    "bar": "as a bar chart",
    "area": "as an area chart",
    "table": "as a table",
}
_GRAINS = {"daily": "by day"}


def text(question: Question, *, bracketed: bool = False) -> str:
    """The question in one line. With `bracketed`, names stand in square brackets, so none reads as grammar."""
    if question.action in _WHOLE:
        return _WHOLE[question.action]
    if question.action == "digest-remove" and question.options.digest_id:
        return f"remove digest {question.options.digest_id}"
    verb = ACTIONS[question.options.metric or question.action].verb
    if question.options.why:
        why = f"why did {topics(question, bracketed=bracketed)} {question.options.why} {timeframe(question)}"
        return ", ".join(p for p in (why.strip(), options(question.options)) if p)
    if question.options.order and question.options.by:
        noun = {"country": "countries", "language": "languages"}.get(question.options.by, "outlets")
        whose = f"which {noun} are most {question.options.order} on {topics(question, bracketed=bracketed)}"
        narrowed = options(replace(question.options, by=None))
        return ", ".join(p for p in (f"{whose} {timeframe(question)}".strip(), narrowed) if p)
    if question.options.order:
        verb = f"most {question.options.order} articles about"
    asked = f"{verb} {topics(question, bracketed=bracketed)}"
    if not question.action.startswith("digest"):
        asked = f"{asked} {timeframe(question)}".strip()
    return ", ".join(p for p in (asked, options(question.options)) if p)


def topics(question: Question, *, bracketed: bool = False) -> str:
    """``(oil or gas) and Norway -sports vs coal``, quotation marks where the person put them."""
    between = ", " if question.action.startswith("digest") else " vs "
    return between.join(_topic(t, question.phrases, bracketed) for t in question.topics)


def _topic(topic: Topic, phrases: tuple[str, ...], bracketed: bool) -> str:
    wanted, unwanted = [], []
    for term in map(read_term, topic):
        words = " OR ".join(_word(w, phrases, bracketed) for w in term.any_of)
        if term.excluded:
            unwanted.append(f"-{words}")
        else:
            wanted.append(f"({words})" if len(term.any_of) > 1 else words)
    return " ".join([" AND ".join(wanted), *unwanted]).strip()


def _word(word: Word, phrases: tuple[str, ...], bracketed: bool) -> str:
    said = slack_text.escape(word.text)
    if word.text in phrases:
        said = f'"{said}"'
    elif bracketed:
        said = f"[{said}]"
    return f"{word.kind}:{said}" if word.kind else said


def timeframe(question: Question) -> str:
    """``last 30 days``, ``2026-03-01 to 2026-03-31``, with the period it is held against."""
    said = _period(question.start, question.end, question.today)
    if question.baseline:
        said += f" vs {_dates(*question.baseline)}"
    return said


def _period(start: date | None, end: date | None, today: date | None) -> str:
    if end is None:
        return ""
    if start is None:
        return "all time" if end == today else f"until {end}"
    if end == today:
        days = (end - start).days + 1
        if 1 < days < 28 or days in (30, 60, 90):
            return f"last {days} days"
        for months in (1, 2, 3, 6, 12, 24, 36, 60, 120):
            if add_months(end, -months) + _DAY == start:
                return f"last {months} months"
    return _dates(start, end)


def _dates(start: date, end: date) -> str:
    return f"{start} to {end}"


def options(of: Options) -> str:
    """``in Sweden, Swedish media, weekly, as a table``: only what was said."""
    country = COUNTRIES.get(of.source_country or "", "")
    said = (
        f"in {COUNTRIES[of.geo].split('|')[0].title()}" if of.geo in COUNTRIES else "",
        f"{country.split('|')[-1].title()} media" if country else "",
        f"in {_LANGUAGE[of.source_language].title()}" if of.source_language in _LANGUAGE else "",
        f"site:{of.domain}" if of.domain else "",
        f"by {of.by}" if of.by else "",
        _GRAINS.get(of.granularity or "", of.granularity or ""),
        _CHARTS.get(of.chart or "", ""),
        _schedule(of),
    )
    return ", ".join(s for s in said if s)


def _schedule(of: Options) -> str:
    words = [
        f"every {of.weekday}" if of.weekday and of.frequency == "weekly" else of.frequency or "",
        f"every {of.weekday}" if of.weekday and of.frequency != "weekly" else "",
        f"at {of.time}" if of.time else "",
        f"in <#{of.channel}>" if of.channel else "",
    ]
    return " ".join(w for w in words if w)
