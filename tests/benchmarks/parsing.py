"""What it takes to read a message: the questions of the documentation and a long paste."""

from __future__ import annotations

import time
from datetime import date

from machine import describe, median_seconds

from bot.parse import parse

TODAY = date(2026, 11, 20)
TEXTS = [
    "sentiment on inflation last 60 days",
    "how much coverage did the Riksbank get this month?",
    "compare oil, gas and electricity since January",
    'latest articles about "interest rates" -sports',
    "Riksbank in Sweden Q3 only Swedish media",
    "which gets more coverage, the ECB or the Federal Reserve, from 1 March to 15 April 2026?",
    "inflation this month vs last month",
    "(strike OR walkout) AND Tesla 2024-01-01..2024-03-31",
]
LONG = "sentiment on inflation " + "and so on " * 90


def main() -> None:
    print(describe())
    times = []
    for _ in range(100):
        for text in TEXTS:
            start = time.perf_counter()
            parse(text, "mention", None, TODAY, "UTC")
            times.append(time.perf_counter() - start)
    times.sort()
    p50, p99 = (times[int(len(times) * share)] * 1000 for share in (0.5, 0.99))
    print(f"a message: p50 {p50:.2f} ms, p99 {p99:.2f} ms, worst {times[-1] * 1000:.1f} ms")
    long = median_seconds(lambda: parse(LONG, "mention", None, TODAY, "UTC")) * 1000
    print(f"{len(LONG)} characters: {long:.1f} ms")


if __name__ == "__main__":
    main()
