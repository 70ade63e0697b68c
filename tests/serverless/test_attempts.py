"""What is due and did not come about is queued anew: another attempt is another task."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot import scheduled
from bot.cloud_tasks import CloudTasksQueue
from bot.digests import subscriptions
from bot.digests.values import Alert, Subscription
from bot.local_slack import LocalSlack
from bot.settings import Settings, load_settings
from bot.state import SqliteState
from tests.serverless.processes import environment
from tests.serverless.tasks import Tasks

DUE = datetime(2026, 11, 16, 8, 2, tzinfo=UTC)
DIGEST = Subscription(
    "d-1", "UANNA", "CNEWS", (("inflation",),), "weekly", "monday", "08:00", "UTC", DUE - timedelta(days=30)
)
ALERT = Alert("a-1", "UANNA", "CNEWS", ("inflation",), "high", DUE - timedelta(days=30))


@dataclass(frozen=True, slots=True)
class Timetable:
    settings: Settings
    state: SqliteState
    queue: CloudTasksQueue
    tasks: Tasks

    def digests(self, now: datetime) -> str:
        return scheduled.digests(self.settings, self.state, self.queue, now)

    def alerts(self, now: datetime) -> str:
        return scheduled.alerts(self.settings, self.state, self.queue, now)


@pytest.fixture
def timetable(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Timetable]:
    with LocalSlack() as slack, Tasks() as tasks:
        for name, value in environment(tmp_path, slack, tasks).items():
            monkeypatch.setenv(name, value)
        monkeypatch.setattr(tasks, "_deliver", lambda _task, _tried: None)
        settings = load_settings()
        state = SqliteState(tmp_path / "state.sqlite")
        yield Timetable(settings, state, CloudTasksQueue(settings), tasks)


def test_the_same_issue_is_one_task_and_said_to_be_there_already(timetable: Timetable) -> None:
    subscriptions.save(timetable.state, DIGEST)
    subscriptions.succeeded(timetable.state, DIGEST.id, DUE - timedelta(days=7))
    assert timetable.digests(DUE) == "1 issues queued"
    assert timetable.digests(DUE + timedelta(minutes=5)) == "0 issues queued, 1 queued before"
    assert len(timetable.tasks.created) == 1


def test_an_issue_that_was_tried_in_vain_is_a_new_task(timetable: Timetable) -> None:
    subscriptions.save(timetable.state, DIGEST)
    subscriptions.succeeded(timetable.state, DIGEST.id, DUE - timedelta(days=7))
    timetable.digests(DUE)
    subscriptions.put_off(timetable.state, DIGEST.id, "Busy.", DUE + timedelta(minutes=5))
    assert timetable.digests(DUE + timedelta(minutes=3)) == "0 issues queued"
    assert timetable.digests(DUE + timedelta(minutes=5)) == "1 issues queued"
    assert len(timetable.tasks.created) == 2


def test_attempts_that_the_platform_refused_are_made_up_for_within_the_hour(timetable: Timetable) -> None:
    """No worker ever ran, so nobody wrote down that it was tried."""
    subscriptions.save(timetable.state, DIGEST)
    subscriptions.succeeded(timetable.state, DIGEST.id, DUE - timedelta(days=7))
    timetable.digests(DUE)
    said = [timetable.digests(DUE + timedelta(hours=n)) for n in (1, 2)]
    assert said == ["1 issues queued", "1 issues queued"]


def test_an_alert_is_queued_again_the_same_day_and_then_its_owner_is_told(timetable: Timetable) -> None:
    subscriptions.save(timetable.state, ALERT)
    subscriptions.looked(timetable.state, ALERT.id, (DUE - timedelta(days=2)).date())
    assert timetable.alerts(DUE) == "1 alerts queued"
    assert timetable.alerts(DUE + timedelta(minutes=10)) == "0 alerts queued, 1 queued before"
    assert timetable.alerts(DUE + timedelta(hours=1)) == "1 alerts queued"
    subscriptions.put_off(timetable.state, ALERT.id, "Busy.", DUE + timedelta(hours=2))
    assert timetable.alerts(DUE + timedelta(days=1)) == "1 alerts queued, 1 owners to be told"
