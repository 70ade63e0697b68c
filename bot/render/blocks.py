"""An Answer as a Slack message that fits on a phone, and the text that stands for it where blocks cannot.

The finding, one sentence, the picture, what explains it, a grey line on where it comes from. All else is
told by `bot/render/details.py`, one click away.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain, islice
from typing import Any

from bot.answer import Answer, Article
from bot.render import limits
from bot.render.mrkdwn import code, escape, link
from bot.render.provenance import asked_filters, caveats, gaps_text, is_help, until_text
from bot.render.room import Bullet, fitting
from bot.words import numbers
from bot.words import why as because
from bot.words.claims import HEADLINE
from bot.words.format import counted, significant, span_text
from bot.words.labels import chart_labels, drawable, folded, printable, shorten, topics_of
from bot.words.sentences import NAME, left_out, sentence, topic_line

Block = dict[str, Any]

HEADLINES = 3
TITLE, OUTLET = 52, 28
"""Characters of a headline and of its outlet, so that it takes two lines of a phone, three at most."""
RELATED, QUERIES = 8, 5
"""Lines of what goes with a topic; all of it is among the details."""


@dataclass(frozen=True, slots=True)
class Message:
    """What to post: `blocks` for the screen, `text` (mrkdwn) for notifications and screen readers."""

    text: str
    blocks: tuple[Block, ...]


def message(
    answer: Answer,
    *,
    chart_file: str | None = None,
    notice: str | None = None,
    actions: Sequence[Sequence[Block]] = (),
) -> Message:
    """The message that tells `answer`, within Slack's limits.

    `chart_file` is the id of an uploaded Slack file, `notice` a plain sentence on how it is told, `actions`
    are rows of block elements (buttons, menus) to put at the end.
    """
    finding = [p for p in (shorten(answer.headline, HEADLINE), sentence(answer), left_out(answer)) if p]
    told_first, notice = notice, notice or _unsearched(answer)
    origin = [] if answer.error or is_help(answer) else _origin(answer)
    head, *rest = [escape(p) for p in finding] or ["No answer."]
    body = [section("\n".join([f"*{head}*" if answer.headline else head, *rest]))]
    if notice:
        body.append(context(escape(notice)))
    if chart_file:
        body.append(_image(answer, chart_file))
    beside = _beside(answer)
    above = [*finding, *([notice] if notice else []), *(b.read for b in beside)]
    more = len(answer.articles) if _lists_articles(answer) else 0
    below = [part.read for part in (*origin, _shown_of(more, more))]
    told = fitting(chain(_together(answer), _explained_by(answer)), above, below)
    listed = [*beside, *told]
    if len(told) < more:
        origin.insert(0, _shown_of(len(told), more))
    if listed:
        body.append(section("\n".join(b.mrkdwn for b in listed)))
    if (answer.error or is_help(answer)) and not actions and answer.suggestions:
        body.append(section("\n".join(f"• {code(s)}" for s in answer.suggestions)))
    tail = [context(" · ".join(part.mrkdwn for part in origin))] if origin else []
    tail += [{"type": "actions", "elements": list(row[: limits.ACTIONS])} for row in actions if row]
    return Message(_fallback(answer, told_first), limits.fit(body, tail))


def _fallback(answer: Answer, notice: str | None) -> str:
    """The whole answer in words, the finding first: a notification shows the beginning."""
    lines = [answer.headline, notice or "", numbers.in_words(answer), *caveats(answer)]
    if answer.error:
        lines += answer.suggestions
    return limits.truncate(escape("\n".join(line for line in lines if line)), limits.FALLBACK_TEXT)


def _unsearched(answer: Answer) -> str | None:
    """What there is to keep in mind, where searches were asked for and only the news is there."""
    asked = answer.question is not None and answer.question.action == "trends" and not answer.error
    return " ".join(caveats(answer)) or None if asked and answer.searches is None else None


def _image(answer: Answer, chart_file: str) -> Block:
    alt = answer.alt_text or answer.summary or "Chart"
    if answer.headline not in alt:
        alt = f"{answer.headline}. {alt}"
    return {
        "type": "image",
        "slack_file": {"id": chart_file},
        "alt_text": limits.truncate(alt, limits.IMAGE_ALT),
    }


# --- what stands under the picture --------------------------------------------------------------------


def _beside(answer: Answer) -> list[Bullet]:
    """The topics of a comparison, each of which is told; of one topic, what is behind its move."""
    if len(answer.series) < 2 and not answer.searches:
        return [_row(name, told) for name, told in because.lines(answer)]
    if len(answer.series) < 2 or (answer.searches and answer.searches.series):
        return []
    return [_row(s.topic, topic_line(s, answer.findings)) for s in answer.series]


def _together(answer: Answer) -> Iterable[Bullet]:
    """What goes with a topic, in the news and in searches, or who writes about it."""
    yield from (_row(g.name, numbers.group(g)) for g in answer.groups)
    yield from (_row(" and ".join(p.topics), numbers.lifts(p)) for p in answer.pairs)
    yield from (_row(r.topic, f"{significant(max(r.lift, 0.0001))} ×") for r in answer.related[:RELATED])
    if answer.searches:
        yield from (_row(q.query, numbers.query(q)) for q in answer.searches.queries[:QUERIES])


def _row(name: str, told: str) -> Bullet:
    name = shorten(folded(printable(name)), NAME)
    return Bullet(f"• {name} · {told}", f"• *{escape(name)}* · {escape(told)}")


def _explained_by(answer: Answer) -> Iterable[Bullet]:
    """The headlines of what is told, or the articles that were asked for."""
    listed = _lists_articles(answer)
    if listed or (not answer.spikes and len(answer.series) < 2):
        articles = answer.articles
    else:
        first = answer.findings[0] if answer.findings else None
        spikes = sorted(
            answer.spikes,
            key=lambda s: first is None or (s.topic, s.start or s.day) != (first.topic, first.start),
        )
        articles = tuple(a for s in spikes for a in s.headlines)
    found = dict.fromkeys(articles)
    return (_headline(a) for a in (found if listed else islice(found, HEADLINES)))


def _lists_articles(answer: Answer) -> bool:
    return answer.question is not None and answer.question.action == "articles"


def _headline(a: Article) -> Bullet:
    """``• Title · outlet · 19 Nov``."""
    title = shorten(folded(printable(a.title)) or a.url, TITLE)
    beside = f"{shorten(a.source, OUTLET)} · {a.seen_at.day} {a.seen_at:%b}"
    return Bullet(f"• {title} · {beside}", f"• {link(a.url, title)} · {escape(beside)}")


def _origin(answer: Answer) -> list[Bullet]:
    """The grey line: period, articles, what is missing, how far the data reaches, the source."""
    question, provenance = answer.question, answer.provenance
    parts = ["Sample data"] if provenance.sample else []
    if question and (question.start or question.end):
        parts.append(span_text(question.start, question.end))
    if answer.series:
        parts.append(counted(sum(s.articles for s in answer.series), "article"))
    parts += asked_filters(question) if question else []
    parts += [gaps_text(answer), until_text(answer), *_stand_ins(answer)]
    out = [_plain(p) for p in parts if p]
    for source in provenance.sources:
        name, comma, url = source.rpartition(", ")
        shown = name.removeprefix("The ") if comma else source
        out.append(Bullet(shown, link(url, shown) if comma else escape(source)))
    return out


def _shown_of(shown: int, all_of: int) -> Bullet:
    return _plain(f"{shown} of {all_of} stories, the others under Details")


def _plain(text: str) -> Bullet:
    return Bullet(text, escape(text))


def _stand_ins(answer: Answer) -> list[str]:
    """What the chart calls those topics for whose script it has no letters."""
    topics = topics_of(answer)
    return [
        f"{label} on the chart is {shorten(topic, NAME)}"
        for topic, label in zip(topics, chart_labels(topics), strict=True)
        if not drawable(topic)
    ]


# --- blocks -------------------------------------------------------------------------------------------


def section(text: str) -> Block:
    return {"type": "section", "text": _mrkdwn(text, limits.SECTION_TEXT)}


def context(text: str) -> Block:
    return {"type": "context", "elements": [_mrkdwn(text, limits.CONTEXT_TEXT)]}


def _mrkdwn(text: str, limit: int) -> Block:
    """`verbatim`: Slack shall not look for channels, people and addresses in it on its own."""
    return {"type": "mrkdwn", "text": limits.truncate(text, limit), "verbatim": True}
