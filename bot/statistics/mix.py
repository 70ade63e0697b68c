"""A change of a mean split exactly: the same groups write differently, or other groups write (Kitagawa 1955).

Groups are weighed by their stories: w₁, w₂ are their parts before and now, m₁, m₂ their mean tones. The mix
is Σ(w₂−w₁)(m₁+m₂)/2, within is Σ(w₁+w₂)/2·(m₂−m₁); they add up to the change of the mean of all stories. How
far both scatter is told by drawing blocks of days anew within each period, for days depend on each other.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt

import numpy as np
from numpy.typing import NDArray

from bot.statistics.distributions import t_quantile

BLOCK = 5
"""Days of a block."""
FEWEST_BLOCKS = 3
"""Blocks of each period from which an interval can be given."""
LEAST = 5
"""Stories that a group needs in both periods; smaller ones are one group together."""
DRAWS = 1000

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Split:
    """The parts of a change, with half the width of their 95 % intervals; `groups` were told apart."""

    within: float
    mix: float
    within_half: float
    mix_half: float
    groups: int

    @property
    def total(self) -> float:
        return self.within + self.mix


def split(before: tuple[Floats, Floats], now: tuple[Floats, Floats]) -> Split | None:
    """Of stories and sums of tone, a row a block and a column a group; None under three blocks a period."""
    blocks = min(before[0].shape[0], now[0].shape[0])
    if blocks < FEWEST_BLOCKS or not before[0].sum() or not now[0].sum():
        return None
    before, now = _merged(before, now)
    within, mix = _parts(_sums(before), _sums(now))
    rng = np.random.default_rng(0)
    drawn = _parts(_drawn(before, rng), _drawn(now, rng))
    halves = [float(np.std(d, ddof=1)) * _widening(before, now) for d in drawn]
    return Split(float(within[0]), float(mix[0]), halves[0], halves[1], int(before[0].shape[1]))


def _merged(
    before: tuple[Floats, Floats], now: tuple[Floats, Floats]
) -> tuple[tuple[Floats, Floats], tuple[Floats, Floats]]:
    """With all small groups as one, the last; it goes where there are none, or where it has no stories."""
    large = (before[0].sum(axis=0) >= LEAST) & (now[0].sum(axis=0) >= LEAST)

    def of(x: Floats) -> Floats:
        rest = x[:, ~large].sum(axis=1, keepdims=True)
        return np.hstack([x[:, large], rest]) if (~large).any() else x

    return (of(before[0]), of(before[1])), (of(now[0]), of(now[1]))


def _sums(period: tuple[Floats, Floats]) -> tuple[Floats, Floats]:
    return period[0].sum(axis=0, keepdims=True), period[1].sum(axis=0, keepdims=True)


def _drawn(period: tuple[Floats, Floats], rng: np.random.Generator) -> tuple[Floats, Floats]:
    """Stories and tones of each group in `DRAWS` periods of as many blocks, drawn with replacement."""
    blocks = period[0].shape[0]
    times = rng.multinomial(blocks, np.full(blocks, 1 / blocks), size=DRAWS).astype(float)
    return times @ period[0], times @ period[1]


def _parts(before: tuple[Floats, Floats], now: tuple[Floats, Floats]) -> tuple[Floats, Floats]:
    """Within and mix, for each row. A group without stories in one period has its tone of the other."""
    (n1, s1), (n2, s2) = before, now
    w1, w2 = n1 / n1.sum(axis=1, keepdims=True), n2 / n2.sum(axis=1, keepdims=True)
    m1, m2 = s1 / np.maximum(n1, 1e-9), s2 / np.maximum(n2, 1e-9)
    m1, m2 = np.where(n1 > 0, m1, m2), np.where(n2 > 0, m2, m1)
    within = ((w1 + w2) / 2 * (m2 - m1)).sum(axis=1)
    mix = ((w2 - w1) * (m1 + m2) / 2).sum(axis=1)
    return within, mix


def _widening(before: tuple[Floats, Floats], now: tuple[Floats, Floats]) -> float:
    """From the standard deviation of draws to half an interval: t of 2k − 2, √(k/(k − 1)) for few blocks."""
    k = min(before[0].shape[0], now[0].shape[0])
    return t_quantile(0.975, 2 * k - 2) * sqrt(k / (k - 1))
