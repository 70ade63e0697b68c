"""GDELT's live feed: which 15-minute files there are, which are in the store, which are still owed.

Every slot is UTC and named by the index, never by the local clock. A file that is listed but not
served, cut short or damaged is owed: it is kept in `feed.json`, tried again at each pull, and given
up (and told) after a day.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import tempfile
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from http.client import HTTPException
from pathlib import Path
from typing import IO, Any
from urllib.parse import SplitResult, urljoin, urlsplit

from bot.ingest.load import ingest_files
from bot.sources.store import Store

SLOT = timedelta(minutes=15)
KEEP_OWED = timedelta(days=1)
TIMEOUT = 30
BATCH = 16
"""Files on disk at once, and files that a stop between two batches has to fetch again."""
LARGEST_FILE = 64 << 20
"""Bytes beyond which no file is fetched, whatever the index lists; GDELT's largest are a third of that."""
LARGEST_INDEX = 8 << 20
"""Bytes of an index that are read; a window of a month has a sixth of that."""
EDITIONS = ("", ".translation")
_LINE = re.compile(r"(\d+)\s+([0-9a-f]{32})\s+\S*/(\d{14})((?:\.translation)?)\.gkg\.csv\.zip", re.IGNORECASE)
_LINE_BYTES = 120
_LINES_PER_SLOT = 3
_LONGEST_LINE = 1024


@dataclass(frozen=True, slots=True)
class Listed:
    """A line of the index: the size and md5 that the file should have."""

    name: str
    size: int
    md5: str


@dataclass(frozen=True, slots=True)
class FeedReport:
    """What a pull did. `error` says in a sentence why there was no index to go by.

    `files` is how many the window asks for, `present` how many of them the store had already;
    `owed` and `given_up` are (file name, reason).
    """

    files: int = 0
    present: int = 0
    fetched: int = 0
    articles: int = 0
    owed: tuple[tuple[str, str], ...] = ()
    given_up: tuple[tuple[str, str], ...] = ()
    error: str = ""

    @property
    def ok(self) -> bool:
        return not self.error

    def summary(self) -> str:
        """The report in words, a line each."""
        if self.error:
            return self.error
        lines = [
            f"{self.fetched:,} of {self.files:,} files fetched, {self.present:,} were in the store already; "
            f"{self.articles:,} new articles."
        ]
        if self.owed:
            lines.append(f"{len(self.owed):,} files are still owed and will be tried again at the next pull:")
            lines += [f"  {name}: {reason}" for name, reason in self.owed]
        if self.given_up:
            lines.append(f"{len(self.given_up):,} files were given up after a day:")
            lines += [f"  {name}: {reason}" for name, reason in self.given_up]
        return "\n".join(lines)


class Unfetched(Exception):
    """A file that could not be had; the message says why in a few words."""


@dataclass(slots=True)
class _Ledger:
    """The owed files, name → (since when, why), in the store's folder."""

    path: Path
    owed: dict[str, tuple[datetime, str]] = field(default_factory=dict)

    @classmethod
    def load(cls, store: Store) -> _Ledger:
        path = store.folder / "feed.json"
        try:
            data = json.loads(path.read_text("utf-8"))
        except FileNotFoundError:
            return cls(path)
        return cls(
            path, {n: (datetime.fromisoformat(since), why) for n, (since, why) in data["owed"].items()}
        )

    def save(self) -> None:
        self.path.parent.mkdir(parents=True, exist_ok=True)
        new = self.path.with_suffix(".new")
        owed = {name: (since.isoformat(), why) for name, (since, why) in sorted(self.owed.items())}
        new.write_text(json.dumps({"owed": owed}, indent=1) + "\n", "utf-8")
        os.replace(new, self.path)

    def owe(self, name: str, why: str, now: datetime) -> None:
        since, _ = self.owed.get(name, (now, ""))
        self.owed[name] = (since, why)

    def give_up(self, now: datetime) -> tuple[tuple[str, str], ...]:
        late = sorted((n, why) for n, (since, why) in self.owed.items() if now - since >= KEEP_OWED)
        for name, _ in late:
            del self.owed[name]
        return tuple(late)


def pull(
    store: Store,
    *,
    hours: int,
    base_url: str,
    now: datetime,
    progress: Callable[[int, int], None] | None = None,
    announce: Callable[[int, int], None] | None = None,
) -> FeedReport:
    """Fetches the English and translated files of the last `hours` before the newest slot into the store.

    `base_url` is the folder of the feed (another copy works: the names in the index are looked up
    there). `now` only dates what is owed. Stopping at any time loses nothing: what is in the store is
    not fetched again. `announce` hears once (files, bytes) of what will be fetched, `progress` then (files
    done, files).
    """
    if urlsplit(base_url).scheme not in ("http", "https"):
        return FeedReport(error=f"{base_url} is no http address; give the folder of the feed.")
    base_url = base_url.rstrip("/") + "/"
    try:
        listed = _index(base_url, hours)
    except Unfetched as e:
        return FeedReport(error=f"The feed at {base_url} could not be read ({e}). Try again in a moment.")
    if not listed:
        return FeedReport(error=f"{base_url}lastupdate.txt lists no GKG file; is it GDELT's feed?")
    ledger = _Ledger.load(store)
    newest = max(_slot(name) for name in listed)
    wanted = sorted({*_names(newest, hours), *ledger.owed})
    sources = store.manifest().sources
    present = [n for n in wanted if n in listed and listed[n].md5 in sources]
    for name in present:
        ledger.owed.pop(name, None)
    missing = [n for n in wanted if n not in set(present)]
    if announce:
        announce(len(missing), sum(listed[name].size for name in missing if name in listed))
    fetched, articles = 0, 0
    for batch in _batches(missing):
        with tempfile.TemporaryDirectory() as temporary:
            paths = []
            for name in batch:
                try:
                    paths.append(_fetch(base_url, listed.get(name), name, Path(temporary)))
                except Unfetched as e:
                    ledger.owe(name, str(e), now)
            report = ingest_files(store, paths)
            failed = {Path(n).name: why for n, why in report.failed_files}
        for path in paths:
            if path.name in failed:
                ledger.owe(path.name, failed[path.name], now)
            else:
                ledger.owed.pop(path.name, None)
                fetched += 1
        articles += report.articles
        ledger.save()
        if progress:
            progress(len(present) + missing.index(batch[-1]) + 1, len(wanted))
    given_up = ledger.give_up(now)
    ledger.save()
    owed = tuple((n, why) for n, (_, why) in sorted(ledger.owed.items()))
    return FeedReport(len(wanted), len(present), fetched, articles, owed, given_up)


