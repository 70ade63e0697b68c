"""The embedded store: immutable Parquet segments by month, and one manifest that says which of them count.

A reader takes the manifest once and sees exactly that snapshot. A writer adds segments and then
replaces the manifest in one step, so that a kill at any moment leaves the store as before or after.
"""

from __future__ import annotations

import fcntl
import json
import os
import time
import uuid
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from bot.sources.sums import sums_of
from bot.sources.tables import COLUMNS, ORDER, ROW_GROUP
from bot.sources.warehouse import SHAPE, Status, WarehouseError

if TYPE_CHECKING:
    import duckdb

    from bot.sources.mentions import Carried

_MANY_SEGMENTS = 8
_FULL_BYTES = 32 << 20
"""A segment this large stays as it is: to write it again would cost more than its footer does to read."""
_GRACE_SECONDS = 120.0


class StoreBusy(Exception):
    """Another process is writing to this store; the message says so in a plain sentence."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """One state of the store. `segments`: table → month ``YYYY-MM`` → file names.

    `sources` are the files taken in, content md5 → name. `retired` are files of former states with
    the time (Unix seconds) since when nobody new reads them; they go after a grace period.
    """

    segments: Mapping[str, Mapping[str, list[str]]] = field(default_factory=dict)
    sources: Mapping[str, str] = field(default_factory=dict)
    retired: Mapping[str, float] = field(default_factory=dict)
    articles: int = 0
    first_day: str | None = None
    last_day: str | None = None
    data_until: str | None = None
    sample: bool = False
    version: int = 1

    @property
    def outdated(self) -> bool:
        """Whether there is news in it that was filled in an earlier shape, and has to be filled again."""
        return self.version < SHAPE and bool(self.articles)

    def files(self, table: str, month: str | None = None) -> list[str]:
        """The live files of a table (of one month), oldest month first."""
        months = self.segments.get(table, {})
        return [name for m in sorted(months) if month in (None, m) for name in months[m]]


class Store:
    """The store in a folder; made by its first write."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @property
    def _segments(self) -> Path:
        return self.folder / "segments"

    def manifest(self) -> Manifest:
        """The state that counts now."""
        try:
            text = (self.folder / "manifest.json").read_text("utf-8")
        except FileNotFoundError:
            return Manifest()
        return Manifest(**json.loads(text))

    def status(self) -> Status:
        """What the store holds, from the manifest alone. Raises WarehouseError with ``outdated``."""
        m = self.manifest()
        if m.outdated:
            raise WarehouseError("outdated", f"the store in {self.folder} was filled by an earlier version")
        return Status(
            engine="duckdb",
            first_day=date.fromisoformat(m.first_day) if m.first_day else None,
            last_day=date.fromisoformat(m.last_day) if m.last_day else None,
            data_until=datetime.fromisoformat(m.data_until) if m.data_until else None,
            articles=m.articles,
            sample=m.sample,
        )

    def connect(self) -> duckdb.DuckDBPyConnection:
        """A connection of its own whose views are the tables of this moment's snapshot, in UTC.

        Use it for one answer and close it: files of a former state are kept for two minutes only.
        """
        con = _open()
        m = self.manifest()
        for table in COLUMNS:
            con.execute(f"CREATE VIEW {table} AS {self._select(table, m.files(table))}")
        return con

    def _select(self, table: str, names: list[str], where: str = "") -> str:
        """SQL for the rows of these segment files; none of them gives no rows of the right types."""
        if not names:
            return f"SELECT {_typed_nulls(table)} WHERE false"
        files = ", ".join(_quote(str(self._segments / n)) for n in names)
        return f"SELECT * FROM read_parquet([{files}]) {where}"

    @contextmanager
    def write(self) -> Iterator[Writer]:
        """The one writer. Raises StoreBusy while another process or thread has it."""
        self._segments.mkdir(parents=True, exist_ok=True)
        with (self.folder / "write.lock").open("w") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                raise StoreBusy(
                    f"Another ingest is writing to {self.folder}; wait until it is done, then try again."
                ) from None
            con = _open()
            try:
                spill = self.folder / "spill"
                con.execute(f"SET temp_directory = {_quote(str(spill))}")
                # Two threads, whatever the machine has: each wants memory of its own.
                con.execute("SET memory_limit = '160MB'; SET threads = 2")
                con.execute("SET preserve_insertion_order = false")
                yield Writer(self, con)
            finally:
                con.close()


