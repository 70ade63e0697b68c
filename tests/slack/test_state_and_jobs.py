from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

import pytest

from bot.jobs import InProcessQueue, Job, Place, job_from_json, job_key, job_to_json
from bot.question import Options, Question, Refusal
from bot.state import CLAIM, SqliteState

PLACE = Place("C1", "U1", "thread", "1.2", "https://hooks.example/secret")


@pytest.mark.parametrize(
    "job",
    [
        Job(
            "k",
            "answer",
            PLACE,
            "oil",
            question=Question("sentiment", (("oil", "-gas"),), date(2026, 1, 1), options=Options(geo="SE")),
        ),
        Job("k", "answer", PLACE, "?", refusal=Refusal("missing_topic", "Say what.", suggestions=("oil",))),
        Job("k", "share", PLACE, shared="another"),
    ],
)
def test_a_job_goes_through_json_unchanged(job: Job) -> None:
    assert job_from_json(json.loads(json.dumps(job_to_json(job)))) == job


def test_a_response_address_stays_out_of_the_log() -> None:
    assert "secret" not in repr(Job("k", "answer", PLACE))


def test_keys_do_not_run_together() -> None:
    assert job_key("a", "bc") != job_key("ab", "c")
    assert job_key("a", "b") == job_key("a", "b")


def test_a_crash_in_one_job_is_logged_and_the_next_are_done(caplog: pytest.LogCaptureFixture) -> None:
    done = []

    def work(job: Job) -> None:
        if job.key == "bad":
            raise RuntimeError("a bug")
        done.append(job.key)

    queue = InProcessQueue(work)
    for key in ("bad", "a", "b"):
        queue.enqueue(Job(key, "answer", PLACE))
    queue.close()
    assert sorted(done) == ["a", "b"]
    assert "job bad was not done" in caplog.text


def test_one_of_many_gets_the_claim(tmp_path: Path) -> None:
    states = [SqliteState(tmp_path / "s.sqlite") for _ in range(4)]
    with ThreadPoolExecutor(8) as pool:
        won = list(pool.map(lambda i: states[i % 4].claim("k", 60), range(40)))
    assert sum(won) == 1


def test_records_and_claims_expire_and_can_be_given_back(tmp_path: Path) -> None:
    now = [1000.0]
    state = SqliteState(tmp_path / "s.sqlite", clock=lambda: now[0])
    state.put("zone", "U1", {"tz": "Asia/Tokyo"}, ttl=10)
    assert state.get("zone", "U1") == {"tz": "Asia/Tokyo"}
    assert state.get("other", "U1") is None
    assert state.claim("k", ttl=10)
    assert not state.claim("k", ttl=10)
    now[0] += 11
    assert state.get("zone", "U1") is None
    assert state.claim("k", ttl=10)
    state.delete(CLAIM, "k")
    assert state.claim("k", ttl=10)
