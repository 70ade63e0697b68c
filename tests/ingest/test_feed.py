"""GDELT's feed over real HTTP, served here whole, in part, damaged and not at all."""

from __future__ import annotations

import gzip
import hashlib
import threading
import zipfile
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from bot.ingest.feed import FeedReport, pull
from bot.sources.store import Store

SHARED = Path(__file__).resolve().parents[3] / "shared" / "gdelt"
NOW = datetime(2023, 7, 2, 15, 40, tzinfo=UTC)
NEWEST = "20230702153000"

pytestmark = pytest.mark.skipif(
    not SHARED.is_dir(), reason="the real GKG files of ../shared/gdelt are not there"
)


class Quiet(SimpleHTTPRequestHandler):
    """Serves a folder and remembers what was asked for."""

    asked: list[str]

    def log_message(self, *_: Any) -> None:
        self.asked.append(self.path.rsplit("/", 1)[-1])


class Feed:
    """A folder served as the feed: its files, and the index that lists them."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.asked: list[str] = []
        self.lines: dict[str, list[str]] = {"": [], "-translation": []}
        handler = partial(type("Handler", (Quiet,), {"asked": self.asked}), directory=str(folder))
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}/"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def add(self, name: str, rows: bytes, *, md5: str = "", served: bytes | None = None) -> bytes:
        """Lists a file, and serves it (or `served` in its place)."""
        path = self.folder / name
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr(name.removesuffix(".zip"), rows)
        whole = path.read_bytes()
        path.write_bytes(whole if served is None else served)
        self.list(name, len(whole), md5 or hashlib.md5(whole).hexdigest())
        return whole

    def list(self, name: str, size: int, md5: str) -> None:
        kind = "-translation" if ".translation." in name else ""
        self.lines[kind].append(f"{size} {md5} http://data.gdeltproject.org/gdeltv2/{name}")
        for edition, lines in self.lines.items():
            (self.folder / f"masterfilelist{edition}.txt").write_text("\n".join(lines))
            newest = [line for line in lines if NEWEST in line]
            (self.folder / f"lastupdate{edition}.txt").write_text("\n".join(newest))

    def pull(self, store: Store, *, hours: int = 1, now: datetime = NOW) -> FeedReport:
        return pull(store, hours=hours, base_url=self.url, now=now)


@pytest.fixture
def feed(tmp_path: Path) -> Iterator[Feed]:
    (tmp_path / "feed").mkdir()
    feed = Feed(tmp_path / "feed")
    yield feed
    feed.server.shutdown()
    feed.server.server_close()


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "store")


def rows(name: str) -> bytes:
    return gzip.decompress((SHARED / "gkg" / name).read_bytes())


@pytest.fixture
def english() -> bytes:
    return rows("sample-en-20170701234500.gkg.csv.gz")


@pytest.fixture
def translated() -> bytes:
    return rows("sample-translation-20150218224500-20200318103000.translation.gkg.csv.gz")


def test_english_and_translated_files_come_in_and_are_not_fetched_twice(
    feed: Feed, store: Store, english: bytes, translated: bytes
) -> None:
    feed.add(f"{NEWEST}.gkg.csv.zip", english)
    feed.add(f"{NEWEST}.translation.gkg.csv.zip", translated)
    report = feed.pull(store)
    assert report.ok
    assert report.fetched == 2
    assert report.articles == store.status().articles > 100
    feed.asked.clear()
    again = feed.pull(store)
    assert (again.fetched, again.present, again.articles) == (0, 2, 0)
    assert not [name for name in feed.asked if name.endswith(".zip")]


def test_a_file_as_gdelt_served_it_comes_in(feed: Feed, store: Store) -> None:
    name = f"{NEWEST}.gkg.csv.zip"
    whole = (SHARED / "gkg" / name).read_bytes()
    (feed.folder / name).write_bytes(whole)
    feed.list(name, 3_854_215, "8be81a4633473180a781d8ec1de154a3")
    report = feed.pull(store)
    assert report.fetched == 1
    assert store.status().articles > 900


def test_missing_truncated_and_wrong_files_are_owed_with_their_reason_and_recovered(
    feed: Feed, store: Store, english: bytes, translated: bytes
) -> None:
    feed.add(f"{NEWEST}.gkg.csv.zip", rows("sample-en-20150218230000-20200318104500.gkg.csv.gz"))
    whole = {
        "20230702151500.gkg.csv.zip": feed.add("20230702151500.gkg.csv.zip", english, served=b""),
        "20230702150000.translation.gkg.csv.zip": feed.add(
            "20230702150000.translation.gkg.csv.zip", translated
        ),
    }
    absent = feed.folder / "20230702150000.translation.gkg.csv.zip"
    absent.unlink()
    feed.add("20230702144500.gkg.csv.zip", english[:50_000], md5="0" * 32)
    report = feed.pull(store)
    owed = dict(report.owed)
    assert report.fetched == 1
    assert owed["20230702151500.gkg.csv.zip"].startswith("cut short: 0 of")
    assert owed["20230702150000.translation.gkg.csv.zip"] == "the server answers 404"
    assert owed["20230702144500.gkg.csv.zip"] == "its md5 is not the listed one"
    assert owed["20230702150000.gkg.csv.zip"] == "not listed yet"
    assert "owed" in report.summary()

    for name, content in whole.items():
        (feed.folder / name).write_bytes(content)
    later = feed.pull(store, now=NOW + timedelta(minutes=15))
    assert later.fetched == 2
    assert not set(whole) & set(dict(later.owed))


def test_what_is_owed_for_a_day_is_given_up_and_told(feed: Feed, store: Store, english: bytes) -> None:
    feed.add(f"{NEWEST}.gkg.csv.zip", english)
    feed.list("20230702151500.gkg.csv.zip", 1, "0" * 32)
    assert "20230702151500.gkg.csv.zip" in dict(feed.pull(store).owed)
    late = feed.pull(store, now=NOW + timedelta(hours=25))
    assert "20230702151500.gkg.csv.zip" in dict(late.given_up)
    assert "given up" in late.summary()


def test_only_the_feed_itself_is_asked_whatever_the_index_says(
    feed: Feed, store: Store, english: bytes
) -> None:
    feed.add(f"{NEWEST}.gkg.csv.zip", english)
    path = feed.folder / "lastupdate.txt"
    path.write_text(path.read_text().replace("http://data.gdeltproject.org", "http://192.0.2.1"))
    assert feed.pull(store).fetched == 1


def test_an_index_in_pieces_of_the_real_feed_is_read(feed: Feed, store: Store) -> None:
    for name in ("lastupdate.txt", "masterfilelist.txt"):
        real = SHARED / "feed" / "masterfilelist-excerpt-20180101.txt"
        (feed.folder / name).write_bytes(real.read_bytes())
    report = feed.pull(store)
    assert report.files == 8
    assert {why for _, why in report.owed} == {"the server answers 404"}


def test_a_host_that_does_not_answer_is_a_sentence(store: Store) -> None:
    report = pull(store, hours=1, base_url="http://127.0.0.1:9/", now=NOW)
    assert not report.ok
    assert "could not be read" in report.summary()
    assert store.status().articles == 0


def test_an_address_that_is_none_is_a_sentence(store: Store) -> None:
    assert "no http address" in pull(store, hours=1, base_url="file:///etc/", now=NOW).error
