"""The numbers of days and periods against values worked out by hand."""

from __future__ import annotations

import numpy as np
import pytest

from bot.answer import Estimate
from handlers import stats


def test_tone_of_a_day_is_the_mean_with_a_t_band() -> None:
    got = stats.day_tone(5, 15.0, 55.0)  # 1, 2, 3, 4, 5
    assert got is not None
    assert got.band is not None
    assert got.value == 3
    assert got.value - got.band.low == pytest.approx(2.776445 * np.sqrt(2.5 / 5), rel=1e-6)
    assert stats.day_tone(4, 10.0, 30.0) is None


def test_tone_of_a_period_comes_from_the_spread_of_days() -> None:
    got = stats.period_tone([1.0, 2.0, 3.0])
    assert got is not None
    assert got.band is not None
    assert got.band.high - got.value == pytest.approx(4.302653 / np.sqrt(3), rel=1e-6)
    assert stats.period_tone([]) is None
    assert stats.period_tone([2.0]) == Estimate(2.0)
