"""What a scheduler finds to do: a job for each issue that is due and each alert that is to look."""

from __future__ import annotations

from datetime import UTC, date, datetime

from bot.digests import subscriptions
from bot.digests.schedule import Due, behind, days_to_look, due, overdue
from bot.digests.values import Alert, Progress, Subscription
from bot.jobs import Issue, Job, Overdue, Place, Watch, job_key
from bot.state import State


def issues_due(state: State, now: datetime) -> list[tuple[Subscription, Due]]:
    """Every digest with an issue that should be out and is not, and may be tried now."""
    digests = [
        s for s in subscriptions.digests(state) if not _waits(subscriptions.progress(state, s.id), now)
    ]
    return [(s, it) for s in digests if (it := due_issue(state, s, now))]


def alerts_due(state: State, now: datetime) -> list[Alert]:
    """Every alert that has not looked at the day before, and may try now."""
    alerts = [a for a in subscriptions.alerts(state) if not _waits(subscriptions.progress(state, a.id), now)]
    return [a for a in alerts if days_due(state, a, now)]


def digest_jobs(state: State, now: datetime) -> list[Job]:
    """A job for each issue that is due, and one for each owner who is to hear that theirs did not come."""
    jobs: list[Job] = []
    for s in subscriptions.digests(state):
        progress = subscriptions.progress(state, s.id)
        it = due(s, progress, now)
        if it and not _waits(progress, now):
            jobs.append(issue_job(s, it, _attempt(progress, it.moment, now)))
        # An issue that comes tells of those before it; the owner hears of them where it does not come either.
        if overdue(s, progress, now) and (it is None or progress.tries):
            jobs.append(_overdue_job(s, now))
    return jobs


def alert_jobs(state: State, now: datetime) -> list[Job]:
    """A job for each alert that is to look, and one for each owner who is to hear that theirs could not."""
    midnight = now.astimezone(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
    jobs: list[Job] = []
    for a in subscriptions.alerts(state):
        progress = subscriptions.progress(state, a.id)
        if days_to_look(a, progress, now) and not _waits(progress, now):
            jobs.append(watch_job(a, now, _attempt(progress, midnight, now)))
        if behind(a, progress, now):
            jobs.append(_overdue_job(a, now))
    return jobs


def issue_job(subscription: Subscription, it: Due, attempt: int = 0) -> Issue:
    """The same issue gives the same job, however often a scheduler finds it."""
    key = job_key("issue", subscription.id, it.moment.isoformat())
    place = place_for(subscription)
    return Issue(key, place, attempt=attempt, follow=subscription.id, moment=it.moment)


def watch_job(alert: Alert, now: datetime, attempt: int = 0) -> Watch:
    """One look a day for each alert; `now` tells which day was before."""
    key = job_key("watch", alert.id, str(now.astimezone(UTC).date()))
    return Watch(key, place_for(alert), attempt=attempt, follow=alert.id, moment=now)


def due_issue(state: State, subscription: Subscription, now: datetime) -> Due | None:
    return due(subscription, subscriptions.progress(state, subscription.id), now)


def days_due(state: State, alert: Alert, now: datetime) -> tuple[date, date] | None:
    """The days that an alert is to look at, first and last."""
    return days_to_look(alert, subscriptions.progress(state, alert.id), now)


def place_for(value: Subscription | Alert) -> Place:
    """Where what is followed is told; a person's own id stands for their messages with the bot."""
    direct = value.channel[:1] in ("D", "U", "W")
    return Place(value.channel, value.owner, "dm" if direct else "thread")


def owner_of(value: Subscription | Alert) -> Place:
    """Where the owner alone is told."""
    return Place(value.owner, value.owner, "dm")


def _waits(progress: Progress, now: datetime) -> bool:
    """Whether it was tried in vain a short while ago."""
    return progress.again is not None and now < progress.again


def _overdue_job(value: Subscription | Alert, now: datetime) -> Overdue:
    key = job_key("overdue", value.id, str(now.astimezone(UTC).date()))
    return Overdue(key, owner_of(value), attempt=now.hour, follow=value.id, moment=now)


def _attempt(progress: Progress, since: datetime, now: datetime) -> int:
    """Another one after each try in vain, and every hour, should no worker have got so far as to try."""
    return progress.tries + int((now - since).total_seconds() // 3600)
