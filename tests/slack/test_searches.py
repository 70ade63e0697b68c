"""Searches come to the news in Slack: at once where they are at hand, later where they are not."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

import pytest

import bot.asking
from bot.answer import Searches
from bot.jobs import Ask, Place
from bot.local_slack import Failure, LocalSlack
from bot.local_slack.objects import BOT_USER, Message
from bot.question import Question
from bot.slack.work.delivery import Delivery
from bot.slack.work.worker import SEARCHING, WITH_SEARCHES, Worker
from bot.sources.duckdb import DuckDBWarehouse
from bot.sources.interest.sample import SampleInterest
from bot.sources.interest.source import InterestError, Part, Search, SearchInterest
from bot.sources.store import Store
from bot.state import SqliteState
from tests.worlds import TODAY

ANNA, CHANNEL = "UANNA", "CNEWS"
IN_CHANNEL = Place(CHANNEL, ANNA, "thread", "1.0")


@dataclass
class Waits:
    """Answers as `inner` does, or not, once it is let go."""

    inner: SearchInterest
    go: threading.Event = field(default_factory=threading.Event)
    error: Exception | None = None

    def find(self, part: Part, search: Search) -> Searches:
        assert self.go.wait(180)
        if self.error:
            raise self.error
        return self.inner.find(part, search)


@dataclass
class Desk:
    """A worker in a local Slack."""

    slack: LocalSlack
    worker: Worker

    def said(self) -> list[Message]:
        return self.slack.workspace.from_bot()

    def ask(self, place: Place, interest: SearchInterest, key: str = "k") -> threading.Thread:
        question = Question("trends", (("taxes",),), TODAY - timedelta(89), TODAY, today=TODAY)
        w = self.worker
        asked = Worker(w.warehouse, w.state, w.delivery, w.clock, interest)
        thread = threading.Thread(target=asked, args=(Ask(key, place, question=question),))
        thread.start()
        return thread

    def until(self, count: int) -> None:
        assert self.slack.workspace.wait(lambda _: len(self.said()) >= count, 180)


@pytest.fixture
def desk(sample_store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    monkeypatch.setattr(bot.asking, "AT_ONCE", 0.05)
    with LocalSlack() as slack:
        slack.workspace.add_user(ANNA, "anna")
        slack.workspace.add_channel(CHANNEL, ANNA, BOT_USER)
        delivery = Delivery.to(slack.workspace.token, slack.api_url, lambda _: None)
        state = SqliteState(tmp_path / "state.sqlite")
        yield Desk(slack, Worker(DuckDBWarehouse(sample_store), state, delivery))


def text_of(message: Message) -> str:
    return str(message.blocks)


def test_searches_at_hand_are_in_the_only_message(
    desk: Desk, sample_store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bot.asking, "AT_ONCE", 180)
    desk.ask(IN_CHANNEL, SampleInterest(sample_store.folder)).join(180)
    (only,) = desk.said()
    assert "News on taxes follows searches by 3 days" in text_of(only)
    assert SEARCHING not in text_of(only)


def test_the_news_does_not_wait_and_the_searches_are_edited_in(desk: Desk, sample_store: Store) -> None:
    interest = Waits(SampleInterest(sample_store.folder))
    thread = desk.ask(IN_CHANNEL, interest)
    desk.until(1)
    first = text_of(desk.said()[0])
    assert SEARCHING in first
    assert "of all articles" in first
    assert "Mean interest" not in first
    interest.go.set()
    thread.join(180)
    (only,) = desk.said()
    assert "Mean interest" in text_of(only)
    assert "of all articles" in text_of(only)
    assert SEARCHING not in text_of(only)


@pytest.mark.parametrize("error", [InterestError("unavailable", "down"), RuntimeError("a bug")])
def test_searches_that_fail_leave_the_news_and_one_line(
    desk: Desk, sample_store: Store, error: Exception
) -> None:
    interest = Waits(SampleInterest(sample_store.folder), error=error)
    thread = desk.ask(IN_CHANNEL, interest)
    desk.until(1)
    interest.go.set()
    thread.join(180)
    (only,) = desk.said()
    assert "of all articles" in text_of(only)
    assert SEARCHING not in text_of(only)
    assert ("could not be reached" in text_of(only)) == isinstance(error, InterestError)
    assert ("reference" in text_of(only)) == isinstance(error, RuntimeError)


@pytest.mark.parametrize("fails", [False, True])
def test_what_only_the_asker_sees_cannot_be_edited_so_more_follows(
    desk: Desk, sample_store: Store, fails: bool
) -> None:
    interest = Waits(SampleInterest(sample_store.folder))
    interest.error = InterestError("unavailable", "down") if fails else None
    address = desk.slack.workspace.response_url(CHANNEL, ANNA)
    thread = desk.ask(Place(CHANNEL, ANNA, "asker", response_url=address), interest)
    desk.until(1)
    interest.go.set()
    thread.join(180)
    first, second = desk.said()
    assert SEARCHING in text_of(first)
    if fails:
        assert "could not be reached" in second.text
    else:
        assert WITH_SEARCHES in text_of(second)
        assert "Mean interest" in text_of(second)


def test_after_an_edit_that_slack_refuses_the_searches_come_as_another_message(
    desk: Desk, sample_store: Store
) -> None:
    interest = Waits(SampleInterest(sample_store.folder))
    desk.slack.workspace.fail("chat.update", Failure(error="cant_update_message"), times=9)
    thread = desk.ask(IN_CHANNEL, interest)
    desk.until(1)
    interest.go.set()
    thread.join(180)
    news, searches = desk.said()
    assert "of all articles" in text_of(news)
    assert "now with what people search for" in text_of(searches)
