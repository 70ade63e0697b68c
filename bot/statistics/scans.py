"""When did it change? Shifts of level that last, found with their day by looking at every day.

Looking everywhere finds something everywhere: the p-value of the best day was measured on real daily series,
cut into blocks of ten days and put in random order, so that nothing changed and short memory was kept.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

RECENT = 30
"""Days in which a recent shift is looked for."""
RECENT_LEAST = 3
FEWEST_BASE = 60
LONG_BASE = 120
"""Days before them from which the better table holds."""
SIDE = 14
"""Days on either side of a lasting shift."""
FEWEST = 60
_RUN = 10
"""Days of the runs whose scatter tells of memory beyond the next day."""

Table = tuple[tuple[float, float], ...]

RECENT_SHORT: Table = ((2.8, 0.05), (4.07, 0.01), (4.75, 0.005), (5.44, 0.002), (5.8, 0.001))
RECENT_LONG: Table = ((2.61, 0.05), (3.65, 0.01), (4.1, 0.005), (4.7, 0.002), (4.9, 0.001))
LASTING: Table = ((3.3, 0.05), (4.1, 0.01), (4.5, 0.005), (4.9, 0.002), (5.2, 0.001), (6.2, 0.0005))
"""Largest |z| → how often chance gives as much."""

RECENT_DROP = 6.0
LASTING_DROP = 10.0
"""Starts with z² within so much of the largest are in the interval of the date."""


@dataclass(frozen=True, slots=True)
class Shift:
    """From index `start` on (somewhere in `low` to `high`) the level is `size` above what it was.

    `error` is the standard error of `size`, `before` and `after` the levels on both sides.
    """

    start: int
    low: int
    high: int
    before: float
    after: float
    error: float
    p: float

    @property
    def size(self) -> float:
        return self.after - self.before


def recent_shift(x: Floats) -> Shift | None:
    """Whether the last days, up to thirty of them, run at another level than all days before those thirty.

    z of a start is the mean from there to the end less the base's, over √(s²·f·(1/m + 1/n)); s² is the
    base's variance, f by what memory inflates that of a mean. None under 60 days of base.
    """
    if x.size < FEWEST_BASE + RECENT:
        return None
    base, recent = x[:-RECENT], x[-RECENT:]
    variance = float(base.var(ddof=1)) * inflation([base])
    m = np.arange(RECENT, 0, -1)[: RECENT - RECENT_LEAST + 1]
    means = (recent[::-1].cumsum()[::-1] / np.arange(RECENT, 0, -1))[: m.size]
    errors = np.sqrt(variance * (1 / m + 1 / base.size))
    if not variance > 0:
        return None
    table = RECENT_LONG if base.size >= LONG_BASE else RECENT_SHORT
    best, low, high, p = _best((means - base.mean()) / errors, RECENT_DROP, table)
    at = base.size
    return Shift(
        at + best, at + low, at + high, float(base.mean()), float(means[best]), float(errors[best]), p
    )


def lasting_shift(x: Floats) -> Shift | None:
    """The best place to cut the days in two levels, each at least 14 days. None under 60 days.

    z as in `recent_shift`, with the variance and the memory of both sides.
    """
    n = x.size
    if n < FEWEST:
        return None
    cuts = np.arange(SIDE, n - SIDE + 1)
    sums, squares = x.cumsum(), (x * x).cumsum()
    left = sums[cuts - 1] / cuts
    right = (sums[-1] - sums[cuts - 1]) / (n - cuts)
    within = (squares[-1] - cuts * left**2 - (n - cuts) * right**2) / (n - 2)
    if not within.min() > 0:
        return None
    plain = (right - left) / np.sqrt(within * (1 / cuts + 1 / (n - cuts)))
    # Memory is that around the best cut: around a wrong one the shift itself looks like memory.
    at = int(np.abs(plain).argmax())
    f = inflation([x[: cuts[at]], x[cuts[at] :]])
    best, low, high, p = _best(plain / np.sqrt(f), LASTING_DROP, LASTING)
    error = float(np.sqrt(within[best] * f * (1 / cuts[best] + 1 / (n - cuts[best]))))
    first = int(cuts[0])
    return Shift(first + best, first + low, first + high, float(left[best]), float(right[best]), error, p)


def inflation(parts: list[Floats]) -> float:
    """By what memory inflates the variance of a mean: the larger of what neighbours and what runs show.

    φ is the lag-1 autocorrelation around each part's mean, corrected for those k means:
    (r + k/n)/(1 − 3k/n), within 0 … 0.9; neighbours show (1 + φ)/(1 − φ). The means of runs of ten days show
    their own variance, times ten, over that of days.
    """
    moved = [p - p.mean() for p in parts]
    n, k = sum(p.size for p in parts), len(parts)
    squares = sum(float((m * m).sum()) for m in moved)
    if squares <= 0:
        return 1.0
    r = sum(float((m[:-1] * m[1:]).sum()) for m in moved) / squares
    phi = min(0.9, max(0.0, (r + k / n) / (1 - 3 * k / n)))
    runs = [
        np.array([run.mean() for run in np.array_split(m, m.size // _RUN)]) for m in moved if m.size >= _RUN
    ]
    df = sum(run.size - 1 for run in runs)
    scatter = sum(float(((run - run.mean()) ** 2).sum()) for run in runs)
    by_runs = _RUN * scatter / df / (squares / (n - k)) if df > 0 else 1.0
    return max((1 + phi) / (1 - phi), by_runs)


def p_value(z: float, table: Table) -> float:
    """Between and beyond the rows of a table, ln p is linear in z; above the first row it is 1."""
    if z < table[0][0]:
        return 1.0
    zs, ps = zip(*table, strict=True)
    logs = np.log(ps)
    if z <= zs[-1]:
        return float(np.exp(np.interp(z, zs, logs)))
    slope = (logs[2] - logs[0]) / (zs[2] - zs[0])
    return float(np.exp(logs[-1] + slope * (z - zs[-1])))


def _best(z: Floats, drop: float, table: Table) -> tuple[int, int, int, float]:
    """The index of the largest |z|, the first and last index of its date interval, and its p-value."""
    best = int(np.abs(z).argmax())
    near = np.flatnonzero((z * z >= z[best] ** 2 - drop) & (np.sign(z) == np.sign(z[best])))
    return best, int(near[0]), int(near[-1]), p_value(abs(float(z[best])), table)
