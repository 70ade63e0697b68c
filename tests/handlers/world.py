"""A small news world with known truth, in memory."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from typing import Any

import duckdb

from bot.question import Action, Options, Question
from bot.sources.duckdb import DuckDBWarehouse
from bot.sources.sums import sums_of
from bot.sources.tables import COLUMNS
from bot.sources.warehouse import Status
from bot.vocabulary.titles import title_words

TODAY = date(2026, 11, 20)
START = date(2026, 7, 1)

Keys = Sequence[tuple[str, str]]


def title_topics(title: str) -> set[str]:
    """What the store is to find a title by: its words, and its pairs of adjacent words."""
    words = title_words(title)
    return {*words, *map(" ".join, pairwise(words))}


@dataclass
class World:
    """Articles put in by hand; the sums follow from them."""

    articles: list[tuple[Any, ...]] = field(default_factory=list)
    mentions: list[tuple[Any, ...]] = field(default_factory=list)
    sample: bool = False
    connection: duckdb.DuckDBPyConnection | None = None

    def add(
        self,
        day: date,
        keys: Keys = (),
        *,
        title: str = "",
        tone: float = -1.0,
        source: str = "news.example",
        country: str = "SE",
        language: str = "en",
        copies: int = 1,
        hour: int = 12,
    ) -> None:
        """One story, on as many pages as it has copies."""
        story = len(self.articles) + 1
        for _ in range(copies):
            i = len(self.articles) + 1
            seen = datetime(day.year, day.month, day.day, hour)
            url = f"https://{source}/{i}"
            self.articles.append(
                (i, day, seen, url, title, story, source, country, language, tone, 1.0, 1.0, 2.0, 300, i)
            )
            titles = [("title", t) for t in sorted(title_topics(title))]
            for kind, topic in dict.fromkeys((*keys, *titles)):
                self.mentions.append(
                    (day.replace(day=1), day, kind, topic, i, story, tone, country, language)
                )

    def connect(self) -> duckdb.DuckDBPyConnection:
        if self.connection is None:
            con = self.connection = duckdb.connect()
            for table, columns in COLUMNS.items():
                con.execute(f"CREATE TABLE {table} ({', '.join(f'{n} {t}' for n, t in columns.items())})")
            for table, rows in (("articles", self.articles), ("mentions", self.mentions)):
                typed = list(COLUMNS[table].items())
                lists = ", ".join(f"unnest(${n}::{t}[]) AS {n}" for n, t in typed)
                values = {n: [r[i] for r in rows] for i, (n, _) in enumerate(typed)}
                con.execute(f"INSERT INTO {table} SELECT {lists}", values)
            for table, base in (("topic_days", "mentions"), ("coverage_days", "articles")):
                sums = sums_of(table, f"SELECT * FROM {base}")
                con.execute(f"INSERT INTO {table} SELECT {', '.join(COLUMNS[table])} FROM ({sums})")
        return self.connection.cursor()

    def status(self) -> Status:
        days = [a[1] for a in self.articles]
        return Status(
            "duckdb",
            min(days, default=None),
            max(days, default=None),
            datetime(2026, 11, 20, 14, 30, tzinfo=UTC),
            len(self.articles),
            self.sample,
        )

    @property
    def warehouse(self) -> DuckDBWarehouse:
        return DuckDBWarehouse(self)


RIKSBANK = ("organization", "sveriges riksbank")
INFLATION = ("theme", "econ_inflation")
SWEDEN = ("place", "sweden")
SPIKE = date(2026, 11, 4)
GAP = date(2026, 10, 14)


def build(*, sample: bool = False) -> World:
    """A hundred articles a day since July; a spike, a gap, a rare topic, and today half over.

    Inflation has eight stories a day at tone −2 and from 1 November at −4; the Riksbank four of these.
    """
    w = World(sample=sample)
    for i in range((TODAY - START).days + 1):
        day = START + timedelta(i)
        if day == GAP:
            w.add(day, title="A quiet day at the source")
            continue
        today = day == TODAY
        tone = -4.0 if day >= date(2026, 11, 1) else -2.0
        many = 3 if today else 60 if day == SPIKE else 8
        for j in range(many):
            keys = [INFLATION, *([RIKSBANK] if j % 2 else []), *([SWEDEN] if j % 4 == 0 else [])]
            wobble = 0.5 * ((i * 7 + j * 3) % 5 - 2)
            w.add(
                day,
                keys,
                title=f"Prices in step {i} part {j}",
                tone=tone + wobble,
                country="SE" if j % 2 else "GB",
                source="a.example" if j % 2 else "b.example",
            )
        if day == SPIKE:
            w.add(day, [INFLATION], title="Surprise rate decision announced", tone=-4.0, copies=12)
        for j in range(20 if today else 92):
            w.add(day, title=f"Other matters {i} {j}", tone=-0.5 + 0.25 * (j % 4))
    for i in range(4):
        w.add(
            date(2026, 11, 10) + timedelta(i),
            [("name", "tungsten recycling")],
            title="Tungsten recycling plan",
        )
    return w


def ask(
    action: Action,
    *topics: Sequence[str],
    start: date | None = date(2026, 10, 22),
    end: date | None = date(2026, 11, 20),
    options: Options | None = None,
    baseline: tuple[date, date] | None = None,
) -> Question:
    return Question(
        action, tuple(map(tuple, topics)), start, end, baseline, options or Options(), today=TODAY
    )
