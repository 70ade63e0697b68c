"""GKG files into the store, in batches that bound the memory and commit as a whole."""

from __future__ import annotations

import hashlib
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import IO, TYPE_CHECKING

from bot.sources.store import Store, StoreBusy, Writer
from bot.sources.warehouse import READ_WORDS
from bot.vocabulary.lookups import languages, source_country
from bot.vocabulary.titles import read_title

if TYPE_CHECKING:
    import pyarrow as pa

    from bot.ingest.gkg import Cut
    from bot.sources.mentions import Carried

_PASS_BYTES = 12 << 20
"""Bytes of the columns kept that are judged at once."""
_HELD_BYTES = 32 << 20
"""Unpacked size up to which a file is read only once."""
_OPENING_LINES = 10_000
"""Lines at the beginning of a file of which one has to be a row; GDELT's files have a few thousand in all."""
_MOST_FAULTS = 100_000
"""Lines that are no rows, after which a file is taken for damaged unless a tenth of its lines are rows."""
_COMMIT_MENTIONS = 3_000_000
"""Topics found after which a batch is committed: what is held until then grows with them."""
OUTDATED = (
    "the store was filled by an earlier version, which kept its days in another shape; move its folder away "
    "and ingest all files again"
)


@dataclass(frozen=True, slots=True)
class IngestReport:
    """What an ingest did. `files` were read, `skipped_files` were in the store already.

    `rows` are the lines of the files read, `articles` the new ones stored, and `rejected`
    counts the other rows by reason: wrong_column_count, blank_line, bad_date, not_web (a citation
    without a page, such as BBC Monitoring's), no_url, duplicate_url (seen before on that UTC day).
    """

    files: int
    skipped_files: int
    failed_files: tuple[tuple[str, str], ...]
    rows: int
    articles: int
    rejected: Mapping[str, int]
    seconds: float


def ingest_files(
    store: Store,
    paths: Sequence[Path],
    *,
    rejects: Path | None = None,
    progress: Callable[[int, int], None] | None = None,
    sample: bool = False,
) -> IngestReport:
    """Puts GKG 2.1 files (plain, gzip, zip) into the store; a bad row or file never stops the others.

    `rejects` is written as TSV: reason, file, line number, raw line. `progress` hears (files done, files).
    `sample` marks the store as holding made-up news. Taking the same file in twice changes nothing.
    """
    started = time.monotonic()
    # Once glibc has seen a block as large as this one freed, it keeps smaller ones for their next use instead
    # of handing them back to the system page by page, which takes a tenth of the time.
    bytearray(31 << 20)
    try:
        with store.write() as writer:
            if writer.manifest.outdated:
                failed = tuple((str(p), OUTDATED) for p in paths)
                return IngestReport(0, 0, failed, 0, 0, {}, time.monotonic() - started)
            load = _Load(writer, sample)
            if rejects is None:
                load.run(paths, None, progress)
            else:
                with rejects.open("wb") as out:
                    load.run(paths, out, progress)
    except StoreBusy as busy:
        failed = tuple((str(p), str(busy)) for p in paths)
        return IngestReport(0, 0, failed, 0, 0, {}, time.monotonic() - started)
    return IngestReport(
        files=load.files,
        skipped_files=load.skipped,
        failed_files=tuple(load.failed),
        rows=load.rows,
        articles=load.articles,
        rejected=dict(load.rejected),
        seconds=time.monotonic() - started,
    )


