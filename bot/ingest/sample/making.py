"""The rows of a made-up world, a day at a time, and the world into the store."""

from __future__ import annotations

import gzip
import json
import shutil
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from bot.ingest.sample.effects import Floats, share_factors, tone_effects
from bot.ingest.sample.events import Event, Planted, plan_events
from bot.ingest.sample.searches import write_interest
from bot.ingest.sample.world import (
    ANGLES,
    BOILERPLATE,
    ISO_639_2,
    OUTLETS,
    TOPICS,
    WRITERS,
    Outlet,
    Topic,
)
from bot.sources.interest.sample import FILE as INTEREST

if TYPE_CHECKING:
    from numpy.random import Generator

    from bot.ingest.load import IngestReport
    from bot.sources.store import Store

COPIES = 0.12
"""Chance of a story to be carried by further outlets; about 18 % of all articles then share a title."""
WEEKEND = 0.7
MOST_OF_A_DAY = 0.6
"""The largest chance of a topic to be in an article."""
GLOOMY = -0.8
"""Outlets whose manner is this much below the mean of all are those that a planted mix grows."""
MEAN_TONE, TONE_SD = -0.7, 4.0
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
    paths = []
    shares = np.full((days, len(TOPICS)), np.nan)
    for i, (day, count) in enumerate(zip(dates, counts, strict=True)):
        if count:
            news = _draw(
                day, int(count), chances[i], shifts[i], events, np.random.default_rng([seed, day.toordinal()])
            )
            paths += _write_day(folder, day, news, partial=day == today)
            shares[i] = news.carried.mean(axis=0)
    (folder / "truth.json").write_text(json.dumps([e.truth() for e in events], indent=2) + "\n", "utf-8")
    write_interest(folder, dates, shares, events, seed)
    return paths


