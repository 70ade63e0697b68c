"""When an issue of a digest is due: pure arithmetic of days, hours and zones."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.digests.values import WEEKDAYS, Alert, Progress, Subscription

_DAY = timedelta(days=1)
LATEST = _DAY
"""An issue that is older than this is skipped, and said to be in the next one."""

# A month and the longest wait for its first weekday: in this many days every schedule has a turn.
_FURTHEST = 45
_MOST_LOOKED_AT = 7


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
    waiting = _waiting(subscription, progress, now)
    if not waiting or now - waiting[-1] >= LATEST:
        return None
    first, last = span(subscription, waiting[-1])
    return Due(waiting[-1], first, last, len(waiting) - 1)


def overdue(subscription: Subscription, progress: Progress, now: datetime) -> datetime | None:
    """The moment of the latest issue that is not out and comes too late now, unless its owner knows."""
    late = [m for m in _waiting(subscription, progress, now) if now - m >= LATEST]
    return late[-1] if late and not progress.told else None


def days_to_look(alert: Alert, progress: Progress, now: datetime) -> tuple[date, date] | None:
    """The UTC days that an alert has not looked at, up to yesterday and for a week at most.

    None while it is paused, snoozed or cooling down after the last time, and where it has looked at all.
    Days before it began to watch again are left alone.
    """
    cooling = progress.handled is not None and now - progress.handled < timedelta(hours=alert.cooldown_hours)
    if alert.paused_by or cooling or (alert.snoozed_until and now < alert.snoozed_until):
        return None
    last = now.astimezone(UTC).date() - _DAY
    if progress.looked is None:
        return last, last
    begins = [progress.looked + _DAY, last - (_MOST_LOOKED_AT - 1) * _DAY]
    begins += [m.astimezone(UTC).date() for m in (progress.handled, alert.snoozed_until) if m]
    return (min(max(begins), last), last) if progress.looked < last else None


def behind(alert: Alert, progress: Progress, now: datetime) -> bool:
    """Whether an alert looked in vain until it missed a whole day, and its owner does not know."""
    days = days_to_look(alert, progress, now)
    if days is None or progress.told or not progress.tries:
        return False
    return days[0] < days[1] if progress.looked else now - alert.created >= 2 * _DAY


def _waiting(s: Subscription, progress: Progress, now: datetime) -> list[datetime]:
    """The moments of issues since the last that was handled."""
    if s.paused_by or now < s.created:
        return []
    since = max(progress.handled or s.created, now - timedelta(days=_FURTHEST))
    return [m for m in moments(s, since, now) if not _muted(s, m)]


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
