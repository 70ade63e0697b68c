"""GKG 2.1 files as they are on disk: unpacked, split into columns, faults said in words."""

from __future__ import annotations

import gzip
import io
import zipfile
from collections.abc import Iterable, Iterator, Sequence
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
_PLACES = np.array(list(_WANTED))
_TAB, _NEWLINE = b"\t\n"
# Pieces so small that they are unpacked and split within the processor's cache take two thirds of the time.
_PACKED = 256 << 10
_UNPACKED = 512 << 10
_LONGEST_LINE = 32 << 20


class NotReadable(Exception):
    """A file that cannot be taken in; the message completes "FILE: …"."""


@dataclass(frozen=True, slots=True)
class Cut:
    """Some lines of a file, cut into columns.

    `table` has the columns kept and the page's `title`, as text, and `line`, the number in the file. `faults`
    are the numbers of the other lines, with the reason: wrong_column_count, blank_line. `lines` counts both.
    """

    table: pa.Table
    faults: Sequence[tuple[int, str]]
    lines: int


def blocks(path: Path) -> Iterator[bytes]:
    """The unpacked content of a plain, gzipped or zipped file in blocks of whole lines, most under 1 MB.

    What kind of file it is its first bytes tell, not its name. Raises NotReadable.
    """
    try:
        with path.open("rb") as f:
            magic = f.read(4)
            f.seek(0)
            if magic[:2] == b"PK":
                with zipfile.ZipFile(f) as archive:
                    for entry in archive.infolist():
                        if _deflated(entry):
                            yield from _lines(_inflate(f, entry))
                        elif not entry.is_dir():
                            with archive.open(entry) as member:
                                yield from _lines(_pieces(member))
            elif magic[:2] == b"\x1f\x8b":
                with igzip.open(f) as unpacked:  # type: ignore[no-untyped-call]
                    yield from _lines(_pieces(cast("IO[bytes]", unpacked)))
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
    if b"\0" in block:
        block = block.replace(b"\0", b"")
    if b"\r" in block:
        block = block.replace(b"\r", b" ")
    if not block.endswith(b"\n"):
        block += b"\n"
    signs = np.frombuffer(block, np.uint8)
    ends = np.flatnonzero(signs <= _NEWLINE)
    ends = ends[signs[ends] >= _TAB]  # of each field
    starts = np.concatenate(([0], ends[:-1] + 1))
    last = np.flatnonzero(signs[ends] == _NEWLINE)  # field of each line
    fields = np.diff(last, prepend=-1)
    whole = np.flatnonzero(fields == COLUMNS)
    kept = last[whole, None] + 1 - COLUMNS + _PLACES
    columns = _texts(block, starts[kept], ends[kept])
    faults = []
    for line in np.flatnonzero(fields != COLUMNS).tolist():
        text = block[starts[last[line] - fields[line] + 1] : ends[last[line]]]
        faults.append((first_line + line, "wrong_column_count" if text.strip() else "blank_line"))
    table = pa.table([*columns, pa.array(first_line + whole)], [*_WANTED.values(), "line"])
    return Cut(table, faults, len(fields))


def _texts(block: bytes, starts: npt.NDArray[np.int64], ends: npt.NDArray[np.int64]) -> list[pa.Array]:
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
