"""Numbers with their intervals, and what they are made of: who wrote what."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal


@dataclass(frozen=True, slots=True)
class Band:
    """A 95 % interval, both ends known."""

    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Estimate:
    """A number with its interval, or None where too little is known for one."""

    value: float
    band: Band | None = None


@dataclass(frozen=True, slots=True)
class Group:
    """An outlet, a country or a language, and what it wrote about a topic.

    `share` (0..1) is of all the topic's articles; `tone` is None under thirty stories, its interval
    comes from the scatter of about ten stretches of the timeframe.
    """

    name: str
    articles: int
    stories: int
    share: float
    tone: Estimate | None = None


@dataclass(frozen=True, slots=True)
class Origin:
    """Where articles of an event came from: a country or a language by its name, or an outlet's site.

    `share` (0..1) is of the event's articles, `share_before` of those on ordinary days. What is not known is
    left out.
    """

    kind: Literal["country", "language", "outlet"]
    name: str
    articles: int
    share: float
    share_before: float | None = None


@dataclass(frozen=True, slots=True)
class Mix:
    """A change of mean tone, from the days `before` to those of `now`, split exactly into two parts.

    `within`: the same outlets (by language) write differently; `mix`: others write. They add up to `total`.
    `text` says it, and names the cause only where the intervals allow it.
    """

    topic: str
    now: tuple[date, date]
    before: tuple[date, date]
    total: float
    within: Estimate
    mix: Estimate
    groups: int
    text: str = ""
