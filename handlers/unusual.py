"""Days that stand out from the 56 before them: more coverage than those explain, or another tone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from statistics import fmean, median

from bot.answer import Day
from handlers import stats

BASELINE_DAYS = 56
SHIFT = 3.5
"""Robust z from which a tone counts as shifted (Iglewicz and Hoaglin's cut for modified z-scores)."""
SHIFT_STORIES = 30
"""Stories of a day under which its tone is too unsure to call it shifted."""
_MIN_TONES = 14


@dataclass(frozen=True, slots=True)
class Burst:
    """A day with more coverage than expected; `level` is how likely so much is on an ordinary day."""

    day: Day
    expected: float
    level: float


@dataclass(frozen=True, slots=True)
class Shift:
    """A day whose tone is `z` robust deviations from its `usual`, the median of the baseline."""

    day: Day
    usual: float
    z: float


def bursts(days: Sequence[Day], since: date, level: float = stats.SPIKE_LEVEL) -> tuple[Burst, ...]:
    """The days from `since` with more coverage than their baseline explains; unfinished days are none.

    `days` are in order and begin early enough for a baseline. A burst is no baseline for later days.
    """
    quiet: list[Day] = []
    out = []
    for d in days:
        if d.partial:
            continue
        base = [b for b in quiet if (d.day - b.day).days <= BASELINE_DAYS]
        fit = stats.expectation(
            [b.articles for b in base],
            [b.total for b in base],
            [b.day.weekday() >= 5 for b in base],
            d.total,
            d.day.weekday() >= 5,
        )
        found = stats.is_spike(d.articles, *fit, level) if fit and d.day >= since else None
        if fit is None or found is None:
            quiet.append(d)
        else:
            out.append(Burst(d, fit[0], found))
    return tuple(out)


def shifts(days: Sequence[Day], since: date, least: float = SHIFT) -> tuple[Shift, ...]:
    """The days from `since` whose tone is at least `least` robust deviations from that of the days before.

    z = (tone − median) / (1.4826 · MAD); where half of the days have the same tone, the scale is
    1.2533 · mean absolute deviation instead.
    """
    out = []
    for d in days:
        if d.partial or d.day < since or d.tone is None or d.stories < SHIFT_STORIES:
            continue
        base = [b.tone for b in days if 0 < (d.day - b.day).days <= BASELINE_DAYS and b.tone is not None]
        if len(base) < _MIN_TONES:
            continue
        usual = median(base)
        away = [abs(tone - usual) for tone in base]
        scale = 1.4826 * median(away) or 1.2533 * fmean(away)
        if scale and abs(z := (d.tone - usual) / scale) >= least:
            out.append(Shift(d, usual, z))
    return tuple(out)
