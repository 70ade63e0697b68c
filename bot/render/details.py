"""All that an answer holds beyond its message, as blocks of a modal: intervals, tests, how it was counted."""

from __future__ import annotations

from collections.abc import Sequence

from bot.answer import Answer, Article, Series
from bot.render import limits
from bot.render.blocks import Block, context, section
from bot.render.mrkdwn import code, escape, link
from bot.render.provenance import caveats, cost, data_until, how_read, reading
from bot.words import breakdown, numbers
from bot.words.claims import false_claims_told

MODAL_BLOCKS = 100
MODAL_CHARS = 100_000
"""Blocks of a modal as JSON; Slack takes 250,000."""


def details(answer: Answer) -> tuple[Block, ...]:
    """What was found with its intervals, what was tested, what to keep in mind, and how it was read."""
    parts = [
        _told([answer.headline, answer.summary]),
        _bulleted("What was tested", [f.text for f in answer.findings if f.text]),
        *(_figures(s, several=len(answer.series) > 1) for s in answer.series),
        *(_linked(numbers.spike(s), s.headlines) for s in answer.spikes),
        _bulleted("Why", [w.text for w in (*answer.why, answer.mix) if w and w.text]),
        _linked("Articles", answer.articles),
        _bulleted("Told together", [f"{r.topic}: {numbers.related(r)}" for r in answer.related]),
        _bulleted("Pairs", [f"{' and '.join(p.topics)}: {numbers.pair(p)}" for p in answer.pairs]),
        _bulleted("Who writes", [f"{g.name}: {', '.join(breakdown.row(g)[1:])}" for g in answer.groups]),
        *_searches(answer),
        _bulleted("To keep in mind", caveats(answer)),
        _bulleted("How often this bot is wrong", _false_claims(answer)),
        _typed(answer.suggestions),
    ]
    body = [section(text) for text in parts if text]
    tail = [context(text) for text in (_source(answer),) if text]
    return limits.fit(body, tail, blocks=MODAL_BLOCKS, chars=MODAL_CHARS)


def counted_as(answer: Answer) -> tuple[Block, ...]:
    """What was counted as each topic, and how the numbers come about."""
    parts = []
    for s in answer.series:
        parts.append(_bulleted(s.topic, [reading(m) for m in s.matched]))
    if not answer.series:
        parts.append(_bulleted("Counted", [reading(m) for m in answer.provenance.matched]))
    parts += [
        _bulleted("To keep in mind", caveats(answer)),
        "An article counts once for a topic, however often it names it. Copies of a story on other sites are "
        "articles of their own, and one story. A share is of all articles that were read in the same days, "
        "under the same filters. Tone is the mean of the days' mean tones, over stories, on a scale where "
        "most news lies between −10 and +10.",
        *(escape(text) for text in _false_claims(answer)),
    ]
    return limits.fit([section(text) for text in parts if text], [context(escape(how_read(answer)) or "–")])


def _false_claims(answer: Answer) -> list[str]:
    figure = answer.provenance.false_claims
    return [] if figure is None else [false_claims_told(figure)]


def _figures(s: Series, *, several: bool) -> str:
    lines = [
        f"{numbers.coverage(s)} ({numbers.volume(s)})",
        f"tone {numbers.tone(s)}",
        numbers.tone_beside(s),
    ]
    if changed := numbers.change(s):
        lines.append(f"against {numbers.against([s])}: {changed}")
    return _bulleted(s.topic if several else "Numbers, with their 95% intervals", [p for p in lines if p])


def _searches(answer: Answer) -> list[str]:
    searches = answer.searches
    if searches is None:
        return []
    terms = []
    for s in searches.series:
        regions = [f"{r.name} {r.value}" for r in searches.regions if r.term == s.term]
        terms.append(": ".join([s.term, "; ".join([numbers.searched(s), ", ".join(regions)]).rstrip("; ")]))
    queries = [f"{q.query} ({numbers.query(q)})" for q in searches.queries]
    return [
        _bulleted("Searched for, 0 to 100", terms),
        _bulleted(numbers.searches_heading(answer), queries),
    ]


def _linked(title: str, articles: Sequence[Article]) -> str:
    if not articles:
        return ""
    lines = [f"• {link(a.url, a.title or a.url)} ({escape(numbers.about_article(a))})" for a in articles]
    return "\n".join([f"*{escape(title)}*", *lines])


def _bulleted(title: str, lines: Sequence[str]) -> str:
    return "\n".join([f"*{escape(title)}*", *(f"• {escape(line)}" for line in lines)]) if lines else ""


def _told(lines: Sequence[str]) -> str:
    return "\n".join(escape(line) for line in lines if line)


def _typed(texts: Sequence[str]) -> str:
    return "\n".join(["*Ask next*", *(f"• {code(t)}" for t in texts)]) if texts else ""


def _source(answer: Answer) -> str:
    provenance = answer.provenance
    parts = [how_read(answer), *provenance.sources, data_until(answer), cost(answer)]
    return " · ".join(escape(p) for p in parts if p)
