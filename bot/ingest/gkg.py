"""GKG 2.1 files as they are on disk: unpacked, split into columns, faults said in words."""

from __future__ import annotations

import gzip
import io
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Protocol, cast

import pyarrow as pa
from isal import igzip, isal_zlib
from isal.igzip_lib import IsalError

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
}
_EXTRAS = 26
_GCAM = 17
_BLOCK = 32 << 20
_CHUNK = 8 << 20


class NotReadable(Exception):
    """A file that cannot be taken in; the message completes "FILE: …"."""


class _Bytes(Protocol):
    def read(self, size: int, /) -> bytes: ...


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
                                yield from _lines(_Deflated(f, entry) if _plain(entry) else member)
            elif magic[:2] == b"\x1f\x8b":
                with igzip.open(f) as unpacked:  # type: ignore[no-untyped-call]
                    yield from _lines(cast("IO[bytes]", unpacked))
            else:
                yield from _lines(f)
    except (zipfile.BadZipFile, IsalError, EOFError, gzip.BadGzipFile, NotImplementedError) as e:  # type: ignore[misc]
        raise NotReadable(f"is damaged or not complete ({e}); fetch it again") from e
    except RuntimeError as e:  # zipfile's word for an entry with a password
        raise NotReadable(f"cannot be unpacked ({e})") from e
    except OSError as e:
        raise NotReadable(f"cannot be read ({e.strerror or e})") from e


def _plain(entry: zipfile.ZipInfo) -> bool:
    """Whether an entry is deflated and without a password, as all of GDELT's are."""
    return entry.compress_type == zipfile.ZIP_DEFLATED and not entry.flag_bits & 1


class _Deflated:
    """A zip's deflated entry, unpacked by ISA-L in half the time that zipfile takes; checked like there."""

    def __init__(self, f: IO[bytes], entry: zipfile.ZipInfo) -> None:
        # The local header: 30 bytes, of which the last four give the lengths of the two fields behind it.
        f.seek(entry.header_offset)
        header = f.read(30)
        f.seek(int.from_bytes(header[26:28], "little") + int.from_bytes(header[28:30], "little"), io.SEEK_CUR)
        self._file = f
        self._entry = entry
        self._packed = entry.compress_size
        self._at = f.tell()
        self._crc = 0
        self._unpack = isal_zlib.decompressobj(-15)

    def read(self, size: int, /) -> bytes:
        parts: list[bytes] = []
        while size > 0 and not self._unpack.eof:
            packed = self._unpack.unconsumed_tail
            if not packed:
                self._file.seek(self._at)
                packed = self._file.read(min(_CHUNK, self._packed))
                self._at += len(packed)
                self._packed -= len(packed)
                if not packed:
                    raise EOFError("the archive ends too early")
            parts.append(self._unpack.decompress(packed, size))
            size -= len(parts[-1])
            self._crc = isal_zlib.crc32(parts[-1], self._crc)
        if self._unpack.eof and self._crc != self._entry.CRC:
            raise zipfile.BadZipFile(f"bad CRC-32 for {self._entry.filename!r}")
        return b"".join(parts)


def _lines(f: _Bytes) -> Iterator[bytes]:
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


def split(block: bytes, first_line: int) -> tuple[pa.Table, list[int]]:
    """The columns kept and the page's `title`, as text, with `line` (the number in the file); and the lines
    not of 27 columns.

    Nothing here loses a file: bad UTF-8 is replaced, NUL bytes go, and a quote is a character like any other.
    """
    if b"\0" in block:
        block = block.replace(b"\0", b"")
    if b"\r" in block:
        block = block.replace(b"\r", b" ")
    rows: list[list[bytes]] = []
    numbers: list[int] = []
    wrong: list[int] = []
    number, start = first_line, 0
    while start < len(block):
        end = block.find(b"\n", start)
        if end < 0:
            end = len(block)
        if row := _fields(block, start, end):
            rows.append(row)
            numbers.append(number)
        else:
            wrong.append(number)
        number, start = number + 1, end + 1
    columns = {name: _text([row[i] for row in rows]) for i, name in _WANTED.items()}
    columns["title"] = _text([_page_title(row[_EXTRAS]) for row in rows])
    return pa.table(columns | {"line": pa.array(numbers, pa.int64())}), wrong


def _fields(block: bytes, start: int, end: int) -> list[bytes] | None:
    """The fields of a line but GCAM, which is seven tenths of it and never copied; None unless 27 of them."""
    if start == end:
        return [b""] * COLUMNS
    before = start - 1
    for _ in range(_GCAM):
        before = block.find(b"\t", before + 1, end)
        if before < 0:
            return None
    after = end
    for _ in range(COLUMNS - _GCAM - 1):
        after = block.rfind(b"\t", before + 1, after)
        if after < 0:
            return None
    if block.find(b"\t", before + 1, end) != after:
        return None
    return [*block[start:before].split(b"\t"), b"", *block[after + 1 : end].split(b"\t")]


def _page_title(extras: bytes) -> bytes:
    start = extras.find(b"<PAGE_TITLE>")
    return extras[start + 12 : extras.find(b"</PAGE_TITLE>", start)] if start >= 0 else b""


def _text(values: list[bytes]) -> pa.Array:
    try:
        return pa.array(values, pa.binary()).cast(pa.string())
    except pa.ArrowInvalid:
        return pa.array([v.decode("utf-8", "replace") for v in values], pa.string())
