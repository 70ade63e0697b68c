"""The life of a day in BigQuery: filled, refreshed, with rows that come late, settled, filled again."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from bot.ingest.load import ingest_files
from bot.sources.bigquery.filling import Load, fill_day, stage, stages
from bot.sources.store import Store
from bot.sources.tables import COLUMNS
from bot.sources.warehouse import EVERY, Query, WarehouseError
from tests.bigquery.conftest import PROJECT, gdelt, open_dataset
from tests.bigquery.emulator import emulator
from tests.bigquery.rows import row, text_of

FIRST = date(2023, 7, 1)
DAYS = tuple(FIRST + timedelta(n) for n in range(3))


def _rows(day: date, batch: str = "101500", count: int = 4) -> list[dict[str, str]]:
    stamp = f"{day:%Y%m%d}{batch}"
    return [
        row(
            f"{n}",
            f"Prices of {n % 3} things | Example Post",
            GKGRECORDID=f"{stamp}-{n}",
            DATE=stamp,
            DocumentIdentifier=f"https://post{n}.se/{batch}",
            SourceCommonName=f"post{n}.se",
            V2Tone=f"{n}.5,{n}.5,0,{n}.5,1,1,100",
        )
        for n in range(1, count + 1)
    ]


class World:
    """An emulator with GDELT's table and ours, and the rows that it was given."""

    def __init__(self, url: str, folder: Path) -> None:
        self.url = url
        self.warehouse = open_dataset(url, "news")
        self.folder = folder
        self.loaded: dict[date, list[dict[str, str]]] = {}

    def load(self, rows: Sequence[dict[str, str]], partition: date) -> None:
        self.loaded.setdefault(partition, []).extend(rows)
        gdelt(self.url, self.loaded)

    def fill(self, *days: date, settled: bool) -> None:
        """Stages and fills days that follow each other as `loads` says it has to be done."""
        before = {entry.load.day: entry.load for entry in self.warehouse.loads()}
        for loaded in stages(days[0], days[-1], DAYS[-1]):
            self.warehouse.run(stage(loaded, days[0], days[-1]))
        for day in days:
            self.warehouse.run(fill_day(day, settled=settled, before=before.get(day)))

    def select(self, sql: str) -> list[tuple[object, ...]]:
        return [tuple(r.values()) for r in self.warehouse.connection.client().query_and_wait(sql)]

    def months(self) -> list[tuple[object, ...]]:
        """Which days stand in which partition of mentions."""
        return self.select(
            "SELECT DISTINCT month, day FROM news.mentions WHERE month > '2000-01-01' ORDER BY month, day"
        )

    def differences(self) -> list[str]:
        """The tables that do not hold what the embedded store makes of the rows given."""
        file = self.folder / f"{len(list(self.folder.iterdir()))}.gkg.csv"
        file.write_text("".join(map(text_of, self.loaded.values())), "utf-8")
        store = Store(file.with_suffix(".store"))
        ingest_files(store, [file])
        con = store.connect()
        different = []
        for table, names in COLUMNS.items():
            columns = ", ".join(name for name in names if name != "month")
            partition = "month" if "month" in names else "day"
            here = con.execute(f"SELECT {columns} FROM {table}").fetchall()
            there = self.select(f"SELECT {columns} FROM news.{table} WHERE {partition} > '2000-01-01'")
            if _sorted(here) != _sorted(there):
                different.append(table)
        return different


def _sorted(rows: Sequence[tuple[object, ...]]) -> list[tuple[object, ...]]:
    def plain(value: object) -> object:
        if isinstance(value, datetime):
            return value.replace(tzinfo=None)
        return round(value, 10) if isinstance(value, float) else value

    return sorted((tuple(map(plain, row)) for row in rows), key=repr)


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    with emulator(tmp_path_factory.mktemp("emulator"), PROJECT) as url:
        yield World(url, tmp_path_factory.mktemp("rows"))


def test_the_life_of_days(world: World) -> None:
    first, second, third = DAYS
    for day in DAYS:
        world.load(_rows(day), day)
    world.fill(*DAYS, settled=False)
    assert world.differences() == []
    assert world.months() == [(day, day) for day in DAYS]

    # Rows come late, one of them into the next day's partition; refreshing takes them in, each once.
    world.load(_rows(first, "234500", 2), second)
    world.load(_rows(third, "120000", 3), third)
    world.fill(*DAYS, settled=False)
    assert world.differences() == []

    # Two days settle, and leave staging; the first of the month shares its partition with its month.
    world.fill(first, second, settled=True)
    assert world.differences() == []
    assert world.months() == [(first, first), (first, second), (third, third)]
    assert world.select("SELECT DISTINCT day FROM news.staging WHERE day > '2000-01-01'") == [(third,)]

    # Settled days that are filled again take nothing of their month with them.
    world.fill(first, second, settled=True)
    assert world.differences() == []

    world.fill(third, settled=True)
    assert world.differences() == []
    assert world.months() == [(first, day) for day in DAYS]
    assert [entry.load for entry in world.warehouse.loads()] == [Load(day, settled=True) for day in DAYS]


def test_a_day_that_the_source_lacks_is_a_gap(world: World) -> None:
    missing = date(2023, 6, 15)
    world.fill(missing, settled=True)
    [entry] = [e for e in world.warehouse.loads() if e.load.day == missing]
    assert (entry.articles, entry.data_until) == (0, None)
    asked = Query(
        "coverage_days", {"start": missing, "end": missing, "source_country": EVERY, "language": EVERY}, {}
    )
    assert world.warehouse.run(asked).rows == ()


def test_a_filling_that_fails_leaves_the_day_as_it_was(world: World) -> None:
    before = world.select("SELECT COUNT(*) FROM news.articles WHERE day > '2000-01-01'")
    query = fill_day(DAYS[0], settled=True, before=None)
    world.warehouse.run(stage(DAYS[0], DAYS[0], DAYS[0]))
    # The partition is no date: the transaction has deleted the day's articles by then.
    with pytest.raises(WarehouseError, match="query_failed"):
        world.warehouse.run(Query(query.template, {**query.params, "partition": "July"}, query.shape))
    assert world.select("SELECT COUNT(*) FROM news.articles WHERE day > '2000-01-01'") == before
