"""A topic's days as they would be had nothing happened: what claims are tried on.

News makes days high, not low: how far days lie *below* what is usual tells how far ordinary days scatter, in
their own heavy tails. Days drawn from that on both sides hold no event, by construction.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import erf, sqrt

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

AROUND = 28
"""Days on either side whose median is usual."""
MEMORY = 0.35
"""Correlation of neighbouring days."""
_RUN_IN = 50


@dataclass(frozen=True)
class Quiet:
    """A usual day, and how far below it days lie, sorted, on a scale on which every level scatters alike.

    The scale is that of counts with variance m + θm² (see `spans`); `total` is all coverage of a day.
    """

    total: float
    theta: float
    middle: float
    below: Floats

    def counts(self, rng: np.random.Generator, days: int) -> Floats:
        """Articles of so many days in which nothing happens: a Gaussian memory, the topic's own scatter."""
        z = np.zeros(days + _RUN_IN)
        for t, fresh in enumerate(rng.normal(size=z.size - 1) * sqrt(1 - MEMORY**2), 1):
            z[t] = MEMORY * z[t - 1] + fresh
        z = z[_RUN_IN:]
        ranks = np.array([erf(abs(x) / sqrt(2)) for x in z]) * self.below.size
        far = self.below[np.minimum(ranks.astype(int), self.below.size - 1)]
        y = np.maximum(0.0, self.middle + np.sign(z) * far)
        counts = np.sinh(y * sqrt(self.theta)) ** 2 / self.theta - 0.375
        return np.asarray(np.round(np.maximum(0.0, counts)), dtype=np.float64)


def quiet(counts: Sequence[float] | Floats, totals: Sequence[float] | Floats) -> Quiet | None:
    """What is ordinary of a topic with these articles on days of these totals; None where no day is low."""
    n, total = np.asarray(counts, dtype=float), np.asarray(totals, dtype=float)
    whole = float(np.median(total))
    x = n / total * whole
    usual = np.array([np.median(x[max(0, i - AROUND) : i + AROUND + 1]) for i in range(x.size)])
    low = x < usual
    if not low.any():
        return None
    extra = float(((x - usual)[low] ** 2).mean() - usual[low].mean())
    theta = max(1e-4, extra / float((usual[low] ** 2).mean()))

    def scaled(v: Floats) -> Floats:
        return np.asarray(np.arcsinh(np.sqrt(theta * (v + 0.375))) / sqrt(theta))

    below = np.sort((scaled(usual) - scaled(x))[low])
    return Quiet(whole, theta, float(scaled(np.median(x, keepdims=True))[0]), below)