def _batches(names: Sequence[str]) -> Iterator[Sequence[str]]:
    return (names[i : i + BATCH] for i in range(0, len(names), BATCH))


def _slot(name: str) -> datetime:
    return datetime.strptime(name[:14], "%Y%m%d%H%M%S").replace(tzinfo=UTC)


def _names(newest: datetime, hours: int) -> list[str]:
    """The files that the window should have, oldest first."""
    slots = [newest - n * SLOT for n in range(hours * 4)]
    return [f"{s:%Y%m%d%H%M%S}{edition}.gkg.csv.zip" for s in reversed(slots) for edition in EDITIONS]


def _index(base_url: str, hours: int) -> Mapping[str, Listed]:
    """The GKG files listed for the newest slots. Raises Unfetched if the newest slot cannot be read."""
    found = dict(_read_index(urljoin(base_url, "lastupdate.txt")))
    found.update(_read_index(urljoin(base_url, "lastupdate-translation.txt"), optional=True))
    if found:
        tail = hours * 4 * _LINES_PER_SLOT * _LINE_BYTES * 2
        for name in ("masterfilelist.txt", "masterfilelist-translation.txt"):
            found.update(_read_index(urljoin(base_url, name), tail=tail, optional=True))
    return found


class _SameHost(urllib.request.HTTPRedirectHandler):
    """Follows a redirect only where it stays at the host, port and scheme that were asked."""

    def redirect_request(
        self, req: urllib.request.Request, fp: IO[bytes], code: int, msg: str, headers: Any, newurl: str
    ) -> urllib.request.Request | None:
        if _origin(urlsplit(newurl)) != _origin(urlsplit(req.full_url)):
            raise Unfetched(f"the server sends on to another host ({urlsplit(newurl).netloc})")
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def _origin(url: SplitResult) -> tuple[str, str]:
    return url.scheme, url.netloc


_opener = urllib.request.build_opener(_SameHost)


def _read_index(url: str, *, tail: int = 0, optional: bool = False) -> Iterator[tuple[str, Listed]]:
    """The lines of an index. Raises Unfetched unless it is `optional`."""
    headers = {"Range": f"bytes=-{tail}"} if tail else {}
    try:
        with _opener.open(urllib.request.Request(url, headers=headers), timeout=TIMEOUT) as answer:
            # Read as a whole: a line without an end would otherwise be gathered without bound.
            for line in answer.read(LARGEST_INDEX).split(b"\n"):
                if match := _LINE.search(line[:_LONGEST_LINE].decode("ascii", "replace")):
                    size, md5, stamp, edition = match.groups()
                    name = f"{stamp}{edition.lower()}.gkg.csv.zip"
                    yield name, Listed(name, int(size), md5.lower())
    except (OSError, HTTPException, Unfetched) as e:
        if not optional:
            raise Unfetched(_why(e)) from e


def _fetch(base_url: str, listed: Listed | None, name: str, folder: Path) -> Path:
    """The file, checked against the index. Raises Unfetched."""
    if listed is None:
        raise Unfetched("not listed yet")
    if listed.size > LARGEST_FILE:
        raise Unfetched(f"listed with {listed.size:,} bytes, more than the {LARGEST_FILE:,} that are fetched")
    path, digest, size = folder / name, hashlib.md5(usedforsecurity=False), 0
    try:
        with (
            _opener.open(urljoin(base_url, name), timeout=TIMEOUT) as answer,
            path.open("wb") as out,
        ):
            # One byte more than listed tells that there are more.
            while chunk := answer.read(min(1 << 16, listed.size + 1 - size)):
                digest.update(chunk)
                size += len(chunk)
                out.write(chunk)
    except (OSError, HTTPException, Unfetched) as e:
        path.unlink(missing_ok=True)
        raise Unfetched(_why(e)) from e
    if digest.hexdigest() != listed.md5:
        path.unlink()
        raise Unfetched(
            f"cut short: {size:,} of {listed.size:,} bytes"
            if size < listed.size
            else f"longer than the {listed.size:,} bytes listed"
            if size > listed.size
            else "its md5 is not the listed one"
        )
    return path


def _why(e: OSError | HTTPException | Unfetched) -> str:
    if isinstance(e, Unfetched):
        return str(e)
    if isinstance(e, urllib.error.HTTPError):
        return f"the server answers {e.code}"
    if isinstance(e, TimeoutError) or isinstance(getattr(e, "reason", None), TimeoutError):
        return "the server does not answer in time"
    return f"no connection: {getattr(e, 'reason', None) or e}"