def _counts(
    dates: Sequence[date], articles: int, events: Sequence[Event], rng: Generator
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


@dataclass(frozen=True, slots=True)
class _News:
    """A day's articles, a row each: the topics carried (a column each), tone, outlet, chance to use up."""

    carried: NDArray[np.bool_]
    tone: Floats
    polarity: Floats
    outlets: NDArray[np.int64]
    words: NDArray[np.int64]
    copies: NDArray[np.bool_]
    slots: Floats
    draws: NDArray[np.int64]


def _draw(
    day: date, count: int, chances: Floats, shifts: Floats, events: Sequence[Event], rng: Generator
) -> _News:
    """A day's articles by chance, and by what is planted on that day."""
    lasting = [e for e in events if e.size and e.on(day)]
    chances, shifts = chances.copy(), shifts.copy()
    for event in lasting:
        if event.kind in ("spike", "level"):
            chances[_index(event.topic)] *= event.size
        if event.kind == "tone_shift":
            shifts[_index(event.topic)] += event.size
    carried = rng.random((count, len(TOPICS))) < np.minimum(chances, MOST_OF_A_DAY)
    for event in lasting:
        if event.kind == "related" and event.other:
            more = rng.random(count) < chances[_index(event.other)] * event.size
            carried[:, _index(event.other)] |= carried[:, _index(event.topic)] & more
    outlets = rng.choice(len(OUTLETS), count, p=_weights())
    for event in lasting:
        if event.kind == "mix":
            told = carried[:, _index(event.topic)]
            outlets[told] = rng.choice(len(OUTLETS), int(told.sum()), p=_weights(event.size or 1.0))
    manner = np.array([o.tone for o in OUTLETS])[outlets]
    tone = rng.normal(MEAN_TONE, TONE_SD, count) + carried @ shifts + manner
    return _News(
        carried,
        tone,
        np.abs(tone) + rng.gamma(4.0, 1.0, count),
        outlets,
        rng.integers(120, 1200, count),
        rng.random(count) < COPIES,
        rng.random(count),
        rng.integers(0, 1 << 30, (count, 4)),
    )


def _weights(gloomy: float = 1.0) -> Floats:
    """The chance of each outlet to have written an article, the gloomy ones `gloomy` times as often."""
    weights = np.array([o.weight * (gloomy if o.tone <= GLOOMY else 1.0) for o in OUTLETS])
    return np.asarray(weights / weights.sum())


def _index(name: str) -> int:
    return next(i for i, t in enumerate(TOPICS) if t.name == name)


def _write_day(folder: Path, day: date, news: _News, *, partial: bool) -> list[Path]:
    """The files of a day's news."""
    hours = [h for h in SLOTS if h <= 12] if partial else list(SLOTS)
    slots = (news.slots * len(hours)).astype(int)
    lines: dict[tuple[int, bool], list[str]] = {}
    last: dict[str, tuple[int, str]] = {}
    for i, draw in enumerate(news.draws):
        outlet = OUTLETS[news.outlets[i]]
        source, title = i, ""
        if news.copies[i] and outlet.language in last:
            source, title = last[outlet.language]
        topics = [TOPICS[k] for k in np.flatnonzero(news.carried[source])]
        title = title or _title(topics, outlet, draw)
        last[outlet.language] = (source, title)
        translated = outlet.language != "en"
        stamp = f"{day:%Y%m%d}{hours[slots[i]]:02d}0000"
        rows = lines.setdefault((hours[slots[i]], translated), [])
        mark = f"{stamp}-{'T' if translated else ''}{len(rows)}"
        url = f"https://{outlet.domain}/{day:%Y/%m/%d}/{i}-{draw[3]:x}"
        tone, polarity, words = (
            float(news.tone[source]),
            float(news.polarity[source]),
            int(news.words[source]),
        )
        rows.append(_row(mark, stamp, outlet, url, title, topics, tone, polarity, words, draw))
    return [
        _write(folder / f"{day:%Y%m%d}{hour:02d}0000{'.translation' if translated else ''}{SUFFIX}", rows)
        for (hour, translated), rows in sorted(lines.items())
    ]


def _title(topics: Sequence[Topic], outlet: Outlet, draw: np.ndarray) -> str:
    """A headline that states nothing: up to two of the topics by name, an angle, an invented writer."""
    names = [dict(t.words).get(outlet.language) or dict(t.words)["en"] for t in topics[:2]]
    angles = ANGLES[outlet.language]
    writer = WRITERS[draw[1] % len(WRITERS)]
    subject = ", ".join(names) if names else writer.split()[1]
    return f"{subject}: {angles[draw[0] % len(angles)]}, {draw[2] % 97 + 2} ({writer})"


def _row(
    mark: str,
    stamp: str,
    outlet: Outlet,
    url: str,
    title: str,
    topics: Sequence[Topic],
    tone: float,
    polarity: float,
    words: int,
    draw: np.ndarray,
) -> str:
    themes = [*dict.fromkeys(th for t in topics for th in t.themes), BOILERPLATE[draw[2] % len(BOILERPLATE)]]
    organizations = [t.organization for t in topics if t.organization]
    persons = [t.person for t in topics if t.person]
    places = [
        f"{t.place}##0#0#0" if t.place.startswith("4") else f"{t.place}#0#0#0" for t in topics if t.place
    ]
    names = [n.title() for n in (*organizations, *persons)]
    positive, negative = (polarity + tone) / 2, (polarity - tone) / 2
    fields = [""] * 27
    fields[0], fields[1], fields[2], fields[3], fields[4] = mark, stamp, "1", outlet.domain, url
    fields[7] = "".join(f"{t};" for t in themes)
    fields[8] = ";".join(f"{t},{40 * n + 12}" for n, t in enumerate(themes))
    fields[9] = ";".join(places)
    fields[11] = ";".join(persons)
    fields[12] = ";".join(f"{p.title()},{60 * n + 5}" for n, p in enumerate(persons))
    fields[13] = ";".join(organizations)
    fields[14] = ";".join(f"{o.title()},{80 * n + 9}" for n, o in enumerate(organizations))
    fields[15] = (
        f"{positive - negative:.6g},{positive:.6g},{negative:.6g},{positive + negative:.6g},"
        f"{20 + draw[0] % 10},{draw[1] % 4},{words}"
    )
    fields[17] = f"wc:{words}"
    fields[23] = ";".join(f"{name},{50 * n + 5}" for n, name in enumerate(names))
    if outlet.language != "en":
        fields[25] = f"srclc:{ISO_639_2[outlet.language]};eng:made up"
    fields[26] = f"<PAGE_TITLE>{title}</PAGE_TITLE>"
    return "\t".join(fields)


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
