"""What the sample world's people search for, from the same seed and the news that was made."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from bot.ingest.sample.events import Event
from bot.ingest.sample.world import TOPICS
from bot.sources.interest.sample import FILE
from bot.vocabulary.lookups import countries_by_iso

if TYPE_CHECKING:
    from pathlib import Path

COUNTRIES = {iso: countries_by_iso()[iso].title() for iso in "SE NO DE FR ES GB IE US CA AU".split()}
"""Where the sample world searches: ISO 3166-1 alpha-2 → name."""
WEEKEND = 0.8
DAY_NOISE, DAY_MEMORY, LEAD_NOISE = 0.22, 0.5, 0.12
TOGETHER = 0.85
"""Of what is new in a topic's searches, how much it shares with the topic it is planted as related to."""
LEAST_INTEREST = 0.15
"""Of the usual searches, what is left on a day before one without news."""
AROUND = (
    "{} explained",
    "{} today",
    "{} latest",
    "{} chart",
    "what is {}",
    "{} forecast",
    "{} meaning",
    "{} history",
)

Floats = NDArray[np.float64]


def write_interest(
    folder: Path, dates: Sequence[date], shares: Floats, events: Sequence[Event], seed: int
) -> None:
    """Writes ``interest.json``: a level for each topic and day, weights of countries, related queries.

    `shares` are those of the topics (columns) in the news of the days (rows), NaN where there was none.
    The topic of a ``lead`` event is searched for as the news will write about it `size` days later; a
    ``related`` pair shares what is new in its searches while the event lasts; a ``spike`` is one here too.
    """
    rng = np.random.default_rng([seed, dates[-1].toordinal(), len(dates), 7])
    fresh = rng.normal(0.0, DAY_NOISE, (len(dates), len(TOPICS)))
    for event in events:
        if event.kind == "related" and event.other:
            rows = _rows(event, dates)
            one, other = _column(event.topic), _column(event.other)
            apart = np.sqrt(1 - TOGETHER**2)
            fresh[rows, other] = TOGETHER * fresh[rows, one] + apart * fresh[rows, other]
    noise = np.zeros_like(fresh)
    for day in range(len(dates)):
        noise[day] = fresh[day] + (DAY_MEMORY * noise[day - 1] if day else 0.0)
    weekdays = np.array([WEEKEND if d.weekday() >= 5 else 1.0 for d in dates])
    base = np.array([t.share for t in TOPICS]) * rng.uniform(0.6, 1.6, len(TOPICS))
    levels = base * weekdays[:, None] * np.exp(noise)
    for event in events:
        rows, column = _rows(event, dates), _column(event.topic)
        if event.kind == "spike":
            levels[rows, column] *= 3.0
        if event.kind == "lead" and event.size:
            levels[:, column] = _ahead(shares[:, column], int(event.size), base[column], weekdays, rng)
    topics = {}
    for column, topic in enumerate(TOPICS):
        weights = rng.dirichlet(np.full(len(COUNTRIES), 2.0))
        around = rng.permutation(len(AROUND))
        risers = [e.other for e in events if e.kind == "related" and e.topic == topic.name and e.other]
        topics[topic.name] = {
            "days": [round(float(v) * 1000, 3) for v in levels[:, column]],
            "regions": {c: round(float(w), 4) for c, w in zip(COUNTRIES, weights, strict=True)},
            "top": [[AROUND[k].format(topic.name), 100 - 13 * n] for n, k in enumerate(around[:5])],
            "rising": [
                *([f"{topic.name} {riser}", None] for riser in risers),
                *([AROUND[k].format(topic.name), 240 - 70 * n] for n, k in enumerate(around[5:])),
            ],
        }
    made = {
        "today": dates[-1].isoformat(),
        "first": dates[0].isoformat(),
        "countries": COUNTRIES,
        "topics": topics,
    }
    (folder / FILE).write_text(json.dumps(made, ensure_ascii=False) + "\n", "utf-8")


def _ahead(shares: Floats, days: int, level: float, weekdays: Floats, rng: np.random.Generator) -> Floats:
    """The news of `days` later, where it is known; the days of an outage and the last ones are ordinary."""
    later = np.concatenate([shares[days:], np.full(days, np.nan)])
    usual = float(np.nanmean(shares))
    # Where nobody wrote of it, somebody still searches for it.
    relative = np.maximum(np.where(np.isfinite(later), later, usual) / usual, LEAST_INTEREST)
    ahead: Floats = level * weekdays * relative * np.exp(rng.normal(0.0, LEAD_NOISE, len(shares)))
    return ahead


def _rows(event: Event, dates: Sequence[date]) -> NDArray[np.bool_]:
    return np.array([event.start <= d <= event.end for d in dates])


def _column(name: str) -> int:
    return next((i for i, t in enumerate(TOPICS) if t.name == name), 0)
