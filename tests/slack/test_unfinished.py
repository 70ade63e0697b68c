"""A question that no worker came to the end of: a sweep finds it, and who asked hears of it once."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

import pytest

from bot.cloud_tasks import NotQueued
from bot.jobs import USEFUL_FOR, InProcessQueue, Issue, Job, Place, Refuse, Tell
from bot.local_slack import LocalSlack
from bot.local_slack.objects import BOT_USER
from bot.question import Refusal
from bot.settings import Settings
from bot.slack.work.delivery import Delivery
from bot.slack.work.worker import LOST, TOO_LATE, Worker
from bot.sources.duckdb import DuckDBWarehouse
from bot.sources.store import Store
from bot.state import SqliteState
from bot.state.lease import Lease
from bot.unfinished import NotedQueue, lost_jobs, note
from tests.worlds import NOW

ANNA, CHANNEL = "UANNA", "CNEWS"
LATER = USEFUL_FOR + 60


@dataclass
class Platform:
    """A queue that takes jobs, or refuses them, and never brings them to a worker."""

    taken: list[Job] = field(default_factory=list)
    refuses: bool = False

    def enqueue(self, job: Job) -> bool:
        if self.refuses:
            raise NotQueued("status 503")
        self.taken.append(job)
        return True

    def close(self) -> None: ...


@dataclass
class Desk:
    slack: LocalSlack
    state: SqliteState
    worker: Worker
    platform: Platform
    queue: NotedQueue

    def sweep(self, after: float = LATER) -> int:
        """What the scheduler does, so many seconds from now; how many jobs it finds lost."""
        jobs = lost_jobs(self.state, time.time() + after)
        for job in jobs:
            self.worker(job)
        return len(jobs)

    def said(self) -> list[str]:
        return [m.text for m in self.slack.workspace.from_bot()]


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with LocalSlack() as slack:
        slack.workspace.add_user(ANNA, "anna")
        slack.workspace.add_channel(CHANNEL, ANNA, BOT_USER)
        state = SqliteState(tmp_path / "state.sqlite")
        delivery = Delivery.to(slack.workspace.token, slack.api_url, lambda _: None)
        worker = Worker(DuckDBWarehouse(Store(tmp_path / "data")), state, delivery, lease=0.3)
        platform = Platform()
        yield Desk(slack, state, worker, platform, NotedQueue(platform, state))


def question(key: str = "k") -> Tell:
    return Tell(key, Place(CHANNEL, ANNA, "thread", "1.0"), text="Here you are.")


def test_who_asked_what_no_worker_came_to_is_told_once(desk: Desk) -> None:
    desk.queue.enqueue(question())
    assert desk.sweep(after=USEFUL_FOR / 2) == 0
    assert desk.sweep() == 1
    assert desk.said() == [LOST]
    assert desk.sweep() == 0
    assert desk.sweep(after=10 * LATER) == 0
    assert desk.said() == [LOST]


def test_a_worker_that_comes_after_all_says_nothing_more(desk: Desk) -> None:
    desk.queue.enqueue(question())
    desk.sweep()
    (job,) = desk.platform.taken
    assert desk.worker(job)
    assert desk.said() == [LOST]


def test_what_is_done_is_not_lost(desk: Desk) -> None:
    desk.queue.enqueue(question())
    (job,) = desk.platform.taken
    desk.worker(job)
    assert desk.sweep() == 0
    # Slack delivers the request once more; the task of this name is there already.
    desk.queue.enqueue(question())
    assert desk.sweep() == 0
    assert desk.said() == ["Here you are."]


def test_what_a_worker_is_at_is_left_to_it(desk: Desk) -> None:
    desk.queue.enqueue(question())
    at_it = Lease(desk.state, "k", 60.0)
    assert at_it.take() == "taken"
    desk.sweep()
    assert desk.said() == []
    at_it.release()
    desk.sweep(after=2 * LATER)
    assert desk.said() == [LOST]


def test_what_was_shown_before_its_worker_died_is_not_called_lost(desk: Desk) -> None:
    desk.queue.enqueue(question())
    died = Lease(desk.state, "k", 0.0)
    died.take()
    died.remember(**{"post:0": "1.1"})
    desk.sweep()
    assert desk.said() == []
    assert desk.sweep(after=2 * LATER) == 0


def test_what_the_queue_refuses_is_told_where_nobody_heard_of_it(desk: Desk) -> None:
    """An event is answered with an error, and Slack comes again so often and no more."""
    desk.platform.refuses = True
    with pytest.raises(NotQueued):
        desk.queue.enqueue(question())
    assert desk.sweep() == 1
    assert desk.said() == [LOST]


def test_who_was_told_of_the_refusal_at_once_is_not_told_again(desk: Desk) -> None:
    desk.platform.refuses = True
    address = desk.slack.workspace.response_url(CHANNEL, ANNA)
    with pytest.raises(NotQueued):
        desk.queue.enqueue(Tell("k", Place(CHANNEL, ANNA, "asker", response_url=address), text="."))
    assert desk.sweep() == 0


def test_in_a_channel_that_is_barred_by_now_it_is_told_directly(desk: Desk) -> None:
    desk.queue.enqueue(question())
    desk.worker = replace(desk.worker, settings=Settings(channels=("CELSEWHERE",)))
    desk.sweep()
    (told,) = desk.slack.workspace.from_bot()
    assert (told.text, told.channel) != (LOST, CHANNEL)
    assert told.text == LOST
    assert desk.sweep(after=2 * LATER) == 0


def test_what_a_process_left_behind_that_was_killed_is_found(desk: Desk) -> None:
    killed = InProcessQueue(lambda _job: None, note=partial(note, desk.state))
    killed.enqueue(question())
    killed.close()
    assert desk.sweep() == 1
    assert desk.said() == [LOST]


def test_what_nobody_waits_for_is_left_to_its_schedule(desk: Desk) -> None:
    desk.queue.enqueue(Issue("k", Place(CHANNEL, ANNA, "thread"), follow="d-1", moment=NOW))
    assert desk.sweep() == 0


def test_a_state_that_is_down_costs_nobody_their_question(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def down(*_: object) -> None:
        raise OSError("the state is down")

    monkeypatch.setattr(SqliteState, "put", down)
    assert desk.queue.enqueue(question())
    assert len(desk.platform.taken) == 1


def test_a_worker_that_comes_too_late_by_itself_leaves_nothing_to_sweep(desk: Desk) -> None:
    late = Refuse(
        "k",
        Place(CHANNEL, ANNA, "thread", "1.0"),
        time.time() - LATER,
        refusal=Refusal("missing_topic", "Say a topic."),
    )
    desk.queue.enqueue(late)
    desk.worker(late)
    assert desk.sweep() == 0
    assert desk.said() == [TOO_LATE]
