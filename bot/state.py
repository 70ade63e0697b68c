"""What the bot remembers between requests: claimed requests, answers to share, time zones."""

from __future__ import annotations

import json
import sqlite3
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any, Protocol


class State(Protocol):
    """Small records by kind and key that expire. `ttl` is in seconds."""

    def claim(self, key: str, ttl: float) -> bool:
        """True for exactly one caller, over all processes, until `ttl` has passed."""

    def put(self, kind: str, key: str, value: dict[str, Any], ttl: float) -> None: ...

    def get(self, kind: str, key: str) -> dict[str, Any] | None: ...

    def delete(self, kind: str, key: str) -> None: ...

    def list(self, kind: str) -> list[tuple[str, dict[str, Any]]]:
        """The keys and values of a kind, in order of their keys."""


CLAIM = "claim"
"""The kind under which claims are kept: `delete(CLAIM, key)` gives one back."""


class SqliteState:
    """State in one SQLite file, for any number of threads and processes of one machine."""

    def __init__(self, file: Path, clock: Callable[[], float] = time.time) -> None:
        self._file = file
        self._clock = clock
        file.parent.mkdir(parents=True, exist_ok=True)
        with closing(self._connect()) as db, db:
            db.execute("PRAGMA journal_mode=WAL")
            db.execute(
                "CREATE TABLE IF NOT EXISTS record (kind TEXT, key TEXT, value TEXT NOT NULL,"
                " expires REAL NOT NULL, PRIMARY KEY (kind, key)) WITHOUT ROWID"
            )
            db.execute("CREATE INDEX IF NOT EXISTS record_expires ON record (expires)")

    def claim(self, key: str, ttl: float) -> bool:
        now = self._clock()
        with closing(self._connect()) as db, db:
            # One statement, so the check and the taking cannot be parted by another process.
            taken = db.execute(
                "INSERT INTO record VALUES (?, ?, '{}', ?) ON CONFLICT DO UPDATE"
                " SET expires = excluded.expires WHERE record.expires <= ?",
                (CLAIM, key, now + ttl, now),
            )
            return taken.rowcount == 1

    def put(self, kind: str, key: str, value: dict[str, Any], ttl: float) -> None:
        now = self._clock()
        with closing(self._connect()) as db, db:
            db.execute("DELETE FROM record WHERE expires <= ?", (now,))
            db.execute(
                "INSERT OR REPLACE INTO record VALUES (?, ?, ?, ?)",
                (kind, key, json.dumps(value, ensure_ascii=False), now + ttl),
            )

    def get(self, kind: str, key: str) -> dict[str, Any] | None:
        with closing(self._connect()) as db:
            row = db.execute(
                "SELECT value FROM record WHERE kind = ? AND key = ? AND expires > ?",
                (kind, key, self._clock()),
            ).fetchone()
        if row is None:
            return None
        value: dict[str, Any] = json.loads(row[0])
        return value

    def delete(self, kind: str, key: str) -> None:
        with closing(self._connect()) as db, db:
            db.execute("DELETE FROM record WHERE kind = ? AND key = ?", (kind, key))

    def list(self, kind: str) -> list[tuple[str, dict[str, Any]]]:
        with closing(self._connect()) as db:
            rows = db.execute(
                "SELECT key, value FROM record WHERE kind = ? AND expires > ? ORDER BY key",
                (kind, self._clock()),
            ).fetchall()
        return [(key, json.loads(value)) for key, value in rows]

    def _connect(self) -> sqlite3.Connection:
        """A connection per use: none is shared between threads, and opening one takes microseconds."""
        return sqlite3.connect(self._file, timeout=10)