class _Load:
    """One run: files → passes of some 12 MB of kept columns → staged articles and topics → commits."""

    def __init__(self, writer: Writer, sample: bool) -> None:
        self.writer = writer
        self.sample = sample
        self.files = self.skipped = self.rows = self.articles = 0
        self.failed: list[tuple[str, str]] = []
        self.rejected: Counter[str] = Counter()
        self.sources: dict[str, str] = {}
        self.until: datetime | None = None
        self.staged: list[Carried] = []
        self.staged_rows = self.staged_mentions = 0
        self.pending: list[pa.Table] = []
        self.pending_bytes = 0
        self.names: dict[int, str] = {}
        self.lines: dict[tuple[int, int], bytes] = {}
        self.out: IO[bytes] | None = None
        writer.con.execute(_SETUP)
        import pyarrow as pa

        codes = languages()
        _table(writer, "languages", {"code": pa.array(codes.keys()), "iso": pa.array(codes.values())})

    def run(
        self, paths: Sequence[Path], out: IO[bytes] | None, progress: Callable[[int, int], None] | None
    ) -> None:
        from bot.ingest.gkg import NotReadable

        self.out = out
        for done, path in enumerate(paths):
            if progress:
                progress(done, len(paths))
            try:
                self._file(done, path)
            except NotReadable as e:
                self.failed.append((str(path), str(e)))
                self.lines = {at: line for at, line in self.lines.items() if at[0] != done}
            if self.staged_mentions >= _COMMIT_MENTIONS:
                self._commit()
        self._commit()
        if progress:
            progress(len(paths), len(paths))

    def _file(self, number: int, path: Path) -> None:
        """Takes one file in as a whole, or raises NotReadable before anything of it is staged."""
        import pyarrow as pa

        from bot.ingest.gkg import NotReadable, blocks

        # Looked into before it is read as a whole: what is no GKG file may be of any length.
        content = blocks(path)
        opening = self._opening(number, content)
        try:
            with path.open("rb") as f:
                md5 = hashlib.file_digest(f, "md5").hexdigest()
        except OSError as e:
            raise NotReadable(f"cannot be read ({e.strerror or e})") from e
        if md5 in self.writer.manifest.sources or md5 in self.sources:
            self.skipped += 1
            return
        self.names[number] = str(path)
        for cut in self._cuts(number, path, opening, content):
            self._faults(number, cut)
            self.rows += cut.lines
            self.pending.append(cut.table.append_column("file", pa.repeat(number, cut.table.num_rows)))
            self.pending_bytes += cut.table.nbytes
            if self.pending_bytes >= _PASS_BYTES:
                self._pass()
        self.files += 1
        self.sources[md5] = path.name

    def _opening(self, number: int, content: Iterator[bytes]) -> list[Cut]:
        """The beginning of a file, up to its first row. Raises NotReadable where it has none."""
        from bot.ingest.gkg import NotReadable

        opening: list[Cut] = []
        lines = size = 0
        for block in content:
            opening.append(self._cut(number, block, lines + 1))
            lines += opening[-1].lines
            size += len(block)
            if any(opening[-1].table["date"].to_pylist()):
                return opening
            if lines > _OPENING_LINES or size > _HELD_BYTES:
                break
        if not opening:
            raise NotReadable("is empty")
        raise NotReadable("is not a GKG 2.1 file: no line has its 27 tab-separated columns")

    def _cuts(self, number: int, path: Path, held: list[Cut], content: Iterator[bytes]) -> Iterator[Cut]:
        """The rows of a file, from those held on; raises NotReadable, if at all, before the first of them."""
        from bot.ingest.gkg import blocks, count

        lines, rows = sum(cut.lines for cut in held), sum(cut.table.num_rows for cut in held)
        size = 0
        for block in content:
            held.append(self._cut(number, block, lines + 1))
            lines, rows = lines + held[-1].lines, rows + held[-1].table.num_rows
            _see_that_most_are_rows(lines, rows)
            size += len(block)
            if size > _HELD_BYTES:
                # Too large to hold: see that it is whole, then go on from here.
                every, good = lines, rows
                for rest in content:
                    every, good = (a + b for a, b in zip((every, good), count(rest), strict=True))
                    _see_that_most_are_rows(every, good)
                content = islice(blocks(path), len(held), None)
                break
        yield from held
        for block in content:
            cut = self._cut(number, block, lines + 1)
            lines += cut.lines
            yield cut

    def _cut(self, number: int, block: bytes, first_line: int) -> Cut:
        from bot.ingest.gkg import split

        if self.out:
            self.lines.update(((number, first_line + n), line) for n, line in enumerate(block.split(b"\n")))
        return split(block, first_line)

    def _faults(self, number: int, cut: Cut) -> None:
        for reason, lines in cut.faults.items():
            if self.out:
                for line in lines.tolist():
                    self._write_reject(reason, number, line)
            if len(lines):
                self.rejected[reason] += len(lines)

    def _write_reject(self, reason: str, file: int, line: int) -> None:
        if self.out:
            raw = self.lines.pop((file, line), b"")
            self.out.write(f"{reason}\t{self.names[file]}\t{line}\t".encode() + raw.rstrip(b"\r") + b"\n")

    def _pass(self) -> None:
        """Stages the pending rows: judges them, then keeps the good ones and what they carry."""
        if not self.pending:
            return
        import pyarrow as pa

        from bot.ingest.topics import carried

        con = self.writer.con
        table = pa.concat_tables(self.pending).combine_chunks()
        self.pending, self.pending_bytes = [], 0
        named = zip(table["title"].to_pylist(), table["source"].to_pylist(), strict=True)
        titles = [read_title(title, source) for title, source in named]
        raw = table.select(["file", "line", "date", "collection", "source", "url", "tone", "translation"])
        raw = raw.append_column("row", pa.array(range(table.num_rows), pa.int64()))
        raw = raw.append_column("title", pa.array([t.text for t in titles], pa.string()))
        raw = raw.append_column("story_title", pa.array([t.story for t in titles], pa.string()))
        con.register("raw", raw)
        domains = [d for (d,) in con.execute(f"SELECT DISTINCT {_SOURCE} FROM raw").fetchall()]
        countries = pa.array([source_country(d) for d in domains], pa.string())
        _table(self.writer, "sources", {"source": pa.array(domains, pa.string()), "iso": countries})
        days = con.execute(f"SELECT DISTINCT day FROM (SELECT {_STAMP}::DATE AS day FROM raw)").fetchall()
        known = self.writer.known([d for (d,) in days if d])
        con.execute(_JUDGED.format(known=known))
        con.unregister("raw")
        for reason, file, line in con.execute(
            "SELECT reason, file, line FROM judged WHERE reason <> '' ORDER BY file, line"
        ).fetchall():
            self.rejected[reason] += 1
            self._write_reject(reason, file, line)
        self.lines.clear()
        con.execute(_ARTICLES.format(known=known), {"first": self.staged_rows})
        # fetchall, as an unfinished result blocks the connection.
        [(new, latest)] = con.execute(
            "SELECT count(*), max(seen_at) FROM judged WHERE reason = ''"
        ).fetchall()
        found = carried(table, [t.words for t in titles], self.staged_rows)
        self.staged += found
        self.staged_mentions += sum(len(part.articles) for part in found)
        self.staged_rows += table.num_rows
        self.articles += new
        if latest and (self.until is None or latest > self.until):
            self.until = latest

    def _commit(self) -> None:
        # Rows of files that are named as taken in must be in the same commit.
        self._pass()
        if not self.sources:
            return
        self.writer.commit(
            "new_articles", self.staged, sources=self.sources, data_until=self.until, sample=self.sample
        )
        self.writer.con.execute("TRUNCATE new_articles")
        self.sources, self.staged, self.staged_rows, self.staged_mentions = {}, [], 0, 0


