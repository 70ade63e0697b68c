"""How two things move together: told in the same stories, or searched for and written about.

Definitions: lift n_xy·N/(n_x·n_y) and normalised pointwise mutual information (Bouma 2009); the change of
log-lift by Student's t on weeks; cross-correlation after prewhitening (Box and Jenkins): without it, two
series that merely persist seem to lead one another.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import atanh, log, sqrt, tanh

import numpy as np
from numpy.typing import NDArray

from bot.statistics.blocks import Change, Part, change
from bot.statistics.distributions import normal_quantile, normal_tail

Numbers = Sequence[float] | NDArray[np.float64]

MIN_TOGETHER = 5
"""Stories that carry both topics below which nothing is said of the two."""
MEMORY = 7
"""Days of a series' own past that are taken out of it."""
MOST_LAG = 7
MIN_DAYS_LAG = 56
"""Finished days of both series from which a lag can be told."""
MEMORY_WEEKS, MOST_LAG_WEEKS, MIN_WEEKS_LAG = 2, 4, 40
"""The same of series by week."""
FEWEST_WEEKS = 4
"""Weeks on either side from which a change of lift can be told."""
MIN_DAYS_HALF = 20
MIN_APART = 5
"""Stories with one topic and not the other below which the two are one and the same."""

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Counts:
    """Stories by day: of each of two topics, of both, and of everything."""

    x: Numbers
    y: Numbers
    both: Numbers
    total: Numbers


def lift(both: float, x: float, y: float, total: float) -> float:
    """How many times more often than by chance; 0 where never. `x`, `y` and `total` are positive."""
    return both * total / (x * y)


def npmi(both: float, x: float, y: float, total: float) -> float:
    """Normalised pointwise mutual information: −1 never together, 0 by chance, 1 always together."""
    if both <= 0:
        return -1.0
    if both >= total:
        return 1.0
    return log(lift(both, x, y, total)) / -log(both / total)


def period_lift(of: Counts) -> float | None:
    """The lift over all days together; None under five stories with both."""
    both, x, y, total = (float(np.sum(c)) for c in (of.both, of.x, of.y, of.total))
    return lift(both, x, y, total) if both >= MIN_TOGETHER else None


def lift_change(before: Counts, after: Counts) -> Change | None:
    """The change of log-lift, its error from how far the lifts of single weeks scatter.

    Stories come in bursts, which makes weeks differ by far more than counting does. None where there are too
    few weeks or stories, or hardly a story with one topic alone.
    """
    parts: list[Part] = []
    for of in (before, after):
        x, y, both, total = (np.asarray(c, dtype=float) for c in (of.x, of.y, of.both, of.total))
        n, weeks = both.sum(), both.size // 7
        if n < MIN_TOGETHER or min(x.sum(), y.sum()) - n < MIN_APART or weeks < FEWEST_WEEKS:
            return None
        by_week = [[run.sum() for run in np.array_split(c, weeks)] for c in (x, y, both, total)]
        logs = [log_lift(b, i, j, t) for i, j, b, t in zip(*by_week, strict=True)]
        parts.append(Part(log(lift(n, x.sum(), y.sum(), total.sum())), np.array(logs)))
    return change(parts[0], parts[1])


def log_lift(both: float, x: float, y: float, total: float) -> float:
    """ln lift with half a story added, so that a week without any still has one."""
    return log((both + 0.5) * total / ((x + 0.5) * (y + 0.5)))


def ahead(one: Change, other: Change, level: float) -> bool:
    """Whether one change is larger than another, at this one-sided level."""
    error = sqrt(one.error**2 + other.error**2)
    return one.value - other.value > normal_quantile(1 - level) * error


def without_weekdays(values: Numbers, first_weekday: int) -> Floats:
    """Each weekday's own mean taken off; missing days are NaN and stay so."""
    x = np.array(values, dtype=float)
    weekday = (np.arange(x.size) + first_weekday) % 7
    for d in range(7):
        of = weekday == d
        if np.isfinite(x[of]).any():
            x[of] -= np.nanmean(x[of])
    return x


def memory(x: Floats, order: int = MEMORY) -> Floats:
    """Coefficients of an autoregression of this order, by least squares over the days without gaps."""
    past = _past(x, order)
    known = np.isfinite(past).all(axis=1) & np.isfinite(x[order:])
    if known.sum() <= 2 * order:
        return np.zeros(order)
    return np.asarray(np.linalg.lstsq(past[known], x[order:][known], rcond=None)[0], dtype=np.float64)


def filtered(x: Floats, coefficients: Floats) -> Floats:
    """What the past does not explain: x less its autoregression; NaN where a day of the past is missing."""
    order = coefficients.size
    fresh = np.full(x.size, np.nan)
    fresh[order:] = x[order:] - _past(x, order) @ coefficients
    return fresh


def _past(x: Floats, order: int) -> Floats:
    """Row t: the `order` days before day t + order, the last first."""
    return np.column_stack([x[order - k : x.size - k] for k in range(1, order + 1)])


@dataclass(frozen=True, slots=True)
class Lead:
    """By how many steps the second series follows the first, where it correlates best.

    `p` allows for all steps tried; `limit` is the correlation that would be told at the level asked for.
    """

    steps: int
    correlation: float
    p: float
    limit: float
    correlations: tuple[float, ...]


