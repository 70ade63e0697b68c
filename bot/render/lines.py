"""The days of a series as lines to draw: units, gaps, the moving mean, the day that is not over."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from bot.answer import Day, Searches, SearchSeries, Series
from bot.words.format import SMALL_SHARE

Floats = NDArray[np.float64]

SMOOTHED_FROM = 46
"""Days from which single days are noise to the eye and a moving mean carries the line."""
FEW_STORIES = 30
"""Below this a day's tone is drawn hollow: it rests on too little to be read alone."""

FEW_A_DAY = 5
"""Below so many articles on the mean day a line would promise more than there is, so days are bars."""

EPOCH = date(1970, 1, 1).toordinal()
"""matplotlib counts days from here."""


@dataclass(frozen=True, slots=True)
class Line:
    """A topic's days as arrays for drawing; NaN where a line must break.

    `x` are matplotlib days. `y` is the line, `dots` the single days with `hollow` marking those that
    rest on little. `so_far` is the day that is not over (x, y), joined by a dashed stroke; a moving
    mean goes without it.
    """

    x: Floats
    y: Floats
    low: Floats
    high: Floats
    dots: Floats
    hollow: NDArray[np.bool_]
    window: int
    so_far: tuple[float, float] | None

    @property
    def smoothed(self) -> bool:
        return self.window > 1

    @property
    def lonely(self) -> NDArray[np.bool_]:
        """Which days have a gap on both sides."""
        there = np.concatenate([[False], np.isfinite(self.y), [False]])
        alone: NDArray[np.bool_] = there[1:-1] & ~there[:-2] & ~there[2:]
        return alone

    @property
    def latest(self) -> float | None:
        """The height at which the line ends."""
        if self.so_far:
            return self.so_far[1]
        seen = self.y[np.isfinite(self.y)]
        return float(seen[-1]) if len(seen) else None

    def values(self, *, dots: bool) -> Floats:
        today = self.so_far[1] if self.so_far else math.nan
        every = np.concatenate([self.y, self.dots if dots else [], [today]])
        seen: Floats = every[np.isfinite(every)]
        return seen


@dataclass(frozen=True, slots=True)
class Unit:
    """What a share is counted in on an axis: percent, or articles per 10,000 where that is tiny."""

    scale: float
    heading: str
    sign: str


def unit_of(series: Sequence[Series]) -> Unit:
    """One unit for all of `series`: the smaller one when no topic reaches 0.1% on any day."""
    top = max((d.share or 0.0 for s in series for d in s.days), default=0.0)
    if top < SMALL_SHARE:
        return Unit(10_000, "Articles per 10,000 in all monitored news", "")
    return Unit(100, "Share of all monitored articles", "%")


@dataclass(frozen=True, slots=True)
class Rhythm:
    """What all lines of a chart share: days between points, and days of the moving mean (1: none)."""

    step: int
    window: int

    @property
    def words(self) -> str:
        """What to add to a heading: ``, 7-day mean`` or ``, by week``; nothing for plain days."""
        if self.window > 1:
            return f", {self.window}-day mean"
        if self.step == 1:
            return ""
        return ", by week" if self.step <= 7 else ", by month" if self.step <= 31 else ", by quarter"


