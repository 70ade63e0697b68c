"""A day's articles by chance: what they are about, how they sound, and who wrote them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from bot.ingest.sample.effects import Floats
from bot.ingest.sample.events import Event
from bot.ingest.sample.world import OUTLETS, TOPICS, affinities

AS_MAIN = 0.5
"""Of the articles that carry a topic, the part that is about it; the others mention it beside their own."""
BESIDE = 0.55
"""Chance of a topic beside another, as part of its share, where they go together as by chance."""
MOST_AS_MAIN = 0.93
"""The largest part of a day's articles that is about any of the topics; the rest is other news."""
MOST_BESIDE = 0.5
COPIES = 0.12
"""Chance of a story to be carried by further outlets."""
GLOOMY = -0.8
"""Outlets whose manner is this much below the mean of all are those that a planted mix grows."""
MEAN_TONE, TONE_SD = -0.7, 4.0
CAUSES = {"tone_shift": 0.6, "related": 0.7, "lead": 0.05, "mix": 0.0}
"""The part of an event's articles that its cause is told in."""
OF_THE_MORE = 0.7
"""The same of the articles that a spike or a level brings beyond the usual ones."""


@dataclass(frozen=True, slots=True)
class News:
    """A day's articles, a row each.

    `main` is the number of the topic that an article is about (−1: none of them), `carried` which ones it
    mentions (a column each), `told` the number of the event it tells (−1: none), `draws` chance to use up.
    """

    main: NDArray[np.int64]
    carried: NDArray[np.bool_]
    told: NDArray[np.int64]
    tone: Floats
    polarity: Floats
    outlets: NDArray[np.int64]
    words: NDArray[np.int64]
    copies: NDArray[np.bool_]
    slots: Floats
    draws: NDArray[np.int64]


def draw_news(
    day: date,
    count: int,
    chances: Floats,
    shifts: Floats,
    events: Sequence[Event],
    rng: np.random.Generator,
) -> News:
    """The articles of a day on which topics have these chances to be carried, and these tones."""
    lasting = [(n, e) for n, e in enumerate(events) if e.size and e.on(day)]
    shifts = shifts.copy()
    mains, beside = AS_MAIN * chances, BESIDE * chances
    together = affinities()
    for _, event in lasting:
        topic, size = topic_number(event.topic), event.size or 1.0
        if event.kind in ("spike", "level"):
            # What comes on top is about the topic; what goes, goes everywhere.
            mains[topic] += chances[topic] * (size - 1) if size > 1 else mains[topic] * (size - 1)
            beside[topic] *= min(size, 1.0)
        elif event.kind == "tone_shift":
            shifts[topic] += size
        elif event.kind == "related" and event.other:
            together = _closer(together, topic, topic_number(event.other), size)
    main = _mains(mains, count, rng)
    carried = _carried(main, beside, together, rng)
    told = np.full(count, -1)
    for number, event in lasting:
        told[_tells(event, main, carried, rng)] = number
        if event.kind == "spike" and event.organization in _NUMBERS:
            carried[told == number, topic_number(event.organization)] = True
    outlets = _outlets(carried, [e for _, e in lasting if e.kind == "mix"], rng)
    manner = np.array([o.tone for o in OUTLETS])[outlets]
    tone = rng.normal(MEAN_TONE, TONE_SD, count) + carried @ shifts + manner
    return News(
        main,
        carried,
        told,
        tone,
        np.abs(tone) + rng.gamma(4.0, 1.0, count),
        outlets,
        rng.integers(120, 1200, count),
        rng.random(count) < COPIES,
        rng.random(count),
        rng.integers(0, 1 << 30, (count, 8)),
    )


_NUMBERS = {topic.name: number for number, topic in enumerate(TOPICS)}


def topic_number(name: str) -> int:
    """The place of a topic among TOPICS."""
    return _NUMBERS[name]


def _closer(together: Floats, one: int, other: int, times: float) -> Floats:
    together = together.copy()
    together[one, other] *= times
    together[other, one] *= times
    return together


def _mains(chances: Floats, count: int, rng: np.random.Generator) -> NDArray[np.int64]:
    """What each article is about; −1 is none of the topics."""
    chances = chances * min(1.0, MOST_AS_MAIN / chances.sum())
    drawn = np.searchsorted(np.cumsum(chances), rng.random(count), side="right")
    return np.where(drawn == len(chances), -1, drawn)


def _carried(
    main: NDArray[np.int64], beside: Floats, together: Floats, rng: np.random.Generator
) -> NDArray[np.bool_]:
    """The main topic of each article and those it mentions; news about none of the topics mentions none."""
    about = main >= 0
    carried = np.zeros((len(main), len(beside)), dtype=bool)
    chance = np.minimum(beside * together, MOST_BESIDE)
    carried[about] = rng.random((int(about.sum()), len(beside))) < chance[main[about]]
    carried[np.flatnonzero(about), main[about]] = True
    return carried


def _tells(
    event: Event, main: NDArray[np.int64], carried: NDArray[np.bool_], rng: np.random.Generator
) -> NDArray[np.bool_]:
    """Which articles tell the cause of an event."""
    about = main == topic_number(event.topic)
    part = CAUSES.get(event.kind)
    if event.kind == "related" and event.other:
        other = topic_number(event.other)
        about = (about | (main == other)) & carried[:, topic_number(event.topic)] & carried[:, other]
    if part is None:
        more = (event.size or 1.0) - 1
        part = OF_THE_MORE * more / (more + AS_MAIN) if more > 0 else 0.05
    return np.asarray(about & (rng.random(len(main)) < part))


def _outlets(
    carried: NDArray[np.bool_], mixes: Sequence[Event], rng: np.random.Generator
) -> NDArray[np.int64]:
    outlets = rng.choice(len(OUTLETS), len(carried), p=_weights())
    for event in mixes:
        told = carried[:, topic_number(event.topic)]
        outlets[told] = rng.choice(len(OUTLETS), int(told.sum()), p=_weights(event.size or 1.0))
    return outlets


def _weights(gloomy: float = 1.0) -> Floats:
    """The chance of each outlet to have written an article, the gloomy ones `gloomy` times as often."""
    weights = np.array([o.weight * (gloomy if o.tone <= GLOOMY else 1.0) for o in OUTLETS])
    return np.asarray(weights / weights.sum())
