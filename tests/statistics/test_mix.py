"""A change split in two: exactly, and so that neither part is told where it is not there."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from bot.statistics.mix import Split, split

Floats = NDArray[np.float64]


def period(
    rng: np.random.Generator, stories: list[float], tones: list[float], blocks: int = 6
) -> tuple[Floats, Floats]:
    """Blocks with so many stories of each group, and the sums of their tones; a story's scatter is 4."""
    n = rng.poisson(stories, (blocks, len(stories))).astype(float)
    return n, n * np.array(tones) + rng.normal(0, 4, n.shape) * np.sqrt(n)


def sure(value: float, half: float) -> bool:
    return abs(value) > half


@pytest.mark.parametrize("seed", range(20))
def test_the_parts_add_up_to_the_change_of_the_mean(seed: int) -> None:
    rng = np.random.default_rng(seed)
    before = period(rng, [30, 20, 1, 0.2], [-1, -4, 2, 5])
    now = period(rng, [10, 40, 0.5, 1], [-2, -3, 1, 0])
    found = split(before, now)
    assert found is not None
    change = now[1].sum() / now[0].sum() - before[1].sum() / before[0].sum()
    assert found.total == pytest.approx(change)


def found_in(runs: int, now: tuple[list[float], list[float]]) -> list[Split]:
    rng = np.random.default_rng(1)
    out = []
    for _ in range(runs):
        got = split(period(rng, [60, 60, 60], [0, -1, -2]), period(rng, *now))
        assert got is not None
        out.append(got)
    return out


def test_where_only_others_write_the_mix_is_told_and_within_hardly_ever() -> None:
    got = found_in(100, ([20, 40, 120], [0, -1, -2]))
    assert sum(sure(s.mix, s.mix_half) for s in got) > 95
    assert sum(sure(s.within, s.within_half) for s in got) < 15


def test_where_the_same_write_differently_within_is_told_and_the_mix_hardly_ever() -> None:
    got = found_in(100, ([60, 60, 60], [-1.5, -2.5, -3.5]))
    assert sum(sure(s.within, s.within_half) for s in got) > 95
    assert sum(sure(s.mix, s.mix_half) for s in got) < 15


def test_opposite_parts_are_both_found_though_the_mean_stands_still() -> None:
    got = found_in(100, ([20, 40, 120], [0.55, -0.45, -1.45]))
    assert abs(np.mean([s.total for s in got])) < 0.15
    assert sum(sure(s.mix, s.mix_half) for s in got) > 95
    assert sum(sure(s.within, s.within_half) for s in got) > 40


def test_too_few_days_are_not_split() -> None:
    rng = np.random.default_rng(1)
    assert split(period(rng, [60, 60], [0, -1], 2), period(rng, [60, 60], [0, -1])) is None


def test_small_groups_are_one_together() -> None:
    rng = np.random.default_rng(1)
    stories = [60.0, *[0.3] * 30]
    found = split(period(rng, stories, [0.0] * 31), period(rng, stories, [0.0] * 31))
    assert found is not None
    assert found.groups <= 4
