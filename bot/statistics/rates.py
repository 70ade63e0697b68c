"""How sure a counted rate is."""

from __future__ import annotations

from math import sqrt

from bot.statistics.distributions import normal_quantile


def wilson(hits: int, n: int) -> tuple[float, float]:
    """The 95 % interval of a rate (Wilson 1927); all of 0 to 1 where nothing was counted."""
    if not n:
        return 0.0, 1.0
    z, p = normal_quantile(0.975), hits / n
    middle, half = p + z * z / 2 / n, z * sqrt(p * (1 - p) / n + z * z / 4 / n / n)
    return max(0.0, (middle - half) / (1 + z * z / n)), min(1.0, (middle + half) / (1 + z * z / n))
