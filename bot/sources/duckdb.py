"""The embedded warehouse: the same GoogleSQL templates, carried over to DuckDB by sqlglot."""

from __future__ import annotations

import threading
import time
from functools import lru_cache
from typing import TYPE_CHECKING, Protocol

from bot.sources.templates import render
from bot.sources.warehouse import Query, Rows, Status, WarehouseError

if TYPE_CHECKING:
    import duckdb

TIMEOUT_SECONDS = 60.0


class Snapshots(Protocol):
    """What holds the tables: the embedded store, or anything that can open a connection to them."""

    def connect(self) -> duckdb.DuckDBPyConnection: ...

    def status(self) -> Status: ...


@lru_cache(maxsize=512)
def duckdb_sql(googlesql: str) -> str:
    """GoogleSQL as DuckDB reads it; ``@name`` becomes ``$name``."""
    import sqlglot

    return str(sqlglot.transpile(googlesql, read="bigquery", write="duckdb")[0])


class DuckDBWarehouse:
    """Runs queries on the store's newest snapshot; safe to use from several threads.

    `Rows.bytes_scanned` is 0: the embedded engine charges nothing and does not tell what it read.
    Raises WarehouseError with ``empty_store``, ``query_failed`` or ``timeout``.
    """

    def __init__(self, store: Snapshots, *, timeout: float = TIMEOUT_SECONDS) -> None:
        self._store = store
        self._timeout = timeout
        self._lock = threading.Lock()
        self._connection: duckdb.DuckDBPyConnection | None = None
        self._seen: Status | None = None

    def status(self) -> Status:
        """What the store holds now."""
        try:
            return self._store.status()
        except (OSError, ValueError, TypeError) as e:
            raise WarehouseError("query_failed", f"the store cannot be read: {e}") from e

    def run(self, query: Query) -> Rows:
        """The rows of a query. A file swept away meanwhile is met by one more try on a new snapshot."""
        import duckdb

        sql = duckdb_sql(render(query))
        start = time.perf_counter()
        try:
            try:
                rows = self._fetch(sql, query)
            except duckdb.IOException:
                with self._lock:
                    self._seen = None
                rows = self._fetch(sql, query)
        except duckdb.InterruptException as e:
            raise WarehouseError("timeout", f"no result after {self._timeout:.0f} seconds") from e
        except duckdb.Error as e:
            raise WarehouseError("query_failed", f"{query.template}: {e}") from e
        return Rows(rows, 0, time.perf_counter() - start)

    def _fetch(self, sql: str, query: Query) -> tuple[dict[str, object], ...]:
        cursor = self._cursor()
        timer = threading.Timer(self._timeout, cursor.interrupt)
        timer.daemon = True
        timer.start()
        try:
            cursor.execute(sql, dict(query.params))
            names = [c[0] for c in cursor.description or ()]
            return tuple(dict(zip(names, row, strict=True)) for row in cursor.fetchall())
        finally:
            timer.cancel()
            cursor.close()

    def _cursor(self) -> duckdb.DuckDBPyConnection:
        """A cursor of its own for each query; two threads may not share one."""
        status = self.status()
        if status.articles == 0:
            raise WarehouseError("empty_store", "the store holds no articles")
        with self._lock:
            if self._connection is None or status != self._seen:
                # Not closed here: another thread's query may still run on it; it goes with its last cursor.
                self._connection = self._store.connect()
                self._seen = status
            return self._connection.cursor()
