"""What is planted in a made-up world, and the truth of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from bot.ingest.sample.writing import headline_of

Planted = Literal["none", "some", "all"]
"""How much is planted: nothing, what a demonstration shows, or every kind there is."""

FEWEST_DAYS = 14
"""A shorter world has no events."""
FEWEST_DAYS_FOR_ALL = 60
"""A shorter world has only the events of a demonstration: the others would lie on top of them."""
SPIKE_DAYS = 2
LONG_SPIKE_DAYS = 7


@dataclass(frozen=True, slots=True)
class Event:
    """Something planted. `start` and `end` are inclusive; `size` a factor, tone points or days.

    Kinds: ``spike`` and ``level`` (`size` times the coverage), ``tone_shift`` (points), ``related`` (`topic`
    and `other` together `size` times as often as by chance), ``outage`` (no news), ``lead`` (searches are
    `size` days ahead of the news) and ``mix`` (outlets of the gloomy kind write `size` times as much of the
    topic's articles).

    `cause` names what the headlines of the event tell (a section of `headlines/*.tsv`), `organization` the
    invented company that it is about.
    """

    kind: str
    topic: str
    other: str | None
    start: date
    end: date
    size: float | None
    cause: str = ""
    organization: str = ""

    def truth(self) -> dict[str, object]:
        """The event as it stands in ``truth.json``."""
        return {
            "kind": self.kind,
            "topic": self.topic,
            "other": self.other,
            "from": self.start.isoformat(),
            "to": self.end.isoformat(),
            "size": self.size,
            "headline": headline_of(self.cause) if self.cause else "",
            "topics": [t for t in (self.topic, self.other, self.organization) if t and self.cause],
        }

    def on(self, day: date) -> bool:
        """Whether the event lasts on that day."""
        return self.start <= day <= self.end


def plan_events(days: int, today: date, planted: Planted = "some") -> tuple[Event, ...]:
    """What is planted in a world of `days` days up to `today`; nothing in one of under two weeks."""
    if planted == "none" or days < FEWEST_DAYS:
        return ()
    first = today - timedelta(days=days - 1)
    middle = first + timedelta(days=days // 2)

    def ago(n: int) -> date:
        return today - timedelta(days=n)

    spike = _midweek(ago(4))
    outage = ago(12) if days < 25 else ago(20)
    some = (
        Event(
            "spike",
            "cyber attack",
            None,
            spike,
            spike + timedelta(SPIKE_DAYS - 1),
            8.0,
            "cyber attack",
            "nordhavn bank",
        ),
        Event("tone_shift", "housing", None, ago(9), today, -4.0, "housing", "brightmoor homes"),
        Event("level", "sanctions", None, middle, today, 2.2, "sanctions", "ferrovane shipping"),
        Event("related", "unemployment", "strike", middle, today, 8.0, "unemployment", "halvorsund yard"),
        Event("outage", "all news", None, outage, outage, None),
        Event("lead", "taxes", None, first, today, 3.0, "taxes"),
    )
    if planted == "some" or days < FEWEST_DAYS_FOR_ALL:
        return some
    second, long = _midweek(ago(24)), ago(days // 3)
    end, week = second + timedelta(SPIKE_DAYS - 1), long + timedelta(LONG_SPIKE_DAYS - 1)
    return (
        *some,
        Event("spike", "cyber attack", None, second, end, 8.0, "hotels", "castelyn group"),
        Event("spike", "bankruptcy", None, long, week, 5.0, "bankruptcy", "aurelis air"),
        Event("level", "gas", None, ago(days * 2 // 5), today, 0.4, "gas", "oxenvale energy"),
        Event("mix", "stock market", None, ago(days // 4), today, 4.0, "stock market"),
    )


def _midweek(day: date) -> date:
    """The last Tuesday or Wednesday up to this day, so that two weekdays stand out."""
    while day.weekday() not in (1, 2):
        day -= timedelta(days=1)
    return day
