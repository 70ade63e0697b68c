"""One answer to a question, whatever dies in between."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import msgspec
import pytest

from bot.jobs import Ask, Place
from bot.local_slack import LocalSlack
from bot.local_slack.objects import BOT_USER, Failure, Message
from bot.parse import parse
from bot.question import Question
from bot.slack.work.delivery import IN_DOUBT, Delivery
from bot.slack.work.worker import TOO_LATE, Worker
from bot.sources.duckdb import DuckDBWarehouse
from bot.sources.store import Store
from bot.state import Change, SqliteState, Value
from bot.state.lease import Lease, LeaseLost
from bot.state.records import LEASE
from tests.serverless.soak import soak
from tests.worlds import TODAY, clock

ANNA, CHANNEL = "UANNA", "CNEWS"
THREAD = Place(CHANNEL, ANNA, "thread", "1.0")
ALONE = Place(CHANNEL, ANNA, "asker")


class Killed(BaseException):
    """The process dies here: nothing of it runs any more."""


class Dying(SqliteState):
    """Dies, if it is to, when it should remember what was posted."""

    dies = False

    def change(self, kind: str, key: str, change: Change, ttl: float) -> Value | None:
        def to(there: Value | None) -> Value | None:
            after = change(there)
            if self.dies and kind == LEASE.name and after and after["facts"].get("post:0"):
                raise Killed
            return after

        return super().change(kind, key, to, ttl)


@dataclass
class Desk:
    """Two workers that share what is remembered; the first of them dies."""

    slack: LocalSlack
    dying: Worker
    heir: Worker
    state: Dying

    def said(self) -> list[Message]:
        return self.slack.workspace.from_bot()

    def uploads(self) -> int:
        return len(self.slack.workspace.called("files.completeUploadExternal"))


@pytest.fixture
def desk(news: Path, tmp_path: Path) -> Iterator[Desk]:
    with LocalSlack() as slack:
        slack.workspace.add_user(ANNA, "anna")
        slack.workspace.add_channel(CHANNEL, ANNA, BOT_USER)
        dying, state = Dying(tmp_path / "state.sqlite"), SqliteState(tmp_path / "state.sqlite")
        delivery = Delivery.to(slack.workspace.token, slack.api_url, lambda _: None)
        warehouse = DuckDBWarehouse(Store(news))
        heir = Worker(warehouse, state, delivery, clock, lease=0.3)
        yield Desk(slack, replace(heir, state=dying), heir, dying)


def job(place: Place, key: str = "k") -> Ask:
    question = parse("inflation last 14 days", "command:/sentiment", None, TODAY, "UTC")
    assert isinstance(question, Question)
    return Ask(key, place, question=question)


def test_a_message_that_nobody_lived_to_remember_is_found_and_written_over(desk: Desk) -> None:
    desk.state.dies = True
    with pytest.raises(Killed):
        desk.dying(job(THREAD))
    assert len(desk.said()) == 1
    time.sleep(0.4)
    assert desk.heir(job(THREAD))
    assert len(desk.said()) == 1
    assert len(desk.slack.workspace.called("chat.update")) == 1
    assert desk.uploads() == 1


def test_where_the_asker_alone_may_have_seen_it_they_are_told_to_look(desk: Desk) -> None:
    desk.state.dies = True
    with pytest.raises(Killed):
        desk.dying(job(ALONE))
    time.sleep(0.4)
    assert desk.heir(job(ALONE))
    answer, told = desk.said()
    assert "inflation" in answer.text.lower()
    assert (told.text, told.only_for) == (IN_DOUBT, ANNA)


def test_a_job_is_held_while_it_is_worked_on_and_over_when_it_is_done(desk: Desk) -> None:
    held = Lease(desk.heir.state, "k", 60)
    assert held.take() == "taken"
    assert not desk.heir(job(THREAD))
    assert desk.said() == []
    held.release()
    assert desk.heir(job(THREAD))
    assert desk.heir(job(THREAD))
    assert len(desk.said()) == 1


def test_who_was_taken_over_writes_nothing_more(desk: Desk) -> None:
    first, second = Lease(desk.heir.state, "k", 0.05), Lease(desk.heir.state, "k", 60)
    assert first.take() == "taken"
    first.remember(a=1)
    time.sleep(0.1)
    assert second.take() == "taken"
    assert second.facts == {"a": 1}
    for write in (first.remember, first.finish, first.release):
        with pytest.raises(LeaseLost):
            write()


def test_a_lease_is_kept_as_long_as_its_holder_lives(desk: Desk) -> None:
    state, seconds = desk.heir.state, 1.5
    first = Lease(state, "k", seconds)
    assert first.take() == "taken"

    def until() -> float:
        return float((LEASE.get(state, "k") or {})["until"])

    at_first = until()
    with first.kept():
        # Until it is kept beyond the time for which it was taken, on a machine however busy.
        while until() < at_first + seconds:
            time.sleep(0.05)
        assert Lease(state, "k", 60).take() == "held"


def test_a_failure_is_raised_to_be_tried_again_and_told_at_last_with_a_reference(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    import handlers

    def broken(*_: object) -> None:
        raise RuntimeError("a bug")

    with monkeypatch.context() as broke:
        broke.setattr(handlers, "answer", broken)
        with pytest.raises(RuntimeError, match="a bug"):
            desk.heir(job(THREAD), last=False)
        assert desk.said() == []
        assert desk.heir(job(THREAD), last=True)
        assert "reference" in desk.said()[0].text
    assert desk.heir(job(THREAD, "another"), last=False)
    assert "inflation" in desk.said()[1].text.lower()


def test_when_slack_takes_nothing_the_job_comes_again_and_is_answered(desk: Desk) -> None:
    desk.slack.workspace.fail("chat.postMessage", Failure("fatal_error"), times=1)
    with pytest.raises(Exception, match="no response address"):
        desk.heir(job(THREAD), last=False)
    assert desk.heir(job(THREAD), last=False)
    assert len(desk.said()) == 1
    assert desk.uploads() == 1


def test_an_old_job_says_that_it_is_too_late(desk: Desk) -> None:
    desk.heir(msgspec.structs.replace(job(THREAD), asked_at=time.time() - 601))
    assert [m.text for m in desk.said()] == [TOO_LATE]


@pytest.mark.parametrize("questions", [24, pytest.param(60, marks=pytest.mark.soak)])
def test_every_question_is_answered_once_while_workers_are_killed(news: Path, questions: int) -> None:
    outcome = soak(news, questions, kill_every=(1.5, 4))
    assert (outcome.missing, outcome.doubled, outcome.refused, outcome.given_up) == ([], [], 0, 0)
    assert outcome.kills
