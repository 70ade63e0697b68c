"""Who writes about a topic, in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from bot.answer import Group
from bot.words.claims import fitted
from bot.words.format import band_text, count_text, counted, listed, share_text, span_text, tone_text

_NOUN = {"source": "outlet", "country": "country", "language": "language"}
_FIRST = 5


@dataclass(frozen=True, slots=True)
class Told:
    """What is broken down: the topic, by what, its days, all its articles and the number of groups."""

    topic: str
    by: str
    start: date
    end: date
    articles: int
    groups: int


def headline(told: Told, ranked: Sequence[Group], *, by_tone: bool, highest: bool) -> str:
    """The group at the top with its figure, which claims no more than the count does."""
    if not ranked:
        return fitted(f"Too few articles to rank {_many(told)} on ", told.topic, "")
    first = ranked[0]
    if by_tone and first.tone is not None:
        what = "Highest" if highest else "Lowest"
        return fitted(f"{what} tone on ", told.topic, f": {first.name} ({tone_text(first.tone.value)})")
    return fitted("Most articles on ", told.topic, f": {first.name} ({share_text(first.share)})")


def summary(told: Told, ranked: Sequence[Group], *, by_tone: bool, highest: bool, unknown: int) -> str:
    """The denominator, the first groups with their figures, and what is not in the list."""
    when = span_text(told.start, told.end)
    wrote = counted(told.groups, _NOUN[told.by])
    parts = [f"Over {when}, {wrote} had {counted(told.articles, 'article')} on {told.topic}."]
    if by_tone and ranked:
        order = "highest" if highest else "lowest"
        named = [f"{g.name} {_toned(g)}" for g in ranked[:_FIRST]]
        parts.append(f"By tone, the {order} first: {listed(named)}.{certain(ranked)}")
    elif ranked:
        named = [f"{g.name} {share_text(g.share)} ({count_text(g.articles)})" for g in ranked[:_FIRST]]
        parts.append(f"Most come from {listed(named)}.")
    elif by_tone:
        parts.append("None has enough stories for a tone with its interval: ask about more days.")
    else:
        parts.append("None has enough of them to be ranked: ask about more days.")
    others = told.groups - len(ranked) if ranked else 0
    if others:
        few = "too few stories for a tone, or are further down" if by_tone else "fewer articles"
        parts.append(f"{counted(others, f'more {_NOUN[told.by]}')} {'has' if others == 1 else 'have'} {few}.")
    if unknown:
        parts.append(f"Of {counted(unknown, 'article')} the {_NOUN[told.by]} is not known.")
    return " ".join(parts)


def row(g: Group) -> list[str]:
    """A group's cells: name, articles, share of the topic's articles, tone with its interval."""
    return [g.name, count_text(g.articles), share_text(g.share), _toned(g)]


def _toned(g: Group) -> str:
    if g.tone is None:
        return "too few stories"
    band = band_text(g.tone.band.low, g.tone.band.high) if g.tone.band else ""
    return tone_text(g.tone.value) + (f" ({band})" if band else "")


def certain(ranked: Sequence[Group]) -> str:
    """Where the intervals of the first two overlap, their order may be chance."""
    tones = [g.tone for g in ranked[:2] if g.tone is not None]
    if len(tones) < 2 or tones[0].band is None or tones[1].band is None:
        return ""
    apart = tones[0].band.high < tones[1].band.low or tones[1].band.high < tones[0].band.low
    return "" if apart else " The intervals of the first two overlap, so their order may be chance."


def _many(told: Told) -> str:
    return {"source": "outlets", "country": "countries", "language": "languages"}[told.by]
