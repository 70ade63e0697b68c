"""Tails and quantiles against scipy's, to ten digits."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from scipy import special, stats

from bot.statistics import distributions as ours

CASES: list[tuple[Callable[[], float], float]] = [
    *[
        (lambda t=t, df=df: ours.t_tail(t, df), stats.t.sf(t, df))
        for t in (-3.0, -0.1, 0.0, 0.4, 2.0, 4.7, 12.0, 60.0)
        for df in (1, 3, 4.5, 12, 20, 54, 400)
    ],
    *[
        (lambda p=p, df=df: ours.t_quantile(p, df), stats.t.ppf(p, df))
        for p in (0.01, 0.3, 0.5, 0.9, 0.975, 0.9975, 0.99999)
        for df in (1, 4, 12, 54, 1000)
    ],
    *[
        (lambda n=n, m=m: ours.poisson_tail(n, m), special.gammainc(n, m))
        for n in (1, 3, 20, 300, 2500)
        for m in (0.01, 0.5, 4.0, 20.0, 300.0, 2400.0)
    ],
    *[
        (
            lambda n=n, m=m, d=d: ours.negative_binomial_tail(n, m, d),
            stats.nbinom.sf(n - 1, 1 / d, 1 / (1 + m * d)),
        )
        for n in (1, 3, 20, 300)
        for m in (0.5, 4.0, 20.0, 300.0)
        for d in (0.001, 0.05, 0.5, 3.0)
    ],
    *[
        (lambda n=n, p=p: ours.binomial_tail(n, 50, p), stats.binom.sf(n - 1, 50, p))
        for n in (0, 1, 25, 50, 51)
        for p in (0.02, 0.5, 0.9)
    ],
    *[(lambda z=z: ours.normal_tail(z), stats.norm.sf(z)) for z in (-2.0, 0.0, 1.96, 6.0)],
    *[(lambda p=p: ours.normal_quantile(p), stats.norm.ppf(p)) for p in (0.001, 0.5, 0.975, 0.99999)],
    *[
        (lambda a=a, b=b, x=x: ours.beta_ratio(a, b, x), special.betainc(a, b, x))
        for a in (0.5, 3.0, 80.0)
        for b in (0.5, 7.0, 300.0)
        for x in (0.0, 0.01, 0.3, 0.7, 1.0)
    ],
]


@pytest.mark.parametrize("case", range(len(CASES)))
def test_as_scipy(case: int) -> None:
    got, expected = CASES[case]
    assert got() == pytest.approx(float(expected), rel=1e-10, abs=1e-50)
