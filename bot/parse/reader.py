"""The cheapest way through a lattice: a reading."""

from __future__ import annotations

from dataclasses import dataclass

from bot.parse.grammar import END, ENTER, NO_TOPIC, SECOND_TIME, STEPS, Arc, Edge
from bot.parse.lattice import Lattice, Step

_TOPIC, _DANGLING, _AGAINST, _AFTER = int(Edge.TOPIC), int(Edge.DANGLING), int(Edge.AGAINST), int(Edge.AFTER)
_ACTING = frozenset((Arc.ACTION, Arc.TONE, Arc.TIES))
_TABLE: list[list[tuple[int, float] | None]] = [
    [(int(got[0]), got[1]) if (got := STEPS.get((edge, arc))) else None for arc in Arc] for edge in Edge
]
_ENTER: list[float | None] = [ENTER.get(edge) for edge in Edge]
_END = [END.get(edge, NO_TOPIC) for edge in Edge]
_ANCHORED = (int(Edge.ANCHOR), int(Edge.COMPARE), int(Edge.AGAINST))


@dataclass(frozen=True, slots=True)
class Reading:
    """A way through the text: its steps in order, and what they cost together."""

    cost: float
    steps: tuple[tuple[int, Step], ...]

    @property
    def clues(self) -> str:
        """The letters of all that was read as saying what is wanted."""
        return "".join(step.code for _, step in self.steps)


@dataclass(frozen=True, slots=True)
class Terms:
    """What a text is read under: a slash command names the action, and a comparison joins timeframes and topics."""

    command: bool = False
    acted: bool = False
    comparing: bool = False
    questioning: bool = False
    follows: bool = False


def read(lattice: Lattice, terms: Terms, forbidden: frozenset[tuple[int, int]] = frozenset()) -> Reading:
    """The cheapest reading. States are (edge, whether an action was named, whether a timeframe was)."""
    size = len(lattice.tokens)
    best: list[dict[int, tuple[float, int, int, Step | None]]] = [{} for _ in range(size + 1)]
    start = (int(Edge.START) << 2) | (2 if terms.acted else 0)
    best[0][start] = (0.0, -1, -1, None)
    second = 0.4 if terms.comparing else SECOND_TIME
    for i in range(size):
        here = best[i]
        if not here:
            continue
        floor = min(cost for cost, *_ in here.values()) + 9.0
        inside, steps, name_end = lattice.inside[i], lattice.steps[i], lattice.names.get(i)
        for state, (cost, *_rest) in here.items():
            if cost > floor:
                continue
            edge, acted, timed = state >> 2, state & 2, state & 1
            if inside is not None:
                _into_topic(best, i, state, cost, inside, name_end, terms)
            row = _TABLE[edge]
            for step in steps:
                to = row[step.arc]
                if to is None:
                    continue
                after, price = to
                price += cost + step.cost
                arc = step.arc
                flags = (
                    acted | timed if arc != Arc.STOP or edge >= _TOPIC else timed | (2 if terms.acted else 0)
                )
                if edge == _TOPIC and arc == Arc.ACTION and acted:
                    price += 0.7
                if arc in _ACTING or step.code in ("G", "g"):
                    flags |= 2
                elif arc == Arc.TIME:
                    if timed and edge != _AGAINST:
                        price += second
                    flags |= 1
                elif arc == Arc.PREDICATE and edge == _TOPIC and not terms.questioning:
                    price += 0.35
                key = (after << 2) | flags
                known = best[step.end].get(key)
                if known is None or price < known[0]:
                    best[step.end][key] = (price, i, state, step)
    return _trace(best, size, terms.follows)


def _into_topic(
    best: list[dict[int, tuple[float, int, int, Step | None]]],
    i: int,
    state: int,
    cost: float,
    inside: tuple[float, float, bool, bool],
    name_end: int | None,
    terms: Terms,
) -> None:
    edge, flags = state >> 2, state & 3
    first, later, dangling, acts = inside
    if edge in (_TOPIC, _DANGLING):
        price = later
        entered = 0.0
    else:
        way = _ENTER[edge]
        if way is None:
            return
        entered, price = (0.0 if edge == 0 and (terms.command or terms.follows) else way), first
    if acts and flags & 2 and not terms.comparing and edge in (*_ANCHORED, _TOPIC, _DANGLING):
        price *= 0.4
    _note(
        best,
        i + 1,
        ((_DANGLING if dangling else _TOPIC) << 2) | flags,
        cost + entered + price + 0.01,
        i,
        state,
    )
    if name_end:
        _note(best, name_end, (_TOPIC << 2) | flags, cost + entered - 0.3, i, state)


def _note(
    best: list[dict[int, tuple[float, int, int, Step | None]]],
    end: int,
    key: int,
    price: float,
    i: int,
    state: int,
) -> None:
    known = best[end].get(key)
    if known is None or price < known[0]:
        best[end][key] = (price, i, state, Step(end, Arc.TOPIC, 0.0))


def _trace(best: list[dict[int, tuple[float, int, int, Step | None]]], size: int, follows: bool) -> Reading:
    ends = {state: cost + _ending(state, follows) for state, (cost, *_) in best[size].items()}
    state = min(ends, key=ends.__getitem__)
    total, at, steps = ends[state], size, []
    while at > 0:
        _, before, earlier, step = best[at][state]
        assert step is not None
        steps.append((before, step))
        at, state = before, earlier
    return Reading(total, tuple(reversed(steps)))


def _ending(state: int, follows: bool) -> float:
    """Ending without a topic is dearer where no action was named either."""
    edge = state >> 2
    if edge in (_TOPIC, _AFTER, _AGAINST, _DANGLING):
        return _END[edge]
    if follows:
        return 0.0
    if edge == int(Edge.COMPARE):
        return 1.1
    return min(_END[edge], 1.1) if state & 2 else _END[edge] + 1.5
