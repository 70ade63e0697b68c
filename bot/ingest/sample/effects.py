"""What makes one day's news unlike another's: effects that last for some days, with heavy tails.

Real daily series have a lag-1 autocorrelation of about 0.2 to 0.4 (tone) and 0.26 to 0.5 (log share of
coverage). Counting adds independent noise to what is drawn here, so the memory here is a little longer.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

SHARE_MEMORY, SHARE_SD = 0.5, 0.28
"""Autocorrelation and standard deviation of the logarithm of a topic's share, weekdays apart."""
TONE_MEMORY, TONE_SD = 0.5, 0.8
"""The same of a topic's tone, in points."""
TAIL = 6
"""Degrees of freedom of the innovations: a Student's t, scaled to its standard deviation."""
MOST_SD = 4.0
"""Beyond so many standard deviations a day would be an event, and events are planted."""
RUN_IN = 50


def lasting(rng: np.random.Generator, days: int, series: int, memory: float, sd: float) -> Floats:
    """Autoregressions of order one with mean 0: a row a day, a column a series.

    ``x[t] = memory * x[t-1] + e[t]`` with the standard deviation of x fixed and e from a clipped Student's t.
    """
    drawn = rng.standard_t(TAIL, (days + RUN_IN, series)) / np.sqrt(TAIL / (TAIL - 2))
    news = np.clip(drawn, -MOST_SD, MOST_SD) * sd * np.sqrt(1 - memory**2)
    effects = np.zeros_like(news)
    for day in range(days + RUN_IN):
        effects[day] = news[day] + (memory * effects[day - 1] if day else 0.0)
    return np.asarray(effects[RUN_IN:])


def share_factors(rng: np.random.Generator, days: int, topics: int) -> Floats:
    """By what each topic's share of a day is multiplied; the mean is 1."""
    return np.exp(lasting(rng, days, topics, SHARE_MEMORY, SHARE_SD) - SHARE_SD**2 / 2)


def tone_effects(rng: np.random.Generator, days: int, topics: int) -> Floats:
    """What each topic's day adds to the tone of its articles, in points."""
    return lasting(rng, days, topics, TONE_MEMORY, TONE_SD)
