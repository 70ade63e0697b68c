"""A BigQuery on loopback with GDELT's table in it, and the embedded store's tables copied there."""

from __future__ import annotations

import csv
import gzip
import io
import json
import zipfile
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from google.cloud import bigquery

from bot.sources.bigquery.backfill import set_up
from bot.sources.bigquery.warehouse import BigQueryWarehouse, Connection
from bot.sources.store import Store
from bot.sources.tables import COLUMNS
from bot.sources.warehouse import SHAPE
from tests.bigquery.analyser import GKG_COLUMNS
from tests.bigquery.emulator import emulator

GIB = 2**30
UNHURRIED = 600.0
"""Seconds: on a busy machine the emulator takes its time, and no test is about that."""
PROJECT = "tidings-test"


@pytest.fixture(scope="session", autouse=True)
def _unhurried() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("bot.sources.bigquery.warehouse.REQUEST_SECONDS", UNHURRIED)
        yield


@pytest.fixture(scope="session")
def bigquery_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with emulator(tmp_path_factory.mktemp("bigquery"), PROJECT) as url:
        yield url


def open_dataset(url: str, dataset: str) -> BigQueryWarehouse:
    """A dataset of the emulator, with its tables."""
    warehouse = BigQueryWarehouse(Connection(PROJECT, dataset, "US", url), cap=GIB, timeout=UNHURRIED)
    set_up(warehouse)
    return warehouse


def copy_store(store: Store, to: BigQueryWarehouse) -> None:
    """The tables of an embedded store as days that were filled and are settled."""
    client = to.connection.client()
    config = bigquery.LoadJobConfig(
        source_format=bigquery.SourceFormat.PARQUET, write_disposition="WRITE_APPEND"
    )
    manifest = store.manifest()
    for table in COLUMNS:
        for name in manifest.files(table):
            with (store.folder / "segments" / name).open("rb") as file:
                client.load_table_from_file(file, f"{to.connection.name}.{table}", job_config=config).result()
    con = store.connect()
    days = con.execute("SELECT day, count(*), max(seen_at) FROM articles GROUP BY day").fetchall()
    now = datetime(2026, 11, 20, 12, tzinfo=UTC)
    rows = [
        f"(DATE '{day}', TRUE, {count}, TIMESTAMP '{until}+00', '{SHAPE}-copied', TIMESTAMP '{now}')"
        for day, count, until in days
    ]
    client.query(f"INSERT INTO `{to.connection.name}`.loads VALUES {', '.join(rows)}").result()


def gdelt(url: str, loaded: dict[date, list[dict[str, str]]]) -> None:
    """GDELT's own table with these rows (as text, by the names of its columns) in its partitions."""
    client = Connection("gdelt-bq", "gdeltv2", "US", url).client()
    client.create_dataset("gdeltv2", exists_ok=True)
    columns = ", ".join(f"{name} {kind}" for name, kind in GKG_COLUMNS.items())
    client.query(
        f"CREATE OR REPLACE TABLE gdeltv2.gkg_partitioned ({columns}) PARTITION BY _PARTITIONDATE"
    ).result()
    schema = [bigquery.SchemaField(name, kind) for name, kind in {"loaded": "DATE", **GKG_COLUMNS}.items()]
    lines = [{"loaded": str(day), **row} for day, rows in loaded.items() for row in rows]
    config = bigquery.LoadJobConfig(schema=schema, write_disposition="WRITE_TRUNCATE")
    client.load_table_from_json(lines, "gdelt-bq.gdeltv2.arriving", job_config=config).result()
    names = ", ".join(GKG_COLUMNS)
    client.query(
        f"INSERT INTO gdeltv2.gkg_partitioned (_PARTITIONTIME, {names}) "
        f"SELECT TIMESTAMP(loaded), {names} FROM gdeltv2.arriving"
    ).result()


def gkg_rows(file: Path) -> list[dict[str, str]]:
    """The rows of a GKG file; GCAM, which nothing reads, is left out."""
    data = file.read_bytes()
    if file.suffix == ".zip":
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            data = packed.read(packed.namelist()[0])
    else:
        data = gzip.decompress(data)
    csv.field_size_limit(2**24)
    rows = []
    for line in data.decode("utf-8", "replace").split("\n"):
        fields = line.rstrip("\r").split("\t")
        if len(fields) == len(GKG_COLUMNS) and fields[1].isdigit():
            row = {name: text for name, text in zip(GKG_COLUMNS, fields, strict=True) if text}
            row.pop("GCAM", None)
            rows.append(json.loads(json.dumps(row)))
    return rows
