"""GKG 2.1 files as they are on disk: unpacked, split into columns, faults said in words."""

from __future__ import annotations

import gzip
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import IO, cast

import pyarrow as pa
import pyarrow.csv

COLUMNS = 27
# The tenth of a row that the store keeps, by its place in the row.
_WANTED = {
    1: "date",
    2: "collection",
    3: "source",
    4: "url",
    7: "themes",
    9: "locations",
    11: "persons",
    13: "organizations",
    15: "tone",
    23: "names",
    25: "translation",
    26: "extras",
}
_NAMES = [_WANTED.get(i, f"_{i}") for i in range(COLUMNS)]
_BLOCK = 32 << 20


class NotReadable(Exception):
    """A file that cannot be taken in; the message completes "FILE: …"."""


def blocks(path: Path) -> Iterator[bytes]:
    """The unpacked content of a plain, gzipped or zipped file in blocks of whole lines, about 32 MB each.

    What kind of file it is its first bytes tell, not its name. Raises NotReadable.
    """
    try:
        with path.open("rb") as f:
            magic = f.read(4)
            f.seek(0)
            if magic[:2] == b"PK":
                with zipfile.ZipFile(f) as archive:
                    for entry in archive.infolist():
                        if not entry.is_dir():
                            with archive.open(entry) as member:
                                yield from _lines(member)
            elif magic[:2] == b"\x1f\x8b":
                with gzip.open(f) as unpacked:
                    yield from _lines(cast("IO[bytes]", unpacked))
            else:
                yield from _lines(f)
    except (zipfile.BadZipFile, zlib.error, EOFError, gzip.BadGzipFile, NotImplementedError) as e:
        raise NotReadable(f"is damaged or not complete ({e}); fetch it again") from e
    except RuntimeError as e:  # zipfile's word for an entry with a password
        raise NotReadable(f"cannot be unpacked ({e})") from e
    except OSError as e:
        raise NotReadable(f"cannot be read ({e.strerror or e})") from e


def _lines(f: IO[bytes]) -> Iterator[bytes]:
    rest = b""
    while data := f.read(_BLOCK):
        end = data.rfind(b"\n") + 1
        if len(data) < _BLOCK:
            # The end of the file is near: a last line may lack its newline.
            rest += data
            continue
        if end:
            yield rest + data[:end]
            rest = data[end:]
        else:
            rest += data
    if rest:
        yield rest


def split(block: bytes, first_line: int) -> tuple[pa.Table, list[tuple[int, bytes]]]:
    """The columns kept, as text, with `line` (the number in the file), and the lines not of 27 columns.

    Nothing here loses a file: bad UTF-8 is replaced, NUL bytes go, and a quote is a character like any other.
    """
    if b"\0" in block:
        block = block.replace(b"\0", b"")
    if b"\r" in block:
        block = block.replace(b"\r", b" ")
    try:
        block.decode("utf-8")
    except UnicodeDecodeError:
        block = block.decode("utf-8", "replace").encode("utf-8")
    wrong: list[tuple[int, bytes]] = []

    def note(row: pa.csv.InvalidRow) -> str:
        wrong.append((first_line + row.number - 1, (row.text or "").encode()))
        return "skip"

    text = pa.string()
    table = pa.csv.read_csv(
        pa.BufferReader(block),
        read_options=pa.csv.ReadOptions(
            column_names=_NAMES, use_threads=False, block_size=max(len(block) + 1, 1024)
        ),
        parse_options=pa.csv.ParseOptions(
            delimiter="\t", quote_char=False, ignore_empty_lines=False, invalid_row_handler=note
        ),
        convert_options=pa.csv.ConvertOptions(
            column_types=dict.fromkeys(_WANTED.values(), text),
            include_columns=list(_WANTED.values()),
            strings_can_be_null=False,
            check_utf8=False,
        ),
    )
    skipped = {number for number, _ in wrong}
    total = table.num_rows + len(wrong)
    numbers = [n for n in range(first_line, first_line + total) if n not in skipped]
    return table.append_column("line", pa.array(numbers, pa.int64())), wrong
