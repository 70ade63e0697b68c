"""How often chance is told as a finding, and how often a true one is found.

    python tests/benchmarks/claims.py [MONTHS]

Quiet topic-months of thirty days after 180 of history, in which nothing changes: days that are independent or
depend on each other, with heavy tails, and real daily series (where ../shared is at hand; `real_days`). Then
the same months with something planted, and what other levels would find of it.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta
from math import sqrt
from time import process_time

import numpy as np
from machine import describe
from real_days import TOTAL, Draw, Floats, Series, real_days

from bot.answer import Day
from bot.digests.values import LEVELS
from bot.findings import Finding
from bot.statistics.multiple import holm
from bot.statistics.rates import wilson
from handlers import claims
from handlers.alert import fired
from handlers.history import History, history
from handlers.window import Window

FIRST = date(2026, 1, 5)
PAST, MONTH, WEEK = 180, 30, 7
CURVE = (0.001, 0.002, claims.LEVEL, 0.01, 0.02, 0.05)
"""Levels of an answer at which false claims are held against power."""


def lasting(rng: np.random.Generator, days: int, memory: float, tail: int = 6) -> Floats:
    """An autoregression with standard deviation 1 and clipped innovations of Student's t."""
    fresh = np.clip(rng.standard_t(tail, days + 50) / sqrt(tail / (tail - 2)), -4, 4) * sqrt(1 - memory**2)
    x = np.zeros(days + 50)
    for t in range(1, days + 50):
        x[t] = memory * x[t - 1] + fresh[t]
    return x[50:]


def made(level: float, memory: float) -> Draw:
    """A topic of `level` articles a day, 30 % fewer at weekends, log share sd 0.25, daily tone sd 0.7."""

    def draw(rng: np.random.Generator) -> Series:
        days = PAST + MONTH
        week = np.where(np.arange(days) % 7 >= 5, 0.7, 1.0)
        mean = level * week * np.exp(0.25 * lasting(rng, days, memory) - 0.03)
        tones = -1.5 + 0.7 * lasting(rng, days, memory)
        return rng.poisson(mean).astype(float), np.round(TOTAL * week), tones

    return draw


def with_bursts(level: float) -> Draw:
    """The same with two bursts, five and eight times as much, somewhere in the history."""

    def draw(rng: np.random.Generator) -> Series:
        n, total, tones = made(level, 0.35)(rng)
        for factor in (5, 8):
            at = int(rng.integers(60, PAST - 10))
            n[at : at + 2] *= factor
        return n, total, tones

    return draw


def month(series: Series, days: int = MONTH) -> tuple[History, Window]:
    """The series as a question over its last `days` sees it."""
    rows = [
        Day(FIRST + timedelta(i), int(n), max(5, int(n)), int(total), None if np.isnan(tone) else float(tone))
        for i, (n, total, tone) in enumerate(zip(*series, strict=True))
    ]
    end = rows[-1].day
    start = end - timedelta(days - 1)
    before = start - timedelta(days), start - timedelta(1)
    window = Window(start, end, before, end + timedelta(1), None)
    return history(rows, [d for d in rows if before[0] <= d.day <= before[1]]), window


def said(series: Series) -> list[Finding]:
    return [f for f in claims.decide(claims.of_topic("topic", *month(series))) if f.said]


def issue(draws: Iterator[Series]) -> bool:
    """Whether a weekly issue of five topics tells of anything."""
    tests = []
    for _ in range(5):
        past, window = month(next(draws), WEEK)
        found = claims.of_topic("topic", past, window)
        tests += claims.begun_since(found, window.end - timedelta(27))
    return any(f.said for f in claims.decide_many(tests))


def rate(hits: int, n: int) -> str:
    """A rate in percent with its 95 % interval (Wilson)."""
    low, high = wilson(hits, n)
    return f"{100 * hits / n:.2f} % ({100 * low:.2f} to {100 * high:.2f})"


def false_claims(name: str, draw: Draw, months: int, *, bursts: bool = False) -> None:
    """`bursts` are in the series themselves: spikes are true there, and alarms and issues are not counted."""
    rng = np.random.default_rng(5)
    wrong, kinds, alarms, watched = 0, Counter[str](), Counter[str](), 0
    for _ in range(months):
        series = draw(rng)
        found = [f for f in said(series) if f.kind != "spike" or not bursts]
        wrong += bool(found)
        kinds.update({(f.kind if not f.usual else f"{f.kind}, usual") for f in found})
        past, window = month(series)
        watched += sum(d.day >= window.start for d in past.days)
        for level in LEVELS:
            alarms[level] += len(fired("", past, window.start, level))
    if bursts:
        print(f"{name:44} answers, but for spikes, {rate(wrong, months)}  {dict(kinds)}")
        return
    print(f"{name:44} answers {rate(wrong, months)}  {dict(kinds)}")
    rates = [f"{level} {alarms[level] / watched / LEVELS[level]:.2f}" for level in ("high", "medium")]
    print(f"{'':44} alerts, times the printed level: {', '.join(rates)}")

    def draws() -> Iterator[Series]:
        while True:
            yield draw(rng)

    endless, issues = draws(), months // 5
    print(f"{'':44} digests {rate(sum(issue(endless) for _ in range(issues)), issues)}", flush=True)


