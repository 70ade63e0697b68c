"""What people follow, as plain values."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Literal

import msgspec

from bot.question import Options, Topic

Frequency = Literal["daily", "weekdays", "weekly", "monthly"]
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")

Level = Literal["low", "medium", "high"]
LEVELS: dict[Level, float] = {"low": 1e-5, "medium": 1e-3, "high": 1e-2}
"""Sensitivity of an alert → the probability of so much coverage on an ordinary day below which it fires."""


@dataclass(frozen=True, slots=True)
class Subscription:
    """A digest that `owner` wants in `channel` (a direct message where it begins with D).

    It comes at `time` (HH:MM) in `zone`, weekly on `weekday`, monthly on the first such weekday. `options`
    narrow the sources as in a question. `paused_by` tells who stopped it: its owner, or failures.
    """

    id: str
    owner: str
    channel: str
    topics: tuple[Topic, ...]
    frequency: Frequency
    weekday: str
    time: str
    zone: str
    created: datetime
    options: Options = field(default_factory=Options)
    paused_by: Literal["owner", "failures"] | None = None
    muted_until: date | None = None


@dataclass(frozen=True, slots=True)
class Alert:
    """A watch over one topic that `owner` wants told in `channel`, at most once in `cooldown_hours`."""

    id: str
    owner: str
    channel: str
    topic: Topic
    level: Level
    created: datetime
    options: Options = field(default_factory=Options)
    cooldown_hours: int = 24
    paused_by: Literal["owner", "failures"] | None = None
    snoozed_until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the deliveries of a subscription or an alert have come.

    `handled` is the moment of the last issue that was sent or given up, or of the last time an alert fired;
    `looked` the last day that an alert has looked at. `failures` counts deliveries that failed one after the
    other, `told` whether the owner knows that something does not come.

    What is due and could not be made yet was tried `tries` times, last in vain because of `trouble` (words
    for the owner), and is not to be tried before `again`.
    """

    handled: datetime | None = None
    looked: date | None = None
    failures: int = 0
    told: bool = False
    tries: int = 0
    again: datetime | None = None
    trouble: str = ""


def to_json(value: Subscription | Alert | Progress) -> dict[str, Any]:
    """A JSON object."""
    out: dict[str, Any] = msgspec.to_builtins(value)
    return out


def subscription_from_json(data: dict[str, Any]) -> Subscription:
    """The inverse of `to_json`. Raises msgspec.ValidationError on another shape."""
    return msgspec.convert(data, Subscription)


def alert_from_json(data: dict[str, Any]) -> Alert:
    """The inverse of `to_json`. Raises msgspec.ValidationError on another shape."""
    return msgspec.convert(data, Alert)


def progress_from_json(data: dict[str, Any] | None) -> Progress:
    """The inverse of `to_json`; nothing has come of what has no record."""
    return msgspec.convert(data, Progress) if data else Progress()
