"""Period against period, where days depend on each other: Student's t on the means of runs of days.

The mean of a run of days as long as a third of the period (a week at least) is nearly independent of the next
one's. How far such means scatter is measured on the topic's own earlier days too, which buys the power.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import exp, log, sqrt

import numpy as np
from numpy.typing import NDArray

from bot.statistics.distributions import t_quantile, t_tail
from bot.statistics.scans import inflation

Floats = NDArray[np.float64]

SHORTEST = 7
"""Days of a run, and of a period of which a change is told at all."""
LEAST_DF = 4
"""Degrees of freedom under which an interval says nothing."""


@dataclass(frozen=True, slots=True)
class Change:
    """A difference with its standard error and the degrees of freedom of that."""

    value: float
    error: float
    df: int

    @property
    def p(self) -> float:
        """Two-sided."""
        if self.error <= 0:
            return 0.0 if self.value else 1.0
        return min(1.0, 2 * t_tail(abs(self.value) / self.error, self.df))

    def interval(self, coverage: float = 0.95) -> tuple[float, float]:
        half = t_quantile(0.5 + coverage / 2, self.df) * self.error
        return self.value - half, self.value + half

    def noticed(self, level: float, power: float = 0.9) -> float:
        """The size from which a true change is told, at this two-sided level, with this chance."""
        return (t_quantile(1 - level / 2, self.df) + t_quantile(power, self.df)) * self.error


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of days: its own value, and the values of its runs.

    `floor` is the variance of a run's value by the chance of counts alone.
    """

    value: float
    runs: Floats
    floor: float = 0.0


def run_length(days: int) -> int:
    """A third of the period, a week at least."""
    return max(SHORTEST, days // 3)


def toned(tones: Sequence[float] | Floats, length: int) -> Part | None:
    """Daily tones as a part; None under one run."""
    x = np.asarray(tones, dtype=float)
    if x.size < length:
        return None
    return Part(float(x.mean()), np.array([run.mean() for run in np.array_split(x, x.size // length)]))


def counted(counts: Sequence[float] | Floats, totals: Sequence[float] | Floats, length: int) -> Part | None:
    """Daily counts and totals as a part of log shares, ln((Σn + ½)/ΣN); None under one run."""
    n, total = np.asarray(counts, dtype=float), np.asarray(totals, dtype=float)
    if n.size < length:
        return None
    counts, totals = _sums(n, length), _sums(total, length)
    runs = np.log((counts + 0.5) / totals)
    return Part(log_share(n.sum(), total.sum()), runs, float((1 / (counts + 0.5)).mean()))


def _sums(x: Floats, length: int) -> Floats:
    return np.array([run.sum() for run in np.array_split(x, x.size // length)])


def log_share(n: float, total: float) -> float:
    return log((n + 0.5) / total)


def log_ratio(one: Sequence[float] | Floats, other: Sequence[float] | Floats, length: int) -> Part | None:
    """Daily counts of two topics as a part of ln((Σn₁ + ½)/(Σn₂ + ½)); None under one run."""
    a, b = np.asarray(one, dtype=float), np.asarray(other, dtype=float)
    if a.size < length:
        return None
    x, y = _sums(a, length) + 0.5, _sums(b, length) + 0.5
    value = log((a.sum() + 0.5) / (b.sum() + 0.5))
    return Part(value, np.log(x / y), float((1 / x + 1 / y).mean()))


def change(before: Part, period: Part, others: Sequence[Part | None] = ()) -> Change | None:
    """From `before` to `period`; `others` tell only how far runs scatter. None where too little is known."""
    variance, df = _pooled([before, period, *others])
    if df < LEAST_DF:
        return None
    return Change(
        period.value - before.value, sqrt(variance * (1 / period.runs.size + 1 / before.runs.size)), df
    )


def level(period: Part, others: Sequence[Part | None] = ()) -> Change | None:
    """The period's own value against nothing; for differences of two series."""
    variance, df = _pooled([period, *others])
    return Change(period.value, sqrt(variance / period.runs.size), df) if df >= LEAST_DF else None


def _pooled(parts: Sequence[Part | None]) -> tuple[float, int]:
    """The variance of the runs around the mean of their own part, and its degrees of freedom."""
    known = [p for p in parts if p is not None]
    df = sum(p.runs.size - 1 for p in known)
    squares = sum(float(((p.runs - p.runs.mean()) ** 2).sum()) for p in known)
    floor = sum(p.floor * p.runs.size for p in known) / sum(p.runs.size for p in known)
    return (max(squares / df, floor) if df else floor), df


def as_ratio(c: Change) -> tuple[float, float, float]:
    """A change of logarithms as a ratio with its 95 % interval."""
    low, high = c.interval()
    return exp(c.value), exp(low), exp(high)


def halves(before: Sequence[float] | Floats, after: Sequence[float] | Floats) -> Change | None:
    """From one stretch of a series to the next, where nothing else is known of it.

    Welch's t with as many days as they are worth: n over what memory inflates the variance of their mean by
    (`scans.inflation`), two at least. None under seven days a side.
    """
    a, b = np.asarray(before, dtype=float), np.asarray(after, dtype=float)
    if min(a.size, b.size) < SHORTEST:
        return None
    f = inflation([a, b])
    worth = [max(2.0, x.size / f) for x in (a, b)]
    variances = [float(x.var(ddof=1)) / w for x, w in zip((a, b), worth, strict=True)]
    df = max(1, int(sum(worth) - 2))
    return Change(float(b.mean() - a.mean()), sqrt(sum(variances)), df)
