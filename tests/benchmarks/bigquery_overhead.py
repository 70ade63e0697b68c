"""What the bot adds to BigQuery's own time: everything but waiting for a call of its API. Runnable.

The questions of the contract tests are asked through the unmodified client of the emulator. A question's
overhead is its time without that in which any call was under way.
"""

from __future__ import annotations

import statistics
import tempfile
import time
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from machine import describe
from requests import Response, Session

import handlers
from bot.ingest.sample import sample
from bot.sources.store import Store
from tests.bigquery.conftest import PROJECT, copy_store, open_dataset
from tests.bigquery.emulator import emulator
from tests.bigquery.questions import asked

TODAY = date(2026, 11, 20)
Span = tuple[float, float]


def union(spans: list[Span]) -> float:
    """Seconds in which at least one was under way."""
    total, reached = 0.0, 0.0
    for start, end in sorted(spans):
        total += max(0.0, end - max(start, reached))
        reached = max(reached, end)
    return total


def main() -> None:
    print(describe())
    calls: list[Span] = []
    send = Session.send

    def timed(self: Session, *args: Any, **named: Any) -> Response:
        start = time.perf_counter()
        try:
            return send(self, *args, **named)
        finally:
            calls.append((start, time.perf_counter()))

    Session.send = timed  # type: ignore[method-assign]
    with tempfile.TemporaryDirectory() as folder, emulator(Path(folder), PROJECT) as url:
        store = Store(Path(folder) / "store")
        sample(store, days=60, articles=2_500, seed=3, today=TODAY)
        cloud = open_dataset(url, "world")
        copy_store(store, cloud)
        questions = asked(TODAY)
        handlers.answer(questions[0], cloud)
        overheads, wholes = [], []
        for question in questions:
            calls.clear()
            start = time.perf_counter()
            handlers.answer(question, cloud)
            whole = time.perf_counter() - start
            wholes.append(whole)
            overheads.append(whole - union(calls))
    overheads.sort()
    print(
        f"{len(overheads)} questions, {statistics.median(wholes):.2f} s each: the bot's own part is "
        f"{statistics.median(overheads) * 1000:.0f} ms (median), "
        f"{overheads[int(len(overheads) * 0.95)] * 1000:.0f} ms (19 of 20), "
        f"{overheads[-1] * 1000:.0f} ms (most)"
    )


if __name__ == "__main__":
    try:
        main()
    except pytest.skip.Exception as missing:
        print(f"not measured: {missing}")
