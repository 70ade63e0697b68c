"""The state in one SQLite file, for any number of threads and processes of one machine."""

from __future__ import annotations

import json
import sqlite3
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from bot.state.protocol import Change, Value


class SqliteState:
    """A `State` in `file`, which is made if it is not there."""

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

    def put(self, kind: str, key: str, value: Value, ttl: float) -> None:
        now = self._clock()
        with closing(self._connect()) as db, db:
            db.execute("DELETE FROM record WHERE expires <= ?", (now,))
            self._write(db, kind, key, value, now + ttl)

    def get(self, kind: str, key: str) -> Value | None:
        with closing(self._connect()) as db:
            return self._read(db, kind, key)

    def delete(self, kind: str, key: str) -> None:
        with closing(self._connect()) as db, db:
            db.execute("DELETE FROM record WHERE kind = ? AND key = ?", (kind, key))

    def list(self, kind: str) -> list[tuple[str, Value]]:
        with closing(self._connect()) as db:
            rows = db.execute(
                "SELECT key, value FROM record WHERE kind = ? AND expires > ? ORDER BY key",
                (kind, self._clock()),
            ).fetchall()
        return [(key, json.loads(value)) for key, value in rows]

    def clear(self, kept: str) -> None:
        with closing(self._connect()) as db, db:
            db.execute("DELETE FROM record WHERE kind != ?", (kept,))

    def change(self, kind: str, key: str, change: Change, ttl: float) -> Value | None:
        with closing(self._connect()) as db, db:
            # Takes the right to write before reading, so that nobody writes in between.
            db.execute("BEGIN IMMEDIATE")
            before = self._read(db, kind, key)
            after = change(before)
            if after is None:
                return before
            self._write(db, kind, key, after, self._clock() + ttl)
            return after

    def _read(self, db: sqlite3.Connection, kind: str, key: str) -> Value | None:
        row = db.execute(
            "SELECT value FROM record WHERE kind = ? AND key = ? AND expires > ?", (kind, key, self._clock())
        ).fetchone()
        if row is None:
            return None
        value: Value = json.loads(row[0])
        return value

    def _write(self, db: sqlite3.Connection, kind: str, key: str, value: Value, expires: float) -> None:
        text = json.dumps(value, ensure_ascii=False)
        db.execute("INSERT OR REPLACE INTO record VALUES (?, ?, ?, ?)", (kind, key, text, expires))

    def _connect(self) -> sqlite3.Connection:
        """A connection per use: none is shared between threads, and opening one takes microseconds."""
        return sqlite3.connect(self._file, timeout=10)