def _see_that_most_are_rows(lines: int, rows: int) -> None:
    """Raises NotReadable where a file is so damaged that hardly a line is a row."""
    from bot.ingest.gkg import NotReadable

    if lines - rows > _MOST_FAULTS and rows < lines / 10:
        raise NotReadable(
            f"is damaged: only {rows:,} of its first {lines:,} lines are GKG rows; fetch it again"
        )


def _table(writer: Writer, name: str, columns: Mapping[str, pa.Array]) -> None:
    """A temporary table of these columns, in place of an earlier one."""
    import pyarrow as pa

    writer.con.register("columns_of_it", pa.table(dict(columns)))
    writer.con.execute(f"CREATE OR REPLACE TEMP TABLE {name} AS SELECT * FROM columns_of_it")
    writer.con.unregister("columns_of_it")


def _part(index: int) -> str:
    """SQL for a part of V2Tone as a number; what is none, or not finite, is NULL."""
    number = f"TRY_CAST(tones[{index}] AS DOUBLE)"
    return f"CASE WHEN isfinite({number}) THEN {number} END"


def _hash(text: str) -> str:
    """SQL for a stable 63-bit number of a text: half of its md5."""
    return f"(md5_number_lower({text}) >> 1)::BIGINT"


_SETUP = """CREATE TEMP TABLE new_articles (
    number BIGINT, id BIGINT, day DATE, seen_at TIMESTAMP, url VARCHAR, title VARCHAR, story BIGINT,
    source VARCHAR, source_country VARCHAR, language VARCHAR, tone DOUBLE, positive DOUBLE, negative DOUBLE,
    polarity DOUBLE, words BIGINT, body BIGINT)"""

