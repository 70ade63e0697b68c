"""Three million articles: what goes with the commonest topic, which pair grew closer, and who leads whom.

    python tests/benchmarks/related.py [ARTICLES]

Uses the store of `questions.py`; makes it where it is not there yet.
"""

from __future__ import annotations

import sys
from functools import partial

import numpy as np
from machine import ROOT, describe, median_seconds
from questions import TODAY

import handlers
from bot.ingest.sample import sample
from bot.parse import parse
from bot.question import Question
from bot.sources.duckdb import DuckDBWarehouse
from bot.sources.store import Store
from bot.statistics.relations import lead_by_days

ASKED = {
    "related, commonest topic": "related to inflation last 90 days",
    "related, rare topic": "related to bankruptcy last 90 days",
    "related, Swedish media": "related to inflation last 90 days only Swedish media",
    "pair": "related to unemployment, strike last 90 days",
    "three pairs": "related to inflation, unemployment, strike last 90 days",
}


def main(articles: int) -> None:
    print(describe())
    store = Store(ROOT / "bench-data" / f"world-{articles}")
    if store.status().articles == 0:
        sample(store, days=90, articles=articles, seed=1, today=TODAY)
    warehouse = DuckDBWarehouse(store)
    for name, text in ASKED.items():
        question = parse(text, "dm", None, TODAY, "UTC")
        assert isinstance(question, Question), question

        def whole(question: Question = question) -> None:
            answer = handlers.answer(question, warehouse)
            assert answer.error is None, answer.summary

        print(f"{name:26} {median_seconds(whole):.3f} s")
    rng = np.random.default_rng(1)
    for days in (90, 365, 1825):
        x, y = rng.normal(size=(2, days))
        seconds = median_seconds(partial(lead_by_days, x, y, 0, 0.005))
        print(f"lead or lag, {days:4} days     {1000 * seconds:.2f} ms")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 3_000_000)
