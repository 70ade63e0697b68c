"""The statistics of an answer, as pure functions of arrays. Intervals are 95 %.

Quantiles come from scipy.special, since scipy.stats takes a second to import.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import log, sqrt

import numpy as np
from numpy.typing import NDArray
from scipy.special import betainc, gammainc, stdtrit

from bot.answer import Estimate

MIN_STORIES_DAY = 5
MIN_STORIES_PERIOD = 30
SPIKE_LEVEL = 0.001
SPIKE_ARTICLES = 10
SPIKE_RATIO = 1.5
GAP_RATIO = 0.5
_MIN_BASELINE = 14
_MIN_KIND = 4

Numbers = Sequence[float] | NDArray[np.float64]


def quantile(df: float) -> float:
    """The 97.5 % quantile of Student's t."""
    return float(stdtrit(df, 0.975))


def day_tone(stories: int, total: float, squares: float) -> Estimate | None:
    """Mean tone of a day's stories with its t band, from number, sum and sum of squares; None under 5."""
    if stories < MIN_STORIES_DAY:
        return None
    mean = total / stories
    variance = max(0.0, (squares - stories * mean * mean) / (stories - 1))
    half = quantile(stories - 1) * sqrt(variance / stories)
    return Estimate(mean, mean - half, mean + half)


def period_tone(tones: Numbers) -> Estimate | None:
    """Mean of daily means; the interval from the spread of days, none for a single day."""
    x = np.asarray(tones, dtype=float)
    if x.size == 0:
        return None
    mean = float(x.mean())
    if x.size == 1:
        return Estimate(mean)
    half = quantile(x.size - 1) * float(x.std(ddof=1)) / sqrt(x.size)
    return Estimate(mean, mean - half, mean + half)


def welch(before: Numbers, after: Numbers) -> Estimate | None:
    """Difference of means (after − before) of daily tones, Welch's t interval; None under two days a side."""
    a, b = np.asarray(before, dtype=float), np.asarray(after, dtype=float)
    if a.size < 2 or b.size < 2:
        return None
    va, vb = float(a.var(ddof=1)) / a.size, float(b.var(ddof=1)) / b.size
    difference = float(b.mean() - a.mean())
    if va + vb == 0:
        return Estimate(difference, difference, difference)
    df = (va + vb) ** 2 / (va**2 / (a.size - 1) + vb**2 / (b.size - 1))
    half = quantile(df) * sqrt(va + vb)
    return Estimate(difference, difference - half, difference + half)


def share_ratio(n1: Numbers, total1: Numbers, n2: Numbers, total2: Numbers) -> Estimate | None:
    """Ratio of the second share to the first, from daily counts and totals of two periods.

    The log-ratio's variance φ(1/Σn₁ + 1/Σn₂) is inflated by φ, Pearson's χ² over its degrees of freedom
    (days − 2, never under 1). None where a period has no matching article.
    """
    a, ta = np.asarray(n1, dtype=float), np.asarray(total1, dtype=float)
    b, tb = np.asarray(n2, dtype=float), np.asarray(total2, dtype=float)
    if a.sum() == 0 or b.sum() == 0:
        return None
    s1, s2 = a.sum() / ta.sum(), b.sum() / tb.sum()
    df = a.size + b.size - 2
    if df < 1:
        return Estimate(float(s2 / s1))
    chi2 = float(((a - s1 * ta) ** 2 / (s1 * ta)).sum() + ((b - s2 * tb) ** 2 / (s2 * tb)).sum())
    phi = max(1.0, chi2 / df)
    half = quantile(df) * sqrt(phi * (1 / a.sum() + 1 / b.sum()))
    ratio = float(s2 / s1)
    return Estimate(ratio, float(np.exp(log(ratio) - half)), float(np.exp(log(ratio) + half)))


def holds(change: Estimate | None, nothing: float) -> bool:
    """Whether the interval excludes `nothing`: 1 for a ratio (it must move by 2 %), 0 for a difference."""
    if change is None or change.low is None or change.high is None:
        return False
    if nothing == 1 and abs(change.value - 1) < 0.02:
        return False
    return change.low > nothing or change.high < nothing


def upper_tail(n: int, mean: float, dispersion: float) -> float:
    """P(X ≥ n) for a negative binomial of this mean and variance mean + dispersion·mean² (Poisson at 0)."""
    if n <= 0:
        return 1.0
    if dispersion <= 1e-9:
        return float(gammainc(n, mean))
    k = 1 / dispersion
    return float(betainc(n, k, mean / (mean + k)))


def expectation(
    counts: Numbers, totals: Numbers, weekend: Sequence[bool], total: float, is_weekend: bool
) -> tuple[float, float] | None:
    """Expected count of a day with `total` articles, and the dispersion, from its baseline days.

    Weekdays and weekends have rates of their own where there are four of each; half an article is added,
    so that a topic never seen before still has a rate. None under 14 baseline days.
    """
    n, t = np.asarray(counts, dtype=float), np.asarray(totals, dtype=float)
    w = np.asarray(weekend, dtype=bool)
    if n.size < _MIN_BASELINE:
        return None
    groups = [w, ~w] if min(w.sum(), (~w).sum()) >= _MIN_KIND else [np.ones(n.size, dtype=bool)]
    fitted = np.zeros(n.size)
    expected = 0.0
    for group in groups:
        rate = (n[group].sum() + 0.5) / t[group].sum()
        fitted[group] = rate * t[group]
        if len(groups) == 1 or group is groups[0 if is_weekend else 1]:
            expected = float(rate * total)
    # The rates were fitted to the same days, which shrinks the residuals.
    residual = ((n - fitted) ** 2).sum() * n.size / (n.size - len(groups))
    dispersion = max(0.0, float((residual - fitted.sum()) / (fitted**2).sum()))
    return expected, dispersion


def is_spike(n: int, expected: float, dispersion: float, below: float = SPIKE_LEVEL) -> float | None:
    """The level P(NB ≥ n) if it is under `below` and the day has enough articles to matter, else None."""
    level = upper_tail(n, expected, dispersion)
    return level if level < below and n >= SPIKE_ARTICLES and n >= SPIKE_RATIO * expected else None
