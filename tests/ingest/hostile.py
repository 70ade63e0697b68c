"""Files that are damaged, or made to harm who reads them."""

from __future__ import annotations

import gzip
import os
import zipfile
from collections.abc import Callable, Iterable
from pathlib import Path

MB = 1 << 20
ROW = b"\t".join(
    [b"r", b"20260301120000", b"1", b"a.se", b"https://a.se/%d", b"", b"", b"ECON_INFLATION;", *[b""] * 19]
)


def zipped(path: Path, pieces: Iterable[bytes], how: int = zipfile.ZIP_DEFLATED) -> None:
    with zipfile.ZipFile(path, "w", how) as archive, archive.open(path.stem, "w", force_zip64=True) as entry:
        for piece in pieces:
            entry.write(piece)


def plain(path: Path, pieces: Iterable[bytes]) -> None:
    with path.open("wb") as f:
        f.writelines(pieces)


def gzipped(path: Path, pieces: Iterable[bytes]) -> None:
    with gzip.open(path, "wb", compresslevel=1) as f:
        f.writelines(pieces)


def nested(path: Path, size: int) -> None:
    """A zip in a zip in a zip, the innermost a bomb."""
    inner = path.with_suffix(".inner")
    zipped(inner, [bytes(MB)] * size)
    for _ in range(2):
        zipped(path, [inner.read_bytes()])
        inner.write_bytes(path.read_bytes())
    inner.unlink()


def many_entries(path: Path, count: int) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        for n in range(count):
            archive.writestr(f"{n}.csv", b"0\n")


def links(folder: Path) -> None:
    (folder / "endless").symlink_to("/dev/zero")
    (folder / "loop").symlink_to("loop")
    (folder / "nowhere").symlink_to("absent")
    (folder / "itself").symlink_to(folder)
    os.mkfifo(folder / "pipe")


def tiny(folder: Path, count: int) -> None:
    for n in range(count):
        (folder / f"{n}.csv").write_bytes(b"%d\n" % n)


def tiny_rows(folder: Path, count: int) -> None:
    for n in range(count):
        (folder / f"{n}.csv").write_bytes(ROW % n + b"\n")


def faults(size: int) -> dict[str, Callable[[Path], None]]:
    """What is tried, each as what makes it at a path; `size` is in MB."""
    half = size // 2 or 1
    rare = (ROW % 1) + b"\n" + b"0\n" * (MB // 2)
    return {
        "a zip of 0 and line ends": lambda p: zipped(p, [b"0\n" * (MB // 2)] * size),
        "the same as text": lambda p: plain(p, [b"0\n" * (MB // 2)] * size),
        "the same gzipped": lambda p: gzipped(p, [b"0\n" * (MB // 2)] * size),
        "empty lines": lambda p: plain(p, [b"\n" * MB] * size),
        "empty lines after a row": lambda p: plain(p, [ROW % 1, *[b"\n" * MB] * size]),
        "a row in a million lines": lambda p: plain(p, [rare] * size),
        "a line without an end": lambda p: plain(p, [b"x" * MB] * size),
        "a line without an end after a row": lambda p: plain(p, [ROW % 1, b"\n", *[b"x" * MB] * size]),
        "tabs without an end": lambda p: zipped(p, [b"\t" * MB] * size),
        "lines of 7 MB of tabs": lambda p: zipped(p, [b"\t" * (7 * MB) + b"\n"] * (size // 7 + 1)),
        "a zip bomb of zeros": lambda p: zipped(p, [bytes(MB)] * size),
        "a zip bomb of one row again and again": lambda p: zipped(p, [(ROW % 1 + b"\n") * 10_000] * size),
        "a gzip bomb of one row again and again": lambda p: gzipped(p, [(ROW % 1 + b"\n") * 10_000] * half),
        "a bzip2 bomb in a zip": lambda p: zipped(p, [(ROW % 1 + b"\n") * 10_000] * half, zipfile.ZIP_BZIP2),
        "an lzma bomb in a zip": lambda p: zipped(p, [(ROW % 1 + b"\n") * 10_000] * half, zipfile.ZIP_LZMA),
        "zips in a zip": lambda p: nested(p, size),
        "a zip of thousands of files": lambda p: many_entries(p, 10_000 + size * 10),
        "noise": lambda p: plain(p, [os.urandom(MB)] * size),
        "noise in a zip": lambda p: zipped(p, [os.urandom(MB)] * size),
        "a row of 7 MB of themes": lambda p: plain(
            p, [(ROW % 1).replace(b"ECON_INFLATION;", b"".join(b"T%d;" % n for n in range(900_000))), b"\n"]
        ),
    }


def folders(size: int) -> dict[str, Callable[[Path], None]]:
    """The same, each as what fills a folder."""
    return {
        "links and a pipe": links,
        "thousands of tiny files": lambda p: tiny(p, size * 10),
        "thousands of files of one row": lambda p: tiny_rows(p, size * 10),
    }
