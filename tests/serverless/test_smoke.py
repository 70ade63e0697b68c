"""The question that a new revision is asked before its traffic comes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import functions_framework
import pytest
from flask.testing import FlaskClient

from bot.local_slack import LocalSlack
from tests.serverless.processes import FUNCTIONS, SCHEDULER_ACCOUNT, TASKS_ACCOUNT, WORKER_URL, environment
from tests.serverless.tasks import Tasks


@pytest.fixture
def tasks() -> Iterator[Tasks]:
    with Tasks() as running:
        yield running


def worker(folder: Path, tasks: Tasks, patch: pytest.MonkeyPatch, **settings: str) -> FlaskClient:
    with LocalSlack() as slack:
        for name, value in (environment(folder, slack, tasks) | settings).items():
            patch.setenv(name, value)
    client: FlaskClient = functions_framework.create_app("worker", FUNCTIONS).test_client()
    return client


def bearer(tasks: Tasks, account: str = TASKS_ACCOUNT) -> dict[str, str]:
    return {"Authorization": f"Bearer {tasks.signer.token(WORKER_URL, account)}"}


def test_it_is_answered_from_the_news(news: Path, tasks: Tasks, monkeypatch: pytest.MonkeyPatch) -> None:
    said = worker(news, tasks, monkeypatch).get("/smoke", headers=bearer(tasks))
    assert said.status_code == 200
    assert "inflation" in said.text.lower()


def test_an_environment_not_filled_yet_works(
    tmp_path: Path, tasks: Tasks, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = worker(tmp_path, tasks, monkeypatch).get("/smoke", headers=bearer(tasks))
    assert said.status_code == 200
    assert "empty" in said.text or "no news" in said.text.lower()


def test_a_warehouse_out_of_reach_fails_it(
    tmp_path: Path, tasks: Tasks, monkeypatch: pytest.MonkeyPatch
) -> None:
    dead = worker(
        tmp_path,
        tasks,
        monkeypatch,
        TIDINGS_WAREHOUSE="bigquery",
        TIDINGS_BIGQUERY_URL="http://127.0.0.1:9",
        GOOGLE_CLOUD_PROJECT="my-tidings",
    )
    assert dead.get("/smoke", headers=bearer(tasks)).status_code == 500


def test_only_the_queue_may_ask(tmp_path: Path, tasks: Tasks, monkeypatch: pytest.MonkeyPatch) -> None:
    private = worker(tmp_path, tasks, monkeypatch)
    assert private.get("/smoke").status_code == 403
    assert private.get("/smoke", headers=bearer(tasks, SCHEDULER_ACCOUNT)).status_code == 403
