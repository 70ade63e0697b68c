"""Changes between periods: by hand, and as often false as they say on days that depend on each other."""

from __future__ import annotations

from math import log, sqrt

import numpy as np
import pytest
from numpy.typing import NDArray

from bot.statistics import blocks

Floats = NDArray[np.float64]


def lasting(rng: np.random.Generator, series: int, days: int, memory: float) -> Floats:
    """Autoregressions of order one with standard deviation 1, a row each."""
    x = np.zeros((series, days + 50))
    for t in range(1, days + 50):
        x[:, t] = memory * x[:, t - 1] + sqrt(1 - memory**2) * rng.normal(size=series)
    return x[:, 50:]


def test_by_hand() -> None:
    parts = [blocks.toned(np.repeat(means, 7), 7) for means in ([1.0, 2.0, 3.0], [3.0, 4.0, 5.0], [0.0, 2.0])]
    assert all(parts)
    before, period, other = parts
    assert before is not None
    assert period is not None
    held = blocks.change(before, period, [other])
    assert held is not None
    assert (held.value, held.df) == (2.0, 5)
    assert held.error == pytest.approx(sqrt(6 / 5 * (1 / 3 + 1 / 3)))
    assert blocks.change(before, other or before) is None, "three degrees of freedom say nothing"


def test_a_share_scatters_at_least_as_counts_do() -> None:
    before = blocks.counted([8.0] * 30, [100.0] * 30, 10)
    period = blocks.counted([16.0] * 30, [100.0] * 30, 10)
    assert before is not None
    assert period is not None
    held = blocks.change(before, period)
    assert held is not None
    assert held.value == pytest.approx(log(480.5 / 240.5))
    assert held.error > 0


@pytest.mark.parametrize("memory", [0.0, 0.35, 0.45])
def test_a_quiet_period_is_called_changed_as_often_as_said(memory: float) -> None:
    rng = np.random.default_rng(7)
    ps = []
    for x in lasting(rng, 1500, 210, memory):
        history, before, period = (blocks.toned(part, 10) for part in (x[:150], x[150:180], x[180:]))
        assert before is not None
        assert period is not None
        held = blocks.change(before, period, [history])
        assert held is not None
        ps.append(held.p)
    assert 0.03 < np.mean(np.array(ps) < 0.05) < 0.07
    assert np.mean(np.array(ps) < 0.005) < 0.011


def test_what_would_have_been_noticed_is_noticed_nine_times_in_ten() -> None:
    rng = np.random.default_rng(8)
    seen = 0
    for x in lasting(rng, 400, 210, 0.35):
        usual, quiet = blocks.toned(x[:180], 10), blocks.toned(x[180:], 10)
        assert usual is not None
        assert quiet is not None
        held = blocks.change(usual, quiet)
        assert held is not None
        moved = blocks.toned(x[180:] + held.noticed(0.005), 10)
        assert moved is not None
        again = blocks.change(usual, moved)
        assert again is not None
        seen += again.p < 0.005
    assert 0.85 < seen / 400 < 0.95
