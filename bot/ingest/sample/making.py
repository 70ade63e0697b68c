"""The files of a made-up world, a day at a time, and the world into the store."""

from __future__ import annotations

import gzip
import json
import shutil
import tempfile
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from bot.ingest.sample.cast import STORYLINES, make_storylines, spell
from bot.ingest.sample.effects import share_factors, tone_effects
from bot.ingest.sample.events import Event, Planted, plan_events
from bot.ingest.sample.news import News, draw_news
from bot.ingest.sample.rows import address, row
from bot.ingest.sample.searches import write_interest
from bot.ingest.sample.world import OUTLETS, TOPICS, Topic
from bot.ingest.sample.writing import Story, write
from bot.sources.interest.sample import FILE as INTEREST

if TYPE_CHECKING:
    from bot.ingest.load import IngestReport
    from bot.sources.store import Store

Casts = NDArray[np.int64]

WEEKEND = 0.7
SUFFIX = ".sample.gkg.csv.gz"
"""By its files' names a store knows that all its news is made up."""
SLOTS = (0, 6, 9, 12, 15, 18)
"""The hours (UTC) of a day's batches; today's world has only those up to noon."""


def make_world(
    folder: Path, *, days: int, articles: int, seed: int, today: date, planted: Planted = "some"
) -> list[Path]:
    """Writes the world's GKG files, a day at a time, `truth.json` and its searches; the files' paths.

    The same arguments give the same bytes. `articles` is met within 2 %.
    """
    folder.mkdir(parents=True, exist_ok=True)
    events = plan_events(days, today, planted)
    dates = [today - timedelta(days=n) for n in reversed(range(days))]
    rng = np.random.default_rng([seed, today.toordinal(), days])
    counts = _counts(dates, articles, events, rng)
    chances = np.array([t.share for t in TOPICS]) * share_factors(rng, days, len(TOPICS))
    shifts = np.array([t.tone for t in TOPICS]) + tone_effects(rng, days, len(TOPICS))
    casts = make_storylines(rng, len(TOPICS))
    paths = []
    shares = np.full((days, len(TOPICS)), np.nan)
    for i, (day, count) in enumerate(zip(dates, counts, strict=True)):
        if count:
            chance = np.random.default_rng([seed, day.toordinal()])
            news = draw_news(day, int(count), chances[i], shifts[i], events, chance)
            paths += _write_day(folder, day, news, events, casts, partial=day == today)
            shares[i] = news.carried.mean(axis=0)
    (folder / "truth.json").write_text(json.dumps([e.truth() for e in events], indent=2) + "\n", "utf-8")
    write_interest(folder, dates, shares, events, seed)
    return paths


def _counts(
    dates: Sequence[date], articles: int, events: Sequence[Event], rng: np.random.Generator
) -> NDArray[np.int64]:
    """How many articles each day has: fewer at weekends and today, none in an outage."""
    out = {e.start for e in events if e.kind == "outage"}
    today = dates[-1]
    weekdays = [
        0.0 if d in out else (WEEKEND if d.weekday() >= 5 else 1.0) * (0.6 if d == today else 1.0)
        for d in dates
    ]
    weights = np.array(weekdays) * rng.normal(1.0, 0.03, len(dates))
    counts: NDArray[np.int64] = np.floor(articles * weights / weights.sum() + rng.random(len(dates))).astype(
        np.int64
    )
    return counts


def _write_day(
    folder: Path,
    day: date,
    news: News,
    events: Sequence[Event],
    storylines: NDArray[np.int64],
    *,
    partial: bool,
) -> list[Path]:
    """The files of a day's news."""
    hours = [h for h in SLOTS if h <= 12] if partial else list(SLOTS)
    slots = (news.slots * len(hours)).astype(int).tolist()
    draws, tones = news.draws.tolist(), list(zip(news.tone.tolist(), news.polarity.tolist(), strict=True))
    casts = [
        [of[line, spell(day.toordinal(), line)].tolist() for line in range(STORYLINES)] for of in storylines
    ]
    lines: dict[tuple[int, bool], list[str]] = {}
    last: dict[str, tuple[int, Story]] = {}
    for i, draw in enumerate(draws):
        outlet = OUTLETS[news.outlets[i]]
        source = i
        if news.copies[i] and outlet.language in last:
            source, story = last[outlet.language]
        topics = _topics(news, source)
        event = events[news.told[source]] if news.told[source] >= 0 else None
        if source == i:
            cast = casts[news.main[i] + 1][draw[4] % STORYLINES]
            story = write(outlet.language, topics, draw, cast, event.cause if event else None)
        last[outlet.language] = (source, story)
        translated = outlet.language != "en"
        hour = hours[slots[i]]
        rows = lines.setdefault((hour, translated), [])
        mark = f"{day:%Y%m%d}{hour:02d}0000-{'T' if translated else ''}{len(rows)}"
        url = address(outlet, day, i, story.title)
        also = event.organization if event else ""
        words = int(news.words[source])
        rows.append(row(mark, outlet, url, story, topics, also, tones[source], words, draw))
    return [
        _write(folder / f"{day:%Y%m%d}{hour:02d}0000{'.translation' if translated else ''}{SUFFIX}", rows)
        for (hour, translated), rows in sorted(lines.items())
    ]


def _topics(news: News, article: int) -> list[Topic]:
    """What an article is about first, then what it mentions."""
    main = news.main[article]
    if main < 0:
        return []
    return [TOPICS[main], *(TOPICS[k] for k in news.carried[article].nonzero()[0] if k != main)]


def _write(path: Path, rows: Sequence[str]) -> Path:
    with path.open("wb") as raw, gzip.GzipFile("", "wb", compresslevel=1, fileobj=raw, mtime=0) as file:
        file.write(("\n".join(rows) + "\n").encode())
    return path


def sample(
    store: Store,
    *,
    days: int,
    articles: int,
    seed: int,
    today: date,
    planted: Planted = "some",
    progress: Callable[[int, int], None] | None = None,
) -> IngestReport:
    """Fills the store with a world of its own, in place of an earlier one; truth and searches lie beside it.

    A store with other news in it is left alone and told of in the report's failed files.
    """
    from bot.ingest.load import IngestReport, ingest_files

    sources = store.manifest().sources.values()
    if any(not name.endswith(SUFFIX) for name in sources):
        told = "the store holds real news, which made-up news must not mix with; set TIDINGS_DATA elsewhere"
        return IngestReport(0, 0, (("sample world", told),), 0, 0, {}, 0.0)
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        paths = make_world(folder, days=days, articles=articles, seed=seed, today=today, planted=planted)
        if sources:
            with store.write() as writer:
                writer.clear()
        report = ingest_files(store, paths, sample=True, progress=progress)
        for name in ("truth.json", INTEREST):
            shutil.copyfile(folder / name, store.folder / name)
    return report