def power(memory: float, months: int) -> None:
    """What is found of things planted in months of that memory."""
    rng, draw = np.random.default_rng(6), made(20, memory)
    for name, (kinds, plant) in plans().items():
        hits = 0
        for _ in range(months):
            series = draw(rng)
            plant(series)
            hits += any(f.kind in kinds for f in said(series))
        print(f"memory {memory}: {name:38} said in {rate(hits, months)}", flush=True)


def plans() -> dict[str, tuple[tuple[str, ...], Callable[[Series], None]]]:
    """What is planted, and the kinds of findings that tell it."""
    return {
        "tone a daily sd lower all month": (("tone_change", "tone_shift"), _add(2, -0.7, MONTH)),
        "share a daily sd higher all month": (("share_change", "level_shift"), _times(1.4, MONTH)),
        "tone 2.5 sd lower for ten days": (("tone_shift",), _add(2, -1.75, 10)),
        "level 1.7 times for sixty days": (("level_shift",), _times(1.7, 60)),
        "four times for two days": (("spike",), _times(4, 2)),
        "six times for two days": (("spike",), _times(6, 2)),
    }


def curve(draws: dict[str, Draw], months: int) -> None:
    """What answers would say, wrongly and rightly, at other levels than the one in use."""
    rng = np.random.default_rng(8)
    for name, draw in draws.items():
        hits = Counter[float]()
        for _ in range(months):
            tests = claims.of_topic("topic", *month(draw(rng)))
            hits.update(at for at in CURVE if kinds_at(tests, at))
        print(f"{name:44} false:", *(f"{at} {rate(hits[at], months)}" for at in CURVE), sep="  ", flush=True)
    draw = made(20, 0.35)
    for name, (kinds, plant) in plans().items():
        hits = Counter[float]()
        for _ in range(months // 10):
            series = draw(rng)
            plant(series)
            tests = claims.of_topic("topic", *month(series))
            hits.update(at for at in CURVE if kinds_at(tests, at) & set(kinds))
        found = (f"{at} {100 * hits[at] / (months // 10):.0f} %" for at in CURVE)
        print(f"{name:44} found:", *found, sep="  ", flush=True)


def kinds_at(tests: Sequence[claims.Tested], level: float) -> set[str]:
    """The kinds of findings that would be said at this level."""
    passed = holm([t.p for t in tests], level, [t.weight for t in tests])
    return {t.finding.kind for t, falls in zip(tests, passed, strict=True) if falls and t.finding}


def speed(days: int) -> None:
    """What all tests of an answer over so many days take."""
    rng, times = np.random.default_rng(9), []
    for _ in range(20):
        series = tuple(np.tile(x, 3)[: PAST + days] for x in made(20, 0.35)(rng))
        n, total, tones = series
        past, window = month((n, total, tones), days)
        start = process_time()
        claims.decide(claims.of_topic("topic", past, window))
        times.append(1000 * (process_time() - start))
    print(f"all tests of one topic over {days} days: {np.median(times):.0f} ms of one core")


def _add(row: int, size: float, days: int) -> Callable[[Series], None]:
    def plant(series: Series) -> None:
        series[row][-days:] += size

    return plant


def _times(factor: float, days: int) -> Callable[[Series], None]:
    def plant(series: Series) -> None:
        series[0][-days:] = np.round(series[0][-days:] * factor)

    return plant


def main(months: int) -> None:
    print(describe())
    worlds = {
        "independent days, 20 articles": made(20, 0.0),
        "memory 0.35, 20 articles": made(20, 0.35),
        "memory 0.35, 5 articles": made(5, 0.35),
        "memory 0.35, 200 articles": made(200, 0.35),
        "memory 0.35, two old bursts": with_bursts(20),
    }
    real = real_days()
    if real is None:
        print("no real series: ../shared is absent")
    else:
        worlds["ordinary real days"] = real.ordinary(PAST + MONTH)
    for name, draw in worlds.items():
        false_claims(name, draw, months)
    if real is not None:
        shuffled = real.shuffled(PAST + MONTH)
        false_claims("real days in shuffled blocks of ten", shuffled, months, bursts=True)
    for memory in (0.0, 0.35):
        power(memory, max(100, months // 10))
    curve(
        {name: worlds[name] for name in ("memory 0.35, 20 articles", "ordinary real days") if name in worlds},
        months,
    )
    for days in (30, 300):
        speed(days)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 2000)
