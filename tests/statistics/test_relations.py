"""The statistics of relations against simulated truth."""

from __future__ import annotations

from math import log

import numpy as np
import pytest
from numpy.random import Generator
from numpy.typing import NDArray

from bot.statistics.blocks import Change
from bot.statistics.relations import (
    Counts,
    agreement_change,
    ahead,
    lead_by_days,
    lead_by_weeks,
    lift,
    lift_change,
    npmi,
    period_lift,
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


def test_the_change_of_a_lift_is_found_and_its_interval_holds_it_nineteen_times_in_twenty() -> None:
    rng = np.random.default_rng(11)
    held, values = 0, []
    for _ in range(300):
        change = lift_change(stories(rng, 1.5, 42), stories(rng, 3.0, 42))
        assert change is not None
        low, high = change.interval()
        held += low <= log(2) <= high
        values.append(change.value)
    assert float(np.median(values)) == pytest.approx(log(2), abs=0.05)
    assert 0.91 <= held / 300 <= 0.99


def test_bursts_of_weeks_widen_the_interval() -> None:
    rng = np.random.default_rng(3)
    even = stories(rng, 2.0, 42)
    burst = np.zeros(42)
    burst[::21] = float(np.sum(even.both)) / 2
    steady, bursty = lift_change(even, even), lift_change(even, Counts(even.x, even.y, burst, even.total))
    assert steady is not None
    assert bursty is not None
    assert bursty.error > 2 * steady.error


def test_too_few_stories_or_weeks_tell_nothing() -> None:
    few = Counts([50.0] * 30, [50.0] * 30, [0.1] * 30, [1000.0] * 30)
    assert lift_change(few, few) is None
    assert period_lift(few) is None
    rng = np.random.default_rng(4)
    assert lift_change(stories(rng, 2.0, 27), stories(rng, 2.0, 60)) is None


def test_two_names_of_one_thing_cannot_grow_closer() -> None:
    same = Counts([20.0] * 30, [30.0] * 30, [20.0] * 30, [1000.0] * 30)
    assert lift_change(same, same) is None


def test_one_change_is_ahead_of_another_only_beyond_the_error_of_both() -> None:
    assert ahead(Change(0.9, 0.15, 10), Change(0.1, 0.15, 10), 0.025)
    assert not ahead(Change(0.9, 0.15, 10), Change(0.8, 0.15, 10), 0.025)


@pytest.mark.parametrize("lag", [-5, -1, 0, 2, 7])
def test_a_planted_lag_is_found_with_its_sign(lag: int) -> None:
    rng = np.random.default_rng(lag + 100)
    found = 0
    for _ in range(20):
        x = persistent(rng, 134, 0.7)
        follows = 0.8 * x[20 - lag : 140 - lag][:107] + 0.5 * rng.normal(
            size=len(x[20 - lag : 140 - lag][:107])
        )
        got = lead_by_days(x[20 : 20 + len(follows)], follows, 0, 0.05)
        assert got is not None
        found += got.steps == lag and got.p < 0.05
    assert found >= 18


def test_two_persistent_series_seldom_lead_one_another() -> None:
    rng = np.random.default_rng(5)
    leads = [lead_by_days(persistent(rng, 120, 0.9), persistent(rng, 120, 0.9), 2, 0.05) for _ in range(300)]
    assert sum(lead is not None and lead.p < 0.05 for lead in leads) / 300 < 0.08


def test_a_burst_or_a_trend_that_both_have_is_no_lag() -> None:
    rng = np.random.default_rng(6)
    false = 0
    for i in range(200):
        x, y = persistent(rng, 90, 0.5), persistent(rng, 90, 0.5)
        for series in (x, y):
            series += np.linspace(0, 6, 90) if i % 2 else 0.0
            at = int(rng.integers(5, 80))
            series[at : at + 3] += 5
        lead = lead_by_days(x, y, 0, 0.05)
        assert lead is not None
        false += lead.p < 0.05
    assert false / 200 < 0.08


def test_a_year_of_weeks_tells_a_lag_too() -> None:
    rng = np.random.default_rng(12)
    x = persistent(rng, 56, 0.4)
    got = lead_by_weeks(x[4:], x[2:-2] + 0.3 * rng.normal(size=52), 0.05)
    assert got is not None
    assert (got.steps, got.p < 0.01) == (2, True)
    assert lead_by_weeks(x[:39], x[:39], 0.05) is None


def test_days_without_news_are_left_out_not_filled() -> None:
    rng = np.random.default_rng(8)
    x = persistent(rng, 123, 0.5)
    news = np.concatenate([[np.nan] * 3, x[:-3]]) + 0.3 * rng.normal(size=123)
    news[[40, 41, 80]] = np.nan
    got = lead_by_days(x, news, 4, 0.05)
    assert got is not None
    assert got.steps == 3
    assert len(got.correlations) == 15


def test_a_weekly_rhythm_in_both_is_no_lag() -> None:
    rng = np.random.default_rng(9)
    week = np.tile([1.0, 1, 1, 1, 1, -2, -3], 18)
    got = lead_by_days(week + rng.normal(size=126), week + rng.normal(size=126), 0, 0.05)
    assert got is not None
    assert got.p > 0.05


def test_eight_weeks_are_needed_for_a_lag() -> None:
    assert lead_by_days(np.arange(55.0), np.arange(55.0), 0, 0.05) is None


def test_terms_that_begin_to_move_together_are_noticed_and_others_are_not() -> None:
    rng = np.random.default_rng(21)
    noticed = wrong = 0
    for _ in range(100):
        a, b = np.exp(3 + 0.2 * persistent(rng, 120, 0.6)), 3 + 0.2 * persistent(rng, 120, 0.6)
        c = b.copy()
        c[60:] = 0.9 * np.log(a[60:]) + 0.1 * b[60:]
        together = agreement_change(a, np.exp(c), 0)
        apart = agreement_change(a, np.exp(b), 0)
        assert together is not None
        assert apart is not None
        noticed += together.low > 0
        wrong += not apart.low <= 0 <= apart.high
    assert noticed >= 90
    assert wrong <= 12
    assert agreement_change(np.ones(40), np.ones(40), 0) is None
