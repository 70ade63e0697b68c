"""Tails and quantiles of the distributions in use, to ten digits, without the second scipy takes to load."""

from __future__ import annotations

from functools import lru_cache
from math import erfc, exp, lgamma, log, log1p, sqrt
from statistics import NormalDist

_TINY = 1e-300
_ENOUGH = 1e-16
_NORMAL = NormalDist()


def normal_tail(z: float) -> float:
    """P(Z ≥ z)."""
    return 0.5 * erfc(z / sqrt(2))


def normal_quantile(p: float) -> float:
    """The z with P(Z ≤ z) = p, 0 < p < 1."""
    return _NORMAL.inv_cdf(p)


def t_tail(t: float, df: float) -> float:
    """P(T ≥ t) of Student's t."""
    half = 0.5 * beta_ratio(df / 2, 0.5, df / (df + t * t))
    return half if t >= 0 else 1 - half


@lru_cache(maxsize=4096)
def t_quantile(p: float, df: float) -> float:
    """The t with P(T ≤ t) = p, 0 < p < 1, by bisection."""
    if p < 0.5:
        return -t_quantile(1 - p, df)
    tail = 1 - p
    low, high = 0.0, 1.0
    while t_tail(high, df) > tail:
        low, high = high, 2 * high
    for _ in range(200):
        middle = (low + high) / 2
        if middle in (low, high):
            break
        low, high = (middle, high) if t_tail(middle, df) > tail else (low, middle)
    return (low + high) / 2


def poisson_tail(n: int, mean: float) -> float:
    """P(X ≥ n) of a Poisson of this mean."""
    return 1.0 if n <= 0 else gamma_ratio(n, mean)


def negative_binomial_tail(n: int, mean: float, dispersion: float) -> float:
    """P(X ≥ n) of a negative binomial with variance mean + dispersion·mean²; Poisson where that is 0."""
    if n <= 0:
        return 1.0
    if dispersion <= 1e-9:
        return poisson_tail(n, mean)
    k = 1 / dispersion
    return beta_ratio(n, k, mean / (mean + k))


def binomial_tail(n: int, of: int, p: float) -> float:
    """P(X ≥ n) of `of` draws with chance `p`."""
    if n <= 0:
        return 1.0
    return 0.0 if n > of else beta_ratio(n, of - n + 1, p)


def beta_ratio(a: float, b: float, x: float) -> float:
    """The regularised incomplete beta function I_x(a, b), by Lentz's continued fraction."""
    if x <= 0:
        return 0.0
    if x >= 1:
        return 1.0
    front = exp(lgamma(a + b) - lgamma(a) - lgamma(b) + a * log(x) + b * log1p(-x))
    if x > (a + 1) / (a + b + 2):
        return 1 - front * _beta_fraction(b, a, 1 - x) / b
    return front * _beta_fraction(a, b, x) / a


def _beta_fraction(a: float, b: float, x: float) -> float:
    c, d = 1.0, 1 / _nonzero(1 - (a + b) * x / (a + 1))
    h = d
    for m in range(1, 10_000):
        even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
        odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
        for term in (even, odd):
            d = 1 / _nonzero(1 + term * d)
            c = _nonzero(1 + term / c)
            h *= d * c
        if abs(d * c - 1) < _ENOUGH:
            break
    return h


def gamma_ratio(a: float, x: float) -> float:
    """The regularised lower incomplete gamma function P(a, x): its series, or a continued fraction."""
    if x <= 0:
        return 0.0
    front = exp(a * log(x) - x - lgamma(a))
    if x < a + 1:
        term = total = 1 / a
        n = a
        while term > total * _ENOUGH:
            n += 1
            term *= x / n
            total += term
        return front * total
    b = x + 1 - a
    c, d = 1 / _TINY, 1 / b
    h = d
    for i in range(1, 10_000):
        term = -i * (i - a)
        b += 2
        d = 1 / _nonzero(term * d + b)
        c = _nonzero(b + term / c)
        h *= d * c
        if abs(d * c - 1) < _ENOUGH:
            break
    return 1 - front * h


def _nonzero(x: float) -> float:
    return x if abs(x) > _TINY else _TINY
