"""What it takes to read a message: the questions of the documentation and texts made to be hard."""

from __future__ import annotations

import random
import resource
import statistics
import subprocess
import sys
import time
from datetime import date

from machine import describe, median_seconds

from bot.parse import parse
from tests.parse.test_grammar import composed, share_read
from tests.parse.test_properties import CONTEXT, HARD_TO_READ

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
    hardest = max(HARD_TO_READ, key=lambda text: median_seconds(lambda: read(text[:1000])))
    print(f"the hardest 1,000 characters: {median_seconds(lambda: read(hardest[:1000])) * 1000:.1f} ms")
    print(f"10,000 characters: {median_seconds(lambda: read(hardest * 12)) * 1000:.2f} ms")
    chosen = random.Random(5)
    sentences = [composed(chosen) for _ in range(20_000)]
    print(
        f"composed sentences whose parts come back: {100 * share_read(sentences):.1f} % of {len(sentences):,}"
    )
    bare, loaded = (cpu_seconds(code) for code in ("pass", "import bot.parse"))
    print(f"imports: {(loaded - bare) * 1000:.0f} ms of CPU")


def read(text: str) -> None:
    parse(text, "mention", CONTEXT, TODAY, "UTC")


def cpu_seconds(code: str) -> float:
    """User and system time of a new interpreter, the median of seven."""
    taken = []
    for _ in range(7):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run([sys.executable, "-c", code], check=True)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        taken.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    return statistics.median(taken)


if __name__ == "__main__":
    main()
