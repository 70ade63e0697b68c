"""GKG 2.1 files as they are on disk: unpacked, split into columns, faults said in words."""

from __future__ import annotations

import gzip
import io
import stat
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import IO, cast

import numpy as np
import numpy.typing as npt
import pyarrow as pa
from isal import igzip, isal_zlib
from isal.igzip_lib import IsalError

COLUMNS = 27
# The part of a row that the store keeps, by its place in the row; GCAM, seven tenths of it, is not.
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
    26: "title",  # of the extras, of which no other is kept
}
_Places = npt.NDArray[np.int64]
_PLACES = np.array(list(_WANTED))
_TAB, _NEWLINE = b"\t\n"
# Pieces so small that they are unpacked and split within the processor's cache take two thirds of the time.
_PACKED = 256 << 10
_UNPACKED = 512 << 10
_LONGEST_LINE = 8 << 20
_LONGEST_READ = _UNPACKED
_NO_BOMB = 64 << 20
"""Bytes that any file may unpack to, however small it is."""
_MOST_UNPACKED = 100
"""How many times its own size a larger file may unpack to; GDELT's come to 3, rows made up alike to 30."""


class NotReadable(Exception):
    """A file that cannot be taken in; the message completes "FILE: …"."""


@dataclass(frozen=True, slots=True)
class Cut:
    """Some lines of a file, cut into columns.

    `table` has the columns kept and the page's `title`, as text, and `line`, the number in the file. `faults`
    has by reason (wrong_column_count, blank_line) the numbers of the other lines. `lines` counts both.
    """

    table: pa.Table
    faults: Mapping[str, _Places]
    lines: int


class _File(io.BufferedReader):
    """A file that is read in pieces: of a zip, zipfile reads the list of entries at once, however long."""

    def read(self, size: int | None = -1) -> bytes:
        if size is not None and size > _LONGEST_READ:
            raise NotReadable("is no GKG file: it lists thousands of files, where GDELT's hold one")
        return super().read(size)


def blocks(path: Path) -> Iterator[bytes]:
    """The unpacked content of a plain, gzipped or zipped file in blocks of whole lines, most under 1 MB.

    What kind of file it is its first bytes tell, not its name. Raises NotReadable.
    """
    try:
        # Opening a pipe would wait for whoever writes into it, and a device may never end.
        if not stat.S_ISREG((about := path.stat()).st_mode):
            raise NotReadable("is no regular file; name a file that GDELT made")
        with _File(path.open("rb", buffering=0)) as f:
            magic = f.read(4)
            f.seek(0)
            if magic[:2] == b"PK":
                for entry in _bounded(_entries(f), about.st_size):
                    yield from _lines(entry)
            elif magic[:2] == b"\x1f\x8b":
                with igzip.open(f) as unpacked:  # type: ignore[no-untyped-call]
                    for entry in _bounded([_pieces(cast("IO[bytes]", unpacked))], about.st_size):
                        yield from _lines(entry)
            else:
                yield from _lines(_pieces(f))
    except (zipfile.BadZipFile, IsalError, EOFError, gzip.BadGzipFile, NotImplementedError) as e:  # type: ignore[misc]
        raise NotReadable(f"is damaged or not complete ({e}); fetch it again") from e
    except RuntimeError as e:  # zipfile's word for an entry with a password
        raise NotReadable(f"cannot be unpacked ({e})") from e
    except OSError as e:
        raise NotReadable(f"cannot be read ({e.strerror or e})") from e


def _pieces(f: IO[bytes]) -> Iterator[bytes]:
    return iter(lambda: f.read(_UNPACKED), b"")


def _bounded(entries: Iterable[Iterator[bytes]], packed: int) -> Iterator[Iterator[bytes]]:
    """The same pieces, while together they are no more than a file of `packed` bytes can honestly hold."""
    left = max(_NO_BOMB, _MOST_UNPACKED * packed)

    def counted(pieces: Iterator[bytes]) -> Iterator[bytes]:
        nonlocal left
        for piece in pieces:
            left -= len(piece)
            if left < 0:
                raise NotReadable(f"is no GKG file: it unpacks to over {_MOST_UNPACKED} times its size")
            yield piece

    return map(counted, entries)


def _entries(f: IO[bytes]) -> Iterator[Iterator[bytes]]:
    """The pieces of each file in a zip."""
    with zipfile.ZipFile(f) as archive:
        for entry in archive.infolist():
            if _deflated(entry):
                yield _inflate(f, entry)
            elif entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
                # zipfile unpacks the others' pieces whole, however much is in them.
                raise NotReadable("is packed in another way than GDELT's files; unpack it first")
            elif not entry.is_dir():
                with archive.open(entry) as member:
                    yield _pieces(member)


def _deflated(entry: zipfile.ZipInfo) -> bool:
    """Whether an entry is a file, deflated and without a password, as all of GDELT's are."""
    return entry.compress_type == zipfile.ZIP_DEFLATED and not entry.is_dir() and not entry.flag_bits & 1