class Writer:
    """Adds articles and their mentions, a commit at a time. `con` is for the caller's temporary tables."""

    def __init__(self, store: Store, con: duckdb.DuckDBPyConnection) -> None:
        self.store = store
        self.con = con
        self.manifest = store.manifest()
        self._sweep()

    def known(self, days: Sequence[date]) -> str:
        """SQL for the articles that these days already hold."""
        names = [n for month in {f"{d:%Y-%m}" for d in days} for n in self.manifest.files("articles", month)]
        return self.store._select("articles", names, f"WHERE day IN ({_days(days)})")

    def commit(
        self,
        articles: str,
        carried: Sequence[Carried],
        *,
        sources: Mapping[str, str],
        data_until: datetime | None,
        sample: bool,
    ) -> None:
        """Makes new articles and the topics they carry part of the store.

        `articles` is a relation of `con` with the columns of `articles` and a `number` of each row,
        by which `carried` speaks of it. All of it counts, or (if the process dies before the end) none of it.
        """
        old = self.manifest
        segments = {t: {m: list(f) for m, f in old.segments.get(t, {}).items()} for t in COLUMNS}
        days = self.con.execute(f"SELECT DISTINCT day FROM {articles} ORDER BY day").fetchall()
        months: dict[str, list[date]] = {}
        for (day,) in days:
            months.setdefault(f"{day:%Y-%m}", []).append(day)
        for month, touched in months.items():
            span = f"WHERE day BETWEEN DATE '{touched[0]}' AND DATE '{touched[-1]}'"
            new = {
                "articles": self._put("articles", month, f"SELECT * FROM {articles} {span}"),
                "mentions": self._put_mentions(month, f"{articles} {span}", carried),
            }
            for table, name in new.items():
                if name:
                    files = segments[table].setdefault(month, [])
                    segments[table][month] = self._merge(table, month, [*files, name])
            self._derive(month, touched, segments)
        [(added,)] = self.con.execute(f"SELECT count(*) FROM {articles}").fetchall()
        bounds = [d for d in (old.first_day, old.last_day) if d] + [d.isoformat() for (d,) in days]
        until = [t for t in (old.data_until, data_until.isoformat() if data_until else None) if t]
        live = {n for t in segments.values() for files in t.values() for n in files}
        now = time.time()
        gone = {n: now for t in COLUMNS for n in old.files(t) if n not in live}
        state = replace(
            old,
            segments=segments,
            sources={**old.sources, **sources},
            retired={**old.retired, **gone},
            articles=old.articles + added,
            first_day=min(bounds, default=None),
            last_day=max(bounds, default=None),
            data_until=max(until, default=None),
            sample=old.sample or (sample and bool(days)),
            version=SHAPE,
        )
        self._swap(state)
        self._sweep()

    def clear(self) -> None:
        """Empties the store in one step; readers at work keep their snapshot for the grace period."""
        now = time.time()
        gone = {n: now for t in COLUMNS for n in self.manifest.files(t)}
        self._swap(Manifest(retired={**self.manifest.retired, **gone}))

    def _derive(self, month: str, touched: list[date], segments: dict[str, dict[str, list[str]]]) -> None:
        """Rebuilds the sums of the touched days from all their rows: distinct stories do not add up."""
        days = _days(touched)
        for table, base in (("topic_days", "mentions"), ("coverage_days", "articles")):
            rows = self.store._select(base, segments[base].get(month, []), f"WHERE day IN ({days})")
            sums = sums_of(table, rows)
            files = []
            for name in segments[table].get(month, []):
                # Most files hold other days only, as their footers tell, and stay.
                held = self.store._select(table, [name], f"WHERE day IN ({days}) LIMIT 1")
                if self.con.execute(held).fetchall():
                    name = self._put(
                        table, month, self.store._select(table, [name], f"WHERE day NOT IN ({days})")
                    )
                files.append(name)
            files.append(self._put(table, month, sums))
            segments[table][month] = self._merge(table, month, files)

    def _merge(self, table: str, month: str, files: list[str]) -> list[str]:
        """Puts the small segments of a month together once there are many."""
        together = [n for n in files if (self.store._segments / n).stat().st_size < _FULL_BYTES]
        if len(together) <= _MANY_SEGMENTS:
            return files
        merged = self._put(table, month, self.store._select(table, together))
        return [n for n in files if n not in together] + [merged]

    def _put(self, table: str, month: str, select: str) -> str:
        name = _name(table, month)
        path = self.store._segments / name
        columns = ", ".join(f"{column}::{kind} AS {column}" for column, kind in COLUMNS[table].items())
        self.con.execute(
            f"COPY (SELECT {columns} FROM ({select}) ORDER BY {ORDER[table]}) "
            f"TO {_quote(str(path))} "
            f"(FORMAT parquet, COMPRESSION lz4_raw, ROW_GROUP_SIZE {ROW_GROUP[table]})"
        )
        _sync(path)
        return name

    def _put_mentions(self, month: str, articles: str, carried: Sequence[Carried]) -> str | None:
        """Writes the mentions of these articles; None where they carry nothing."""
        from pyarrow import parquet

        from bot.sources.mentions import mentions

        facts = self.con.sql(f"""
            SELECT number, date_trunc('month', day)::DATE AS month, day, id, story, tone,
                   source_country, language
            FROM {articles} ORDER BY day, number""").to_arrow_table()
        name = _name("mentions", month)
        path = self.store._segments / name
        writer: parquet.ParquetWriter | None = None
        rows = ROW_GROUP["mentions"]
        for table in mentions(facts, carried, rows):
            writer = writer or parquet.ParquetWriter(
                path,
                table.schema,
                compression="lz4",
                use_dictionary=["month", "day", "kind", "topic", "tone", "source_country", "language"],
                # Those by which rows are looked for.
                write_statistics=["month", "day", "kind", "topic"],
                store_schema=False,
            )
            writer.write_table(table, rows)
        if writer is None:
            return None
        writer.close()
        _sync(path)
        return name

    def _swap(self, manifest: Manifest) -> None:
        """The one step that makes a commit count."""
        fields = {f: getattr(manifest, f) for f in Manifest.__dataclass_fields__}
        temporary = self.store.folder / "manifest.json.new"
        with temporary.open("w", encoding="utf-8") as f:
            json.dump(fields, f, separators=(",", ":"))
            f.flush()
            os.fsync(f.fileno())
        os.replace(temporary, self.store.folder / "manifest.json")
        folder = os.open(self.store.folder, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)
        self.manifest = manifest

    def _sweep(self) -> None:
        """Removes segment files that no state needs: of killed writers, or retired beyond the grace."""
        late = time.time() - _GRACE_SECONDS
        kept = {n: t for n, t in self.manifest.retired.items() if t > late}
        needed = set(kept).union(*(self.manifest.files(t) for t in COLUMNS))
        for path in self.store._segments.iterdir():
            if path.name not in needed:
                path.unlink(missing_ok=True)
        # The shorter list is written with the next commit; until then a missing file is no harm.
        self.manifest = replace(self.manifest, retired=kept)


def _open() -> duckdb.DuckDBPyConnection:
    import duckdb

    con = duckdb.connect()
    con.execute("SET TimeZone = 'UTC'")
    return con


def _name(table: str, month: str) -> str:
    return f"{table}-{month}-{uuid.uuid4().hex[:12]}.parquet"


def _sync(path: Path) -> None:
    with path.open("rb") as f:
        os.fsync(f.fileno())


def _days(days: Sequence[date]) -> str:
    """A list of days in SQL, which is not empty."""
    return ", ".join(f"DATE '{d}'" for d in days) or "NULL"


def _quote(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def _typed_nulls(table: str) -> str:
    return ", ".join(f"NULL::{kind} AS {name}" for name, kind in COLUMNS[table].items())