def lead_by_days(first: Numbers, second: Numbers, first_weekday: int, level: float) -> Lead | None:
    """By how many days the second of two daily series follows the first; None under 56 days of both.

    Pass logarithms: what counts is relative change; missing days are NaN.
    """
    x, y = without_weekdays(first, first_weekday), without_weekdays(second, first_weekday)
    if int((np.isfinite(x) & np.isfinite(y)).sum()) < MIN_DAYS_LAG:
        return None
    return _lead(x, y, MEMORY, MOST_LAG, level, fitted=7)


def lead_by_weeks(first: Numbers, second: Numbers, level: float) -> Lead | None:
    """The same of series by week; None under 40 weeks of both."""
    x, y = np.asarray(first, dtype=float), np.asarray(second, dtype=float)
    if int((np.isfinite(x) & np.isfinite(y)).sum()) < MIN_WEEKS_LAG:
        return None
    return _lead(x, y, MEMORY_WEEKS, MOST_LAG_WEEKS, level, fitted=1)


def _lead(x: Floats, y: Floats, order: int, most: int, level: float, fitted: int) -> Lead:
    """A straight line is taken off and what is far out clipped, in levels and again in innovations: a trend
    or a burst that both have would else pass for a lag. The filter fitted to the first is put to both.
    """
    x, y = _clipped(_without_trend(x)), _clipped(_without_trend(y))
    coefficients = memory(x, order)
    fresh = _standard(_clipped(filtered(x, coefficients)))
    other = _standard(_clipped(filtered(y, coefficients)))
    n = int(np.isfinite(fresh * other).sum())
    lags = range(-most, most + 1)
    # Divided by the same n at every lag, as is usual: fewer pairs then count for less.
    rs = [
        float(np.nansum(fresh[max(0, -k) : x.size - max(0, k)] * other[max(0, k) : x.size + min(0, k)])) / n
        for k in lags
    ]
    # The means, the filter's coefficients and the line were fitted to the same days.
    free = sqrt(n - fitted - order - 1)
    best = max(range(len(rs)), key=lambda i: abs(rs[i]))
    p = min(1.0, 2 * len(rs) * normal_tail(abs(rs[best]) * free))
    limit = normal_quantile(1 - level / 2 / len(rs)) / free
    return Lead(lags[best], rs[best], p, limit, tuple(rs))


def _without_trend(x: Floats) -> Floats:
    t = np.arange(x.size, dtype=float)
    known = np.isfinite(x)
    slope, start = np.polyfit(t[known], x[known], 1)
    return np.asarray(x - slope * t - start)


def _clipped(x: Floats) -> Floats:
    """Within three robust standard deviations of the median."""
    middle = float(np.nanmedian(x))
    reach = 3 * 1.4826 * float(np.nanmedian(np.abs(x - middle)))
    return np.clip(x, middle - reach, middle + reach) if reach > 0 else x


def _standard(x: Floats) -> Floats:
    """With mean 0 and standard deviation 1; all zeros where nothing moves."""
    spread = float(np.nanstd(x))
    moved: Floats = x - np.nanmean(x)
    return moved / spread if spread > 0 else moved


@dataclass(frozen=True, slots=True)
class Agreement:
    """How much more two series agree than before: the difference of correlations, and its interval and p."""

    value: float
    low: float
    high: float
    p: float


def agreement_change(x: Numbers, y: Numbers, first_weekday: int, pairs: int = 1) -> Agreement | None:
    """How much more the innovations of two daily series agree in the second half than in the first.

    By Fisher's z, the interval for all `pairs` at once. None where a half has under twenty days.
    """
    fresh = []
    for series in (x, y):
        of = without_weekdays(np.log1p(np.asarray(series, dtype=float)), first_weekday)
        fresh.append(filtered(of, memory(of)))
    middle = fresh[0].size // 2
    halves = [
        _correlation(fresh[0][part], fresh[1][part]) for part in (slice(0, middle), slice(middle, None))
    ]
    if any(n < MIN_DAYS_HALF for _, n in halves):
        return None
    (r1, n1), (r2, n2) = halves
    z1, z2 = (atanh(max(-0.999, min(0.999, r))) for r in (r1, r2))
    error = sqrt(1 / (n1 - 3) + 1 / (n2 - 3))
    half = normal_quantile(1 - 0.025 / pairs) * error
    # Around the middle of the two, so that a difference of z is again one of correlations.
    centre = (z1 + z2) / 2

    def as_difference(z: float) -> float:
        return tanh(centre + z / 2) - tanh(centre - z / 2)

    p = 2 * normal_tail(abs(z2 - z1) / error)
    return Agreement(r2 - r1, as_difference(z2 - z1 - half), as_difference(z2 - z1 + half), p)


def _correlation(x: Floats, y: Floats) -> tuple[float, int]:
    known = np.isfinite(x) & np.isfinite(y)
    a, b = x[known], y[known]
    if a.size < 3 or a.std() == 0 or b.std() == 0:
        return 0.0, max(int(a.size), 1)
    return float(np.corrcoef(a, b)[0, 1]), int(a.size)
