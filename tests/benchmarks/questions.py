"""Three million articles over ninety days: what a question takes.

    python tests/benchmarks/questions.py [ARTICLES]

The store is made once, in bench-data/, and kept.
"""

from __future__ import annotations

import statistics
import sys
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

TODAY = date(2026, 11, 20)
QUESTIONS = {
    "one topic": "sentiment on inflation last 90 days",
    "five topics": "compare inflation, riksbank, housing, unemployment, sanctions last 90 days",
    "with filters": "inflation and riksbank -housing last 90 days only Swedish media",
    "articles": "latest articles about inflation last 90 days",
}


def main(articles: int) -> None:
    print(describe())
    store = Store(ROOT / "bench-data" / f"world-{articles}")
    if store.status().articles == 0:
        report = sample(store, days=90, articles=articles, seed=1, today=TODAY)
        print(f"made and stored {report.articles:,} articles in {report.seconds:.0f} s")
    warehouse = DuckDBWarehouse(store)
    for name, text in QUESTIONS.items():
        question = parse(text, "dm", None, TODAY, "UTC")
        assert isinstance(question, Question), question

        in_warehouse: list[float] = []

        def whole(question: Question = question, spent: list[float] = in_warehouse) -> None:
            answer = handlers.answer(question, warehouse)
            assert answer.error is None, answer.summary
            spent.append(answer.provenance.seconds)
            message(answer)
            chart_png(answer)

        total = median_seconds(whole)
        spent = statistics.median(in_warehouse)
        print(f"{name:14} warehouse {spent:.3f} s   whole answer with chart {total:.3f} s")
    print(f"peak memory of asking {peak_memory_mb():.0f} MB (of making the world too, when it was made now)")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 3_000_000)
