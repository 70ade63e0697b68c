"""How a reading hangs together: what ties its topic to the rest, and who speaks. Evidence is judged by it."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

from bot.parse.grammar import Arc
from bot.parse.lattice import Lattice
from bot.parse.reader import Reading

_PERSONS = frozenset("i i'm i'll i'd i've im we we're we'll we've".split())
_QUESTIONS = frozenset(
    "hur vad vem vilken vilka är har var wie was wer welche ist hat war wird comment quel quelle qui est que combien how what which who did does do is are was were has have had will would can could when why whats what's hows how's".split()
)
_LEADING = frozenset(
    (
        Arc.COURTESY,
        Arc.FUNCTION,
        Arc.REQUEST,
        Arc.ARTICLE,
        Arc.OF,
        Arc.IN,
        Arc.COMMA,
        Arc.GENERIC,
        Arc.MODIFIER,
    )
)
_EMPTY = (Arc.COURTESY, Arc.FUNCTION, Arc.GENERIC, Arc.MODIFIER, Arc.WORK)


def manner(lattice: Lattice, reading: Reading, lows: list[str]) -> dict[str, Any]:
    """How the topic is tied to the rest, and who speaks: what evidence is judged by."""
    first = next((n for n, (_, s) in enumerate(reading.steps) if s.arc == Arc.TOPIC), len(reading.steps))
    before = [(i, s) for i, s in reading.steps[:first]]
    last = next((s.arc for _, s in reversed(before) if s.arc not in (Arc.ARTICLE, Arc.COURTESY)), None)
    since = max((n for n, (_, s) in enumerate(before) if s.arc in (Arc.STOP, Arc.CLAUSE)), default=0)
    spoken = {lows[i] for i, s in reading.steps[since:] if s.arc == Arc.FUNCTION}
    last_topic = _last_topic(reading)
    beside = [s.arc for n, (_, s) in enumerate(reading.steps) if n in (first - 1, last_topic + 1)]
    requests = any(s.arc == Arc.REQUEST for _, s in reading.steps)
    nearest = next((lows[i] for i, s in reversed(before) if s.arc != Arc.COURTESY), "")
    previous = before[-1] if before else None
    stranger = (
        previous is not None and previous[1].arc == Arc.UNKNOWN and lattice.tokens[previous[0]].text.islower()
    )
    return {
        "strangers": (lattice.tokens[previous[0]].text,) if stranger and previous else (),
        "owned": nearest in ("my", "your", "his", "her", "this", "that", "these", "those"),
        "tied": any(arc in (Arc.ACTION, Arc.TONE, Arc.PREDICATE) for arc in beside),
        "anchored": last in (Arc.ANCHOR, Arc.OF, Arc.IN, Arc.TIES, Arc.COMPARE, Arc.COLON),
        "asked": any(lows[i] in _QUESTIONS for i, s in reading.steps if s.arc == Arc.FUNCTION),
        "personal": bool(spoken & _PERSONS) and not requests,
        "requested": requests
        or (lows[:2] in (["what", "about"], ["how", "about"]))
        or lows[:1] in (["how's"], ["hows"])
        or lows[:2] in (["how", "is"], ["how", "are"]),
    }


def _last_topic(reading: Reading) -> int:
    return max((n for n, (_, s) in enumerate(reading.steps) if s.arc == Arc.TOPIC), default=-1)


def ordered(lattice: Lattice, reading: Reading) -> bool:
    """Whether something else than news is asked for: an order where a sentence says what is wanted."""
    skipped = {j for i, s in reading.steps if s.arc == Arc.CLAUSE for j in range(i, s.end)}
    opening = True
    for i, steps in enumerate(lattice.steps):
        arcs = {s.arc for s in steps}
        if lattice.tokens[i].text in ".?!\n":
            opening = True
            continue
        if opening and i not in skipped and any(s.code == "O" for s in steps) and Arc.WORK not in arcs:
            return True
        opening = opening and bool(arcs & _LEADING)
    last = next((n for n in reversed(range(len(lattice.tokens))) if not lattice.tokens[n].mark), 0)
    return not lattice.cased and any(s.code == "O" for s in lattice.steps[last])


def named_content(lattice: Lattice, reading: Reading) -> bool:
    """Whether a topic holds a word that is no mere courtesy, filler or order."""
    topical = [i for i, s in reading.steps if s.arc == Arc.TOPIC for i in range(i, s.end)]
    return any(not any(s.arc in _EMPTY and s.cost < 0.4 for s in lattice.steps[i]) for i in topical)


def against_by_and(lattice: Lattice, reading: Reading) -> bool:
    """Whether "and" joins two timeframes: last month and this month."""
    times_at = [(i, s.end) for i, s in reading.steps if s.arc == Arc.TIME]
    return any(
        lattice.tokens[end].low in ("and", "&") and end + 1 == start
        for (_, end), (start, _) in pairwise(times_at)
    )


def several(clues: str, reading: Reading) -> bool:
    """Whether several topics are held together (A and B related), not one looked around (related to A and B)."""
    first_topic = next((n for n, (_, s) in enumerate(reading.steps) if s.arc == Arc.TOPIC), 0)
    ties = [n for n, (_, s) in enumerate(reading.steps) if s.code == "E"]
    asks = any(s.arc == Arc.FUNCTION for _, s in reading.steps[:first_topic])
    held = any(s.code == "E" and s.arc == Arc.ACTION and s.end == i + 1 for i, s in reading.steps)
    return any(n > first_topic for n in ties) or "b" in clues or (asks and held)
