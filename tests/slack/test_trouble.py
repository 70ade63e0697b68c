"""Digests and alerts while the news cannot be read: the channel hears nothing of it, and nothing is lost."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.digests import subscriptions
from bot.digests.run import alert_jobs, digest_jobs
from bot.digests.values import Alert, Subscription
from bot.jobs import Place, Preview
from bot.local_slack import LocalSlack
from bot.local_slack.objects import BOT_USER, Message
from bot.reasons import Trouble
from bot.slack.following import Following
from bot.slack.work.delivery import Delivery
from bot.slack.work.worker import Worker
from bot.sources.duckdb import DuckDBWarehouse
from bot.sources.store import Store
from bot.sources.warehouse import Query, Rows, Status, Warehouse, WarehouseError
from bot.state import SqliteState
from tests.worlds import TODAY

ANNA, CHANNEL = "UANNA", "CNEWS"
MORNING = datetime.combine(TODAY, datetime.min.time(), UTC) + timedelta(hours=8)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
TROUBLES: tuple[Trouble, ...] = ("busy", "timeout", "no_access", "too_costly")
DIGEST = Subscription(
    "d-1", ANNA, CHANNEL, (("inflation",),), "weekly", "monday", "08:00", "UTC", MORNING - 30 * DAY
)


@dataclass
class Unwell:
    """A warehouse that fails with `error` as long as there is one."""

    inner: Warehouse
    error: Exception | None = None

    def run(self, query: Query) -> Rows:
        if self.error:
            raise self.error
        return self.inner.run(query)

    def status(self) -> Status:
        return self.inner.status()


@dataclass
class Desk:
    """A worker in a local Slack, and a clock that the test sets."""

    slack: LocalSlack
    state: SqliteState
    warehouse: Unwell
    now: datetime = MORNING
    worker: Worker = field(init=False)

    def __post_init__(self) -> None:
        delivery = Delivery.to(self.slack.workspace.token, self.slack.api_url, lambda _: None)
        self.worker = Worker(self.warehouse, self.state, delivery, clock=lambda: self.now)

    def scheduler_comes(self) -> int:
        """Does what is due; how many jobs there were."""
        jobs = [*digest_jobs(self.state, self.now), *alert_jobs(self.state, self.now)]
        for job in jobs:
            self.worker(job)
        return len(jobs)

    def hours_pass(self, count: int) -> None:
        for _ in range(count):
            self.now += HOUR
            self.scheduler_comes()

    def said(self, channel: str) -> list[Message]:
        return [m for m in self.slack.workspace.from_bot() if m.channel == channel]

    @property
    def direct(self) -> list[Message]:
        return [m for m in self.slack.workspace.from_bot() if m.channel != CHANNEL]


@pytest.fixture
def desk(sample_store: Store, tmp_path: Path) -> Iterator[Desk]:
    with LocalSlack() as slack:
        slack.workspace.add_user(ANNA, "anna")
        slack.workspace.add_channel(CHANNEL, ANNA, BOT_USER)
        state = SqliteState(tmp_path / "state.sqlite")
        yield Desk(slack, state, Unwell(DuckDBWarehouse(sample_store)))


def monday() -> datetime:
    """The last Monday of the made-up world, when an issue is due."""
    return MORNING - timedelta(days=MORNING.weekday())


def follow(desk: Desk) -> None:
    """A digest whose issue is due now, and only now."""
    desk.now = monday()
    subscriptions.save(desk.state, DIGEST)
    subscriptions.succeeded(desk.state, DIGEST.id, desk.now - DAY)


def watch(desk: Desk, alert: Alert, looked: datetime) -> None:
    subscriptions.save(desk.state, alert)
    subscriptions.looked(desk.state, alert.id, looked.date())


@pytest.mark.parametrize("reason", TROUBLES)
def test_an_issue_that_cannot_be_made_comes_when_it_can(desk: Desk, reason: Trouble) -> None:
    follow(desk)
    desk.warehouse.error = WarehouseError(reason, "made up")
    assert desk.scheduler_comes() == 1
    desk.hours_pass(3)
    assert desk.slack.workspace.from_bot() == []
    desk.warehouse.error = None
    desk.hours_pass(3)
    (issue,) = desk.slack.workspace.from_bot()
    assert issue.channel == CHANNEL
    assert "Weekly digest: inflation" in issue.text


def test_a_bug_in_an_issue_is_no_message_to_the_channel_either(desk: Desk) -> None:
    follow(desk)
    desk.warehouse.error = RuntimeError("a bug")
    desk.scheduler_comes()
    desk.hours_pass(2)
    assert desk.slack.workspace.from_bot() == []
    desk.warehouse.error = None
    desk.hours_pass(3)
    assert len(desk.said(CHANNEL)) == 1


def test_a_state_that_is_down_is_no_message_to_the_channel(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    follow(desk)
    jobs = digest_jobs(desk.state, desk.now)

    def down(*_: object) -> None:
        raise OSError("the state is down")

    with monkeypatch.context() as patch:
        patch.setattr(SqliteState, "change", down)
        for job in jobs:
            desk.worker(job, last=True)
    assert desk.slack.workspace.from_bot() == []
    desk.hours_pass(1)
    assert len(desk.said(CHANNEL)) == 1


def test_what_fails_again_and_again_is_tried_less_often(desk: Desk) -> None:
    follow(desk)
    desk.warehouse.error = WarehouseError("timeout", "made up")
    tried = 0
    for _ in range(12 * 23):
        tried += desk.scheduler_comes()
        desk.now += timedelta(minutes=5)
    assert 10 <= tried <= 20


@pytest.mark.parametrize("reason", TROUBLES)
def test_after_a_day_the_owner_is_told_once_and_never_the_channel(desk: Desk, reason: Trouble) -> None:
    follow(desk)
    desk.warehouse.error = WarehouseError(reason, "made up")
    desk.scheduler_comes()
    desk.hours_pass(60)
    assert desk.said(CHANNEL) == []
    (told,) = desk.direct
    assert "*inflation*" in told.text
    assert "could not be made within a day" in told.text
    assert "The next one comes Mon" in told.text
    desk.warehouse.error = None
    desk.now = monday() + 7 * DAY
    desk.scheduler_comes()
    (issue,) = desk.said(CHANNEL)
    assert "1 issue before this one could not be sent" in str(issue.blocks)


def test_an_owner_hears_of_an_issue_that_no_worker_ever_came_to_make(desk: Desk) -> None:
    follow(desk)
    desk.now += DAY + HOUR
    desk.scheduler_comes()
    (told,) = desk.direct
    assert "could not be made within a day" in told.text


def test_an_issue_that_comes_tells_of_those_that_nobody_came_to_make(desk: Desk) -> None:
    """The scheduler was away: the next issue of a daily digest says so, and nothing else is said."""
    desk.now = monday()
    subscriptions.save(desk.state, replace(DIGEST, frequency="daily"))
    subscriptions.succeeded(desk.state, DIGEST.id, desk.now - 2 * DAY)
    desk.scheduler_comes()
    (issue,) = desk.slack.workspace.from_bot()
    assert "1 issue before this one could not be sent" in str(issue.blocks)


def test_a_daily_digest_in_trouble_for_days_is_told_of_once(desk: Desk) -> None:
    desk.now = monday()
    subscriptions.save(desk.state, replace(DIGEST, frequency="daily"))
    subscriptions.succeeded(desk.state, DIGEST.id, desk.now - DAY)
    desk.warehouse.error = WarehouseError("no_access", "made up")
    desk.scheduler_comes()
    desk.hours_pass(70)
    assert desk.said(CHANNEL) == []
    assert len(desk.direct) == 1


def test_a_preview_in_trouble_is_told_to_who_asked_for_it(desk: Desk) -> None:
    follow(desk)
    desk.warehouse.error = WarehouseError("busy", "made up")
    place = Place(CHANNEL, ANNA, "asker")
    desk.worker(Preview("p", place, follow=DIGEST.id))
    (told,) = desk.slack.workspace.from_bot()
    assert told.only_for == ANNA
    assert told.text.startswith("Too many questions are being counted")


# --- alerts ---


def spike(sample_store: Store) -> tuple[Alert, datetime]:
    """An alert on a topic with a planted spike, and the morning after its first day."""
    truth = json.loads((sample_store.folder / "truth.json").read_text())
    event = max((e for e in truth if e["kind"] == "spike"), key=lambda e: float(e["size"]))
    first = datetime.fromisoformat(event["from"]).replace(tzinfo=UTC)
    alert = Alert("a-1", ANNA, CHANNEL, (event["topic"],), "high", first - 30 * DAY)
    return alert, first + DAY + 6 * HOUR


@pytest.mark.parametrize("reason", TROUBLES)
def test_an_alert_that_cannot_look_says_nothing_and_looks_the_same_day(
    desk: Desk, sample_store: Store, reason: Trouble
) -> None:
    alert, desk.now = spike(sample_store)
    watch(desk, alert, desk.now - 2 * DAY)
    desk.warehouse.error = WarehouseError(reason, "made up")
    desk.scheduler_comes()
    desk.hours_pass(3)
    assert desk.slack.workspace.from_bot() == []
    desk.warehouse.error = None
    desk.hours_pass(3)
    (told,) = desk.slack.workspace.from_bot()
    assert told.channel == CHANNEL
    assert "one in 100" in told.text


def test_an_alert_looks_at_the_days_that_an_outage_hid_too(desk: Desk, sample_store: Store) -> None:
    alert, desk.now = spike(sample_store)
    spiked = desk.now - DAY
    watch(desk, alert, desk.now - 2 * DAY)
    desk.warehouse.error = WarehouseError("unreachable", "made up")
    desk.scheduler_comes()
    desk.hours_pass(47)
    (told,) = desk.direct
    assert "your alert is late" in told.text
    assert "could not be reached" in told.text
    assert desk.said(CHANNEL) == []
    desk.warehouse.error = None
    desk.hours_pass(3)
    (fired,) = desk.said(CHANNEL)
    assert f"{spiked:%-d %b}" in fired.text or f"{spiked + DAY:%-d %b}" in fired.text


def test_an_alert_waits_for_the_news_of_its_day(desk: Desk) -> None:
    """The world ends on its last day: the morning after, that day is not all in."""
    alert = Alert("a-1", ANNA, CHANNEL, ("inflation",), "high", MORNING - 30 * DAY)
    desk.now = MORNING + DAY
    watch(desk, alert, MORNING - DAY)
    assert desk.scheduler_comes() == 1
    assert subscriptions.progress(desk.state, alert.id).looked == (MORNING - DAY).date()
    assert desk.slack.workspace.from_bot() == []


def test_an_alert_leaves_no_day_out_from_when_it_was_made(desk: Desk, sample_store: Store) -> None:
    alert, morning = spike(sample_store)
    Following(desk.state).start(alert, morning - DAY)
    desk.now = morning + 2 * DAY
    desk.scheduler_comes()
    (fired,) = desk.said(CHANNEL)
    days = [morning + n * DAY for n in (-1, 0, 1)]
    assert any(f"{day:%-d %b}" in fired.text for day in days)


def test_an_alert_looks_once_a_day(desk: Desk) -> None:
    alert = Alert("a-1", ANNA, CHANNEL, ("inflation",), "low", MORNING - 30 * DAY)
    watch(desk, alert, MORNING - 2 * DAY)
    assert desk.scheduler_comes() == 1
    desk.now += HOUR
    assert desk.scheduler_comes() == 0


def test_a_snoozed_alert_does_not_make_up_for_the_days_it_slept(desk: Desk, sample_store: Store) -> None:
    alert, morning = spike(sample_store)
    watch(desk, alert, morning - 3 * DAY)
    subscriptions.save(desk.state, replace(alert, snoozed_until=morning + 4 * DAY))
    desk.now = morning + 5 * DAY
    desk.scheduler_comes()
    assert all(f"{morning - DAY:%-d %b}" not in m.text for m in desk.said(CHANNEL))
