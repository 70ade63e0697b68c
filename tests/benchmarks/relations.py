"""How often chance is told of two topics: a lead, a relation that changed, a difference; and what is found.

    python tests/benchmarks/relations.py [PAIRS]

Series that persist (memory 0.5), with a burst in each or a trend in both, and stories told together at
random or in bursts. The level is that of an answer, `handlers.claims.LEVEL`.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence

import numpy as np
from claims import lasting, made, month, rate
from machine import describe
from real_days import Draw, Floats

from bot.answer import Series as AnswerSeries
from bot.statistics.relations import Counts, lead_by_days, lift_change
from handlers import claims

STORIES = 3000
SHARES = 0.015, 0.02
LEAD = 3


def two(rng: np.random.Generator, days: int) -> tuple[Floats, Floats]:
    """Two that have nothing to do with each other: logarithms, standard deviation 0.3."""
    return 0.3 * lasting(rng, days, 0.5), 0.3 * lasting(rng, days, 0.5)


def with_bursts(rng: np.random.Generator, days: int) -> tuple[Floats, Floats]:
    x, y = two(rng, days)
    for series in (x, y):
        at = int(rng.integers(0, days - 3))
        series[at : at + 3] += 3.0
    return x, y


def with_trend(rng: np.random.Generator, days: int) -> tuple[Floats, Floats]:
    line = 0.9 * np.linspace(0, 1, days)
    x, y = two(rng, days)
    return x + line, y + line


def following(rng: np.random.Generator, days: int) -> tuple[Floats, Floats]:
    """The second follows the first by three days."""
    x, y = two(rng, days + LEAD)
    return x[LEAD:], 0.6 * x[:-LEAD] + 0.8 * y[LEAD:]


def leads(pairs: int) -> None:
    for days in (60, 90, 365):
        for made_by in (two, with_bursts, with_trend):
            rng, told = np.random.default_rng(1), 0
            for _ in range(pairs):
                found = lead_by_days(*made_by(rng, days), 0, claims.LEVEL)
                told += found is not None and found.p <= claims.LEVEL
            print(f"lead, {days} days, {made_by.__name__:12} false {rate(told, pairs)}", flush=True)
        rng, right = np.random.default_rng(2), 0
        for _ in range(pairs // 10):
            found = lead_by_days(*following(rng, days), 0, claims.LEVEL)
            right += found is not None and found.p <= claims.LEVEL and found.steps == LEAD
        print(f"lead of {LEAD} days, {days} days: found {rate(right, pairs // 10)}", flush=True)


def together(rng: np.random.Generator, days: int, times: float, burst: float) -> Counts:
    """Two topics in `times` as many stories as by chance, which come in bursts of that log-sd."""
    px, py = (share * np.exp(0.3 * lasting(rng, days, 0.45)) for share in SHARES)
    both = times * px * py * np.exp(burst * lasting(rng, days, 0.45) - burst * burst / 2)
    n = rng.poisson(both * STORIES)
    x, y = (n + rng.poisson(np.maximum(p - both, 0.0) * STORIES) for p in (px, py))
    return Counts(x.astype(float), y.astype(float), n.astype(float), np.full(days, float(STORIES)))


def lifts(pairs: int) -> None:
    for days in (30, 60):
        for burst in (0.0, 0.5, 1.0):
            for after, kind in ((4.0, "false"), (8.0, "doubled, found")):
                rng, told, of = np.random.default_rng(3), 0, pairs if after == 4.0 else pairs // 10
                for _ in range(of):
                    found = lift_change(together(rng, days, 4.0, burst), together(rng, days, after, burst))
                    told += found is not None and found.p <= claims.LEVEL
                print(f"lift, halves of {days} days, bursts {burst}: {kind} {rate(told, of)}", flush=True)


Tells = Callable[..., Sequence[claims.Tested]]


def differences(name: str, one: Draw, other: Draw, pairs: int) -> None:
    """Whether the two draws, alike in all but chance, are told to differ; by share and by tone."""
    tellers: dict[str, Tells] = {"share": claims.share_difference, "tone": claims.tone_difference}
    for measure, tell in tellers.items():
        rng, told = np.random.default_rng(4), 0
        for _ in range(pairs):
            (a, window), (b, _) = month(one(rng)), month(other(rng))
            tests = tell(_named("one"), a, _named("other"), b, window)
            told += any(f.said for f in claims.decide(tests))
        print(f"difference of {measure}, {name}: said {rate(told, pairs)}", flush=True)


def _named(topic: str) -> AnswerSeries:
    return AnswerSeries(topic, 0, 0, 0, None, None, None, None)


def main(pairs: int) -> None:
    print(describe())
    leads(pairs)
    lifts(pairs)
    for memory in (0.0, 0.35):
        differences(f"alike, memory {memory}", made(20, memory), made(20, memory), pairs)
    differences("memory 0.35, one 1.5 times the other", made(30, 0.35), made(20, 0.35), pairs // 10)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1000)
