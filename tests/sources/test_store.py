"""The store as its users see it: snapshots, commits that count as a whole, one writer, nothing twice."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from datetime import date, datetime
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pytest

from bot.sources import store as store_module
from bot.sources.mentions import Carried
from bot.sources.store import Store, StoreBusy, Writer
from bot.sources.tables import COLUMNS
from bot.sources.warehouse import WarehouseError

ROOT = Path(__file__).resolve().parents[2]
EVERYWHERE = "WHERE source_country = '*' AND language = '*'"


def add(
    writer: Writer, first_id: int, count: int, day: str = "2024-01-30", days: int = 1, tone: str = "id % 7"
) -> None:
    """Commits `count` articles of five stories with one theme each, spread over `days` days."""
    writer.con.execute(f"""
        CREATE OR REPLACE TEMP TABLE a AS
        SELECT id - {first_id} AS number, id, DATE '{day}' + (id % {days})::INT AS day,
               TIMESTAMP '{day} 12:00' AS seen_at, 'https://example.org/' || id AS url,
               'A title' AS title, id % 5 AS story,
               'example.org' AS source, 'SE' AS source_country, 'sv' AS language, ({tone})::DOUBLE AS tone,
               1.0 AS positive, 1.0 AS negative, 2.0 AS polarity, 100 AS words,
               id AS body
        FROM (SELECT range AS id FROM range({first_id}, {first_id + count}))""")
    topics = pa.array([f"topic_{id_ % 3}" for id_ in range(first_id, first_id + count)]).dictionary_encode()
    carried = [Carried("theme", topics, np.arange(count, dtype=np.int32))]
    until = datetime.fromisoformat(f"{day}T12:00")
    writer.commit("a", carried, sources={f"md5-{first_id}": "file"}, data_until=until, sample=False)


def rows(store: Store, sql: str) -> list[tuple[Any, ...]]:
    con = store.connect()
    try:
        return con.execute(sql).fetchall()
    finally:
        con.close()


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "store")


def test_an_empty_store_has_tables_of_the_right_types_and_makes_no_folder(store: Store) -> None:
    for table, columns in COLUMNS.items():
        described = rows(store, f"DESCRIBE {table}")
        assert {r[0]: r[1] for r in described} == dict(columns)
        assert rows(store, f"SELECT count(*) FROM {table}") == [(0,)]
    status = store.status()
    assert (status.articles, status.first_day, status.last_day, status.data_until) == (0, None, None, None)
    assert not store.folder.exists()


def test_filled_tables_keep_the_types_of_the_contract(store: Store) -> None:
    with store.write() as writer:
        add(writer, 0, 10)
    for table, columns in COLUMNS.items():
        assert {r[0]: r[1] for r in rows(store, f"DESCRIBE {table}")} == dict(columns)


def test_times_are_utc(store: Store) -> None:
    assert rows(store, "SELECT current_setting('TimeZone')") == [("UTC",)]


def test_status_tells_what_is_held(store: Store) -> None:
    with store.write() as writer:
        add(writer, 0, 10, "2024-01-30", days=3)
        add(writer, 10, 10, "2023-12-01")
    status = store.status()
    assert status.articles == 20
    assert (status.first_day, status.last_day) == (date(2023, 12, 1), date(2024, 2, 1))
    assert status.data_until == datetime(2024, 1, 30, 12)
    assert not status.sample


def test_sums_stay_right_when_a_day_comes_in_many_commits(store: Store) -> None:
    with store.write() as writer:
        for n in range(20):
            add(writer, n * 7, 7, days=4)
    assert rows(store, "SELECT count(*), count(DISTINCT id) FROM articles") == [(140, 140)]
    by_topic = """SELECT month, day, kind, topic, articles, stories, round(tone_sum, 6), round(tone_sumsq, 6)
        FROM {} ORDER BY ALL"""
    expected = """(SELECT month, day, kind, topic, sum(n) articles, count(*) stories, sum(t) tone_sum,
        sum(t * t) tone_sumsq FROM (SELECT month, day, kind, topic, story, count(*) n, avg(tone) t
        FROM mentions GROUP BY ALL) GROUP BY ALL)"""
    assert rows(store, by_topic.format("topic_days")) == rows(store, by_topic.format(expected))
    assert rows(store, f"SELECT sum(articles), sum(stories) FROM coverage_days {EVERYWHERE}") == [(140, 20)]


def test_a_story_without_tone_is_counted_but_not_summed(store: Store) -> None:
    with store.write() as writer:
        add(writer, 0, 10, tone="CASE WHEN id % 5 = 0 THEN NULL ELSE 2 END")
    assert rows(
        store, f"SELECT articles, stories, toned, unread, tone_sum FROM coverage_days {EVERYWHERE}"
    ) == [(10, 5, 4, 2, 8.0)]


def test_many_small_commits_leave_few_files(store: Store) -> None:
    with store.write() as writer:
        for n in range(40):
            add(writer, n * 3, 3)
    assert max(len(store.manifest().files(t)) for t in COLUMNS) <= 8
    assert rows(store, "SELECT count(*) FROM mentions") == [(120,)]


def test_a_snapshot_does_not_change_while_others_write(store: Store) -> None:
    with store.write() as writer:
        add(writer, 0, 10)
        before = store.connect()
        for n in range(1, 12):
            add(writer, n * 10, 10)
        assert before.execute("SELECT count(*) FROM articles").fetchall() == [(10,)]
        assert before.execute("SELECT sum(articles) FROM topic_days").fetchall() == [(10,)]
        before.close()
    assert rows(store, "SELECT count(*) FROM articles") == [(120,)]


def test_a_second_writer_is_told_in_a_plain_sentence(store: Store) -> None:
    with store.write(), pytest.raises(StoreBusy, match="Another ingest is writing"), store.write():
        pass


def test_files_that_no_state_needs_are_removed(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    with store.write() as writer:
        add(writer, 0, 10)
    orphan = store.folder / "segments" / "mentions-2024-01-killed.parquet"
    orphan.write_bytes(b"half a file")
    with store.write() as writer:
        assert not orphan.exists()
        add(writer, 10, 10)
    folder = store.folder / "segments"
    live = {n for t in COLUMNS for n in store.manifest().files(t)}
    assert {p.name for p in folder.iterdir()} > live  # a reader may still have the former state
    monkeypatch.setattr(store_module, "_GRACE_SECONDS", -1.0)
    with store.write():
        pass
    assert {p.name for p in folder.iterdir()} == live


def test_one_topic_of_a_year_reads_a_small_part(store: Store) -> None:
    """Row groups are small and sorted by kind and topic, so their bounds rule most of them out."""
    with store.write() as writer:
        writer.con.execute("""
            CREATE TEMP TABLE a AS SELECT id AS number, id, DATE '2024-01-01' + (id % 28)::INT AS day,
                TIMESTAMP '2024-01-01' AS seen_at, id::VARCHAR AS url, '' AS title, id AS story,
                's' AS source, '' AS source_country, '' AS language, 0.0 AS tone,
                0.0 AS positive, 0.0 AS negative, 0.0 AS polarity, 1 AS words, id AS body
            FROM (SELECT range AS id FROM range(150000))""")
        ids = np.repeat(np.arange(150_000, dtype=np.int32), 10)
        codes = pa.array((ids * 7 + np.tile(np.arange(10, dtype=np.int32), 150_000)) % 500)
        topics = pa.DictionaryArray.from_arrays(codes, pa.array([f"topic_{n}" for n in range(500)]))
        writer.commit("a", [Carried("theme", topics, ids)], sources={}, data_until=None, sample=False)
    files = [str(store.folder / "segments" / n) for n in store.manifest().files("mentions")]
    groups = rows(
        store,
        f"""SELECT stats_min_value <= 'topic_42' AND stats_max_value >= 'topic_42'
            FROM parquet_metadata({files}) WHERE path_in_schema = 'topic'""",
    )
    assert len(groups) >= 10
    assert sum(hit for (hit,) in groups) <= 2


COMMITS = """
import sys
from pathlib import Path
from bot.sources.store import Store
from tests.sources.test_store import add
with Store(Path(sys.argv[1])).write() as writer:
    first = writer.manifest.articles
    while True:
        print(first, flush=True)
        add(writer, first, 50, days=40)
        first += 50