def rhythm_of(series: Sequence[Series], granularity: str | None) -> Rhythm:
    """Points are days unless the person asked for coarser ones and got them."""
    days = sorted({d.day for s in series for d in s.days})
    if granularity in ("weekly", "monthly", "quarterly"):
        steps = sorted((after - before).days for before, after in pairwise(days))
        step = steps[len(steps) // 2] if steps else 1
        if step > 1:
            return Rhythm(step, 1)
    if len(days) < SMOOTHED_FROM:
        return Rhythm(1, 1)
    return Rhythm(1, 7 if (days[-1] - days[0]).days <= 3 * 366 else 31)


def few_a_day(series: Series) -> bool:
    days = [d for d in series.days if not d.partial]
    return bool(days) and sum(d.articles for d in days) < FEW_A_DAY * len(days)


def rhythm_of_searches(searches: Searches) -> Rhythm:
    """The grain in which the source tells interest; days are smoothed from the same length on as news."""
    step = {"day": 1, "week": 7, "month": 30}[searches.grain]
    longest = max((len(s.points) for s in searches.series), default=0)
    return Rhythm(step, 7 if step == 1 and longest >= SMOOTHED_FROM else 1)


def toned(series: Series, rhythm: Rhythm) -> Line:
    return _line(series.days, lambda d: d.tone, rhythm, band=True)


def shared(series: Series, unit: Unit, rhythm: Rhythm) -> Line:
    return _line(series.days, lambda d: None if d.share is None else d.share * unit.scale, rhythm, band=False)


def searched(series: SearchSeries, rhythm: Rhythm) -> Line:
    """Interest in a search term, 0 to 100; the day, week or month that is not over is open-ended."""
    whole = {p.day: p.value for p in series.points if not p.partial}
    slots = _slots(sorted(whole), rhythm.step)
    dots = np.array([whole.get(s, math.nan) for s in slots], dtype=float)
    unknown = np.full(len(slots), math.nan)
    part = next((p for p in series.points if p.partial), None)
    return Line(
        x=np.array([x_of(s) for s in slots], dtype=float),
        y=_moving_mean(dots, rhythm.window) if rhythm.window > 1 else dots,
        low=unknown,
        high=unknown,
        dots=dots,
        hollow=np.zeros(len(slots), dtype=bool),
        window=rhythm.window,
        so_far=(x_of(part.day), float(part.value)) if part and rhythm.window == 1 else None,
    )


def _line(days: Sequence[Day], value: Callable[[Day], float | None], rhythm: Rhythm, *, band: bool) -> Line:
    def number(v: float | None) -> float:
        return math.nan if v is None else v

    days = sorted(days, key=lambda d: d.day)
    whole = [d for d in days if not d.partial]
    slots = _slots([d.day for d in whole], rhythm.step)
    by_day = {d.day: d for d in whole}
    found = [by_day.get(s) for s in slots]
    dots = np.array([number(value(d)) if d else math.nan for d in found], dtype=float)
    part = next((d for d in days if d.partial and value(d) is not None), None)
    return Line(
        x=np.array([x_of(s) for s in slots], dtype=float),
        y=_moving_mean(dots, rhythm.window) if rhythm.window > 1 else dots,
        low=np.array([number(d.tone_low) if d and band else math.nan for d in found], dtype=float),
        high=np.array([number(d.tone_high) if d and band else math.nan for d in found], dtype=float),
        dots=dots,
        hollow=np.array([band and d is not None and d.stories < FEW_STORIES for d in found], dtype=bool),
        window=rhythm.window,
        so_far=(x_of(part.day), number(value(part))) if part and rhythm.window == 1 else None,
    )


def _slots(days: Sequence[date], step: int) -> list[date]:
    """`days` with one more in each hole wider than `step`, so that a line breaks there.

    Daily data gets every missing day, which is what a moving mean by calendar needs.
    """
    if not days:
        return []
    if step == 1:
        return [days[0] + timedelta(n) for n in range((days[-1] - days[0]).days + 1)]
    out = [days[0]]
    for before, after in pairwise(days):
        if (after - before).days > 1.5 * step:
            out.append(before + timedelta(step))
        out.append(after)
    return out


def _moving_mean(values: Floats, window: int) -> Floats:
    """Mean over a day and those before it, `window` in all, of those that are there; gaps stay gaps."""
    if not len(values):
        return values
    there = np.isfinite(values)
    ones = np.ones(window)
    sums = np.convolve(np.where(there, values, 0.0), ones)[: len(values)]
    counts = np.convolve(there.astype(float), ones)[: len(values)]
    out = np.full(len(values), math.nan)
    np.divide(sums, counts, out=out, where=there)
    return out


def x_of(day: date) -> float:
    return float(day.toordinal() - EPOCH)
