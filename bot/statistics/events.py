"""What happened to a topic over its whole history: events in its coverage, and shifts that last.

Each is found with the others taken out: bursts are no part of a level, and a new level is no burst.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bot.statistics.scans import FEWEST, Shift, lasting_shift, recent_shift
from bot.statistics.spans import Judged, Numbers, Ordinals, bursts, unusual_tones

Floats = NDArray[np.float64]

BELIEVED = 0.01
"""Shifts are taken out of what is usual from this p-value on, told of at a stricter one."""
LASTS = 14
"""Days from which a run of more coverage is a level of its own, not a burst."""
_PASSES = 2


@dataclass(frozen=True, slots=True)
class Coverage:
    """Days judged with lasting levels taken out, and those levels, in order of time."""

    judged: Judged
    levels: tuple[Shift, ...]


@dataclass(frozen=True, slots=True)
class Tone:
    """Each day's usual tone and p-value (NaN where they cannot be told), and a shift of the last days."""

    usual: Floats
    p: Floats
    shift: Shift | None


def coverage(days: Ordinals, counts: Numbers, totals: Numbers) -> Coverage:
    """Bursts and lasting levels of a topic's share; `days` are ordinals in order, without gaps and today."""
    day = np.asarray(days, dtype=np.int64)
    n, total = np.asarray(counts, dtype=float), np.asarray(totals, dtype=float)
    judged = bursts(day, n, total)
    levels: tuple[Shift, ...] = ()
    for _ in range(_PASSES):
        found = _levels(day, n, total, judged)
        if found == levels:
            break
        levels = found
        exposure = total.copy()
        for shift in levels:
            if shift.p < BELIEVED:
                exposure[shift.start :] *= np.exp(shift.size)
        judged = bursts(day, n, exposure)
    return Coverage(judged, levels)


def tone(days: Ordinals, tones: Numbers, stories: Numbers) -> Tone:
    """The shift of a topic's tone over its last days, and its unusual days with that taken out."""
    day, x = np.asarray(days, dtype=np.int64), np.asarray(tones, dtype=float)
    known = np.flatnonzero(np.isfinite(x))
    shift = recent_shift(x[known])
    usual, p = unusual_tones(day, x, stories)
    if shift is None:
        return Tone(usual, p, None)
    shift = _at(shift, known)
    if shift.p < BELIEVED:
        moved = np.where(np.arange(x.size) >= shift.start, shift.size, 0.0)
        usual, p = unusual_tones(day, x - moved, stories)
        usual = usual + moved
    return Tone(usual, p, shift)


def _levels(day: NDArray[np.int64], n: Floats, total: Floats, judged: Judged) -> tuple[Shift, ...]:
    short = [s for s in judged.spans if s.last - s.first + 1 < LASTS]
    kept = np.ones(day.size, dtype=bool)
    for s in short:
        kept[s.first : s.last + 1] = False
    at = np.flatnonzero(kept)
    x = _without_weekdays(np.log((n[at] + 0.5) / total[at]), day[at])
    return tuple(_at(s, at) for s in _cuts(x, 0))


def _cuts(x: Floats, offset: int) -> list[Shift]:
    """The best cut of the days, and where it is believed those of its sides."""
    shift = lasting_shift(x)
    if shift is None:
        return []
    here = Shift(
        shift.start + offset,
        shift.low + offset,
        shift.high + offset,
        shift.before,
        shift.after,
        shift.error,
        shift.p,
    )
    if shift.p >= BELIEVED or x.size < 2 * FEWEST:
        return [here]
    left, right = x[: shift.start], x[shift.start :]
    sides = [*_cuts(left, offset), *_cuts(right, offset + shift.start)]
    return sorted([here, *(s for s in sides if s.p < BELIEVED)], key=lambda s: s.start)


def _without_weekdays(x: Floats, day: NDArray[np.int64]) -> Floats:
    """Each weekday's own mean taken off, the common one kept."""
    out, weekday = x.copy(), day % 7
    for w in range(7):
        of = weekday == w
        if of.any():
            out[of] -= x[of].mean() - x.mean()
    return out


def _at(shift: Shift, at: NDArray[np.intp]) -> Shift:
    """The same shift with the indices of all days for those of the kept ones."""
    return Shift(
        int(at[shift.start]),
        int(at[shift.low]),
        int(at[shift.high]),
        shift.before,
        shift.after,
        shift.error,
        shift.p,
    )
