"""How often alerts fire on quiet days, and how many true events they find: simulated topics.

Daily counts are negative binomial around a level with a coefficient of variation of 28 % beside chance, 30 %
lower on weekends; an event triples a day. Tone is normal with a daily spread of 0.5.
"""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
from machine import describe

from bot.answer import Day
from bot.digests.values import LEVELS
from handlers.alert import SHIFT_AT
from handlers.unusual import BASELINE_DAYS, bursts, shifts

FIRST = date(2026, 1, 5)
WATCHED = 60
TOTAL = 100_000
SPREAD = 0.28


def days(rng: np.random.Generator, level: float, *, event: bool = False) -> tuple[Day, ...]:
    """A topic of `level` articles a day over its baseline and `WATCHED` days; an event on the last."""
    out = []
    count = BASELINE_DAYS + WATCHED
    for i in range(count):
        day = FIRST + timedelta(i)
        mean = level * (0.7 if day.weekday() >= 5 else 1.0) * (3.0 if event and i == count - 1 else 1.0)
        articles = int(rng.poisson(mean * rng.gamma(1 / SPREAD**2, SPREAD**2)))
        out.append(Day(day, articles, articles, TOTAL, float(rng.normal(-1.5, 0.5))))
    return tuple(out)


def false_alarms(rng: np.random.Generator, level: float, below: float, topics: int) -> float:
    """Alarms for coverage per quiet topic-day."""
    since = FIRST + timedelta(BASELINE_DAYS)
    return sum(len(bursts(days(rng, level), since, below)) for _ in range(topics)) / (topics * WATCHED)


def found(rng: np.random.Generator, level: float, below: float, topics: int) -> float:
    """Share of tripled days that are told."""
    last = FIRST + timedelta(BASELINE_DAYS + WATCHED - 1)
    return sum(bool(bursts(days(rng, level, event=True), last, below)) for _ in range(topics)) / topics


def false_shifts(rng: np.random.Generator, least: float, topics: int) -> float:
    """Alarms for tone per quiet topic-day with enough stories."""
    since = FIRST + timedelta(BASELINE_DAYS)
    return sum(len(shifts(days(rng, 200), since, least)) for _ in range(topics)) / (topics * WATCHED)


def main() -> None:
    print(describe())
    rng = np.random.default_rng(7)
    for name, below in LEVELS.items():
        cells = [
            f"{level}/day {false_alarms(rng, level, below, 60):.2%}, {found(rng, level, below, 200):.0%}"
            for level in (3, 20, 200, 2000)
        ]
        print(f"{name:6} ({below:g}): false alarms per quiet day, tripled days found: {'; '.join(cells)}")
        print(f"        tone: {false_shifts(rng, SHIFT_AT[name], 60):.2%} false per quiet day")


if __name__ == "__main__":
    main()
