"""What the handlers read of the warehouse: a topic's days, all coverage, stories and articles."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from time import perf_counter
from typing import Any, TypeVar

from bot.answer import Article
from bot.question import Options
from bot.sources.warehouse import EVERY, Query, Rows, Value, Warehouse
from bot.vocabulary.readings import Key, Reading

_T = TypeVar("_T")

PEOPLE_OF = timedelta(29)
"""How far back people are looked for by their surnames."""


def side_by_side(calls: Sequence[Callable[[], _T]]) -> list[_T]:
    """The results of calls that wait for the warehouse, made at once; raises as the first that failed."""
    if len(calls) < 2:
        return [call() for call in calls]
    with ThreadPoolExecutor(len(calls), thread_name_prefix="query") as pool:
        return [running.result() for running in [pool.submit(call) for call in calls]]


@dataclass(frozen=True, slots=True)
class Sums:
    """A day's counts and sums of story tones.

    `toned` are the stories with a tone, `unread` the articles without one: pages that GDELT did not read.
    """

    articles: int = 0
    stories: int = 0
    toned: int = 0
    unread: int = 0
    tone_sum: float = 0.0
    tone_sumsq: float = 0.0

    @classmethod
    def of_row(cls, row: Mapping[str, Any]) -> Sums:
        """Those of a row that has them as columns."""
        return cls(
            int(row["articles"]),
            int(row["stories"]),
            int(row["toned"]),
            int(row["unread"]),
            float(row["tone_sum"] or 0.0),
            float(row["tone_sumsq"] or 0.0),
        )

    def __add__(self, more: Sums) -> Sums:
        return Sums(
            self.articles + more.articles,
            self.stories + more.stories,
            self.toned + more.toned,
            self.unread + more.unread,
            self.tone_sum + more.tone_sum,
            self.tone_sumsq + more.tone_sumsq,
        )


@dataclass(frozen=True, slots=True)
class Story:
    """The first article of a story on a day, and how many there are."""

    article_id: int
    day: date
    copies: int


@dataclass(frozen=True, slots=True)
class Term:
    """A part of a topic: an article has it with any of the readings, or, `excluded`, must have none."""

    excluded: bool
    readings: tuple[Reading, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """A topic as the data has it: an article belongs to it that all `terms` allow.

    `instead` are other meanings of an ambiguous term: the term as asked, and the terms that say which.
    """

    terms: tuple[Term, ...]
    notes: tuple[str, ...] = ()
    instead: tuple[tuple[str, tuple[str, ...]], ...] = ()

    @property
    def keys(self) -> tuple[Key, ...]:
        """All that is looked up, each once."""
        return tuple(dict.fromkeys(k for t in self.terms for r in t.readings for k in r.keys))

    @property
    def matched(self) -> tuple[str, ...]:
        """The readings by their labels, those left out with a minus."""
        return tuple(("-" if t.excluded else "") + r.label for t in self.terms for r in t.readings)


@dataclass(frozen=True, slots=True)
class Together:
    """A topic beside the one asked about: (sampled) stories with both, and stories with it at all."""

    kind: str
    topic: str
    both: int
    stories: int


@dataclass(slots=True)
class Reader:
    """Asks the warehouse within a question's source filters and adds up what that took.

    `seconds` are those in which any query ran, however many side by side. Safe for several threads.
    """

    warehouse: Warehouse
    options: Options
    bytes_scanned: int = 0
    seconds: float = 0.0
    _lock: threading.Lock = field(default_factory=threading.Lock, repr=False)
    _running: int = 0
    _since: float = 0.0
    _filters: dict[str, Value] = field(init=False)

    def __post_init__(self) -> None:
        o = self.options
        said = {"source_country": o.source_country, "language": o.source_language, "domain": o.domain}
        self._filters = {name: value for name, value in said.items() if value}
        if o.domain:
            self._filters["domain"] = o.domain.lower().removeprefix("www.")
            self._filters["subdomain"] = f".{self._filters['domain']}"

    def articles_of(
        self,
        keys: Sequence[Key],
        start: date,
        end: date,
        places: Sequence[str] = (),
        surnames: Sequence[str] = (),
    ) -> dict[Key, int]:
        """The articles of those keys that the data has, of the full names of these `places`, and of people.

        Whoever carries one of the `surnames` is looked for in the last thirty of the days: names are not
        filed by their end, so all people of those days are read.
        """
        distinct = list(dict.fromkeys(keys))
        if not distinct:
            return {}
        params: dict[str, Value] = {**_span(start, end), **_key_params(distinct)}
        if places:
            # A full name goes on with a comma and a space; the next sign after the space ends them all.
            params |= {f"place{i}": f"{p}, " for i, p in enumerate(places)}
            params |= {f"past_place{i}": f"{p},!" for i, p in enumerate(places)}
            params["place_kind"] = "place"
        if surnames:
            params |= {f"surname{i}": f" {name}" for i, name in enumerate(surnames)}
            params |= {"person_kind": "person", "people_since": max(start, end - PEOPLE_OF)}
        shape = {"key_count": len(distinct), "place_count": len(places), "surname_count": len(surnames)}
        rows = self._run("keys", params, shape)
        return {Key(r["kind"], r["topic"]): int(r["articles"]) for r in rows}

    def topic_days(self, found: Found, start: date, end: date) -> dict[date, Sums]:
        """The topic by day; days without a match are absent."""
        if self._is_counted(found):
            params = {**_span(start, end), **_key_params(found.keys)}
            return {r["day"]: Sums.of_row(r) for r in self._run("topic_days", params, {})}
        return _by_day(self._series(found, start, end))

    def stories(self, found: Found, start: date, end: date, most: int) -> tuple[Story, ...]:
        """The `most` copied stories of each day, the most copied first and the newest among equals."""
        return _stories(self._series(found, start, end, start, most))

    def topic_days_and_stories(
        self, found: Found, start: date, end: date, shown: date, most: int
    ) -> tuple[dict[date, Sums], tuple[Story, ...]]:
        """Both, the stories from day `shown` on; in one query where the days are not counted already."""
        if self._is_counted(found):
            with ThreadPoolExecutor(1, thread_name_prefix="query") as pool:
                days = pool.submit(self.topic_days, found, start, end)
                stories = self.stories(found, shown, end, most)
                return days.result(), stories
        rows = self._series(found, start, end, shown, most)
        return _by_day(rows), _stories(rows)

    def _is_counted(self, found: Found) -> bool:
        """Whether the days of the topic stand in a table."""
        return len(found.keys) == 1 and not self._filters

    def _series(
        self, found: Found, start: date, end: date, shown: date | None = None, most: int = 0
    ) -> tuple[Mapping[str, Any], ...]:
        more: dict[str, Value] = {} if shown is None else {"shown": shown, "most": most}
        return self.matches("series_days", found, start, end, more, {"top": shown is not None})

    def matches(
        self,
        template: str,
        found: Found,
        start: date,
        end: date,
        params: Mapping[str, Value] | None = None,
        shape: Mapping[str, Any] | None = None,
    ) -> tuple[Mapping[str, Any], ...]:
        """The rows of a template over the articles of a topic, as `_matches.sql` finds them."""
        return self._run(
            template,
            {**_span(start, end), **_key_params(found.keys), **self._filters, **(params or {})},
            {**self._matching(found), **(shape or {})},
        )

    def coverage(self, start: date, end: date, *, filtered: bool = True) -> dict[date, Sums]:
        """All coverage by day, under the source filters or (for finding gaps) without them."""
        params: dict[str, Value] = {"start": start, "end": end}
        if filtered and self.options.domain:
            rows = self._run("domain_days", {**params, **self._filters}, self._filter_shape())
        else:
            every: dict[str, Value] = {"source_country": EVERY, "language": EVERY}
            narrowed = self._filters if filtered else {}
            rows = self._run("coverage_days", {**params, **every, **narrowed}, {})
        return {r["day"]: Sums.of_row(r) for r in rows}

    def country_known(self, start: date, end: date) -> float | None:
        """The part of all articles whose outlet's country is known, 0..1; None without articles."""
        of_all: dict[str, Value] = {"start": start, "end": end, "language": EVERY}
        every, unknown = side_by_side(
            [
                lambda: self._run("coverage_days", {**of_all, "source_country": EVERY}, {}),
                lambda: self._run("coverage_days", {**of_all, "source_country": ""}, {}),
            ]
        )
        articles = sum(int(r["articles"]) for r in every)
        return 1 - sum(int(r["articles"]) for r in unknown) / articles if articles else None

    @property
    def filtered(self) -> bool:
        """Whether the person narrowed the sources."""
        return bool(self._filters)

    def articles(self, groups: Sequence[Sequence[Story]]) -> list[tuple[Article, ...]]:
        """Of each group an article of each story, the most copied first and the newest among equals."""
        wanted = {s.article_id: s for group in groups for s in group}
        if not wanted:
            return [() for _ in groups]
        days = sorted({s.day for s in wanted.values()})
        rows = self._run(
            "articles_by_id", {"start": days[0], "end": days[-1], "days": days, "ids": list(wanted)}, {}
        )
        read = {r["id"]: _article(r, wanted[r["id"]].copies) for r in rows}

        def of(group: Sequence[Story]) -> tuple[Article, ...]:
            found = sorted((read[s.article_id] for s in group if s.article_id in read), key=lambda a: a.url)
            return tuple(sorted(found, key=lambda a: (a.copies, a.seen_at), reverse=True))

        return [of(group) for group in groups]

    def together(
        self, found: Found, start: date, end: date, *, sample: int, least: int
    ) -> tuple[Together, ...]:
        """What stories of the topic carry too, in at least `least` stories of one in `sample`."""
        more: dict[str, Value] = {"sample": sample, "least": least, "titles": "title"}
        rows = self.matches("related_topics", found, start, end, more)
        return tuple(Together(r["kind"], r["topic"], int(r["together"]), int(r["stories"])) for r in rows)

    def pair_days(self, topics: Sequence[Found], start: date, end: date) -> dict[date, Mapping[str, int]]:
        """Stories by day of two or three topics (``n0`` …) and of each two together (``n01`` …)."""
        keys = tuple(dict.fromkeys(k for t in topics for k in t.keys))
        rows = self._run(
            "pair_days",
            {**_span(start, end), **_key_params(keys), **self._filters},
            {
                **self._filter_shape(),
                "key_count": len(keys),
                "topics": [_numbered(t.terms, keys) for t in topics],
            },
        )
        return {r["day"]: {n: int(v) for n, v in r.items() if n != "day"} for r in rows}

    def _matching(self, found: Found) -> dict[str, Any]:
        # One term of single-key readings needs no HAVING: whatever was read matches.
        plain = len(found.terms) == 1 and all(len(r.keys) == 1 for r in found.terms[0].readings)
        return {
            **self._filter_shape(),
            "key_count": len(found.keys),
            "terms": () if plain else _numbered(found.terms, found.keys),
        }

    def _filter_shape(self) -> dict[str, bool]:
        return {name: name in self._filters for name in ("source_country", "language", "domain")}

    def _run(
        self, template: str, params: Mapping[str, Value], shape: Mapping[str, Any]
    ) -> tuple[Mapping[str, Any], ...]:
        with self._lock:
            self._running += 1
            if self._running == 1:
                self._since = perf_counter()
        try:
            rows: Rows = self.warehouse.run(Query(template, params, shape))
        finally:
            with self._lock:
                self._running -= 1
                if not self._running:
                    self.seconds += perf_counter() - self._since
        with self._lock:
            self.bytes_scanned += rows.bytes_scanned
        return rows.rows


