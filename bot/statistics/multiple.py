"""Many tests at once: which of them may be believed."""

from __future__ import annotations

from collections.abc import Sequence


def holm(ps: Sequence[float], level: float, weights: Sequence[float] | None = None) -> list[bool]:
    """Which hypotheses fall, so that with a chance of at most `level` any falls wrongly, however they depend.

    Holm (1979), his weighted procedure: a test of larger weight gets more of the level.
    """
    weights = [1.0] * len(ps) if weights is None else weights
    order = sorted(range(len(ps)), key=lambda i: ps[i] / weights[i])
    left = sum(weights)
    fallen = [False] * len(ps)
    for i in order:
        if ps[i] > level * weights[i] / left:
            break
        fallen[i] = True
        left -= weights[i]
    return fallen


def benjamini_yekutieli(ps: Sequence[float], rate: float) -> list[bool]:
    """Which hypotheses fall, so that at most this part of them does wrongly, however they depend (2001).

    Where nothing moved at all, that is the chance that any falls.
    """
    m = len(ps)
    order = sorted(range(m), key=lambda i: ps[i])
    harmonic = sum(1 / j for j in range(1, m + 1))
    last = max((k for k, i in enumerate(order, 1) if ps[i] <= k * rate / (m * harmonic)), default=0)
    fallen = [False] * m
    for i in order[:last]:
        fallen[i] = True
    return fallen


def benjamini_hochberg(ps: Sequence[float], rate: float) -> list[bool]:
    """Which hypotheses fall, so that at most this part of them does wrongly (1995).

    It holds where they are independent or positively dependent.
    """
    m = len(ps)
    order = sorted(range(m), key=lambda i: ps[i])
    last = max((k for k, i in enumerate(order, 1) if ps[i] <= k * rate / m), default=0)
    fallen = [False] * m
    for i in order[:last]:
        fallen[i] = True
    return fallen