_SOURCE = """lower(CASE WHEN source <> '' THEN source
    ELSE regexp_extract(trim(url), '^https?://(?:www\\.)?([^/:?#]+)', 1) END)"""

_STAMP = "CASE WHEN length(date) = 14 THEN try_strptime(date, '%Y%m%d%H%M%S') END"

_ROWS = f"""
SELECT * EXCLUDE (date, collection, stamp),
       stamp AS seen_at,
       stamp::DATE AS day,
       CASE WHEN stamp IS NULL THEN 'bad_date'
            WHEN collection <> '1' THEN 'not_web'
            WHEN NOT starts_with(url, 'http') THEN 'no_url'
            ELSE '' END AS reason,
       {_hash("stamp::DATE::VARCHAR || ' ' || url")} AS id
FROM (SELECT file, line, row, trim(url) AS url, date, collection, tone, translation, title, story_title,
             {_SOURCE} AS source, {_STAMP} AS stamp
      FROM raw)"""

_JUDGED = f"""
CREATE OR REPLACE TEMP TABLE judged AS
WITH rows AS MATERIALIZED ({_ROWS})
SELECT file, line, row, id, day, seen_at, url, title, r.source,
       CASE WHEN r.reason <> '' THEN r.reason
            WHEN r.row NOT IN (SELECT min(row) FROM rows WHERE reason = '' GROUP BY id)
                 OR r.id IN (SELECT id FROM new_articles) OR r.id IN (SELECT id FROM ({{known}}))
            THEN 'duplicate_url' ELSE '' END AS reason,
       coalesce(s.iso, '') AS source_country,
       r.lang AS language,
       {_hash("r.lang || ' ' || CASE WHEN story_title <> '' THEN story_title ELSE tone END")} AS story,
       {_part(1)} AS tone_value, {_part(2)} AS positive, {_part(3)} AS negative, {_part(4)} AS polarity,
       TRY_CAST(tones[7] AS BIGINT) AS words,
       {_hash("r.source || ' ' || tone")} AS body
FROM (SELECT rows.*, string_split(tone, ',') AS tones,
             CASE WHEN translation = '' THEN 'en' ELSE coalesce(l.iso, '') END AS lang
      FROM rows LEFT JOIN languages l
        ON l.code = regexp_extract(translation, 'srclc:([a-z]{{{{3}}}})', 1)) r
     LEFT JOIN sources s ON s.source = r.source"""

_ARTICLES = f"""
INSERT INTO new_articles
WITH seen AS (
  SELECT day, body, story, seen_at FROM judged WHERE reason = ''
  UNION ALL
  SELECT day, body, story, seen_at FROM new_articles WHERE body IN (SELECT body FROM judged)
  UNION ALL
  SELECT day, body, story, seen_at FROM ({{known}}) WHERE body IN (SELECT body FROM judged)
),
-- Of each day and body the batch since which it stands under a second title.
repeated AS (
  SELECT day, body, min(seen_at) AS since
  FROM (SELECT day, body, seen_at,
               min(story) OVER so_far <> max(story) OVER so_far AS again
        FROM seen WHERE body IN (SELECT body FROM seen GROUP BY day, body HAVING min(story) <> max(story))
        WINDOW so_far AS (PARTITION BY day, body ORDER BY seen_at))
  WHERE again GROUP BY day, body
)
SELECT $first + row, id, j.day, seen_at, url, title, story, source, source_country, language,
       CASE WHEN words < {READ_WORDS} OR seen_at >= since THEN NULL ELSE tone_value END,
       positive, negative, polarity, words, j.body
FROM judged j LEFT JOIN repeated r ON r.day = j.day AND r.body = j.body
WHERE reason = ''"""
