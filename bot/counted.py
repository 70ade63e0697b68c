"""What was counted for a topic, as plain values: the reading, and every article with its parts of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class CountedArticle:
    """An article that counts. `parts` are the readings that it carries: ``person:…``, ``title:"…"``."""

    day: date
    id: int
    url: str
    title: str
    parts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CountedTopic:
    """A topic as it is read in these days: all parts that count, those left out with a minus."""

    topic: str
    start: date
    end: date
    readings: tuple[str, ...]
    notes: tuple[str, ...]
    articles: tuple[CountedArticle, ...]
