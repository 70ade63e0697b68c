"""How a question was read and where the answer comes from, in plain words."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from bot.answer import SAMPLE_NOTICE, Answer
from bot.question import Options, Question, topic_label
from bot.words.format import listed, moment_text, share_text, span_text

MOST_GAPS = 2
"""Runs of days without data that are named in one line."""


def filters(options: Options, place: str = "about") -> list[str]:
    """The restrictions that a person set, each in words: ``sources in SE``, ``about NO``.

    `place` says what the country is to the answer.
    """
    return [
        f"{words} {value}"
        for words, value in (
            ("sources in", options.source_country),
            ("language", options.source_language),
            (place, options.geo),
            ("from", options.domain),
        )
        if value
    ]


def asked_filters(question: Question) -> list[str]:
    """The restrictions of a question; one about searches means people and sources in the country."""
    return filters(question.options, "in" if question.action == "trends" else "about")


def reading(label: str) -> str:
    """A reading in words: ``theme:econ_inflation`` is the theme ECON_INFLATION."""
    out = "not " if label.startswith("-") else ""
    kind, _, key = label.removeprefix("-").partition(":")
    if kind == "title":
        return f"{out}titles with “{key.strip(chr(34))}”"
    if kind == "theme":
        return f"{out}the theme {key.upper()}"
    return f"{out}the {kind} {key.title()}" if key else label


def is_help(answer: Answer) -> bool:
    """Whether the answer tells how to ask, and so rests on no data."""
    return answer.question is not None and answer.question.action in ("help", "unknown")


def how_read(answer: Answer) -> str:
    """Topics, exact days, comparison days, filters and the readings that were counted."""
    question = answer.question
    if question is None:
        return ""
    parts = [", ".join(topic_label(t) for t in question.topics)] if question.topics else []
    if question.topics or question.start or question.end:
        parts.append(span_text(question.start, question.end))
    if question.baseline:
        parts.append(f"compared with {span_text(*question.baseline)}")
    parts += asked_filters(question)
    matched = answer.provenance.matched or tuple(m for s in answer.series for m in s.matched)
    if matched:
        parts.append("counted: " + listed([reading(label) for label in dict.fromkeys(matched)]))
    if answer.provenance.unread:
        parts.append(f"{share_text(answer.provenance.unread)} of the pages not read by GDELT: not in tone")
    return " · ".join(p for p in parts if p)


def caveats(answer: Answer) -> list[str]:
    """What to keep in mind, without the notice on sample data, which stands before the answer."""
    return [c for c in answer.caveats if c != SAMPLE_NOTICE]


def cost(answer: Answer) -> str:
    """``12.3 MB read ($0.0001)``, or nothing where nothing was read."""
    p = answer.provenance
    if not p.bytes_scanned:
        return ""
    read = f"{_bytes(p.bytes_scanned)} read"
    return f"{read} (${p.price_usd:.4f})" if p.price_usd > 0 else read


def data_until(answer: Answer) -> str:
    until = answer.provenance.data_until
    return f"data until {moment_text(until)}" if until else ""


def until_text(answer: Answer) -> str:
    """``data until 25 Nov 12:00 UTC``: the year stands in the period beside it."""
    until = answer.provenance.data_until
    return f"data until {until.day} {until:%b %H:%M} UTC" if until else ""


def gaps_text(answer: Answer) -> str:
    """``no data for 5 Nov 2026``: the days left out, within those asked about."""
    question = answer.question
    runs = [
        (first, last)
        for first, last in runs_of(answer.gaps)
        if question is None
        or (
            (question.end is None or first <= question.end) and (not question.start or last >= question.start)
        )
    ]
    if not runs:
        return ""
    told = listed([span_text(first, last) for first, last in runs[:MOST_GAPS]])
    days = sum((last - first).days + 1 for first, last in runs[MOST_GAPS:])
    return f"no data for {told}" + (f" and {days} more days" if days else "")


def runs_of(days: Iterable[date]) -> list[tuple[date, date]]:
    """Consecutive days as (first, last)."""
    out: list[tuple[date, date]] = []
    for day in sorted(set(days)):
        if out and (day - out[-1][1]).days == 1:
            out[-1] = (out[-1][0], day)
        else:
            out.append((day, day))
    return out


def _bytes(n: float) -> str:
    for unit in ("B", "kB", "MB", "GB"):
        if n < 1000:
            return f"{n:.0f} {unit}" if unit == "B" or n >= 100 else f"{n:.1f} {unit}"
        n /= 1000
    return f"{n:.1f} TB"
