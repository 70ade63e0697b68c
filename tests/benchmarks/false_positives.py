"""How often chance is taken for a finding: by the usual ways, and by the ones used here.

    python tests/benchmarks/false_positives.py [TRIALS]

Simulated series without any relation (and, to see the other side, with one), 120 days each. `memory`
is the autocorrelation from day to day. Every rate is printed with its own error of two standard ones.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from math import atanh, sqrt

import numpy as np
from machine import describe
from numpy.random import Generator
from numpy.typing import NDArray

from handlers.relation_stats import (
    MOST_LAG,
    Counts,
    correlation_change,
    filtered,
    growth,
    lead_lag,
    lift_growth,
    memory,
    npmi,
    winner,
)

DAYS = 120
MEMORIES = (0.0, 0.5, 0.8, 0.9)

Floats = NDArray[np.float64]


def persistent(rng: Generator, phi: float, days: int = DAYS) -> Floats:
    """An autoregression of order one, after its start is forgotten."""
    x = np.zeros(days + 50)
    noise = rng.normal(size=days + 50)
    for t in range(1, days + 50):
        x[t] = phi * x[t - 1] + noise[t]
    return x[50:]


def rate(trials: int, hit: Callable[[], bool]) -> str:
    p = sum(hit() for _ in range(trials)) / trials
    return f"{100 * p:5.1f}% ± {200 * sqrt(p * (1 - p) / trials):.1f}"


def best_lag(x: Floats, y: Floats) -> float:
    """The largest correlation of all lags, with its sign put off."""
    n = x.size
    return max(
        abs(float(np.corrcoef(x[max(0, -k) : n - max(0, k)], y[max(0, k) : n + min(0, k)])[0, 1]))
        for k in range(-MOST_LAG, MOST_LAG + 1)
    )


def naive_lag(x: Floats, y: Floats) -> bool:
    return best_lag(x, y) > 1.96 / sqrt(x.size)


def whitened_lag(x: Floats, y: Floats) -> bool:
    """Prewhitened, but with the limit for a single lag."""
    coefficients = memory(x)
    a, b = (filtered(s, coefficients)[coefficients.size :] for s in (x, y))
    return naive_lag(a, b)


def our_lag(x: Floats, y: Floats) -> bool:
    lag = lead_lag(x, y, 0)
    return lag is not None and lag.days is not None


def naive_change(x: Floats, y: Floats) -> bool:
    """The change of the plain correlation from one half to the other, by Fisher's z."""
    half = x.size // 2
    z = [atanh(float(np.corrcoef(x[p], y[p])[0, 1])) for p in (slice(half), slice(half, None))]
    return abs(z[1] - z[0]) > 1.96 * sqrt(2 / (half - 3))


def our_change(x: Floats, y: Floats) -> bool:
    # Interest is told in levels; the logarithm is taken inside.
    change = correlation_change(np.expm1(4 + 0.1 * x), np.expm1(4 + 0.1 * y), 0)
    return change is not None and not (change.low or 0.0) <= 0 <= (change.high or 0.0)


def unrelated(rng: Generator, test: Callable[[Floats, Floats], bool], phi: float) -> Callable[[], bool]:
    """Two series that have nothing to do with one another, put to a test."""
    return lambda: test(persistent(rng, phi), persistent(rng, phi))


def following(rng: Generator) -> bool:
    """Whether a true lag of two days with a correlation of a half is found."""
    x = persistent(rng, 0.5, DAYS + 2)
    y = 0.5 * x[:-2] / x.std() + sqrt(0.75) * persistent(rng, 0.5, DAYS) / 1.15
    lag = lead_lag(x[2:], y, 0)
    return lag is not None and lag.days == 2


def stories(rng: Generator, expected: float, times: float = 1.0, days: int = 45) -> Counts:
    """Two topics, together `times` as often as by chance, which makes `expected` stories in all."""
    total = 1000.0
    p = sqrt(expected / times / (days * total))
    both = rng.poisson(expected / days, days).astype(float)
    alone = total * p - expected / days
    x, y = (both + rng.poisson(alone, days).astype(float) for _ in range(2))
    return Counts(x, y, both, np.full(days, total))


def held(rng: Generator, expected: float) -> Callable[[], bool]:
    """Whether the interval of a growth that is none holds it; periods with too few stories are drawn anew."""

    def one() -> bool:
        while (change := lift_growth(stories(rng, expected), stories(rng, expected))) is None:
            pass
        found = growth(change)
        return (found.low or 0.0) <= 1 <= (found.high or 0.0)

    return one


def named(rng: Generator) -> bool:
    """Whether one of three pairs is named though none has changed."""
    return winner([lift_growth(stories(rng, 60), stories(rng, 60)) for _ in range(3)]) is not None


def named_of_two(rng: Generator) -> bool:
    """Whether one of three pairs is named though two have grown alike."""
    grown = [lift_growth(stories(rng, 60), stories(rng, 120, 2.0)) for _ in range(2)]
    return winner([*grown, lift_growth(stories(rng, 60), stories(rng, 60))]) is not None


def main(trials: int) -> None:
    print(describe())
    rng = np.random.default_rng(1)
    print(f"\n{'searches seem to lead news, or follow it':46}" + "".join(f"memory {m:<10}" for m in MEMORIES))
    tests = (
        ("best of 15 lags, limit of one", naive_lag),
        ("prewhitened, limit of one", whitened_lag),
        ("prewhitened, limit of fifteen (used)", our_lag),
    )
    for name, test in tests:
        told = [rate(trials, unrelated(rng, test, m)) for m in MEMORIES]
        print(f"{name:46}" + "".join(f"{r:17}" for r in told))
    print(f"{'a true lag of two days, r = 0.5, is found':46}{rate(trials, lambda: following(rng))}")
    print("\ntwo terms seem to move together more than before")
    for name, test in (("plain correlations", naive_change), ("innovations (used)", our_change)):
        told = [rate(trials, unrelated(rng, test, m)) for m in MEMORIES]
        print(f"{name:46}" + "".join(f"{r:17}" for r in told))
    print("\nthe interval of a growth of lift holds the truth")
    for expected in (6, 20, 100):
        print(f"{f'{expected} stories with both in each period':46}{rate(trials, held(rng, expected))}")
    print(f"{'one of three unchanged pairs is named':46}{rate(trials, lambda: named(rng))}")
    print(f"{'one is named of two that grew alike':46}{rate(trials, lambda: named_of_two(rng))}")
    print("\nNPMI at a lift of 4, by the frequency of both topics")
    print("  ".join(f"{p:g}: {npmi(4 * p * p, p, p, 1.0):.2f}" for p in (0.1, 0.01, 0.001)))


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1000)
