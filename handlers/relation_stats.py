"""How two things move together: pure functions of counts and arrays. Intervals are 95 %.

Definitions: lift n_xy·N/(n_x·n_y) and normalised pointwise mutual information (Bouma 2009); the change of
log-lift with its delta-method error; cross-correlation after prewhitening (Box and Jenkins): without it,
two series that merely persist seem to lead one another.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import atanh, exp, log, sqrt, tanh

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtri

from bot.answer import Estimate, Lag
from handlers.stats import Numbers, quantile

MIN_TOGETHER = 5
"""Stories that carry both topics below which nothing is said of the two."""
MEMORY = 7
"""Days of a series' own past that are taken out of it."""
MOST_LAG = 7
MIN_DAYS_LAG = 60
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


def lift_growth(before: Counts, after: Counts) -> tuple[float, float] | None:
    """The change of log-lift and its standard error; None where there is too little to tell.

    The delta-method variance Σ(1/n_xy − 1/n_x − 1/n_y + 1/N) is inflated by φ, Pearson's χ² of the daily
    n_xy against what the period's lift expects of the day, over its degrees of freedom (never under 1),
    and widened as Student's t is, so that normal quantiles may be put to it.
    """
    logs, variance, chi2, days = [], 0.0, 0.0, 0
    for period in (before, after):
        x, y, both, total = (
            np.asarray(c, dtype=float) for c in (period.x, period.y, period.both, period.total)
        )
        n = both.sum()
        if n < MIN_TOGETHER or min(x.sum(), y.sum()) - n < MIN_APART:
            return None
        variance += max(0.0, 1 / n - 1 / x.sum() - 1 / y.sum() + 1 / total.sum())
        chance = np.divide(x * y, total, out=np.zeros_like(x), where=total > 0)
        logs.append(log(lift(n, x.sum(), y.sum(), total.sum())))
        expected = chance * (n / chance.sum())
        some = expected > 0
        chi2 += float(((both - expected)[some] ** 2 / expected[some]).sum())
        days += int(some.sum())
    if days <= 2:
        return None
    wider = quantile(days - 2) / _z(1)
    return logs[1] - logs[0], wider * sqrt(max(1.0, chi2 / (days - 2)) * variance)


def growth(change: tuple[float, float], pairs: int = 1) -> Estimate:
    """The ratio of lifts with an interval that holds for all `pairs` at once (Bonferroni)."""
    value, error = change
    half = _z(pairs) * error
    return Estimate(exp(value), exp(value - half), exp(value + half))


def winner(changes: Sequence[tuple[float, float] | None]) -> int | None:
    """Which pair has grown closer, and more so than every other; None where none stands out.

    It must have grown beyond chance, at a level that allows for the number of pairs, and its lead over
    each other pair must be beyond chance too.
    """
    known = [(i, c) for i, c in enumerate(changes) if c is not None]
    if not known:
        return None
    best, (value, error) = max(known, key=lambda k: k[1][0])
    grown = value - _z(len(changes)) * error > 0
    ahead = all(value - v > _z(1) * sqrt(error**2 + e**2) for i, (v, e) in known if i != best)
    return best if grown and ahead else None


def _z(tests: int) -> float:
    return float(ndtri(1 - 0.025 / tests))


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


def lead_lag(searches: Numbers, news: Numbers, first_weekday: int) -> Lag | None:
    """By how many days news follows searches, both daily from the same day on; None under 60 days.

    Pass logarithms: what counts is relative change. The filter fitted to the searches is put to both
    series; the limit z₁₋.₀₂₅/₁₅/√n, with n less what was fitted, holds for all fifteen lags together.
    """
    x, y = without_weekdays(searches, first_weekday), without_weekdays(news, first_weekday)
    if int((np.isfinite(x) & np.isfinite(y)).sum()) < MIN_DAYS_LAG:
        return None
    coefficients = memory(x)
    fresh, other = _standard(filtered(x, coefficients)), _standard(filtered(y, coefficients))
    n = int(np.isfinite(fresh * other).sum())
    lags = range(-MOST_LAG, MOST_LAG + 1)
    # Divided by the same n at every lag, as is usual: fewer pairs then count for less.
    rs = [
        float(np.nansum(fresh[max(0, -k) : x.size - max(0, k)] * other[max(0, k) : x.size + min(0, k)])) / n
        for k in lags
    ]
    # The means of seven weekdays and the filter's coefficients were fitted to the same days.
    limit = _z(len(rs)) / sqrt(n - 7 - MEMORY)
    best = max(range(len(rs)), key=lambda i: abs(rs[i]))
    return Lag(lags[best] if abs(rs[best]) > limit else None, rs[best], limit, tuple(rs))


def _standard(x: Floats) -> Floats:
    """With mean 0 and standard deviation 1; all zeros where nothing moves."""
    spread = float(np.nanstd(x))
    moved: Floats = x - np.nanmean(x)
    return moved / spread if spread > 0 else moved


def correlation_change(x: Numbers, y: Numbers, first_weekday: int, pairs: int = 1) -> Estimate | None:
    """How much more the innovations of two daily series agree in the second half than in the first.

    The difference of the correlations; its interval from Fisher's z, for all `pairs` at once. None where
    a half has under twenty days.
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
    half = _z(pairs) * sqrt(1 / (n1 - 3) + 1 / (n2 - 3))
    # Around the middle of the two, so that a difference of z is again one of correlations.
    centre = (z1 + z2) / 2

    def as_difference(z: float) -> float:
        return tanh(centre + z / 2) - tanh(centre - z / 2)

    return Estimate(r2 - r1, as_difference(z2 - z1 - half), as_difference(z2 - z1 + half))


def _correlation(x: Floats, y: Floats) -> tuple[float, int]:
    known = np.isfinite(x) & np.isfinite(y)
    a, b = x[known], y[known]
    if a.size < 3 or a.std() == 0 or b.std() == 0:
        return 0.0, max(int(a.size), 1)
    return float(np.corrcoef(a, b)[0, 1]), int(a.size)
