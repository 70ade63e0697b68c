"""Three million articles over ninety days: what a question takes.

    python tests/benchmarks/questions.py [ARTICLES]

The store is made once, in bench-data/, and kept.
"""

from __future__ import annotations

import sys
import time
from datetime import date

from machine import ROOT, describe, median_seconds, peak_memory_mb

import handlers
from bot.ingest.sample import sample
from bot.parse import parse
from bot.question import Question
from bot.render.blocks import message
from bot.render.chart import chart_png
from bot.sources.duckdb import DuckDBWarehouse
from bot.sources.store import Store
from bot.sources.warehouse import Query, Rows, Status, Warehouse

TODAY = date(2026, 11, 20)
QUESTIONS = {
    "one topic": "sentiment on inflation last 90 days",
    "five topics": "compare inflation, riksbank, housing, unemployment, sanctions last 90 days",
    "with filters": "inflation and riksbank -housing last 90 days only Swedish media",
    "articles": "latest articles about inflation last 90 days",
}


class Stopwatch:
    """A warehouse that adds up the time its queries take."""

    def __init__(self, warehouse: Warehouse) -> None:
        self.warehouse = warehouse
        self.seconds = 0.0

    def run(self, query: Query) -> Rows:
        start = time.perf_counter()
        try:
            return self.warehouse.run(query)
        finally:
            self.seconds += time.perf_counter() - start

    def status(self) -> Status:
        return self.warehouse.status()


def main(articles: int) -> None:
    print(describe())
    store = Store(ROOT / "bench-data" / f"world-{articles}")
    if store.status().articles == 0:
        report = sample(store, days=90, articles=articles, seed=1, today=TODAY)
        print(f"made and stored {report.articles:,} articles in {report.seconds:.0f} s")
    watch = Stopwatch(DuckDBWarehouse(store))
    for name, text in QUESTIONS.items():
        question = parse(text, "dm", None, TODAY, "UTC")
        assert isinstance(question, Question), question

        def whole(question: Question = question) -> None:
            answer = handlers.answer(question, watch)
            assert answer.error is None, answer.summary
            message(answer)
            chart_png(answer)

        total = median_seconds(whole)
        watch.seconds = 0.0
        whole()
        print(f"{name:14} warehouse {watch.seconds:.3f} s   whole answer with chart {total:.3f} s")
    print(f"peak memory of asking {peak_memory_mb():.0f} MB (of making the world too, when it was made now)")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 3_000_000)
