"""GDELT's table as it is in BigQuery: partitioned by the time of loading, made at an emulator."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from google.auth.credentials import AnonymousCredentials
from google.cloud import bigquery

from tests.bigquery.analyser import GKG, GKG_COLUMNS


class Source:
    """The table `gdelt-bq.gdeltv2.gkg_partitioned` of the emulator at `url`, empty at first."""

    def __init__(self, url: str) -> None:
        project = GKG.split(".")[0]
        credentials = AnonymousCredentials()  # type: ignore[no-untyped-call]
        self._client = bigquery.Client(project, credentials=credentials, client_options={"api_endpoint": url})
        columns = ", ".join(f"{name} {kind}" for name, kind in GKG_COLUMNS.items())
        self._run("CREATE SCHEMA IF NOT EXISTS gdeltv2")
        self._run(f"CREATE OR REPLACE TABLE `{GKG}` ({columns}) PARTITION BY _PARTITIONDATE")
        self._run(f"CREATE OR REPLACE TABLE gdeltv2.loading ({columns})")

    def load(self, rows: Iterable[Mapping[str, str]], partition: date) -> None:
        """Puts rows, as the texts of a GKG file, into a partition. GCAM is left out: nothing may read it."""
        typed = [
            {
                name: int(value) if GKG_COLUMNS[name] == "INT64" else value
                for name, value in row.items()
                if name != "GCAM"
            }
            for row in rows
        ]
        self._run("DELETE FROM gdeltv2.loading WHERE TRUE")
        self._client.load_table_from_json(typed, f"{GKG.split('.')[0]}.gdeltv2.loading").result()
        columns = ", ".join(GKG_COLUMNS)
        self._run(
            f"INSERT INTO `{GKG}` (_PARTITIONTIME, {columns}) "
            f"SELECT TIMESTAMP '{partition}', {columns} FROM gdeltv2.loading"
        )

    def _run(self, sql: str) -> None:
        self._client.query_and_wait(sql)
