"""Whether something is more frequent in one set of stories than in another."""

from __future__ import annotations

from math import log, sqrt

from bot.statistics.distributions import normal_tail


def log_odds_tail(now: float, of: float, before: float, of_before: float) -> float:
    """The one-sided chance of odds at least as much higher, with half a story added everywhere (Haldane)."""
    a, b, c, d = (n + 0.5 for n in (now, of - now, before, of_before - before))
    return normal_tail((log(a / b) - log(c / d)) / sqrt(1 / a + 1 / b + 1 / c + 1 / d))
