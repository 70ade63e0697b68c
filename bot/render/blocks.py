"""An Answer as a Slack message: blocks, and the text that stands for them where blocks cannot."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from bot.answer import SAMPLE_NOTICE, Answer, Article, Series, Spike
from bot.render import limits
from bot.render.mrkdwn import code, escape, link
from bot.render.provenance import caveats, cost, data_until, how_read, is_help
from bot.words import numbers
from bot.words.labels import chart_labels, drawable, topics_of

Block = dict[str, Any]


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
    ask: str = "",
) -> Message:
    """The message that tells `answer`, within Slack's limits.

    `chart_file` is the id of an uploaded Slack file, `notice` a plain sentence to put in front,
    `actions` are rows of block elements (buttons, menus) to put at the end. `ask` begins the action ids
    of the buttons beside related topics and searches, whose values are texts to ask; without it there
    are none.
    """
    body: list[Block] = []
    if answer.provenance.sample:
        body.append(_context(f":test_tube: *{escape(SAMPLE_NOTICE)}*"))
    if notice:
        body.append(_context(escape(notice)))
    body.append(_section(_finding(answer)))
    if chart_file:
        body.append(_image(answer, chart_file))
        body += _stand_ins(answer)
    body += _figures(answer.series)
    body += _spikes(answer)
    body += [_section(_article(a)) for a in answer.articles]
    body += _together(answer, ask)
    body += _searches(answer, ask)
    if notes := caveats(answer):
        body.append(_context("\n".join(f":warning: {escape(c)}" for c in notes)))
    tail = [] if actions else _suggestions(answer)
    if not answer.error and not is_help(answer):
        tail += _reading(answer)
    tail += [{"type": "actions", "elements": list(row[: limits.ACTIONS])} for row in actions if row]
    return Message(_fallback(answer, notice), limits.fit(body, tail))


def _fallback(answer: Answer, notice: str | None) -> str:
    lines = [SAMPLE_NOTICE if answer.provenance.sample else "", notice or "", numbers.in_words(answer)]
    if answer.error:
        lines += answer.suggestions
    return limits.truncate(escape("\n".join(line for line in lines if line)), limits.FALLBACK_TEXT)


def _finding(answer: Answer) -> str:
    headline = f"*{escape(answer.headline)}*" if answer.headline else ""
    return "\n".join(p for p in (headline, escape(answer.summary)) if p) or "No answer."


def _image(answer: Answer, chart_file: str) -> Block:
    alt = answer.alt_text or answer.headline or answer.summary or "Chart"
    return {
        "type": "image",
        "slack_file": {"id": chart_file},
        "alt_text": limits.truncate(alt, limits.IMAGE_ALT),
    }


def _stand_ins(answer: Answer) -> list[Block]:
    """What the chart calls those topics for whose script it has no letters."""
    topics = topics_of(answer)
    pairs = [
        f"{escape(label)} is {escape(topic)}"
        for topic, label in zip(topics, chart_labels(topics), strict=True)
        if not drawable(topic)
    ]
    return [_context("On the chart, " + ", ".join(pairs))] if pairs else []


def _figures(of: Sequence[Series]) -> list[Block]:
    """One topic as a row of measures, several as a field each."""
    if len(of) == 1:
        (s,) = of
        fields = [
            f"*Coverage*\n{numbers.coverage(s)}\n{numbers.volume(s)}",
            "\n".join(p for p in (f"*Tone*\n{numbers.tone(s)}", numbers.tone_beside(s)) if p),
        ]
        if changed := numbers.change(s):
            fields.append(f"*Change* against {numbers.against(of)}\n{changed}")
    else:
        fields = [
            "\n".join(
                p
                for p in (
                    f"*{escape(s.topic)}*",
                    numbers.coverage(s),
                    f"tone {numbers.tone(s)}",
                    numbers.change(s),
                )
                if p
            )
            for s in of
        ]
    shown = [_mrkdwn(f, limits.FIELD_TEXT) for f in fields[: limits.SECTION_FIELDS]]
    return [{"type": "section", "fields": shown}] if shown else []


def _together(answer: Answer, ask: str) -> list[Block]:
    """Pairs of topics, and topics told together with the one asked about."""
    pairs = [f"• *{escape(' and '.join(p.topics))}*: {escape(numbers.pair(p))}" for p in answer.pairs]
    listed = [
        (f"*{escape(r.topic)}*: {escape(numbers.related(r))}", "Compare", r.ask) for r in answer.related
    ]
    return [*([_section("\n".join(pairs))] if pairs else []), *_asking(listed, ask, 100)]


def _searches(answer: Answer, ask: str) -> list[Block]:
    """Interest in each term with what changed and where it is greatest; then what else is searched for."""
    if answer.searches is None:
        return []
    fields = []
    for s in answer.searches.series:
        lines = [f"*Searches for {escape(s.term)}*", escape(numbers.searched(s))]
        regions = [f"{escape(r.name)} {r.value}" for r in answer.searches.regions if r.term == s.term]
        fields.append("\n".join([*lines, *([", ".join(regions)] if regions else [])]))
    out: list[Block] = []
    if fields:
        shown = [_mrkdwn(f, limits.FIELD_TEXT) for f in fields[: limits.SECTION_FIELDS]]
        out.append({"type": "section", "fields": shown})
    listed = [
        (f"{escape(q.query)} ({numbers.query(q)})", "News on it", q.ask) for q in answer.searches.queries
    ]
    if listed:
        out.append(_section(f"*{numbers.searches_heading(answer)}*"))
    return [*out, *_asking(listed, ask, 200)]


def _asking(listed: Sequence[tuple[str, str, str]], ask: str, first: int) -> list[Block]:
    """Lines of (mrkdwn, words on a button, text to ask): a section each with its button, or one list."""
    if not listed:
        return []
    if not ask:
        return [_section("\n".join(f"• {line}" for line, _, _ in listed))]
    out = []
    for i, (line, words, text) in enumerate(listed):
        block = _section(line)
        if text and len(text) <= limits.BUTTON_VALUE:
            block["accessory"] = {
                "type": "button",
                "action_id": f"{ask}_{first + i}",
                "text": {"type": "plain_text", "text": words},
                "value": text,
            }
        out.append(block)
    return out


def _spikes(answer: Answer) -> list[Block]:
    several = len(answer.series) > 1
    return [_section(_spike(s, several=several)) for s in answer.spikes]


def _spike(spike: Spike, *, several: bool) -> str:
    lines = [f"*{escape(numbers.spike(spike))}*" + (f" ({escape(spike.topic)})" if several else "")]
    lines += [f"• {link(a.url, a.title or a.url)} ({escape(a.source)})" for a in spike.headlines]
    return "\n".join(lines)


def _article(a: Article) -> str:
    return f"{link(a.url, a.title or a.url)}\n{escape(numbers.about_article(a))}"


def _suggestions(answer: Answer) -> list[Block]:
    """Texts to type: a list where they are the way forward, a line where they are only what may follow."""
    typed = [code(s) for s in answer.suggestions]
    if not typed:
        return []
    if answer.error or is_help(answer):
        return [_section("\n".join(f"• {t}" for t in typed))]
    return [_context("*Ask next:* " + " or ".join(typed))]


def _reading(answer: Answer) -> list[Block]:
    """How the question was read, and the source that GDELT asks to be cited."""
    read = how_read(answer)
    sources = [_source(s) for s in answer.provenance.sources]
    origin = " · ".join(p for p in (*sources, escape(data_until(answer)), escape(cost(answer))) if p)
    return [_context(text) for text in (f"*Read as:* {escape(read)}" if read else "", origin) if text]


def _source(source: str) -> str:
    """``The GDELT Project, https://…`` as a link."""
    name, comma, url = source.rpartition(", ")
    return link(url, name.removeprefix("The ")) if comma else escape(source)


def _section(text: str) -> Block:
    return {"type": "section", "text": _mrkdwn(text, limits.SECTION_TEXT)}


def _context(text: str) -> Block:
    return {"type": "context", "elements": [_mrkdwn(text, limits.CONTEXT_TEXT)]}


def _mrkdwn(text: str, limit: int) -> Block:
    """`verbatim`: Slack shall not look for channels, people and addresses in it on its own."""
    return {"type": "mrkdwn", "text": limits.truncate(text, limit), "verbatim": True}
