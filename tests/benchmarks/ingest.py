"""How fast GKG files go into the store, on one core.

``python -m tests.benchmarks.ingest [FILE.zip] [COPIES]``

Each copy of the file gets another batch time and other URLs, so that everything in it is new and stored.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
import zipfile
from datetime import datetime, timedelta
from pathlib import Path

from machine import peak_memory_mb

from bot.ingest.load import ingest_files
from bot.sources.store import Store

REAL = Path(__file__).resolve().parents[2] / "../shared/gdelt/gkg/20230702153000.gkg.csv.zip"


def copies(file: Path, folder: Path, count: int) -> list[Path]:
    """The rows of a zipped GKG file again for `count` quarter hours, with URLs of their own."""
    with zipfile.ZipFile(file) as archive:
        rows = archive.read(archive.namelist()[0])
    stamp = file.name[:14].encode()
    made = []
    for n in range(count):
        when = datetime(2024, 1, 1) + timedelta(minutes=15 * n)
        name = f"{when:%Y%m%d%H%M%S}.gkg.csv"
        changed = rows.replace(stamp, name[:14].encode()).replace(b"\thttp", b"\thttp-%d" % n)
        made.append(folder / f"{name}.zip")
        with zipfile.ZipFile(made[-1], "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
            archive.writestr(name, changed)
    return made


def main() -> None:
    file = Path(sys.argv[1]) if len(sys.argv) > 1 else REAL
    count = int(sys.argv[2]) if len(sys.argv) > 2 else 48
    if not file.exists():
        sys.exit(f"{file} is absent; give a real .gkg.csv.zip as argument")
    os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})
    with tempfile.TemporaryDirectory() as folder:
        store = Store(Path(folder) / "first")
        for run in ("first", "second"):
            store = Store(Path(folder) / run)
            report = ingest_files(store, [file])
            print(f"one file, {run} time: {report.articles} articles in {report.seconds:.2f} s")
        files = copies(file, Path(folder), count)
        store = Store(Path(folder) / "many")
        cpu = time.process_time()
        report = ingest_files(store, files)
        cpu = time.process_time() - cpu
        size = sum(p.stat().st_size for p in (store.folder / "segments").iterdir()) / 1e6
        print(
            f"{count} files: {report.articles:,} articles in {report.seconds:.1f} s, "
            f"{report.rows / report.seconds:,.0f} rows/s ({report.rows / cpu:,.0f} per CPU second), "
            f"store {size:.0f} MB"
        )
    print(f"peak memory {peak_memory_mb():.0f} MB")


if __name__ == "__main__":
    main()
