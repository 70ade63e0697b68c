"""Which partitions are read for a day, and what a filling may delete."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
import sqlglot
from sqlglot import exp

from bot.sources.bigquery.filling import TABLES, Load, fill_day, make_tables, stage, stages, version
from bot.sources.templates import render

DAY, FIRST = date(2023, 7, 2), date(2023, 7, 1)
TODAY = date(2026, 11, 20)


def _deletes(day: date, *, settled: bool, before: Load | None) -> list[str]:
    """What a filling deletes from mentions, with the values in place of their names."""
    query = fill_day(day, settled=settled, before=before)
    trees = sqlglot.parse(render(query), read="bigquery")
    said = [t.args["where"].this.sql() for t in trees if _deleted(t) == "mentions"]
    return [s.replace("@day", str(day)).replace("@month", str(query.params["month"])) for s in said]


def _deleted(tree: exp.Expression | None) -> str:
    return str(tree.this.name) if isinstance(tree, exp.Delete) else ""


def test_a_days_rows_are_looked_for_from_the_day_before_to_three_days_after() -> None:
    assert stages(DAY, DAY, TODAY) == tuple(DAY + timedelta(n) for n in (-1, 0, 1, 2, 3))
    assert stages(TODAY, TODAY, TODAY) == (TODAY - timedelta(1), TODAY)


def test_over_a_year_each_partition_is_read_once() -> None:
    read = stages(date(2025, 1, 1), date(2025, 12, 31), TODAY)
    assert len(read) == len(set(read)) == 365 + 4


def test_a_stage_takes_rows_of_its_days_only() -> None:
    params = stage(DAY + timedelta(1), DAY, DAY).params
    assert (params["loaded"], params["first_stamp"], params["last_stamp"]) == (
        date(2023, 7, 3),
        20230702000000,
        20230702235959,
    )


@pytest.mark.parametrize("before", [None, Load(DAY, settled=False)])
def test_an_unsettled_day_is_a_partition_replaced_as_a_whole(before: Load | None) -> None:
    query = fill_day(DAY, settled=False, before=before)
    assert query.params["partition"] == DAY
    assert _deletes(DAY, settled=False, before=before) == ["month = 2023-07-02"]


def test_a_day_that_settles_moves_into_its_month() -> None:
    query = fill_day(DAY, settled=True, before=Load(DAY, settled=False))
    assert query.params["partition"] == FIRST
    assert _deletes(DAY, settled=True, before=Load(DAY, settled=False)) == ["month = 2023-07-02"]


def test_a_settled_day_filled_again_leaves_its_month() -> None:
    deleted = _deletes(DAY, settled=True, before=Load(DAY, settled=True))
    assert deleted == ["month = 2023-07-02", "month = 2023-07-01 AND day = 2023-07-02"]


@pytest.mark.parametrize("settled", [False, True])
@pytest.mark.parametrize("before", [None, Load(FIRST, settled=False), Load(FIRST, settled=True)])
def test_the_first_of_a_month_never_takes_its_month_with_it(settled: bool, before: Load | None) -> None:
    expected = ["month = 2023-07-01 AND day = 2023-07-01"] if before else []
    assert _deletes(FIRST, settled=settled, before=before) == expected


def test_only_a_settled_day_leaves_staging() -> None:
    for settled in (False, True):
        trees = sqlglot.parse(render(fill_day(DAY, settled=settled, before=None)), read="bigquery")
        assert ("staging" in map(_deleted, trees)) is settled


def test_a_filling_names_its_version_and_every_table_its_dataset() -> None:
    query = fill_day(DAY, settled=True, before=None)
    assert query.params["version"] == version()
    statements = [query, stage(DAY, DAY, DAY), *make_tables()]
    tables = {
        (table.db, table.name)
        for statement in statements
        for tree in sqlglot.parse(render(statement, "news."), read="bigquery")
        for table in tree.find_all(exp.Table)
    }
    source = {t for t in tables if t[1] == "gkg_partitioned"}
    steps = {("", n) for n in ("source_rows", "titled", "parted", "worded", "sites", "numbered")}
    assert tables - source - steps == {("news", name) for name in TABLES}