"""


@pytest.mark.parametrize(
    "wait", [0.013, 0.09, *(pytest.param(s, marks=pytest.mark.soak) for s in (0.0, 0.031, 0.057, 0.14))]
)
def test_a_kill_at_any_moment_leaves_the_store_before_or_after(store: Store, wait: float) -> None:
    with store.write() as writer:
        add(writer, 0, 50, days=40)
    process = subprocess.Popen(
        [sys.executable, "-c", COMMITS, str(store.folder)], cwd=ROOT, stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    for _ in range(3):
        process.stdout.readline()
    time.sleep(wait)
    os.kill(process.pid, signal.SIGKILL)
    process.communicate()
    whole = store.status().articles
    assert whole >= 150
    assert whole % 50 == 0
    held = rows(store, "SELECT count(*), count(DISTINCT id), min(id), max(id) FROM articles")
    assert held == [(whole, whole, 0, whole - 1)]
    assert rows(store, "SELECT sum(articles) FROM topic_days") == [(whole,)]
    assert rows(store, f"SELECT sum(articles) FROM coverage_days {EVERYWHERE}") == [(whole,)]
    with store.write() as writer:  # the lock died with its holder
        add(writer, whole, 50, days=40)
    assert store.status().articles == whole + 50


def test_the_manifest_is_replaced_not_rewritten(store: Store) -> None:
    with store.write() as writer:
        add(writer, 0, 10)
        held = (store.folder / "manifest.json").open(encoding="utf-8")
        add(writer, 10, 10)
    with held:
        assert json.load(held)["articles"] == 10


def test_a_story_counts_once_in_all_coverage_and_once_under_each_filter(store: Store) -> None:
    with store.write() as writer:
        writer.con.execute("""
            CREATE OR REPLACE TEMP TABLE a AS
            SELECT id AS number, id, DATE '2024-01-30' AS day, TIMESTAMP '2024-01-30 12:00' AS seen_at,
                   'https://example.org/' || id AS url, 'A title' AS title, 7 AS story,
                   'example.org' AS source, c AS source_country, l AS language, t::DOUBLE AS tone,
                   1.0 AS positive, 1.0 AS negative, 2.0 AS polarity, 100 AS words, id AS body
            FROM (VALUES (1, 'SE', 'sv', 1), (2, 'SE', 'en', 3), (3, 'GB', 'en', NULL), (4, '', 'en', 2))
                 AS page(id, c, l, t)""")
        writer.commit("a", [], sources={"md5": "file"}, data_until=None, sample=False)
    found = rows(
        store,
        "SELECT source_country, language, articles, stories, toned, unread, tone_sum FROM coverage_days "
        "WHERE source_country = '*' OR language = '*' ORDER BY ALL",
    )
    assert found == [
        ("", "*", 1, 1, 1, 0, 2.0),
        ("*", "*", 4, 1, 1, 1, 2.0),
        ("*", "en", 3, 1, 1, 1, 2.5),
        ("*", "sv", 1, 1, 1, 0, 1.0),
        ("GB", "*", 1, 1, 0, 1, None),
        ("SE", "*", 2, 1, 1, 0, 2.0),
    ]


def test_a_store_of_an_earlier_version_is_not_read_and_not_added_to(store: Store) -> None:
    with store.write() as writer:
        add(writer, 0, 10)
    manifest = store.folder / "manifest.json"
    old = json.loads(manifest.read_text())
    manifest.write_text(json.dumps({**old, "version": 1}))
    with pytest.raises(WarehouseError, match="outdated"):
        store.status()
    with store.write() as writer:
        writer.clear()
    assert store.status().articles == 0
