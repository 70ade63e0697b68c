"""Days and runs of days that stand out from what was usual before them, in coverage or in tone.

Everything looks back only: a day is judged by the days before it, so that an alert of the day, the next
digest and an answer a month later judge it alike.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import sqrt

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray

from bot.statistics.distributions import t_quantile, t_tail

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]
Ordinals = Sequence[int] | NDArray[np.int64]
Numbers = Sequence[float] | Floats

BASELINE = 56
"""Days that tell what is usual; those of an event are none of them."""
LENGTHS = (1, 2, 3, 5, 7)
"""Days of the runs that are looked at; a longer event is several of them joined."""
LONGEST = LENGTHS[-1]
"""The baseline ends so many days before the day, lest a slow event hides itself; not where days are few."""
LOOKS = 1.5
"""The p-value of the best of these runs is worth so much less than that of one."""
MARKED = 0.001
"""An event: so rarely does chance bring as much to an ordinary day."""
ENDS = 0.02
"""As rare as the first and the last day of an event must be alone."""
MEMORY = 0.35
"""Correlation that neighbouring days are allowed."""
TAIL_DF = 20
"""Real days have heavier tails than the normal: these degrees of freedom, however long the baseline."""
FEWEST = 14
"""Days under which a baseline says nothing."""
LEAST, RATIO = 10.0, 1.5
"""Articles, and times the expected, under which nothing is an event."""
_FEWEST_OF_KIND = 4
_FAR = 3.0


@dataclass(frozen=True, slots=True)
class Span:
    """Days `first` to `last` (indices) that stand out: `count` articles where `expected` were usual.

    `p` is how rarely an ordinary day brings as much as the strongest run of them that was looked at.
    """

    first: int
    last: int
    count: float
    expected: float
    p: float


@dataclass(frozen=True, slots=True)
class Judged:
    """Each day's expectation and tails (NaN where it has no baseline), and the spans that stand out."""

    expected: Floats
    upper: Floats
    lower: Floats
    spans: tuple[Span, ...]

    @property
    def quiet(self) -> Bools:
        """Which days are of no span."""
        out = np.ones(self.upper.size, dtype=bool)
        for s in self.spans:
            out[s.first : s.last + 1] = False
        return out


def bursts(days: Ordinals, counts: Numbers, exposure: Numbers) -> Judged:
    """Runs of days with more than the days before explain.

    `days` are ordinals (`date.toordinal`) in order, gaps left out; `exposure` is what counts are usually in
    proportion to: all coverage, or that times a known level. The mean of a run is held against the
    baseline's (see `_Scales`) by Student's t.
    """
    day = np.asarray(days, dtype=np.int64)
    scales = _Scales(day, _floats(counts), _floats(exposure))
    best_of = np.ones(day.size)
    spans: list[Span] = []
    for i in np.flatnonzero(scales.known).tolist():
        alone = scales.alone
        best, start = float(alone[i]), i
        for length in LENGTHS[1:] if alone[i] < ENDS else ():
            j = i - length + 1
            if j >= 0 and alone[j] < ENDS and day[i] - day[j] < LONGEST:
                best, start = min((best, start), (t_tail(scales.t(i, j), TAIL_DF), j))
        best_of[i] = best
        if best >= MARKED:
            continue
        span = scales.span(start, i, LOOKS * best)
        if span.p < MARKED and span.count >= max(LEAST, RATIO * span.expected):
            scales.leave_out(start, i)
            if spans and start <= spans[-1].last + 1:
                last = spans.pop()
                span = scales.span(min(last.first, start), i, min(last.p, span.p))
            spans.append(span)
    upper = np.where(scales.known, np.minimum(1.0, LOOKS * best_of), np.nan)
    lower = np.where(scales.known, np.minimum(1.0, LOOKS * (1 - scales.alone)), np.nan)
    return Judged(scales.expected, upper, lower, tuple(spans))


