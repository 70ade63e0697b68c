"""What is behind an event, in words."""

from __future__ import annotations

from collections.abc import Mapping

from bot.answer import Answer, Origin, Why
from bot.words.claims import capital
from bot.words.format import counted, listed, share_text, span_text
from bot.words.mix import cause

_WHERE = {"country": "from", "language": "in"}
MOST_NAMED = 3
ONE_OUTLET = 0.5
"""With more than this part of the articles one outlet wrote most of the event."""
TOLD_APART = 0.1
"""A part of the articles that moved by less is told without what it was before."""
MOSTLY = 0.5
"""A country or language with less of the articles is not where they came from."""


def sentence(why: Why) -> str:
    """Two sentences at most: what the stories were about, and where they came from."""
    return " ".join(p for p in (_about(why), _from(why)) if p)


def lines(answer: Answer) -> list[tuple[str, str]]:
    """What is behind the first event, in few words: a topic and how much more it is told, or who wrote."""
    said = any(f.said and f.measure == "tone" for f in answer.findings)
    if said and answer.mix and (told := cause(answer.mix)):
        return [(f"Tone of {answer.mix.topic}", told)]
    surge = next((s for w in answer.why[:1] for s in w.surges), None)
    if surge is None:
        return []
    before = share_text(surge.share_before)
    return [(surge.topic, f"in {share_text(surge.share)} of the stories then, {before} before")]


def _about(why: Why) -> str:
    when = span_text(why.start, why.end)
    if not why.surges:
        return ""
    named = [
        f"{s.topic} ({share_text(s.share)} of the stories, {share_text(s.share_before)} before)"
        for s in why.surges[:MOST_NAMED]
    ]
    return f"More than before, the stories of {when} on {why.topic} were about {listed(named)}."


def _from(why: Why) -> str:
    largest: Mapping[str, Origin] = {o.kind: o for o in reversed(why.origins)}
    outlet = largest.get("outlet")
    if outlet is None:
        return ""
    wrote = counted(why.articles, "article")
    if why.outlets == 1:
        return f"One outlet wrote all of it: {outlet.name}, {wrote}."
    if outlet.share > ONE_OUTLET:
        before = "" if outlet.share_before is None else f", {share_text(outlet.share_before)} before"
        return f"One outlet wrote most of it: {outlet.name}, {share_text(outlet.share)} of {wrote}{before}."
    told = [f"{counted(why.articles, 'article')} came from {counted(why.outlets, 'outlet')}"]
    for kind in ("country", "language"):
        o = largest.get(kind)
        if o is not None and o.name and o.share >= MOSTLY:
            moved = o.share_before is not None and abs(o.share - o.share_before) >= TOLD_APART
            before = f", {share_text(o.share_before)} before" if moved else ""
            told.append(f"{share_text(o.share)} {_WHERE[kind]} {o.name}{before}")
    return f"{capital('; '.join(told))}."
