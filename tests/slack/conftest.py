"""The bot as functions-framework serves it, a local Slack around it, and a small made-up news world in it."""

from __future__ import annotations

import shutil
import sys
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from types import ModuleType

import functions_framework
import pytest
from werkzeug.serving import make_server

from bot.ingest.sample import sample
from bot.local_slack import LocalSlack, Person
from bot.local_slack.workspace import BOT_USER, Message, Workspace
from bot.slack.work import delivery
from bot.sources.store import Store

ROOT = Path(__file__).resolve().parents[2]
ANNA = "UANNA"
MEMBER, OUTSIDE, DIRECT = "CNEWS", "COTHER", "DANNA"


@dataclass(frozen=True, slots=True)
class Bot:
    """A running bot and the workspace it is in."""

    slack: LocalSlack
    anna: Person
    function: ModuleType
    data: Path

    @property
    def workspace(self) -> Workspace:
        return self.slack.workspace

    def said(self, count: int = 1) -> list[Message]:
        """The bot's messages, once there are `count`."""
        assert self.workspace.wait(lambda w: len(w.from_bot()) >= count, 30), self.workspace.calls
        return self.workspace.from_bot()

    def drain(self) -> None:
        """Waits until every job so far is done."""
        assert self.function.runtime().queue.wait(30), "jobs take too long"

    def said_in_the_end(self) -> list[Message]:
        """The bot's messages, when every job is done. The bot takes no more after this."""
        self.function.runtime().queue.close()
        return self.workspace.from_bot()


@pytest.fixture(scope="session")
def world(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store's folder with thirty days of made-up news up to today."""
    store = Store(tmp_path_factory.mktemp("world") / "data")
    sample(store, days=30, articles=3000, seed=7, today=datetime.now(UTC).date())
    return store.folder


@pytest.fixture
def news(world: Path, tmp_path: Path) -> Path:
    """A copy of the world, with a state of its own."""
    return Path(shutil.copytree(world, tmp_path / "data"))


@pytest.fixture
def bot(news: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Bot]:
    yield from serve(news, monkeypatch)


@pytest.fixture
def bot_without_news(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Bot]:
    yield from serve(tmp_path / "empty", monkeypatch)


def serve(data: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Bot]:
    """The unmodified entry point over HTTP; only waiting is made short."""
    monkeypatch.setattr(delivery, "NOT_PROCESSED_WAITS", (0.01, 0.01))
    with LocalSlack() as slack:
        workspace = slack.workspace
        workspace.add_user(ANNA, "anna", tz="Europe/Stockholm")
        workspace.add_channel(MEMBER, ANNA, BOT_USER)
        workspace.add_channel(OUTSIDE, ANNA)
        workspace.add_channel(DIRECT, ANNA, BOT_USER)
        monkeypatch.setenv("TIDINGS_DATA", str(data))
        monkeypatch.setenv("SLACK_BOT_TOKEN", workspace.token)
        monkeypatch.setenv("SLACK_SIGNING_SECRET", slack.signing_secret)
        monkeypatch.setenv("SLACK_API_URL", slack.api_url)
        app = functions_framework.create_app(target="slack", source=str(ROOT / "main.py"))
        server = make_server("127.0.0.1", 0, app, threaded=True)
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        try:
            anna = Person(slack, f"http://127.0.0.1:{server.server_port}/", ANNA)
            # functions-framework runs main.py anew for each app, and leaves it under this name.
            yield Bot(slack, anna, sys.modules["main"], data)
        finally:
            server.shutdown()
            thread.join()
