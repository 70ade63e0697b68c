"""How often chance is told as a finding, and how often a true one is found.

    python tests/benchmarks/claims.py [MONTHS]

Quiet topic-months of thirty days after 180 of history, in which nothing changes: days that are independent or
depend on each other, with heavy tails, and real daily series (where ../shared is at hand) cut into blocks of
ten days that are put in random order. Then the same months with something planted.
"""

from __future__ import annotations

import csv
import io
import sys
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from math import sqrt
from pathlib import Path

import numpy as np
from machine import ROOT, describe
from numpy.typing import NDArray

from bot.answer import Day
from bot.digests.values import LEVELS
from bot.findings import Finding
from bot.statistics.rates import wilson
from handlers import claims
from handlers.alert import fired
from handlers.history import History, history
from handlers.window import Window

Floats = NDArray[np.float64]

FIRST = date(2026, 1, 5)
PAST, MONTH, WEEK = 180, 30, 7
TOTAL = 10_000
REAL = ROOT.parent / "shared" / "gdelt" / "doc-api"
BLOCK = 10
Series = tuple[Floats, Floats, Floats]
"""Articles, totals and tones by day."""


def lasting(rng: np.random.Generator, days: int, memory: float, tail: int = 6) -> Floats:
    """An autoregression with standard deviation 1 and clipped innovations of Student's t."""
    fresh = np.clip(rng.standard_t(tail, days + 50) / sqrt(tail / (tail - 2)), -4, 4) * sqrt(1 - memory**2)
    x = np.zeros(days + 50)
    for t in range(1, days + 50):
        x[t] = memory * x[t - 1] + fresh[t]
    return x[50:]


def made(level: float, memory: float) -> Callable[[np.random.Generator], Series]:
    """A topic of `level` articles a day, 30 % fewer at weekends, log share sd 0.25, daily tone sd 0.7."""

    def draw(rng: np.random.Generator) -> Series:
        days = PAST + MONTH
        week = np.where(np.arange(days) % 7 >= 5, 0.7, 1.0)
        mean = level * week * np.exp(0.25 * lasting(rng, days, memory) - 0.03)
        tones = -1.5 + 0.7 * lasting(rng, days, memory)
        return rng.poisson(mean).astype(float), np.round(TOTAL * week), tones

    return draw


def with_bursts(level: float) -> Callable[[np.random.Generator], Series]:
    """The same with two bursts, five and eight times as much, somewhere in the history."""

    def draw(rng: np.random.Generator) -> Series:
        n, total, tones = made(level, 0.35)(rng)
        for factor in (5, 8):
            at = int(rng.integers(60, PAST - 10))
            n[at : at + 2] *= factor
        return n, total, tones

    return draw


def real() -> Callable[[np.random.Generator], Series] | None:
    """Real shares beside real tones, in blocks of ten days in random order; None where absent."""
    if not REAL.exists():
        return None
    shares = [_columns(p) for p in sorted(REAL.glob("timelinevolraw_*.csv"))]
    tones = []
    with zipfile.ZipFile(REAL / "doc-timelines-china-2017-2024.zip") as archive:
        for name in archive.namelist():
            rows = list(csv.reader(io.TextIOWrapper(archive.open(name), "utf-8-sig")))[1:]
            values = np.array([float(r[2]) for r in rows])
            if name.endswith("_Vol.csv"):
                shares.append((np.round(values * TOTAL / 100), np.full(values.size, float(TOTAL))))
            elif (values == 0).mean() < 0.1 and values.size > 300:
                tones.append(np.where(values == 0, np.nan, values))
    shares = [s for s in shares if s[0].mean() > 1]

    def draw(rng: np.random.Generator) -> Series:
        n, total = shares[rng.integers(len(shares))]
        tone = tones[rng.integers(len(tones))]
        a, b = (_blocks(rng, x.size) for x in (n, tone))
        return n[a], total[a], tone[b]

    return draw


def _columns(path: Path) -> tuple[Floats, Floats]:
    rows = list(csv.reader(path.open()))[1:]
    return np.array([float(r[1]) for r in rows]), np.array([float(r[2]) for r in rows])


def _blocks(rng: np.random.Generator, size: int) -> NDArray[np.int64]:
    """Days in a row from anywhere, cut into blocks at a random place, the blocks in random order."""
    days = PAST + MONTH
    start, cut = int(rng.integers(0, size - days)), int(rng.integers(1, BLOCK + 1))
    pieces = np.split(np.arange(start, start + days), np.arange(cut, days, BLOCK))
    return np.concatenate([pieces[i] for i in rng.permutation(len(pieces))])


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


def false_claims(
    name: str, draw: Callable[[np.random.Generator], Series], months: int, *, bursts: bool = False
) -> None:
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
    plans: dict[str, tuple[tuple[str, ...], Callable[[Series], None]]] = {
        "tone a daily sd lower all month": (("tone_change", "tone_shift"), _add(2, -0.7, MONTH)),
        "share a daily sd higher all month": (("share_change", "level_shift"), _times(1.4, MONTH)),
        "tone 2.5 sd lower for ten days": (("tone_shift",), _add(2, -1.75, 10)),
        "level 1.7 times for sixty days": (("level_shift",), _times(1.7, 60)),
        "four times for two days": (("spike",), _times(4, 2)),
        "six times for two days": (("spike",), _times(6, 2)),
    }
    for name, (kinds, plant) in plans.items():
        hits = 0
        for _ in range(months):
            series = draw(rng)
            plant(series)
            hits += any(f.kind in kinds for f in said(series))
        print(f"memory {memory}: {name:38} said in {rate(hits, months)}", flush=True)


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
    shuffled = real()
    if shuffled is None:
        print(f"no real series: {REAL} is absent")
    for name, draw in worlds.items():
        false_claims(name, draw, months)
    if shuffled is not None:
        false_claims("real days in shuffled blocks of ten", shuffled, months, bursts=True)
    for memory in (0.0, 0.35):
        power(memory, max(100, months // 10))


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 2000)
