"""One answer for all who ask the same, within the day's budget, at a price that is told."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from bot.answer import Answer
from bot.asking import Asking
from bot.budget import price_usd
from bot.question import Options, Question
from bot.settings import GIB, Settings
from bot.sources.bigquery.warehouse import BigQueryWarehouse, Connection
from bot.sources.store import Store
from bot.state import SqliteState
from tests.bigquery.conftest import PROJECT, copy_store, open_dataset
from tests.bigquery.proxy import Proxy, proxy
from tests.worlds import NOW, TODAY, world

DAY = timedelta(days=1)
ASKED = Question("volume", (("theme:econ_inflation",),), TODAY - timedelta(9), TODAY, today=TODAY)
OTHER = replace(ASKED, options=Options(source_language="en"))


@pytest.fixture(scope="module")
def _running(bigquery_url: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Proxy]:
    store = Store(world(tmp_path_factory.mktemp("asking") / "data"))
    copy_store(store, open_dataset(bigquery_url, "asking"))
    with proxy(bigquery_url) as running:
        yield running


@pytest.fixture
def google(_running: Proxy) -> Proxy:
    _running.bytes_read = GIB // 8
    _running.jobs.clear()
    return _running


def asking(google: Proxy, folder: Path, now: datetime = NOW, **limits: int) -> Asking:
    defaults = {"ask_above": 10 * GIB, "most": 100 * GIB, "user_bytes": 50 * GIB, "workspace_bytes": 90 * GIB}
    settings = Settings(**{**defaults, **limits})  # type: ignore[arg-type]
    warehouse = BigQueryWarehouse(Connection(PROJECT, "asking", "US", google.url), cap=settings.ask_above)
    return Asking(warehouse, SqliteState(folder / "state.sqlite"), settings, lambda: now)


def test_an_answer_tells_what_it_cost(google: Proxy, tmp_path: Path) -> None:
    found = asking(google, tmp_path).answer(ASKED, "U1")
    queries = [j for j in google.jobs if j["configuration"]["labels"]]
    assert found.error is None
    assert found.provenance.bytes_scanned == len(queries) * GIB // 8
    assert found.provenance.price_usd == pytest.approx(price_usd(len(queries) * GIB // 8))
    assert {j["configuration"]["labels"]["action"] for j in queries} == {"volume"}
    assert not any("u1" in j["configuration"]["labels"]["asker"] for j in queries)


def test_the_same_question_of_somebody_else_costs_nothing_until_news_is_loaded(
    google: Proxy, tmp_path: Path
) -> None:
    first = asking(google, tmp_path)
    found = first.answer(ASKED, "U1")
    asked_of_google = len(google.jobs)
    again = first.answer(ASKED, "U2")
    assert len(google.jobs) == asked_of_google
    assert again.provenance.price_usd == again.provenance.bytes_scanned == 0
    assert replace(again, provenance=found.provenance) == found
    client = Connection(PROJECT, "asking", "US", google.url).client()
    client.query(
        "UPDATE asking.loads SET loaded_at = TIMESTAMP '2026-11-20 13:00:00+00' WHERE day = '2026-11-20'"
    ).result()
    assert asking(google, tmp_path).answer(ASKED, "U2").provenance.price_usd > 0


def test_a_question_refused_is_asked_again(google: Proxy, tmp_path: Path) -> None:
    desk = asking(google, tmp_path)
    unknown = replace(ASKED, topics=(("no such word",),))
    assert desk.answer(unknown, "U1").error == "no_coverage"
    before = len(google.jobs)
    desk.answer(unknown, "U1")
    assert len(google.jobs) > before


def test_a_costly_question_is_asked_about_first_and_answered_when_confirmed(
    google: Proxy, tmp_path: Path
) -> None:
    desk = asking(google, tmp_path, user_bytes=10_000 * GIB, workspace_bytes=10_000 * GIB)
    desk.warehouse.status()
    google.bytes_read = 20 * GIB
    told = desk.answer(ASKED, "U1")
    assert told.error == "needs_confirmation"
    assert told.provenance.bytes_scanned == 20 * GIB
    assert f"${price_usd(20 * GIB):.2f}" in told.summary
    assert desk.answer(ASKED, "U1", confirmed=True).error is None
    google.bytes_read = 200 * GIB
    assert desk.answer(OTHER, "U2", confirmed=True).error == "too_costly"
    assert desk.answer(OTHER, "U2").error == "too_costly"


def test_beyond_the_days_budget_small_and_known_questions_still_work(google: Proxy, tmp_path: Path) -> None:
    desk = asking(google, tmp_path, user_bytes=GIB // 4)
    known = desk.answer(ASKED, "U1")
    assert known.error is None
    google.bytes_read = 2 * GIB
    told = desk.answer(OTHER, "U1")
    assert told.error == "over_budget"
    assert "00:00 UTC on 21 November" in told.summary
    assert desk.answer(OTHER, "U2").error is None
    assert desk.answer(ASKED, "U1").error is None
    tomorrow = asking(google, tmp_path, NOW + timedelta(days=1), user_bytes=GIB // 4)
    assert tomorrow.answer(replace(OTHER, action="sentiment"), "U1").error is None


def test_the_workspace_has_a_budget_too(google: Proxy, tmp_path: Path) -> None:
    desk = asking(google, tmp_path, workspace_bytes=GIB // 8)
    assert desk.answer(ASKED, "U1").error is None
    assert desk.answer(OTHER, "U2").error == "over_budget"


def test_what_an_alert_reads_is_charged_to_the_workspace_and_to_nobody(google: Proxy, tmp_path: Path) -> None:
    desk = asking(google, tmp_path, workspace_bytes=GIB // 8, user_bytes=GIB // 8)
    looked = desk.watch(replace(ASKED, action="sentiment", start=TODAY - DAY, end=TODAY - DAY), "high")
    assert looked.error in (None, "nothing_unusual")
    assert {j["configuration"]["labels"]["asker"] for j in google.jobs if j["configuration"]["labels"]} == {
        "workspace"
    }
    assert desk.answer(OTHER, "U2").error == "over_budget"
    roomy = asking(google, tmp_path, user_bytes=GIB // 8)
    assert roomy.answer(OTHER, "U2").error is None


def test_beyond_the_workspaces_budget_an_alert_looks_no_more(google: Proxy, tmp_path: Path) -> None:
    desk = asking(google, tmp_path, workspace_bytes=GIB // 8)
    google.bytes_read = GIB
    for _ in range(3):
        looked = desk.watch(replace(ASKED, action="sentiment", end=TODAY - DAY), "high")
    assert looked.error == "over_budget"


def test_a_look_back_is_within_the_cap_that_questions_have(google: Proxy, tmp_path: Path) -> None:
    desk = asking(google, tmp_path)
    google.bytes_read = 20 * GIB
    found = desk.look_back(replace(ASKED, action="sentiment"), "U1")
    assert isinstance(found, Answer)
    assert found.error == "needs_confirmation"
