"""Proposes parts of a text that ask nothing: how somebody is addressed, why one asks, what else one tells."""

from __future__ import annotations

from itertools import pairwise

from bot.parse.grammar import Arc
from bot.parse.lattice import Lattice, Step

_SPEAKERS = frozenset(
    "i we my our i'm i'd i've i'll we're we've we'd im ive me us he she they his her their it's it".split()
)
_BECAUSE = frozenset(
    "because since as so before after for need needs ahead in when while if where but and to that which who cause cos coz bc prior needed wanted have got trying working sitting heading".split()
)
_POSSESSIVES = frozenset("my our your his her their the a an this".split())
_ENDS = frozenset((",", ";", ":", "\n", ".", "?", "!", "-", "–", "—", "…"))
_LONGEST = 10


def propose(lattice: Lattice) -> None:
    """Adds a step over each such part."""
    tokens = lattice.tokens
    bounds = [-1, *(i for i, t in enumerate(tokens) if t.mark and t.text in _ENDS), len(tokens)]
    acting = [
        any(
            s.arc in (Arc.ACTION, Arc.TONE, Arc.COMPARE, Arc.TIES, Arc.AGAINST) and s.cost < 0.5
            for s in steps
        )
        for steps in lattice.steps
    ]
    first = next((n for n, acts in enumerate(acting) if acts), len(acting))
    last = next((n for n in reversed(range(len(acting))) if acting[n]), -1)
    for a, b in pairwise(bounds):
        start = a + 1
        if b > start:
            _clause(lattice, start, b, acting, first, last)
    _corrections(lattice, acting)
    for i, token in enumerate(tokens):
        if token.low in _BECAUSE and not token.mark:
            _purpose(lattice, i, acting)


def _clause(lattice: Lattice, start: int, end: int, acting: list[bool], first: int, last: int) -> None:
    """A part between two marks: an address at the start, or what somebody tells of themselves."""
    tokens = lattice.tokens
    size = end - start
    lows = [t.low for t in tokens[start:end]]
    acts = any(acting[start:end])
    if end < len(tokens) and last > end - 1 and not acts and size <= 8:
        prepared = lows[0] in _BECAUSE and any(
            s.arc == Arc.WORK for steps in lattice.steps[start:end] for s in steps
        )
        cost = (0.25 if prepared else 0.45) + 0.03 * size
        lattice.steps[start].append(Step(end + 1, Arc.CLAUSE, cost))
    speaks = any(low in _SPEAKERS for low in lows)
    if (start > 0 or end < len(tokens)) and size <= 40 and speaks:
        lattice.steps[start].append(Step(end, Arc.CLAUSE, 0.8 + (1.5 if acts else 0.0) + 0.02 * size))
    elif start > 0 and tokens[start - 1].text in ".?!\n" and first < start:
        lattice.steps[start].append(Step(end, Arc.CLAUSE, 1.1 + (1.5 if acts else 0.0) + 0.05 * size))
    elif start > 0 and first < start and lows[0] in _BECAUSE and not acts:
        lattice.steps[start].append(Step(end, Arc.CLAUSE, 0.9 + 0.05 * size))


def _corrections(lattice: Lattice, acting: list[bool]) -> None:
    """What somebody takes back: the tone on no wait the coverage of Kone."""
    for i, steps in enumerate(lattice.steps):
        for step in list(steps):
            if step.code == "~" and i and any(acting[:i]) and not any(acting[step.end :]):
                steps.append(Step(step.end, Arc.AGAINST, 0.1, "~"))
                break
            if step.code == "~" and i and any(acting[:i]):
                start = max((j + 1 for j in range(i) if lattice.tokens[j].text in ".?!\n"), default=0)
                lattice.steps[start].append(Step(step.end, Arc.CLAUSE, 0.4))


def _purpose(lattice: Lattice, i: int, acting: list[bool]) -> None:
    """``for my boss``, ``before our call``, ``so I can prepare``: up to the next mark, or to where it may end."""
    tokens = lattice.tokens
    after = tokens[i + 1].low if i + 1 < len(tokens) else ""
    speaks = after in _SPEAKERS
    place = next(
        (
            j
            for j in range(i + 1, min(i + 4, len(tokens)))
            if any(s.arc == Arc.WORK for s in lattice.steps[j])
        ),
        None,
    )
    if not speaks and (place is None or (after not in _POSSESSIVES and place != i + 1)):
        return
    for end in range(i + 2, min(i + _LONGEST, len(tokens)) + 1):
        if acting[end - 1] or tokens[end - 1].text in _ENDS:
            return
        if not speaks and end <= (place or 0):
            continue
        lattice.steps[i].append(Step(end, Arc.CLAUSE, 0.35 + 0.1 * (end - i)))