def unusual_tones(days: Ordinals, tones: Numbers, stories: Numbers) -> tuple[Floats, Floats]:
    """Each day's usual tone and two-sided p-value, NaN where either cannot be told.

    Student's t of the day against the mean of its baseline. A day of fewer stories than usual is allowed a
    larger error. NaN tones are days without one.
    """
    day, x, stories = np.asarray(days, dtype=np.int64), _floats(tones), _floats(stories)
    usual, off = np.full(day.size, np.nan), np.full(day.size, np.nan)
    quiet = np.isfinite(x)
    rare = t_quantile(1 - MARKED / 2, TAIL_DF)
    for i in np.flatnonzero(quiet).tolist():
        base = _baseline(day, i, quiet)
        if base.size < FEWEST:
            continue
        usual[i] = x[base].mean()
        fewer = max(1.0, float(base.size / (1 / stories[base]).sum() / stories[i]))
        error = float(x[base].std(ddof=1)) * sqrt(fewer + 1 / base.size)
        if error > 0:
            off[i] = abs(float(x[i] - usual[i])) / error
            quiet[i] = off[i] <= rare
    return usual, 2 * _tails(off, TAIL_DF)


class _Scales:
    """What is usual before each day, on a scale on which every level scatters alike.

    Of counts with variance m + θm², asinh(√(θ(n + ⅜)))/√θ has the same variance at every m (Anscombe 1948);
    θ is the baseline's own. Weekdays and weekends have rates of their own where there are four of each. Rows
    are days; each is fitted to the 56 calendar days that end a week before it, or to all before it if those
    are too few.
    """

    def __init__(self, day: NDArray[np.int64], n: Floats, total: Floats) -> None:
        self._n, self._total = n, total
        self._weekend = (day + 6) % 7 >= 5
        self._at = day - day[0] if day.size else day
        pad, length = BASELINE + LONGEST - 1, int(self._at[-1]) + 1 if day.size else 0
        self._quiet = np.zeros(pad + length)
        self._quiet[pad + self._at] = 1.0
        grid = np.zeros((3, pad + length))
        grid[:, pad + self._at] = n, total, self._weekend
        self._windows = [sliding_window_view(row, pad) for row in (*grid, self._quiet)]
        self.known = np.zeros(day.size, dtype=bool)
        self.alone = np.ones(day.size)
        """How rarely an ordinary day brings as much as each day by itself."""
        self.expected, self._theta, self._reference, self._variance = np.full((4, day.size), np.nan)
        self._means, self._sizes = np.zeros((2, day.size)), np.zeros((2, day.size))
        self._fit(slice(0, day.size))

    def leave_out(self, first: int, last: int) -> None:
        """These days tell nothing of what is usual on the days after them."""
        self._quiet[BASELINE + LONGEST - 1 + self._at[first : last + 1]] = 0.0
        end = int(np.searchsorted(self._at, self._at[last] + BASELINE + LONGEST))
        self._fit(slice(last + 1, end))

    def _fit(self, rows: slice) -> None:
        n, total, weekend, quiet = (w[self._at[rows]] for w in self._windows)
        enough = quiet[:, :BASELINE].sum(1) >= FEWEST
        quiet = quiet * np.where(np.arange(quiet.shape[1]) < BASELINE, 1.0, ~enough[:, None])
        size = quiet.sum(1)
        self.known[rows] = size >= FEWEST
        kinds = np.stack([quiet * weekend, quiet * (1 - weekend)])
        several = kinds.sum(2).min(0) >= _FEWEST_OF_KIND
        kinds = np.where(several[:, None], kinds, quiet)
        sizes = np.maximum(kinds.sum(2), 1.0)
        free = np.maximum(size - np.where(several, 2, 1), 1.0)
        totals = (kinds * total).sum(2)
        rates = ((kinds * n).sum(2) + 0.5) / np.where(totals > 0, totals, 1.0)
        fitted = np.where(weekend > 0, rates[0][:, None], rates[1][:, None]) * total * quiet
        # The rates were fitted to the same days, which shrinks the residuals.
        residual = ((n - fitted) ** 2 * quiet).sum(1) * size / free
        squares = (fitted**2).sum(1)
        theta = np.maximum(1e-4, (residual - fitted.sum(1)) / np.where(squares > 0, squares, 1.0))
        reference = (quiet * total).sum(1) / np.maximum(size, 1.0)
        y = _scaled(n, total, theta[:, None], reference[:, None])
        means = (kinds * y).sum(2) / sizes
        around = y - np.where(weekend > 0, means[0][:, None], means[1][:, None])
        # Chance alone gives a count on this scale a variance of a quarter.
        self._variance[rows] = np.maximum((around**2 * quiet).sum(1) / free, 0.25)
        self._theta[rows], self._reference[rows] = theta, reference
        self._means[:, rows], self._sizes[:, rows] = means, sizes
        here = np.where(self._weekend[rows], rates[0], rates[1]) * self._total[rows]
        self.expected[rows] = np.where(self.known[rows], here, np.nan)
        today = _scaled(self._n[rows], self._total[rows], theta, reference)
        of_kind = np.where(self._weekend[rows], 0, 1), np.arange(size.size)
        error = np.sqrt(self._variance[rows] * (1 + 1 / sizes[of_kind]))
        self.alone[rows] = np.where(self.known[rows], _tails((today - means[of_kind]) / error, TAIL_DF), 1.0)

    def t(self, i: int, first: int) -> float:
        """How many standard errors the mean of days `first` to `i` lies above what was usual before `i`."""
        run = slice(first, i + 1)
        y = _scaled(self._n[run], self._total[run], self._theta[i], self._reference[i])
        kind = np.where(self._weekend[run], 0, 1)
        above = float((y - self._means[kind, i]).mean())
        size = float(self._sizes[kind, i].mean())
        return above / sqrt(self._variance[i] * (_inflation(y.size) / y.size + 1 / size))

    def span(self, first: int, last: int, p: float) -> Span:
        run = slice(first, last + 1)
        return Span(first, last, float(self._n[run].sum()), float(self.expected[run].sum()), p)


