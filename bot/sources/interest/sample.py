"""The searches of the sample world, from the file that was made with its news."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from itertools import groupby
from pathlib import Path
from statistics import fmean
from typing import Any

from bot.answer import RelatedQuery, Searches, SearchPoint, SearchRegion, SearchSeries
from bot.sources.interest.source import SAMPLE_SOURCE, InterestError, Part, Search

FILE = "interest.json"
"""The file in the store's folder that tells what the sample world searches for."""
WEEKLY_FROM = 270
"""Days from which interest is told by week, as Google Trends does."""
MOST = 5


@dataclass(frozen=True, slots=True)
class SampleInterest:
    """Answers for the topics of the sample world as it was made; anything else has no searches."""

    folder: Path

    def find(self, part: Part, search: Search) -> Searches:
        try:
            made = _read(self.folder / FILE, (self.folder / FILE).stat().st_mtime_ns)
        except OSError as e:
            raise InterestError(
                "not_offered",
                "This sample world was made without searches; `python -m bot sample` makes a new one.",
            ) from e
        today = date.fromisoformat(made["today"])
        found = Searches(
            SAMPLE_SOURCE, datetime(today.year, today.month, today.day, tzinfo=UTC), geo=search.geo
        )
        if part == "series":
            return _series(found, made, search, today)
        if part == "regions":
            return _regions(found, made, search)
        return _queries(found, made, search)


@lru_cache(maxsize=2)
def _read(path: Path, _mtime: int) -> Mapping[str, Any]:
    read: Mapping[str, Any] = json.loads(path.read_text("utf-8"))
    return read


def _topic(made: Mapping[str, Any], term: str) -> Mapping[str, Any] | None:
    found: Mapping[str, Any] | None = made["topics"].get(term.lower())
    return found


def _series(found: Searches, made: Mapping[str, Any], search: Search, today: date) -> Searches:
    first = date.fromisoformat(made["first"])
    days = [first + timedelta(n) for n in range((today - first).days + 1)]
    days = [d for d in days if search.start <= d <= search.end]
    weekly = (search.end - search.start).days + 1 > WEEKLY_FROM
    levels: dict[str, list[tuple[date, float]]] = {}
    for term in search.terms:
        topic = _topic(made, term)
        weight = topic["regions"].get(search.geo, 0.0) if topic and search.geo else 1.0
        values = [(d, topic["days"][(d - first).days] * weight if topic else 0.0) for d in days]
        if weekly:
            weeks = groupby(values, lambda v: v[0] - timedelta((v[0].weekday() + 1) % 7))
            values = [(week, fmean(v for _, v in members)) for week, members in weeks]
        levels[term] = values
    peak = max((v for values in levels.values() for _, v in values), default=0.0) or 1.0
    return Searches(
        found.source,
        found.fetched,
        found.geo,
        "week" if weekly else "day",
        tuple(_scaled(term, values, peak, today, weekly) for term, values in levels.items()),
    )


def _scaled(
    term: str, values: list[tuple[date, float]], peak: float, today: date, weekly: bool
) -> SearchSeries:
    length = 7 if weekly else 1
    points = tuple(
        SearchPoint(d, round(100 * v / peak), partial=d + timedelta(length - 1) >= today) for d, v in values
    )
    whole = [p.value for p in points if not p.partial]
    return SearchSeries(term, points, sum(whole) / len(whole) if whole else 0.0)


def _regions(found: Searches, made: Mapping[str, Any], search: Search) -> Searches:
    """Countries only: the sample world is no finer."""
    if search.geo:
        return found
    names = made["countries"]
    out = []
    for term in search.terms:
        weights = topic["regions"] if (topic := _topic(made, term)) else {}
        top = sorted(weights.items(), key=lambda w: -w[1])[:MOST]
        peak = top[0][1] if top else 1.0
        out += [SearchRegion(term, names[code], round(100 * weight / peak)) for code, weight in top]
    return Searches(found.source, found.fetched, found.geo, regions=tuple(out))


def _queries(found: Searches, made: Mapping[str, Any], search: Search) -> Searches:
    topic = _topic(made, search.terms[0])
    queries = [RelatedQuery(q, False, v) for q, v in topic["top"]] if topic else []
    queries += [RelatedQuery(q, True, v) for q, v in topic["rising"]] if topic else []
    return Searches(found.source, found.fetched, found.geo, queries=tuple(queries))
