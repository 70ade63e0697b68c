"""What goes wrong at Google's becomes a typed failure and a sentence, and nothing runs twice."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest

import handlers
from bot.doctor import examine
from bot.question import Question
from bot.settings import Settings
from bot.sources.bigquery import warehouse as bigquery
from bot.sources.bigquery.warehouse import MENDS, OVERESTIMATED, BigQueryWarehouse, Connection
from bot.sources.warehouse import SHAPE, Query, Value, WarehouseError
from tests.bigquery.conftest import GIB, PROJECT, open_dataset
from tests.bigquery.proxy import Proxy, proxy

DAY = date(2026, 11, 20)
LEDGER = Query("loads")


@pytest.fixture(scope="module")
def _running(bigquery_url: str) -> Iterator[Proxy]:
    filled = open_dataset(bigquery_url, "faults")
    filled.connection.client().query(
        "INSERT INTO faults.loads VALUES (DATE '2026-11-19', TRUE, 3, TIMESTAMP '2026-11-19 12:00:00+00', "
        f"'{SHAPE}-v', TIMESTAMP '2026-11-20 00:00:00+00')"
    ).result()
    with proxy(bigquery_url) as running:
        yield running


@pytest.fixture
def google(_running: Proxy, monkeypatch: pytest.MonkeyPatch) -> Proxy:
    monkeypatch.setattr(bigquery, "_RETRY", bigquery._RETRY.with_timeout(1.5))
    _running.fault, _running.message, _running.times, _running.bytes_read = "", "", 0, 0
    _running.jobs.clear()
    _running.cancelled = 0
    return _running


@pytest.fixture
def patiently(google: Proxy, monkeypatch: pytest.MonkeyPatch) -> Proxy:
    """Where what fails once is to be tried again, however busy the machine."""
    monkeypatch.setattr(bigquery, "_RETRY", bigquery._RETRY.with_timeout(180))
    return google


def ask(google: Proxy, dataset: str = "faults", location: str = "US") -> BigQueryWarehouse:
    return BigQueryWarehouse(Connection(PROJECT, dataset, location, google.url), cap=GIB)


@pytest.mark.parametrize(
    ("fault", "reason"),
    [
        ("accessDenied", "no_access"),
        ("billingNotEnabled", "no_billing"),
        ("quotaExceeded", "quota"),
        ("rateLimitExceeded", "busy"),
        ("backendError", "backend"),
        ("internalError", "backend"),
        ("resourcesExceeded", "too_large"),
        ("invalidCredentials", "bad_credentials"),
        ("notFound", "no_tables"),
    ],
)
def test_a_fault_has_its_reason_and_the_person_a_sentence(google: Proxy, fault: str, reason: str) -> None:
    google.fault, google.times = fault, 100
    with pytest.raises(WarehouseError) as caught:
        ask(google).run(LEDGER)
    assert caught.value.reason == reason
    told = handlers.answer(Question("volume", (("inflation",),), DAY, DAY, today=DAY), ask(google))
    assert told.error == reason
    assert "could not be read (" not in told.summary


def test_a_passing_fault_is_tried_again(patiently: Proxy) -> None:
    patiently.fault, patiently.times = "backendError", 1
    assert len(ask(patiently).run(LEDGER).rows) == 1
    assert len(patiently.jobs) == 1


def test_a_query_whose_beginning_was_lost_does_not_run_twice(patiently: Proxy) -> None:
    patiently.fault, patiently.times = "lost", 1
    assert len(ask(patiently).run(LEDGER).rows) == 1
    ids = [job["jobReference"]["jobId"] for job in patiently.jobs]
    assert len(set(ids)) == 1


def test_a_connection_that_breaks_in_a_result_is_made_again_and_no_query_run_twice(patiently: Proxy) -> None:
    patiently.fault, patiently.times = "drop", 1
    assert len(ask(patiently).run(LEDGER).rows) == 1
    assert len(patiently.jobs) == 1


def test_a_result_that_never_comes_is_given_up_and_its_job_cancelled(google: Proxy) -> None:
    google.fault, google.times = "hang", 10_000
    with pytest.raises(WarehouseError) as caught:
        replace(ask(google), timeout=0.5).run(LEDGER)
    assert caught.value.reason == "timeout"
    assert google.cancelled == 1


def test_a_query_beyond_its_cap_is_refused_with_what_it_would_read(google: Proxy) -> None:
    google.bytes_read = 2 * GIB
    with pytest.raises(WarehouseError) as caught:
        ask(google).run(LEDGER)
    assert (caught.value.reason, caught.value.bytes_needed) == ("too_costly", 2 * GIB)
    assert google.jobs == []
    assert ask(google).capped(3 * GIB).run(LEDGER).bytes_scanned == 2 * GIB


def test_of_the_estimate_of_a_lookup_a_part_counts(google: Proxy) -> None:
    days: dict[str, Value] = {"start": DAY, "end": DAY, "first_month": DAY.replace(day=1), "last_month": DAY}
    lookup = Query("topic_days", {**days, "kind0": "theme", "topic0": "econ_inflation"})
    google.bytes_read = OVERESTIMATED * GIB
    assert ask(google).run(lookup).rows == ()
    with pytest.raises(WarehouseError) as caught:
        ask(google).capped(GIB // 2).run(lookup)
    assert (caught.value.reason, caught.value.bytes_needed) == ("too_costly", GIB)


def test_every_job_has_a_cap_a_time_limit_and_labels_that_google_allows(google: Proxy) -> None:
    ask(google).labelled(action="digest-subscribe", asker="U0Ü 1").run(LEDGER)
    [job] = google.jobs
    config = job["configuration"]
    assert int(config["query"]["maximumBytesBilled"]) == GIB
    assert int(config["jobTimeoutMs"]) == 60_000
    assert config["labels"] == {"action": "digest-subscribe", "asker": "u0__1"}


def test_values_are_typed_parameters(google: Proxy) -> None:
    query = Query("articles_by_id", {"start": DAY, "end": DAY, "days": [DAY], "ids": [2**62, 2]})
    ask(google).run(query)
    sent = {p["name"]: p for p in google.jobs[0]["configuration"]["query"]["queryParameters"]}
    assert sent["start"]["parameterType"]["type"] == "DATE"
    assert sent["ids"]["parameterType"] == {"type": "ARRAY", "arrayType": {"type": "INT64"}}
    assert [v["value"] for v in sent["ids"]["parameterValue"]["arrayValues"]] == [str(2**62), "2"]


def test_a_dataset_that_is_not_there_is_told_from_one_elsewhere(google: Proxy) -> None:
    with pytest.raises(WarehouseError) as caught:
        ask(google, dataset="nowhere").run(LEDGER)
    assert caught.value.reason == "no_dataset"
    google.fault, google.times = "notFound", 1
    google.message = f"Not found: Dataset {PROJECT}:faults was not found in location EU"
    with pytest.raises(WarehouseError) as caught:
        ask(google, location="EU").run(LEDGER)
    assert caught.value.reason == "wrong_location"
    assert "US" in caught.value.detail


def test_no_google_at_all_is_said_so() -> None:
    warehouse = BigQueryWarehouse(Connection(PROJECT, "faults", "US", "http://127.0.0.1:9"), cap=GIB)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(bigquery, "_RETRY", bigquery._RETRY.with_timeout(1.0))
        with pytest.raises(WarehouseError) as caught:
            warehouse.run(LEDGER)
    assert caught.value.reason == "unreachable"


def test_no_credentials_and_no_project_are_said_so(monkeypatch: pytest.MonkeyPatch, tmp_path: object) -> None:
    monkeypatch.setenv("GOOGLE_APPLICATION_CREDENTIALS", f"{tmp_path}/none.json")
    for project, reason in ((PROJECT, "no_credentials"), ("", "no_project")):
        with pytest.raises(WarehouseError) as caught:
            BigQueryWarehouse(Connection(project, "faults", "US"), cap=GIB).status()
        assert caught.value.reason == reason


def test_the_doctor_says_how_to_mend_it(google: Proxy) -> None:
    settings = Settings(warehouse="bigquery", project=PROJECT, dataset="nowhere", bigquery_url=google.url)
    [check] = [c for c in examine(settings) if c.what == "BigQuery"]
    assert (check.state, check.mend) == ("bad", MENDS["no_dataset"])
    fixed = [c for c in examine(replace(settings, dataset="made"), fix=True) if c.what == "BigQuery"]
    assert fixed[0].mend == MENDS["no_days"]
    well = [c for c in examine(replace(settings, dataset="faults")) if c.what == "BigQuery"]
    assert (well[0].state, "3 articles" in well[0].found) == ("ok", True)
