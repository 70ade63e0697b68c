"""The numbers of an answer, as pure functions of arrays. Intervals are 95 %."""

from __future__ import annotations

from collections.abc import Sequence
from math import sqrt

import numpy as np
from numpy.typing import NDArray

from bot.answer import Band, Estimate
from bot.statistics.distributions import t_quantile

MIN_STORIES_DAY = 5
MIN_STORIES_PERIOD = 30
GAP_RATIO = 0.5

Numbers = Sequence[float] | NDArray[np.float64]


def day_tone(stories: int, total: float, squares: float) -> Estimate | None:
    """Mean tone of a day's stories with its t band, from number, sum and sum of squares; None under 5."""
    if stories < MIN_STORIES_DAY:
        return None
    mean = total / stories
    variance = max(0.0, (squares - stories * mean * mean) / (stories - 1))
    half = t_quantile(0.975, stories - 1) * sqrt(variance / stories)
    return Estimate(mean, Band(mean - half, mean + half))


def period_tone(tones: Numbers) -> Estimate | None:
    """Mean of daily means; the interval from the spread of days, none for a single day."""
    x = np.asarray(tones, dtype=float)
    if x.size == 0:
        return None
    mean = float(x.mean())
    if x.size == 1:
        return Estimate(mean)
    half = t_quantile(0.975, x.size - 1) * float(x.std(ddof=1)) / sqrt(x.size)
    return Estimate(mean, Band(mean - half, mean + half))
