"""When issues are due, over a year with both changes of the clock."""

from __future__ import annotations

import itertools
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.digests.schedule import Due, due, moments, next_moment
from bot.digests.values import Frequency, Progress, Subscription

ZONES = ("Europe/Stockholm", "America/New_York", "Australia/Sydney")
START = datetime(2026, 1, 1, tzinfo=UTC)


def subscription(
    frequency: Frequency = "weekly",
    *,
    zone: str = "Europe/Stockholm",
    weekday: str = "monday",
    time: str = "08:00",
) -> Subscription:
    return Subscription("s1", "U1", "C1", (("inflation",),), frequency, weekday, time, zone, START)


def run_through_a_year(s: Subscription, every: timedelta) -> list[Due]:
    """What a scheduler that looks every so often sends."""
    sent: list[Due] = []
    progress = Progress()
    now = START
    while now < START + timedelta(days=365):
        if issue := due(s, progress, now):
            sent.append(issue)
            progress = Progress(handled=issue.moment)
        now += every
    return sent


@pytest.mark.parametrize("zone", ZONES)
@pytest.mark.parametrize(
    ("frequency", "count"), [("daily", 365), ("weekdays", 261), ("weekly", 52), ("monthly", 12)]
)
def test_a_year_brings_every_issue_once_at_its_local_time(
    zone: str, frequency: Frequency, count: int
) -> None:
    s = subscription(frequency, zone=zone)
    sent = run_through_a_year(s, timedelta(minutes=30))
    local = [d.moment.astimezone(ZoneInfo(zone)) for d in sent]
    assert {f"{m:%H:%M}" for m in local} == {"08:00"}
    days = [m.date() for m in local]
    assert len(days) == len(set(days))
    assert abs(len(days) - count) <= 1
    assert not any(d.missed for d in sent)
    if frequency == "weekdays":
        assert all(day.weekday() < 5 for day in days)
    if frequency in ("weekly", "monthly"):
        assert all(day.weekday() == 0 for day in days)


@pytest.mark.parametrize("zone", ZONES)
@pytest.mark.parametrize("time", ["01:30", "02:00", "02:30", "03:00"])
def test_hours_that_the_clock_skips_or_repeats_bring_one_issue_a_day(zone: str, time: str) -> None:
    s = subscription("daily", zone=zone, time=time)
    sent = list(moments(s, START, START + timedelta(days=365)))
    days = [m.astimezone(ZoneInfo(zone)).date() for m in sent]
    assert len(set(days)) == len(days)
    assert max(b - a for a, b in itertools.pairwise(days)) == timedelta(days=1)


def test_a_scheduler_that_looks_late_or_often_changes_nothing() -> None:
    s = subscription("weekly")
    often = [d.moment for d in run_through_a_year(s, timedelta(minutes=10))]
    late = [d.moment for d in run_through_a_year(s, timedelta(hours=23))]
    assert often == late


def test_a_late_issue_is_sent_within_a_day_and_skipped_after() -> None:
    s = subscription("weekly")
    monday = datetime(2026, 6, 1, 6, 0, tzinfo=UTC)
    before = Progress(handled=monday - timedelta(days=7))
    assert due(s, before, monday - timedelta(minutes=1)) is None
    assert due(s, before, monday) == Due(monday, date(2026, 5, 25), date(2026, 5, 31))
    assert due(s, before, monday + timedelta(hours=23)) == due(s, before, monday)
    assert due(s, before, monday + timedelta(hours=24)) is None
    later = due(s, before, monday + timedelta(days=7))
    assert later is not None
    assert later.missed == 1


def test_nothing_is_due_when_paused_or_before_it_was_made() -> None:
    s = subscription("daily")
    noon = datetime(2026, 6, 3, 12, tzinfo=UTC)
    assert due(s, Progress(), noon) is not None
    assert due(replace(s, paused_by="owner"), Progress(), noon) is None
    assert due(replace(s, created=noon - timedelta(minutes=5)), Progress(), noon) is None


def test_a_mute_swallows_issues_without_counting_them_as_missed() -> None:
    s = replace(subscription("daily"), muted_until=date(2026, 6, 3))
    second = datetime(2026, 6, 2, 12, tzinfo=UTC)
    assert due(s, Progress(handled=second - timedelta(days=1)), second) is None
    third = due(s, Progress(handled=datetime(2026, 5, 20, 6, tzinfo=UTC)), second + timedelta(days=1))
    assert third is not None
    assert third.missed == 0
    assert next_moment(s, second) == datetime(2026, 6, 3, 6, 0, tzinfo=UTC)


def test_the_month_is_told_on_its_first_such_weekday() -> None:
    s = subscription("monthly", weekday="wednesday")
    assert next_moment(s, datetime(2026, 5, 10, tzinfo=UTC)) == datetime(2026, 6, 3, 6, 0, tzinfo=UTC)
