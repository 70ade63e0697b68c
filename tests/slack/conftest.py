"""The bot over HTTP on a fixed day, a local Slack around it, and a small made-up news world in it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from bot.jobs import InProcessQueue
from bot.local_slack import LocalSlack, Person
from bot.local_slack.objects import BOT_USER, Message
from bot.local_slack.workspace import Workspace
from bot.playground.hosting import mounted, served
from bot.settings import Settings
from bot.slack.work import delivery
from main import Application, create
from tests import worlds

ROOT = Path(__file__).resolve().parents[2]
ANNA = "UANNA"
MEMBER, OUTSIDE, DIRECT = "CNEWS", "COTHER", "DANNA"


@dataclass(frozen=True, slots=True)
class Bot:
    """A running bot and the workspace it is in."""

    slack: LocalSlack
    anna: Person
    function: Application
    data: Path

    @property
    def workspace(self) -> Workspace:
        return self.slack.workspace

    def said(self, count: int = 1) -> list[Message]:
        """The bot's messages, once there are `count`."""
        assert self.workspace.wait(lambda w: len(w.from_bot()) >= count, 180), self.workspace.calls
        return self.workspace.from_bot()

    def drain(self) -> None:
        """Waits until every job so far is done."""
        queue = self.function.runtime().queue
        assert isinstance(queue, InProcessQueue)
        assert queue.wait(180), "jobs take too long"

    def said_in_the_end(self) -> list[Message]:
        """The bot's messages, when every job is done. The bot takes no more after this."""
        self.function.runtime().queue.close()
        return self.workspace.from_bot()


@pytest.fixture(scope="session")
def world(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store's folder with made-up news."""
    return worlds.world(tmp_path_factory.mktemp("world") / "data")


@pytest.fixture
def news(world: Path, tmp_path: Path) -> Path:
    """A copy of the world, with a state of its own."""
    return Path(shutil.copytree(world, tmp_path / "data"))


@pytest.fixture
def bot(news: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Bot]:
    yield from serve(news, monkeypatch)


@pytest.fixture
def bot_with_much_news(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Bot]:
    """One in whose world an event that is planted stands out."""
    yield from serve(worlds.world(tmp_path / "data", worlds.LARGE), monkeypatch)


@pytest.fixture
def bot_without_news(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Bot]:
    yield from serve(tmp_path / "empty", monkeypatch)


def serve(data: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Bot]:
    """The application over HTTP, at noon of the world's last day; only waiting is made short."""
    monkeypatch.setattr(delivery, "NOT_PROCESSED_WAITS", (0.01, 0.01))
    monkeypatch.setattr(delivery, "LOST_WAITS", (0.01,) * 4)
    with LocalSlack() as slack:
        workspace = slack.workspace
        workspace.add_user(ANNA, "anna", tz="Europe/Stockholm")
        workspace.add_channel(MEMBER, ANNA, BOT_USER)
        workspace.add_channel(OUTSIDE, ANNA)
        workspace.add_channel(DIRECT, ANNA, BOT_USER)
        settings = Settings(
            data=data,
            slack_bot_token=workspace.token,
            slack_signing_secret=slack.signing_secret,
            slack_api_url=slack.api_url,
        )
        application = create(settings, worlds.clock)
        with served(mounted(application.slack)) as url:
            yield Bot(slack, Person(slack, url, ANNA), application, data)
        application.runtime().queue.close()
