"""What a scheduler finds to do: a job for each issue that is due and each alert that is to look."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from bot.digests import subscriptions
from bot.digests.schedule import Due, due
from bot.digests.values import Alert, Subscription
from bot.jobs import Issue, Place, Watch, job_key
from bot.state import State


def issues_due(state: State, now: datetime) -> list[tuple[Subscription, Due]]:
    """Every digest with an issue that should be out and is not."""
    found = ((s, due_issue(state, s, now)) for s in subscriptions.digests(state))
    return [(s, it) for s, it in found if it is not None]


def alerts_due(state: State, now: datetime) -> list[Alert]:
    """Every alert that is to look at the day before."""
    return [a for a in subscriptions.alerts(state) if may_fire(state, a, now)]


def issue_job(subscription: Subscription, it: Due) -> Issue:
    """The same issue gives the same job, however often a scheduler finds it."""
    key = job_key("issue", subscription.id, it.moment.isoformat())
    return Issue(key, place_for(subscription), follow=subscription.id, moment=it.moment)


def watch_job(alert: Alert, now: datetime) -> Watch:
    """One look at a day for each alert; `now` tells which day was before."""
    day = now.astimezone(UTC).date()
    return Watch(job_key("watch", alert.id, str(day)), place_for(alert), follow=alert.id, moment=now)


def due_issue(state: State, subscription: Subscription, now: datetime) -> Due | None:
    return due(subscription, subscriptions.progress(state, subscription.id), now)


def may_fire(state: State, alert: Alert, now: datetime) -> bool:
    """Not while paused, snoozed or cooling down after the last time."""
    handled = subscriptions.progress(state, alert.id).handled
    cooling = handled is not None and now - handled < timedelta(hours=alert.cooldown_hours)
    return not (alert.paused_by or cooling or (alert.snoozed_until and now < alert.snoozed_until))


def place_for(value: Subscription | Alert) -> Place:
    """Where what is followed is told; a person's own id stands for their messages with the bot."""
    direct = value.channel[:1] in ("D", "U", "W")
    return Place(value.channel, value.owner, "dm" if direct else "thread")
