"""Made-up news for tests, always of the same days, made once and kept until what makes it changes.

No test may hang on the day it runs: the worlds end at `TODAY`, and a bot over them gets `clock`.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
import shutil
from datetime import UTC, date, datetime
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
KEPT = ROOT / ".pytest_cache" / "worlds"
TODAY = date(2026, 11, 20)
NOW = datetime(TODAY.year, TODAY.month, TODAY.day, 12, tzinfo=UTC)

MAKERS = ("bot/ingest", "bot/sources", "bot/vocabulary", "sql_templates", "requirements.txt")
"""All that decides what a world holds and how it lies on disk."""


def clock() -> datetime:
    """Noon of `TODAY` in UTC, however late it is."""
    return NOW


def world(folder: Path, *, days: int, articles: int, seed: int, today: date = TODAY) -> Path:
    """A store's folder that the caller may write to, filled with made-up news up to `today`."""
    return Path(shutil.copytree(_made(days, articles, seed, today), folder))


def _made(days: int, articles: int, seed: int, today: date) -> Path:
    """The world as it is kept, to be copied; processes that want the same one at once make it once."""
    name = f"{days}-days-{articles}-articles-seed-{seed}-{today}"
    KEPT.mkdir(parents=True, exist_ok=True)
    with (KEPT / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        kept = KEPT / f"{name}-{_makers()}"
        if not kept.exists():
            for outdated in KEPT.glob(f"{name}-*"):
                shutil.rmtree(outdated)
            _make(kept, days, articles, seed, today)
    return kept


def _make(folder: Path, days: int, articles: int, seed: int, today: date) -> None:
    from bot.ingest.sample import sample
    from bot.sources.store import Store

    unfinished = folder.with_name(f"unfinished-{os.getpid()}")
    report = sample(Store(unfinished), days=days, articles=articles, seed=seed, today=today)
    assert not report.failed_files
    unfinished.rename(folder)


def _makers() -> str:
    digest = hashlib.sha256()
    for maker in MAKERS:
        root = ROOT / maker
        files = sorted(f for f in root.rglob("*") if f.is_file() and f.suffix != ".pyc") or [root]
        for file in files:
            digest.update(f"{file.relative_to(ROOT)}\0".encode() + file.read_bytes())
    return digest.hexdigest()[:16]
