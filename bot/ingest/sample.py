"""A made-up news world in GKG's own format, with events planted in it whose truth is written down.

Places, themes and public institutions are real names; people, companies, outlets and every
headline are invented, and no headline says anything about a real person or company.
"""

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

from bot.ingest.sample_interest import write_interest
from bot.ingest.sample_world import (
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
MEAN_TONE, TONE_SD, DAY_NOISE = -0.7, 4.0, 0.25
SUFFIX = ".sample.gkg.csv.gz"
"""By its files' names a store knows that all its news is made up."""
MIN_DAYS_FOR_EVENTS = 14
SLOTS = (0, 6, 9, 12, 15, 18)
"""The hours (UTC) of a day's batches; today's world has only those up to noon."""


@dataclass(frozen=True, slots=True)
class Event:
    """Something planted. `start` and `end` are inclusive; `size` a factor, tone points or days."""

    kind: str
    topic: str
    other: str | None
    start: date
    end: date
    size: float | None

    def truth(self) -> dict[str, object]:
        return {
            "kind": self.kind,
            "topic": self.topic,
            "other": self.other,
            "from": self.start.isoformat(),
            "to": self.end.isoformat(),
            "size": self.size,
        }


def plan_events(days: int, today: date) -> tuple[Event, ...]:
    """What is planted in a world of `days` days up to `today`; nothing in one of under two weeks."""
    if days < MIN_DAYS_FOR_EVENTS:
        return ()
    first = today - timedelta(days=days - 1)
    middle = first + timedelta(days=days // 2)

    def ago(n: int) -> date:
        return today - timedelta(days=n)

    spike = ago(4)
    while spike.weekday() not in (1, 2):  # Tuesday or Wednesday, so that two weekdays stand out
        spike -= timedelta(days=1)
    outage = ago(12) if days < 25 else ago(20)
    return (
        Event("spike", "riksbank", None, spike, spike + timedelta(days=1), 4.0),
        Event("tone_shift", "housing", None, ago(9), today, -2.5),
        Event("level", "sanctions", None, middle, today, 1.7),
        Event("related", "unemployment", "strike", middle, today, 4.0),
        Event("outage", "all news", None, outage, outage, None),
        Event("lead", "taxes", None, first, today, 3.0),
    )


def make_world(folder: Path, *, days: int, articles: int, seed: int, today: date) -> list[Path]:
    """Writes the world's GKG files, a day at a time, `truth.json` and its searches; the files' paths.

    The same arguments give the same bytes. `articles` is met within 2 %.
    """
    folder.mkdir(parents=True, exist_ok=True)
    events = plan_events(days, today)
    dates = [today - timedelta(days=n) for n in reversed(range(days))]
    out = {e.start for e in events if e.kind == "outage"}
    rng = np.random.default_rng([seed, today.toordinal(), days])
    weights = np.array(
        [
            0.0 if d in out else (WEEKEND if d.weekday() >= 5 else 1.0) * (0.6 if d == today else 1.0)
            for d in dates
        ]
    ) * rng.normal(1.0, 0.03, days)
    counts = np.floor(articles * weights / weights.sum() + rng.random(days)).astype(int)
    paths = []
    shares = np.full((days, len(TOPICS)), np.nan)
    for i, (day, count) in enumerate(zip(dates, counts, strict=True)):
        day_rng = np.random.default_rng([seed, day.toordinal()])
        if count:
            made, shares[i] = _write_day(folder, day, int(count), events, day_rng, partial=day == today)
            paths += made
    (folder / "truth.json").write_text(json.dumps([e.truth() for e in events], indent=2) + "\n", "utf-8")
    write_interest(folder, dates, shares, events, seed)
    return paths


def _chances(day: date, events: Sequence[Event], rng: Generator) -> np.ndarray:
    """The chance of each topic to be in an article of the day: noise between days, then the events."""
    shape = 1 / DAY_NOISE**2
    chances = np.array([t.share for t in TOPICS]) * rng.gamma(shape, 1 / shape, len(TOPICS))
    for event in events:
        if event.kind in ("spike", "level") and event.start <= day <= event.end and event.size:
            chances[_index(event.topic)] *= event.size
    return np.minimum(chances, 0.6)


def _index(name: str) -> int:
    return next(i for i, t in enumerate(TOPICS) if t.name == name)


def _write_day(
    folder: Path, day: date, count: int, events: Sequence[Event], rng: Generator, *, partial: bool
) -> tuple[list[Path], np.ndarray]:
    """The files of a day's news, and the share of each topic in it."""
    carried = rng.random((count, len(TOPICS))) < _chances(day, events, rng)
    main = rng.choice(
        len(TOPICS), count, p=np.array([t.share for t in TOPICS]) / sum(t.share for t in TOPICS)
    )
    carried[~carried.any(axis=1), :] |= np.eye(len(TOPICS), dtype=bool)[main[~carried.any(axis=1)]] & (
        rng.random((int((~carried.any(axis=1)).sum()), 1)) < 0.2
    )
    shift = np.array([t.tone for t in TOPICS])
    for event in events:
        if not event.start <= day <= event.end:
            continue
        if event.kind == "tone_shift" and event.size:
            shift[_index(event.topic)] += event.size
        if event.kind == "related" and event.other and event.size:
            both = carried[:, _index(event.topic)] & (
                rng.random(count) < TOPICS[_index(event.other)].share * event.size
            )
            carried[:, _index(event.other)] |= both
    tone = rng.normal(MEAN_TONE, TONE_SD, count) + carried @ shift
    polarity = np.abs(tone) + rng.gamma(4.0, 1.0, count)
    outlets = rng.choice(
        len(OUTLETS), count, p=np.array([o.weight for o in OUTLETS]) / sum(o.weight for o in OUTLETS)
    )
    hours = [h for h in SLOTS if h <= 12] if partial else list(SLOTS)
    slot = rng.choice(len(hours), count)
    copies = rng.random(count) < COPIES
    draws = rng.integers(0, 1 << 30, (count, 4))
    words = rng.integers(120, 1200, count)
    lines: dict[tuple[int, bool], list[str]] = {}
    last: dict[str, tuple[int, str]] = {}
    for i in range(count):
        outlet = OUTLETS[outlets[i]]
        source, title = i, ""
        if copies[i] and outlet.language in last:
            source, title = last[outlet.language]
        topics = [TOPICS[k] for k in np.flatnonzero(carried[source])]
        title = title or _title(topics, outlet, draws[i])
        last[outlet.language] = (source, title)
        translated = outlet.language != "en"
        stamp = f"{day:%Y%m%d}{hours[slot[i]]:02d}0000"
        rows = lines.setdefault((hours[slot[i]], translated), [])
        mark = f"{stamp}-{'T' if translated else ''}{len(rows)}"
        url = f"https://{outlet.domain}/{day:%Y/%m/%d}/{i}-{draws[i][3]:x}"
        rows.append(
            _row(
                mark,
                stamp,
                outlet,
                url,
                title,
                topics,
                float(tone[source]),
                float(polarity[source]),
                int(words[source]),
                draws[i],
            )
        )
    paths = [
        _write(folder / f"{day:%Y%m%d}{hour:02d}0000{'.translation' if translated else ''}{SUFFIX}", rows)
        for (hour, translated), rows in sorted(lines.items())
    ]
    return paths, carried.mean(axis=0)


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
        paths = make_world(folder, days=days, articles=articles, seed=seed, today=today)
        if sources:
            with store.write() as writer:
                writer.clear()
        report = ingest_files(store, paths, sample=True, progress=progress)
        for name in ("truth.json", INTEREST):
            shutil.copyfile(folder / name, store.folder / name)
    return report