def _tails(t: Floats, df: int) -> Floats:
    """P(T ≥ t) of many at once, for an even `df` (Abramowitz and Stegun 1964, 26.7.4).

    Far out that sum loses digits: those few are worked out one by one.
    """
    cosine2 = df / (df + t * t)
    term, total = np.ones_like(t), np.ones_like(t)
    for k in range(1, df // 2):
        term = term * cosine2 * (2 * k - 1) / (2 * k)
        total += term
    out = 0.5 - 0.5 * np.sqrt(1 - cosine2) * np.sign(t) * total
    far = np.flatnonzero(t > _FAR)
    out[far] = [t_tail(x, df) for x in t[far].tolist()]
    return np.asarray(out)


def _scaled(n: Floats, total: Floats, theta: Floats, reference: Floats) -> Floats:
    with np.errstate(divide="ignore", invalid="ignore"):
        at_reference = np.where(total > 0, n * reference / total, 0.0)
    return np.asarray(np.arcsinh(np.sqrt(theta * (at_reference + 0.375))) / np.sqrt(theta))


@lru_cache
def _inflation(days: int) -> float:
    """By what the variance of a mean of neighbouring days is larger than that of independent ones."""
    return 1 + 2 * sum((1 - k / days) * MEMORY**k for k in range(1, days))


def _baseline(day: NDArray[np.int64], i: int, quiet: Bools) -> NDArray[np.intp]:
    first, last = np.searchsorted(day, [day[i] - BASELINE - LONGEST + 1, day[i] - LONGEST + 1])
    return np.asarray(np.flatnonzero(quiet[first:last]) + first, dtype=np.intp)


def _floats(x: Numbers) -> Floats:
    return np.asarray(x, dtype=np.float64)
