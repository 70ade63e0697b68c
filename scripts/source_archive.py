#!/usr/bin/env python3
"""Packs what the functions run into a zip. The same source is the same file, so it is no new revision."""

from __future__ import annotations

import sys
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

ROOT = Path(__file__).resolve().parent.parent
RUN = ("main.py", "requirements.txt", "bot", "handlers", "sql_templates")


def pack(target: Path) -> int:
    """Writes the archive and returns how many files are in it."""
    tops = (ROOT / name for name in RUN)
    found = (path for top in tops for path in ([top] if top.is_file() else top.rglob("*")))
    files = sorted(p for p in found if p.is_file() and "__pycache__" not in p.parts)
    target.parent.mkdir(parents=True, exist_ok=True)
    with ZipFile(target, "w", ZIP_DEFLATED) as archive:
        for path in files:
            # Without the file's own time and rights, which differ from one checkout to the next.
            archive.writestr(ZipInfo(path.relative_to(ROOT).as_posix()), path.read_bytes(), ZIP_DEFLATED)
    return len(files)


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("Usage: python3 scripts/source_archive.py tidings.zip")
    print(f"{sys.argv[1]}: {pack(Path(sys.argv[1]))} files")
