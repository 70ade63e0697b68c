"""Made-up news for tests, always of the same days, made once and kept until what makes it changes.

No test may hang on the day it runs: the worlds end at `TODAY`, and a bot over them gets `clock`.
"""

from __future__ import annotations

import fcntl
import hashlib
import json
import shutil
from datetime import UTC, date, datetime
from pathlib import Path
from typing import NamedTuple

from bot.ingest.sample.events import Event

ROOT = Path(__file__).resolve().parents[1]
KEPT = ROOT / ".pytest_cache" / "worlds"
TODAY = date(2026, 11, 20)
NOW = datetime(TODAY.year, TODAY.month, TODAY.day, 12, tzinfo=UTC)

MAKERS = ("bot/ingest", "bot/sources", "bot/vocabulary", "sql_templates", "requirements.txt")
"""All that decides what a world holds and how it lies on disk."""


def clock() -> datetime:
    """Noon of `TODAY` in UTC, however late it is."""
    return NOW


class Size(NamedTuple):
    """How large a world is, and the seed of its dice."""

    days: int
    articles: int
    seed: int


SMALL = Size(60, 3_000, 7)
LARGE = Size(100, 20_000, 1)
"""Here what is planted is large enough to be told from chance, whatever the seed."""


def world(folder: Path, size: Size = SMALL) -> Path:
    """A store's folder that the caller may write to, filled with made-up news up to `TODAY`."""
    return Path(shutil.copytree(_kept(size), folder))


def planted(folder: Path, kind: str) -> list[Event]:
    """The events of a kind in the world of this folder, as its truth tells them."""
    truth = json.loads((folder / "truth.json").read_text())
    return [
        Event(
            e["kind"],
            e["topic"],
            e["other"],
            date.fromisoformat(e["from"]),
            date.fromisoformat(e["to"]),
            e["size"],
        )
        for e in truth
        if e["kind"] == kind
    ]


def _kept(size: Size) -> Path:
    """The world as it is kept, to be copied; of processes that want it at once one makes it."""
    KEPT.mkdir(parents=True, exist_ok=True)
    name = f"{size.articles}-articles"
    with (KEPT / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        kept = KEPT / f"{name}-{_made_by(size)}"
        if not kept.exists():
            for outdated in KEPT.glob(f"{name}-*"):
                shutil.rmtree(outdated)
            _make(kept, size)
    return kept


def _make(folder: Path, size: Size) -> None:
    from bot.ingest.sample import sample
    from bot.sources.store import Store

    unfinished = folder.with_suffix(".unfinished")
    report = sample(Store(unfinished), days=size.days, articles=size.articles, seed=size.seed, today=TODAY)
    assert not report.failed_files, report.failed_files
    unfinished.rename(folder)


def _made_by(size: Size) -> str:
    digest = hashlib.sha256(f"{size} {TODAY}".encode())
    for maker in MAKERS:
        root = ROOT / maker
        files = sorted(f for f in root.rglob("*") if f.is_file() and f.suffix != ".pyc") or [root]
        for file in files:
            digest.update(f"{file.relative_to(ROOT)}\0".encode() + file.read_bytes())
    return digest.hexdigest()[:16]
