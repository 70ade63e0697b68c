"""When an issue of a digest is due: pure arithmetic of days, hours and zones."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.digests.values import WEEKDAYS, Progress, Subscription

_DAY = timedelta(days=1)
LATEST = _DAY
"""An issue that is older than this is skipped, and said to be in the next one."""

# A month and the longest wait for its first weekday: in this many days every schedule has a turn.
_FURTHEST = 45


@dataclass(frozen=True, slots=True)
class Due:
    """An issue to send: its moment, the days it tells of, and how many issues before it were missed.

    `first` and `last` are UTC days, inclusive; the last is the day before the issue's.
    """

    moment: datetime
    first: date
    last: date
    missed: int = 0


def due(subscription: Subscription, progress: Progress, now: datetime) -> Due | None:
    """The issue that should be out by `now` and is not, if it is still worth sending."""
    s = subscription
    if s.paused_by or now < s.created:
        return None
    since = max(progress.handled or s.created, now - timedelta(days=_FURTHEST))
    waiting = [m for m in moments(s, since, now) if not _muted(s, m)]
    if not waiting or now - waiting[-1] >= LATEST:
        return None
    first, last = span(s, waiting[-1])
    return Due(waiting[-1], first, last, len(waiting) - 1)


def next_moment(subscription: Subscription, now: datetime) -> datetime:
    """When the next issue comes, if it is not paused; UTC."""
    start = now
    if subscription.muted_until is not None:
        zone = ZoneInfo(subscription.zone)
        start = max(now, datetime.combine(subscription.muted_until, time(), zone).astimezone(UTC))
    return next(moments(subscription, start, start + timedelta(days=_FURTHEST)))


def moments(subscription: Subscription, after: datetime, until: datetime) -> Iterator[datetime]:
    """The moments of issues in (`after`, `until`], in UTC, in order.

    A local time that the clock skips in spring is the moment it would have been; one that comes twice in
    autumn is its first.
    """
    zone = ZoneInfo(subscription.zone)
    at = time.fromisoformat(subscription.time)
    day, end = after.astimezone(zone).date() - _DAY, until.astimezone(zone).date()
    while day <= end:
        if _is_issue_day(subscription, day):
            moment = datetime.combine(day, at, zone).astimezone(UTC)
            if after < moment <= until:
                yield moment
        day += _DAY


def span(subscription: Subscription, moment: datetime) -> tuple[date, date]:
    """The UTC days that the issue of `moment` tells of: those since the issue before, a week at least.

    Less than a week says little about coverage, and a week holds every weekday once.
    """
    last = moment.astimezone(UTC).date() - _DAY
    days = 30 if subscription.frequency == "monthly" else 7
    return last - (days - 1) * _DAY, last


def _is_issue_day(s: Subscription, day: date) -> bool:
    if s.frequency == "daily":
        return True
    if s.frequency == "weekdays":
        return day.weekday() < 5
    on = WEEKDAYS[day.weekday()] == s.weekday
    return on if s.frequency == "weekly" else on and day.day <= 7


def _muted(s: Subscription, moment: datetime) -> bool:
    return s.muted_until is not None and moment.astimezone(ZoneInfo(s.zone)).date() < s.muted_until
