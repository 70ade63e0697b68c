"""The statistics against values worked out by hand, and their intervals against simulated truth."""

from __future__ import annotations

import numpy as np
import pytest

from bot.answer import Estimate
from handlers import stats


def test_tone_of_a_day_is_the_mean_with_a_t_band() -> None:
    got = stats.day_tone(5, 15.0, 55.0)  # 1, 2, 3, 4, 5
    assert got is not None
    assert got.low is not None
    assert got.value == 3
    assert got.value - got.low == pytest.approx(2.776445 * np.sqrt(2.5 / 5), rel=1e-6)
    assert stats.day_tone(4, 10.0, 30.0) is None


def test_tone_of_a_period_comes_from_the_spread_of_days() -> None:
    got = stats.period_tone([1.0, 2.0, 3.0])
    assert got is not None
    assert got.high is not None
    assert got.high - got.value == pytest.approx(4.302653 / np.sqrt(3), rel=1e-6)
    assert stats.period_tone([]) is None
    assert stats.period_tone([2.0]) == Estimate(2.0)


def test_welch_by_hand() -> None:
    got = stats.welch([1.0, 2.0, 3.0], [3.0, 4.0, 5.0])
    assert got is not None
    assert got.low is not None
    assert got.value == 2
    assert 2 - got.low == pytest.approx(2.776445 * np.sqrt(2 / 3), rel=1e-6)


def test_share_ratio_of_a_doubling() -> None:
    got = stats.share_ratio([10] * 10, [100] * 10, [20] * 10, [100] * 10)
    assert got is not None
    assert got.low is not None
    assert got.value == pytest.approx(2)
    assert np.log(2 / got.low) == pytest.approx(2.100922 * np.sqrt(1 / 100 + 1 / 200), rel=1e-6)
    assert stats.share_ratio([0], [10], [1], [10]) is None


def test_the_interval_of_a_change_holds_the_truth_about_as_often_as_it_says() -> None:
    rng = np.random.default_rng(7)
    hits = 0
    for _ in range(400):
        n = rng.negative_binomial(12, 12 / (12 + 200), size=60).astype(
            float
        )  # day-to-day variation beyond Poisson
        got = stats.share_ratio(n[:30], [1e4] * 30, n[30:], [1e4] * 30)
        assert got is not None
        assert got.low is not None
        assert got.high is not None
        hits += got.low <= 1 <= got.high
    assert 0.92 <= hits / 400 <= 0.98


def test_upper_tail_matches_the_sums() -> None:
    # Geometric: dispersion 1, mean 1: P(X ≥ n) = 1/2^n. Poisson: P(X ≥ 1) = 1 − 1/e.
    assert stats.upper_tail(3, 1.0, 1.0) == pytest.approx(1 / 8)
    assert stats.upper_tail(1, 1.0, 0.0) == pytest.approx(1 - np.exp(-1))
    assert stats.upper_tail(0, 1.0, 1.0) == 1


def test_weekends_have_their_own_rate() -> None:
    weekend = [i % 7 >= 5 for i in range(56)]
    counts = [10.0 if w else 40.0 for w in weekend]
    expected = [stats.expectation(counts, [100.0] * 56, weekend, 100, w) for w in (False, True)]
    assert expected[0] is not None
    assert expected[1] is not None
    assert expected[0][0] == pytest.approx(40, rel=0.02)
    assert expected[1][0] == pytest.approx(10, rel=0.02)
    assert stats.expectation(counts[:13], [100.0] * 13, weekend[:13], 100, False) is None


def test_quiet_days_seldom_alarm() -> None:
    rng = np.random.default_rng(3)
    alarms = 0
    for _ in range(2000):
        n = rng.negative_binomial(12, 12 / (12 + 50), size=57).astype(float)
        fit = stats.expectation(n[:56], [1e4] * 56, [False] * 56, 1e4, False)
        assert fit is not None
        alarms += stats.is_spike(int(n[56]), *fit) is not None
    assert alarms / 2000 < 0.006


def test_a_spike_needs_ten_articles_and_half_as_many_again() -> None:
    assert stats.is_spike(9, 0.5, 0.0) is None
    assert stats.is_spike(1400, 1000, 0.0) is None
    assert stats.is_spike(1600, 1000, 0.0) is not None


@pytest.mark.parametrize(
    ("change", "nothing", "expected"),
    [
        (Estimate(1.3, 1.1, 1.5), 1, True),
        (Estimate(1.01, 1.005, 1.015), 1, False),
        (Estimate(1.3, 0.9, 1.9), 1, False),
        (Estimate(-0.5, -0.9, -0.1), 0, True),
        (Estimate(-0.5), 0, False),
        (None, 0, False),
    ],
)
def test_a_change_holds_only_outside_its_interval(
    change: Estimate | None, nothing: float, expected: bool
) -> None:
    assert stats.holds(change, nothing) is expected