def _span(start: date, end: date) -> dict[str, Value]:
    return {
        "start": start,
        "end": end,
        "first_month": start.replace(day=1),
        # In BigQuery a day that may still change is a "month" of its own: sql_templates/tables_mentions.sql.
        "last_month": end,
    }


def _key_params(keys: Sequence[Key]) -> dict[str, Value]:
    kinds: dict[str, Value] = {f"kind{i}": k.kind for i, k in enumerate(keys)}
    return {**kinds, **{f"topic{i}": k.topic for i, k in enumerate(keys)}}


def _numbered(terms: Sequence[Term], keys: Sequence[Key]) -> list[dict[str, Any]]:
    """Terms as `_matches.sql` takes them, each reading as the numbers of its keys."""
    number = {k: i for i, k in enumerate(keys)}
    return [
        {"excluded": t.excluded, "readings": [[number[k] for k in r.keys] for r in t.readings]} for t in terms
    ]


def _by_day(rows: Sequence[Mapping[str, Any]]) -> dict[date, Sums]:
    """The sums of each day over all its rows."""
    out: dict[date, Sums] = {}
    for row in rows:
        out[row["day"]] = out.get(row["day"], Sums()) + Sums.of_row(row)
    return out


def _stories(rows: Sequence[Mapping[str, Any]]) -> tuple[Story, ...]:
    found = [
        Story(r["article_id"], r["day"], int(r["articles"])) for r in rows if r["article_id"] is not None
    ]
    return tuple(sorted(found, key=lambda s: (-s.copies, -s.day.toordinal(), s.article_id)))


def _article(row: Mapping[str, Any], copies: int) -> Article:
    seen: datetime = row["seen_at"]
    return Article(
        title=row["title"] or row["url"],
        url=row["url"],
        source=row["source"],
        seen_at=seen.replace(tzinfo=UTC) if seen.tzinfo is None else seen.astimezone(UTC),
        tone=row["tone"],
        language=row["language"] or None,
        source_country=row["source_country"] or None,
        copies=copies,
    )
