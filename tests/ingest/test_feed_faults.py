"""A feed that serves more than it lists, or sends on elsewhere."""

from __future__ import annotations

import hashlib
import io
import threading
import zipfile
from collections.abc import Iterator
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from click.testing import CliRunner

from bot.cli import main
from bot.ingest.feed import LARGEST_FILE, FeedReport, pull
from bot.settings import Settings
from bot.sources.store import Store
from tests.ingest.hostile import ROW

NOW = datetime(2026, 3, 1, 12, 5, tzinfo=UTC)
NAME = "20260301120000.gkg.csv.zip"
MB = 1 << 20


class Feed:
    """Serves `pages` by path, in whole or as pieces without end, and sends on from `moved`."""

    def __init__(self) -> None:
        self.pages: dict[str, bytes | Iterator[bytes]] = {}
        self.moved: dict[str, str] = {}
        self.sent = 0
        feed = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                if self.path in feed.moved:
                    self.send_response(302)
                    self.send_header("Location", feed.moved[self.path])
                    self.end_headers()
                    return
                page = feed.pages.get(self.path)
                self.send_response(404 if page is None else 200)
                self.end_headers()
                try:
                    for piece in [page] if isinstance(page, bytes) else page or ():
                        feed.sent += self.wfile.write(piece)
                except OSError:
                    return  # the reader had enough

            def log_message(self, format: str, *args: object) -> None: ...

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}/"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def list(self, size: int, md5: str) -> None:
        self.pages["/lastupdate.txt"] = f"{size} {md5} http://data.gdeltproject.org/gdeltv2/{NAME}\n".encode()

    def pull(self, store: Store) -> FeedReport:
        return pull(store, hours=1, base_url=self.url, now=NOW)

    def why(self, store: Store) -> str:
        """What is owed of the file listed, and for which reason."""
        return dict(self.pull(store).owed)[NAME]


@pytest.fixture
def feed() -> Iterator[Feed]:
    feed = Feed()
    yield feed
    feed.server.shutdown()
    feed.server.server_close()


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "store")


@pytest.fixture
def packed(feed: Feed) -> bytes:
    """A file of one article, which the feed lists."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(NAME.removesuffix(".zip"), ROW % 1 + b"\n")
    whole = out.getvalue()
    feed.list(len(whole), hashlib.md5(whole).hexdigest())
    return whole


def test_what_is_longer_than_listed_is_stopped_there(feed: Feed, store: Store) -> None:
    feed.list(1000, "0" * 32)
    feed.pages["/" + NAME] = iter([bytes(MB)] * 200)
    assert feed.why(store) == "longer than the 1,000 bytes listed"
    assert feed.sent < 50 * MB, "what lay in the buffers between the two, and no more"
    assert store.status().articles == 0


def test_a_good_beginning_does_not_make_a_longer_file_good(feed: Feed, store: Store, packed: bytes) -> None:
    feed.pages["/" + NAME] = packed + b"more"
    assert feed.why(store).startswith("longer than")
    assert store.status().articles == 0


def test_what_is_listed_beyond_the_ceiling_is_not_asked_for(feed: Feed, store: Store) -> None:
    feed.list(LARGEST_FILE + 1, "0" * 32)
    feed.pages["/" + NAME] = iter([bytes(MB)])
    assert feed.why(store).startswith("listed with 67,108,865 bytes, more than")
    assert feed.sent < MB


@pytest.mark.usefixtures("packed")
@pytest.mark.parametrize("elsewhere", ["http://127.0.0.1:9/", "https://192.0.2.1/", "ftp://192.0.2.1/"])
def test_nobody_is_followed_to_another_host_or_scheme(feed: Feed, store: Store, elsewhere: str) -> None:
    feed.moved["/" + NAME] = elsewhere + NAME
    assert "the server sends on to another host" in feed.why(store) or "302" in feed.why(store)
    feed.moved["/lastupdate.txt"] = elsewhere + "lastupdate.txt"
    assert "could not be read" in feed.pull(store).error


def test_a_redirect_within_the_host_is_followed(feed: Feed, store: Store, packed: bytes) -> None:
    feed.moved["/" + NAME] = "/moved/" + NAME
    feed.pages["/moved/" + NAME] = packed
    assert feed.pull(store).fetched == 1
    assert store.status().articles == 1


def test_an_index_line_without_an_end_is_read_so_far_and_no_further(feed: Feed, store: Store) -> None:
    feed.pages["/lastupdate.txt"] = iter([b"1" * MB] * 200)
    assert "lists no GKG file" in feed.pull(store).error
    assert feed.sent < 60 * MB


def test_by_default_the_feed_is_read_over_https_and_from_where_the_setting_says(
    feed: Feed, packed: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert Settings().feed.startswith("https://storage.googleapis.com/data.gdeltproject.org/")
    feed.pages["/" + NAME] = packed
    monkeypatch.setenv("TIDINGS_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("TIDINGS_FEED", feed.url)
    done = CliRunner().invoke(main, ["ingest", "--feed", "--hours", "1"])
    assert "1 new articles" in done.output
