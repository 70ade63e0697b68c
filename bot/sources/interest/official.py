"""Google Trends' public tables in BigQuery: the 25 top and the 25 rising terms of a country, daily."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

from bot.answer import RelatedQuery, Searches, SearchPoint, SearchSeries
from bot.clock import Clock, utc_now
from bot.sources.interest.source import TABLES_SOURCE, InterestError, Part, Search
from bot.sources.warehouse import Query, Value, Warehouse, WarehouseError

LOOK_BACK = timedelta(days=7)
MOST = 10
"""Of the 25 rising and the 25 top terms, how many are named."""


@dataclass(frozen=True, slots=True)
class OfficialInterest:
    """Tells of a single term, by week, where it is among the top or rising ones of a country; where it is
    not, which those are, as queries.

    Nothing else is in the tables: no comparison, no region list, no related query.
    """

    warehouse: Warehouse
    clock: Clock = utc_now

    def find(self, part: Part, search: Search) -> Searches:
        if part != "series":
            raise InterestError("not_offered", f"{TABLES_SOURCE} hold no regions and no related queries.")
        if len(search.terms) > 1:
            raise InterestError(
                "not_offered",
                f"{TABLES_SOURCE} put each term on a scale of its own, so terms cannot be compared there.",
            )
        (term,) = search.terms
        country = _country(search.geo)
        today, day = self.clock().date(), self._day()
        params: dict[str, Value] = {
            "day": day,
            "term": term.lower(),
            "start": search.start,
            "end": search.end,
            **country,
        }
        rows = self._run("trending_weeks", params, {"united_states": not country})
        points = tuple(
            SearchPoint(r["week"], int(r["score"]), partial=r["week"] + timedelta(6) >= today) for r in rows
        )
        if not points:
            return self._trending(country, day)
        mean = sum(p.value for p in points) / len(points)
        return Searches(
            TABLES_SOURCE, _midnight(day), search.geo or "US", "week", (SearchSeries(term, points, mean),)
        )

    def _trending(self, country: Mapping[str, Value], day: date) -> Searches:
        """The rising terms of a country, then its top ones, the highest rank first."""
        queries = []
        for rising in (True, False):
            rows = self._run(
                "trending_terms", {"day": day, **country}, {"united_states": not country, "rising": rising}
            )
            for r in rows[:MOST]:
                grown = r["percent_gain"]
                queries.append(RelatedQuery(str(r["term"]), rising, None if grown is None else int(grown)))
        geo = str(country.get("country", "US"))
        return Searches(TABLES_SOURCE, _midnight(day), geo, queries=tuple(queries))

    def _day(self) -> date:
        today = self.clock().date()
        rows = self._run("trending_day", {"first": today - LOOK_BACK, "last": today}, {})
        day: date | None = rows[0]["day"] if rows else None
        if day is None:
            raise InterestError("unavailable", "the tables have no day of the last week")
        return day

    def _run(
        self, template: str, params: Mapping[str, Value], shape: Mapping[str, Any]
    ) -> tuple[Mapping[str, Any], ...]:
        try:
            return self.warehouse.run(Query(template, params, shape)).rows
        except WarehouseError as e:
            raise InterestError("unavailable", f"{template}: {e}") from e


def _country(geo: str) -> dict[str, str]:
    """The parameter that names the country; none for the United States, which stand for everywhere."""
    return {} if geo in ("", "US") else {"country": geo}


def _midnight(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=UTC)
