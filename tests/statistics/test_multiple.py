"""Many tests at once, against tables worked out by hand."""

from __future__ import annotations

import numpy as np

from bot.statistics.multiple import benjamini_yekutieli, holm


def test_holm_stops_at_the_first_that_stands() -> None:
    assert holm([0.01, 0.04, 0.03, 0.005], 0.05) == [True, False, False, True]
    assert holm([0.013, 0.02, 0.04], 0.05) == [True, True, True]
    assert holm([], 0.05) == []


def test_weights_share_the_level_out() -> None:
    assert holm([0.03, 0.03], 0.05, [4.0, 1.0]) == [True, True]
    assert holm([0.03, 0.06], 0.05, [4.0, 1.0]) == [True, False]
    assert holm([0.06, 0.03], 0.05, [4.0, 1.0]) == [False, False]


def test_benjamini_and_yekutieli_allow_for_any_dependence() -> None:
    # Three tests: limits i·0.05/(3·(1 + ½ + ⅓)) = 0.0091, 0.0182, 0.0273.
    assert benjamini_yekutieli([0.02, 0.018, 0.5], 0.05) == [False, False, False]
    assert benjamini_yekutieli([0.017, 0.018, 0.5], 0.05) == [True, True, False]
    assert benjamini_yekutieli([], 0.05) == []


def test_chance_alone_seldom_passes_either() -> None:
    rng = np.random.default_rng(2)
    draws = rng.random((4000, 8))
    assert np.mean([any(holm(list(ps), 0.05)) for ps in draws]) < 0.06
    assert np.mean([any(benjamini_yekutieli(list(ps), 0.05)) for ps in draws]) < 0.05
