"""The statistics of relations against simulated truth."""

from __future__ import annotations

from math import log

import numpy as np
import pytest
from numpy.random import Generator
from numpy.typing import NDArray

from handlers.relation_stats import (
    Counts,
    correlation_change,
    growth,
    lead_lag,
    lift,
    lift_growth,
    npmi,
    period_lift,
    winner,
)

Floats = NDArray[np.float64]


def test_lift_and_npmi_have_their_landmarks() -> None:
    assert lift(10, 100, 100, 1000) == pytest.approx(1.0)
    assert npmi(10, 100, 100, 1000) == pytest.approx(0.0)
    assert npmi(100, 100, 100, 1000) == pytest.approx(1.0)
    assert npmi(0, 100, 100, 1000) == -1.0
    assert npmi(40, 100, 100, 1000) == pytest.approx(log(4) / -log(0.04))


def stories(rng: Generator, times: float, days: int = 30, total: int = 2000) -> Counts:
    """Two topics on 3 and 4 % of stories, together `times` as often as by chance."""
    px, py = 0.03, 0.04
    both = rng.poisson(times * px * py * total, days)
    x = both + rng.poisson((px - times * px * py) * total, days)
    y = both + rng.poisson((py - times * px * py) * total, days)
    return Counts(x.astype(float), y.astype(float), both.astype(float), np.full(days, float(total)))


def persistent(rng: Generator, days: int, memory: float) -> Floats:
    x = np.zeros(days + 50)
    noise = rng.normal(size=days + 50)
    for t in range(1, days + 50):
        x[t] = memory * x[t - 1] + noise[t]
    return x[50:]


def test_growth_finds_the_truth_and_its_interval_holds_it_nineteen_times_in_twenty() -> None:
    rng = np.random.default_rng(11)
    held, values = 0, []
    for _ in range(300):
        change = lift_growth(stories(rng, 1.5), stories(rng, 3.0))
        assert change is not None
        found = growth(change)
        assert found.low is not None
        assert found.high is not None
        held += found.low <= 2.0 <= found.high
        values.append(found.value)
    assert float(np.median(values)) == pytest.approx(2.0, rel=0.05)
    assert 0.91 <= held / 300 <= 0.98


def test_bursts_of_days_widen_the_interval() -> None:
    rng = np.random.default_rng(3)
    even = stories(rng, 2.0)
    burst = np.asarray(even.both, dtype=float).copy()
    burst[:] = 0
    burst[::10] = float(np.sum(even.both)) / 3
    steady, bursty = (
        lift_growth(even, even),
        lift_growth(even, Counts(even.x, even.y, burst, even.total)),
    )
    assert steady is not None
    assert bursty is not None
    assert bursty[1] > 2 * steady[1]


def test_too_few_stories_together_tell_nothing() -> None:
    few = Counts([50.0] * 10, [50.0] * 10, [0.4] * 10, [1000.0] * 10)
    assert lift_growth(few, few) is None
    assert period_lift(few) is None


def test_two_names_of_one_thing_cannot_grow_closer() -> None:
    same = Counts([20.0] * 10, [30.0] * 10, [20.0] * 10, [1000.0] * 10)
    assert lift_growth(same, same) is None


def test_a_winner_is_named_only_where_it_grew_and_more_than_every_other() -> None:
    assert winner([(0.9, 0.15), (0.0, 0.15), (0.1, 0.15)]) == 0
    assert winner([(0.9, 0.15), (0.8, 0.15), (0.1, 0.15)]) is None, "the second grew as much"
    assert winner([(0.2, 0.15), (0.0, 0.15), (-0.9, 0.15)]) is None, "it did not grow"
    assert winner([(0.9, 0.15), None, None]) == 0
    assert winner([None, None, None]) is None
    assert winner([(-0.9, 0.1)]) is None


@pytest.mark.parametrize("lag", [-5, -1, 0, 2, 7])
def test_a_planted_lag_is_found_with_its_sign(lag: int) -> None:
    rng = np.random.default_rng(lag + 100)
    found = 0
    for _ in range(20):
        x = persistent(rng, 134, 0.7)
        follows = 0.8 * x[20 - lag : 140 - lag][:107] + 0.5 * rng.normal(
            size=len(x[20 - lag : 140 - lag][:107])
        )
        got = lead_lag(x[20 : 20 + len(follows)], follows, 0)
        assert got is not None
        found += got.days == lag
    assert found >= 18


def test_two_persistent_series_seldom_lead_one_another() -> None:
    rng = np.random.default_rng(5)
    days = [lead_lag(persistent(rng, 120, 0.9), persistent(rng, 120, 0.9), 2) for _ in range(300)]
    assert sum(lag is not None and lag.days is not None for lag in days) / 300 < 0.08


def test_days_without_news_are_left_out_not_filled() -> None:
    rng = np.random.default_rng(8)
    x = persistent(rng, 123, 0.5)
    news = np.concatenate([[np.nan] * 3, x[:-3]]) + 0.3 * rng.normal(size=123)
    news[[40, 41, 80]] = np.nan
    got = lead_lag(x, news, 4)
    assert got is not None
    assert got.days == 3
    assert len(got.correlations) == 15


def test_a_weekly_rhythm_in_both_is_no_lag() -> None:
    rng = np.random.default_rng(9)
    week = np.tile([1.0, 1, 1, 1, 1, -2, -3], 18)
    got = lead_lag(week + rng.normal(size=126), week + rng.normal(size=126), 0)
    assert got is not None
    assert got.days is None


def test_two_months_are_needed_for_a_lag() -> None:
    assert lead_lag(np.arange(59.0), np.arange(59.0), 0) is None


def test_terms_that_begin_to_move_together_are_noticed_and_others_are_not() -> None:
    rng = np.random.default_rng(21)
    noticed = wrong = 0
    for _ in range(100):
        a, b = np.exp(3 + 0.2 * persistent(rng, 120, 0.6)), 3 + 0.2 * persistent(rng, 120, 0.6)
        c = b.copy()
        c[60:] = 0.9 * np.log(a[60:]) + 0.1 * b[60:]
        together = correlation_change(a, np.exp(c), 0)
        apart = correlation_change(a, np.exp(b), 0)
        assert together is not None
        assert apart is not None
        assert apart.low is not None
        assert apart.high is not None
        noticed += together.low is not None and together.low > 0
        wrong += not apart.low <= 0 <= apart.high
    assert noticed >= 90
    assert wrong <= 12
    assert correlation_change(np.ones(40), np.ones(40), 0) is None