def _inflate(f: IO[bytes], entry: zipfile.ZipInfo) -> Iterator[bytes]:
    """A zip's deflated entry, unpacked by ISA-L in half the time that zipfile takes; checked like there."""
    # The local header: 30 bytes, of which the last four give the lengths of the two fields behind it.
    f.seek(entry.header_offset)
    header = f.read(30)
    f.seek(int.from_bytes(header[26:28], "little") + int.from_bytes(header[28:30], "little"), io.SEEK_CUR)
    left, crc, unpack = entry.compress_size, 0, isal_zlib.decompressobj(-15)
    while not unpack.eof:
        packed = unpack.unconsumed_tail
        if not packed:
            packed = f.read(min(_PACKED, left))
            left -= len(packed)
        piece = unpack.decompress(packed, 2 * _UNPACKED)
        if not (packed or piece):
            raise EOFError("the archive ends too early")
        crc = isal_zlib.crc32(piece, crc)
        yield piece
    if crc != entry.CRC:
        raise zipfile.BadZipFile(f"bad CRC-32 for {entry.filename!r}")


def _lines(pieces: Iterable[bytes]) -> Iterator[bytes]:
    rest = b""
    for piece in pieces:
        end = piece.rfind(b"\n") + 1
        if end:
            yield b"".join((rest, memoryview(piece)[:end]))
            rest = piece[end:]
        else:
            rest += piece
            if len(rest) > _LONGEST_LINE:
                raise NotReadable(f"is not a GKG file: it has a line of over {_LONGEST_LINE >> 20} MB")
    if rest:
        yield rest


def split(block: bytes, first_line: int) -> Cut:
    """Cuts a block of lines, the first of which has the number `first_line` in its file.

    Nothing here loses a file: bad UTF-8 is replaced, NUL bytes go, and a quote is a character like any other.
    """
    block = _clean(block)
    starts, ends, last, fields = _fields(block)
    whole = np.flatnonzero(fields == COLUMNS)
    kept = last[whole, None] + 1 - COLUMNS + _PLACES
    columns = _texts(block, starts[kept], ends[kept])
    wrong = np.flatnonzero(fields != COLUMNS)
    where = zip(starts[last[wrong] - fields[wrong] + 1].tolist(), ends[last[wrong]].tolist(), strict=True)
    blank = np.array([not block[start:end].strip() for start, end in where], bool)
    faults = {"wrong_column_count": first_line + wrong[~blank], "blank_line": first_line + wrong[blank]}
    table = pa.table([*columns, pa.array(first_line + whole)], [*_WANTED.values(), "line"])
    return Cut(table, faults, len(fields))


def count(block: bytes) -> tuple[int, int]:
    """How many lines a block has, and how many of them are rows, without cutting them."""
    fields = _fields(_clean(block))[3]
    return len(fields), int(np.count_nonzero(fields == COLUMNS))


def _clean(block: bytes) -> bytes:
    if b"\0" in block:
        block = block.replace(b"\0", b"")
    if b"\r" in block:
        block = block.replace(b"\r", b" ")
    return block if block.endswith(b"\n") else block + b"\n"


def _fields(block: bytes) -> tuple[_Places, _Places, _Places, _Places]:
    """Where each field starts and ends; the last field of each line, and how many fields it has."""
    signs = np.frombuffer(block, np.uint8)
    ends = np.flatnonzero(signs <= _NEWLINE)
    ends = ends[signs[ends] >= _TAB]
    starts = np.concatenate(([0], ends[:-1] + 1))
    last = np.flatnonzero(signs[ends] == _NEWLINE)
    return starts, ends, last, np.diff(last, prepend=-1)


def _texts(block: bytes, starts: _Places, ends: _Places) -> list[pa.Array]:
    """The columns of rows of fields, given by where in the block they start and end, the last the extras."""
    rows, columns = starts.shape
    if not rows:
        return [pa.array([], pa.string())] * columns
    for row, (start, end) in enumerate(zip(starts[:, -1].tolist(), ends[:, -1].tolist(), strict=True)):
        starts[row, -1], ends[row, -1] = _page_title(block, start, end)
    # The block itself is taken for an Arrow array, of the fields wanted and of what lies between two of them.
    offsets = np.stack((starts, ends), axis=2).astype(np.int32)
    every = pa.Array.from_buffers(
        pa.binary(), offsets.size - 1, [None, pa.py_buffer(offsets), pa.py_buffer(block)]
    )
    wanted = every.take(pa.array(2 * np.arange(starts.size).reshape(rows, columns).T.ravel()))
    try:
        texts = wanted.cast(pa.string())
    except pa.ArrowInvalid:
        texts = pa.array([text.decode("utf-8", "replace") for text in wanted.to_pylist()], pa.string())
    return [texts.slice(column * rows, rows) for column in range(columns)]


def _page_title(block: bytes, start: int, end: int) -> tuple[int, int]:
    """Where the title in the extras starts and ends; nothing, where there is none."""
    tag = block.find(b"<PAGE_TITLE>", start, end)
    if tag < 0:
        return start, start
    title = tag + len(b"<PAGE_TITLE>")
    close = block.find(b"</PAGE_TITLE>", title, end)
    return title, close if close >= 0 else end
