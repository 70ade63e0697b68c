"""Two engines, one truth: the same rows in BigQuery and in the embedded store give the same answers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from math import isclose
from pathlib import Path
from typing import Any

import pytest

import handlers
from bot.answer import answer_to_json
from bot.ingest.load import ingest_files
from bot.question import Question
from bot.sources.bigquery.backfill import fill, plan
from bot.sources.bigquery.warehouse import BigQueryWarehouse
from bot.sources.duckdb import DuckDBWarehouse
from bot.sources.store import Store
from bot.sources.tables import COLUMNS
from bot.sources.warehouse import Query, Rows, Status, Warehouse
from tests.bigquery.conftest import GIB, copy_store, gdelt, gkg_rows, open_dataset
from tests.bigquery.questions import asked
from tests.worlds import TODAY
from tests.worlds import world as news

GKG = Path(__file__).resolve().parents[3] / "shared/gdelt/gkg"


@dataclass(frozen=True, slots=True)
class Unmarked:
    """The embedded store without its mark of being made up, which BigQuery has no word for."""

    warehouse: Warehouse

    def run(self, query: Query) -> Rows:
        return self.warehouse.run(query)

    def status(self) -> Status:
        return replace(self.warehouse.status(), sample=False)


@pytest.fixture(scope="module")
def world(bigquery_url: str, tmp_path_factory: pytest.TempPathFactory) -> tuple[Warehouse, BigQueryWarehouse]:
    store = Store(news(tmp_path_factory.mktemp("world") / "data"))
    cloud = open_dataset(bigquery_url, "world")
    copy_store(store, cloud)
    return Unmarked(DuckDBWarehouse(store)), cloud


def told(question: Question, warehouse: Warehouse) -> Mapping[str, Any]:
    """An answer without what may differ."""
    found: Mapping[str, Any] = answer_to_json(handlers.answer(question, warehouse))
    found["provenance"].update(engine="", bytes_scanned=0, seconds=0.0)
    return found


def differences(ours: Any, theirs: Any, at: str = "") -> list[str]:
    """Where two answers differ; numbers may by a billionth, as sums are added up in any order."""
    if isinstance(ours, float) and isinstance(theirs, float):
        return [] if isclose(ours, theirs, rel_tol=1e-9, abs_tol=1e-9) else [f"{at}: {ours} and {theirs}"]
    if isinstance(ours, dict) and isinstance(theirs, dict) and ours.keys() == theirs.keys():
        return [d for key in ours for d in differences(ours[key], theirs[key], f"{at}.{key}")]
    if isinstance(ours, list | tuple) and isinstance(theirs, list | tuple) and len(ours) == len(theirs):
        both = enumerate(zip(ours, theirs, strict=True))
        return [d for i, (one, other) in both for d in differences(one, other, f"{at}[{i}]")]
    return [] if ours == theirs else [f"{at}: {ours} and {theirs}"]


def _rounded(value: Any) -> Any:
    if isinstance(value, float):
        return float(f"{value:.9g}")
    if isinstance(value, dict):
        return {k: _rounded(v) for k, v in value.items()}
    if isinstance(value, list | tuple):
        return [_rounded(v) for v in value]
    return value


QUESTIONS = asked(TODAY)
THINNED = QUESTIONS[::2]
"""Asked in every run; the others in make soak, as the emulator takes seconds for each."""


def test_the_questions_are_many_and_different() -> None:
    assert len(set(QUESTIONS)) == len(QUESTIONS) >= 60
    assert {q.action for q in THINNED} >= {
        "sentiment", "volume", "compare", "articles", "related", "trends", "digest-subscribe"
    }  # fmt: skip


@pytest.mark.parametrize(
    "question", [*THINNED, *(pytest.param(q, marks=pytest.mark.soak) for q in QUESTIONS[1::2])]
)
def test_a_question_has_one_answer(world: tuple[Warehouse, BigQueryWarehouse], question: Question) -> None:
    here, cloud = world
    assert not differences(told(question, here), told(question, cloud))


def test_most_questions_are_answered(world: tuple[Warehouse, BigQueryWarehouse]) -> None:
    errors = [handlers.answer(q, world[0]).error for q in QUESTIONS]
    assert sum(e is None for e in errors) >= 60


def test_real_files_are_filled_and_answered_as_ingest_would(bigquery_url: str, tmp_path: Path) -> None:
    file = GKG / "20230702153000.gkg.csv.zip"
    if not file.exists():
        pytest.skip("no real GKG files beside the project")
    day = date(2023, 7, 2)
    gdelt(bigquery_url, {day: gkg_rows(file)})
    cloud = open_dataset(bigquery_url, "real")
    fill(cloud, plan(cloud, day, day, TODAY), GIB, lambda _done, _of: None)
    store = Store(tmp_path)
    ingest_files(store, [file])
    here = store.connect()
    client = cloud.connection.client()
    bounds = {"articles": "day", "coverage_days": "day", "mentions": "month", "topic_days": "month"}
    for table, bound in bounds.items():
        columns = ", ".join(c for c in COLUMNS[table] if c not in ("seen_at", "tone_sumsq"))
        ours = here.execute(f"SELECT {columns} FROM {table}").fetchall()
        sql = f"SELECT {columns} FROM real.{table} WHERE {bound} >= '2023-01-01'"
        theirs = [row.values() for row in client.query(sql).result()]
        assert sorted(map(repr, map(_rounded, theirs))) == sorted(map(repr, map(_rounded, ours))), table
    topics = ("theme:tax_fnact", "ukraine", "biden", "place:canada", "title:police")
    for topic in topics:
        question = Question("volume", ((topic,),), day - timedelta(1), day, today=day + timedelta(9))
        assert not differences(told(question, DuckDBWarehouse(store)), told(question, cloud))
