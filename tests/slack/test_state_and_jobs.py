from __future__ import annotations

import json
from datetime import UTC, date, datetime
from pathlib import Path

import msgspec
import pytest

from bot.jobs import (
    Ask,
    InProcessQueue,
    Issue,
    Job,
    LookBack,
    Place,
    Preview,
    Refuse,
    Reword,
    Share,
    Tell,
    Watch,
    job_from_json,
    job_key,
    job_to_json,
)
from bot.question import Options, Question, Refusal
from bot.state import SqliteState

PLACE = Place("C1", "U1", "thread", "1.2", "https://hooks.example/secret")
QUESTION = Question("sentiment", (("oil", "-gas"),), date(2026, 1, 1), options=Options(geo="SE"))
MOMENT = datetime(2026, 11, 23, 7, tzinfo=UTC)


@pytest.mark.parametrize(
    "job",
    [
        Ask("k", PLACE, question=QUESTION),
        Ask("k", PLACE, question=QUESTION, confirmed=True, attempt=3),
        Refuse("k", PLACE, refusal=Refusal("missing_topic", "Say a topic.", suggestions=("oil",))),
        Reword("k", PLACE, text="oil?", surface="dm", context=QUESTION, today=date(2026, 1, 2), zone="UTC"),
        Share("k", PLACE, shared="another"),
        LookBack("k", PLACE, question=QUESTION, level="high"),
        Preview("k", PLACE, follow="d-1"),
        Issue("k", PLACE, follow="d-1", moment=MOMENT),
        Watch("k", PLACE, follow="a-1", moment=MOMENT),
        Tell("k", PLACE, text="Hello", blocks=({"type": "divider"},)),
    ],
)
def test_a_job_goes_through_json_unchanged(job: Job) -> None:
    assert job_from_json(json.loads(json.dumps(job_to_json(job)))) == job


@pytest.mark.parametrize("what", [{"work": "ask"}, {"work": "issue", "follow": "d-1"}, {"work": "dance"}, {}])
def test_a_job_that_lacks_what_its_kind_needs_is_none(what: dict[str, object]) -> None:
    with pytest.raises(msgspec.ValidationError):
        job_from_json({"key": "k", "place": {"channel": "C1", "user": "U1", "seen_by": "dm"}, **what})


def test_a_response_address_stays_out_of_the_log() -> None:
    assert "secret" not in repr(Ask("k", PLACE, question=QUESTION))


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
        queue.enqueue(Tell(key, PLACE, text=""))
    queue.close()
    assert sorted(done) == ["a", "b"]
    assert "job bad was not done" in caplog.text


def test_records_expire(tmp_path: Path) -> None:
    now = [1000.0]
    state = SqliteState(tmp_path / "s.sqlite", clock=lambda: now[0])
    state.put("zone", "U1", {"tz": "Asia/Tokyo"}, ttl=10)
    assert state.get("zone", "U1") == {"tz": "Asia/Tokyo"}
    assert state.get("other", "U1") is None
    now[0] += 11
    assert state.get("zone", "U1") is None
