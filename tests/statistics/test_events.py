"""Bursts and shifts: found where planted, seldom where nothing was, and never in each other's way."""

from __future__ import annotations

from datetime import date
from math import exp, log

import numpy as np
import pytest
from numpy.typing import NDArray

from bot.statistics import events, scans, spans
from tests.statistics.test_blocks import lasting

Floats = NDArray[np.float64]
FIRST = date(2026, 1, 5).toordinal()
TOTAL = 10_000.0


def counts(rng: np.random.Generator, series: int, days: int, level: float, sd: float = 0.25) -> Floats:
    """Daily articles of quiet topics, fewer at weekends, their share with a memory of 0.35."""
    usual = level * np.exp(sd * lasting(rng, series, days, 0.35) - sd**2 / 2)
    return rng.poisson(usual * _week(days)).astype(float)


def _week(days: int) -> Floats:
    return np.where(np.arange(days) % 7 >= 5, 0.7, 1.0)


def happened(n: Floats) -> events.Coverage:
    return events.coverage(np.arange(n.size) + FIRST, n, TOTAL * _week(n.size))


def test_a_run_of_days_is_one_event_with_first_and_last_day() -> None:
    n = counts(np.random.default_rng(1), 1, 120, 40)[0]
    n[100:102] *= 5
    (span,) = (s for s in happened(n).judged.spans if s.last >= 90)
    assert (span.first, span.last) == (100, 101)
    assert span.count == n[100] + n[101]
    assert span.count / span.expected == pytest.approx(5, rel=0.4)


def test_an_earlier_event_does_not_hide_a_later_one() -> None:
    rng = np.random.default_rng(2)
    plain = counts(rng, 60, 86, 40)
    plain[:, 71] *= 4
    after = plain.copy()
    after[:, 36] *= 8
    after[:, 37] *= 6
    found = [
        sum(any(s.first <= 71 <= s.last for s in happened(n).judged.spans) for n in of)
        for of in (plain, after)
    ]
    assert found[0] > 40
    assert found[1] >= found[0] - 3


def test_a_day_is_judged_alike_whatever_comes_after_it() -> None:
    n = counts(np.random.default_rng(3), 1, 150, 40)[0]
    n[[60, 110, 111]] *= 5
    whole = spans.bursts(np.arange(150) + FIRST, n, np.full(150, TOTAL))
    for end in (61, 111, 112, 130):
        part = spans.bursts(np.arange(end) + FIRST, n[:end], np.full(end, TOTAL))
        np.testing.assert_array_equal(part.upper, whole.upper[:end])


def test_quiet_days_stand_out_as_rarely_as_they_say() -> None:
    rng = np.random.default_rng(4)
    ps = np.concatenate([happened(n).judged.upper[70:] for n in counts(rng, 120, 210, 30)])
    assert 0.3 < np.mean(ps < 0.01) / 0.01 < 2
    assert np.mean(ps < 0.001) / 0.001 < 2


def test_days_without_data_are_neither_events_nor_holes_in_the_baseline() -> None:
    n = counts(np.random.default_rng(5), 1, 120, 40)[0]
    kept = np.delete(np.arange(120), [80, 81, 95])
    found = events.coverage(kept + FIRST, n[kept], TOTAL * _week(120)[kept])
    assert not [s for s in found.judged.spans if s.p < 1e-4]


def test_a_level_that_rose_for_good_is_one_shift_and_no_spikes() -> None:
    rng = np.random.default_rng(6)
    starts, sizes, spikes, held = [], [], 0, 0
    for n in counts(rng, 40, 200, 40):
        n[120:] = np.round(n[120:] * 2)
        found = happened(n)
        shift = min(found.levels, key=lambda s: s.p)
        starts.append(shift.start)
        sizes.append(exp(shift.size))
        held += shift.low <= 120 <= shift.high
        spikes += sum(s.p < 1e-4 for s in found.judged.spans)
    assert abs(np.median(starts) - 120) <= 1
    assert np.median(sizes) == pytest.approx(2, rel=0.1)
    assert held >= 36
    assert spikes <= 8, "a new level is not told day by day"


def test_a_short_burst_is_no_level() -> None:
    n = counts(np.random.default_rng(7), 1, 200, 40)[0]
    n[120:127] *= 4
    assert all(s.p > 0.005 for s in happened(n).levels)


def test_a_tone_that_shifted_ten_days_ago_is_told_with_its_day() -> None:
    rng = np.random.default_rng(8)
    said = held = 0
    for x in lasting(rng, 60, 210, 0.35):
        x[200:] -= 3.0
        shift = events.tone(np.arange(210) + FIRST, x, np.full(210, 30.0)).shift
        assert shift is not None
        if shift.p < 0.005:
            said += 1
            held += shift.low <= 200 <= shift.high
    assert said >= 50
    assert held >= 0.9 * said


@pytest.mark.parametrize("memory", [0.0, 0.35])
def test_quiet_series_have_no_shifts(memory: float) -> None:
    rng = np.random.default_rng(9)
    series = lasting(rng, 600, 210, memory)
    for scan in (scans.recent_shift, scans.lasting_shift):
        found = [scan(x) for x in series]
        assert sum(s is not None and s.p < 0.005 for s in found) / 600 <= 0.01


def test_p_values_of_a_scan_fall_beyond_its_table() -> None:
    ps = [scans.p_value(z, scans.LASTING) for z in (1.0, 3.3, 4.5, 5.2, 8.0)]
    assert ps[0] == 1
    assert ps[1:4] == pytest.approx([0.05, 0.005, 0.001])
    assert ps[4] < exp(log(1e-4))
