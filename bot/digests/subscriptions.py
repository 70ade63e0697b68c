"""The digests and alerts that are kept: reading, changing and finding them in the state."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import date, datetime

from bot.digests.values import (
    Alert,
    Progress,
    Subscription,
    alert_from_json,
    progress_from_json,
    subscription_from_json,
    to_json,
)
from bot.state import State
from bot.state.records import ALERT, PROGRESS, SUBSCRIPTION

MOST_FOLLOWED = 50
"""Digests and alerts of one person; more are a mistake or a misuse."""


LETTERS = "23456789abcdefghjkmnpqrstuvwxyz"


def new_id(prefix: str, key: str) -> str:
    """A short name to type and to read aloud, ``d-4k7m9c``; of the same request (`key`) always the same."""
    number = int.from_bytes(hashlib.sha256(key.encode()).digest())
    return f"{prefix}-{''.join(LETTERS[number // len(LETTERS) ** i % len(LETTERS)] for i in range(6))}"


def save(state: State, value: Subscription | Alert) -> None:
    kind = SUBSCRIPTION if isinstance(value, Subscription) else ALERT
    kind.put(state, value.id, to_json(value))


def remove(state: State, value: Subscription | Alert) -> None:
    (SUBSCRIPTION if isinstance(value, Subscription) else ALERT).delete(state, value.id)
    PROGRESS.delete(state, value.id)


def find(state: State, id: str) -> Subscription | Alert | None:
    """What has this id, or None."""
    if record := SUBSCRIPTION.get(state, id):
        return subscription_from_json(record)
    record = ALERT.get(state, id)
    return alert_from_json(record) if record else None


def digests(state: State, owner: str | None = None) -> list[Subscription]:
    """All digests, or those of one person, the oldest first."""
    every = (subscription_from_json(value) for _, value in SUBSCRIPTION.all(state))
    return sorted((s for s in every if owner in (None, s.owner)), key=lambda s: (s.created, s.id))


def alerts(state: State, owner: str | None = None) -> list[Alert]:
    """All alerts, or those of one person, the oldest first."""
    every = (alert_from_json(value) for _, value in ALERT.all(state))
    return sorted((a for a in every if owner in (None, a.owner)), key=lambda a: (a.created, a.id))


def progress(state: State, id: str) -> Progress:
    return progress_from_json(PROGRESS.get(state, id))


def set_progress(state: State, id: str, now: Progress) -> None:
    PROGRESS.put(state, id, to_json(now))


def succeeded(state: State, id: str, moment: datetime, looked: date | None = None) -> None:
    """An issue went out, or an alert fired having `looked` so far; earlier failures are forgotten."""
    set_progress(state, id, Progress(handled=moment, looked=looked or progress(state, id).looked))


def looked(state: State, id: str, day: date) -> None:
    """An alert has looked at the days up to this one, and found nothing."""
    before = progress(state, id)
    set_progress(state, id, Progress(handled=before.handled, looked=day, failures=before.failures))


def owner_told(state: State, id: str) -> None:
    """The owner knows that something does not come, and need not be told again."""
    set_progress(state, id, replace(progress(state, id), told=True))


def put_off(state: State, id: str, trouble: str, again: datetime) -> None:
    """What is due could not be made now, for a reason that is no fault of its place."""
    before = progress(state, id)
    set_progress(state, id, replace(before, tries=before.tries + 1, trouble=trouble, again=again))


FAILURES_TO_PAUSE = 3


def failed(state: State, value: Subscription | Alert, moment: datetime) -> Progress:
    """An issue could not be delivered and is given up; the third in a row pauses what is followed."""
    before = progress(state, value.id)
    now = Progress(moment, before.looked, before.failures + 1, before.told)
    if now.failures >= FAILURES_TO_PAUSE:
        save(state, replace(value, paused_by="failures"))
    set_progress(state, value.id, now)
    return now
