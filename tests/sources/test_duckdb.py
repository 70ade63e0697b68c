"""The embedded engine: threads, new snapshots, time-outs, and nothing to read."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest

from bot.sources.duckdb import DuckDBWarehouse
from bot.sources.warehouse import EVERY, Query, WarehouseError
from tests.handlers.world import World

DAY = date(2026, 11, 1)
COVERAGE = Query("coverage_days", {"start": DAY, "end": DAY, "source_country": EVERY, "language": EVERY}, {})


def small() -> World:
    world = World()
    world.add(DAY, [("theme", "econ_inflation")], title="Prices rose", tone=-2.0, copies=3)
    return world


def test_several_threads_may_ask_at_once() -> None:
    warehouse = DuckDBWarehouse(small())
    with ThreadPoolExecutor(8) as pool:
        rows = list(pool.map(lambda _: warehouse.run(COVERAGE).rows, range(40)))
    assert all(len(r) == 1 and r[0]["articles"] == 3 and r[0]["stories"] == 1 for r in rows)


def test_new_data_is_seen_by_the_next_query() -> None:
    world = small()
    warehouse = DuckDBWarehouse(world)
    assert warehouse.run(COVERAGE).rows[0]["articles"] == 3
    world.add(DAY, title="More")
    world.connection = None
    assert warehouse.run(COVERAGE).rows[0]["articles"] == 4


def test_nothing_to_read_is_an_empty_store() -> None:
    with pytest.raises(WarehouseError) as caught:
        DuckDBWarehouse(World()).run(COVERAGE)
    assert caught.value.reason == "empty_store"


def test_a_failing_query_names_its_template() -> None:
    query = Query("coverage_days", {"start": DAY}, {})
    with pytest.raises(WarehouseError) as caught:
        DuckDBWarehouse(small()).run(query)
    assert caught.value.reason == "query_failed"
    assert "coverage_days" in caught.value.detail
