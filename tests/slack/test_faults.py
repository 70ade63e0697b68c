"""Whatever fails around the bot, the person gets words."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

import pytest
from slack_sdk import WebClient

from bot.local_slack.objects import HANGS_UP, RATE_LIMITED, SERVER_ERROR, Failure
from bot.slack.work import delivery
from bot.slack.work.retries import Retries
from tests.slack.conftest import MEMBER, Bot

CUT = Failure("connection", HANGS_UP)
TIMEOUT = Failure("timeout", HANGS_UP, after=1.5)
FAILURES = pytest.mark.parametrize(
    "failure", [RATE_LIMITED, SERVER_ERROR, CUT, TIMEOUT], ids=["429", "500", "cut", "timeout"]
)
LOST = pytest.mark.parametrize(
    "lost",
    [Failure(status=500, done=True), replace(CUT, done=True), replace(TIMEOUT, done=True)],
    ids=["500", "cut", "timeout"],
)
METHODS = (
    "files.getUploadURLExternal",
    "upload",
    "files.completeUploadExternal",
    "chat.postMessage",
    "users.info",
    "conversations.info",
    "assistant.threads.setStatus",
)


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """A worker that waits a second for Slack, and hardly between two tries."""
    monkeypatch.setattr(delivery, "WebClient", partial(WebClient, timeout=1))
    monkeypatch.setattr(delivery, "LOST_WAITS", (0.01, 0.01))
    monkeypatch.setattr(delivery, "Retries", lambda _, **kind: Retries(lambda _: None, **kind))


@pytest.mark.parametrize("method", METHODS)
@FAILURES
def test_a_call_that_fails_once_or_for_good_does_not_silence_the_answer(
    bot: Bot, method: str, failure: Failure
) -> None:
    lasting = method not in ("chat.postMessage",)
    bot.workspace.fail(method, failure, times=6 if lasting else 1)
    bot.anna.mention("sentiment on inflation last 7 days", MEMBER)
    said = bot.said(1)
    bot.drain()
    assert "inflation" in said[0].text.lower()
    assert len(bot.said(1)) == 1


@FAILURES
def test_what_only_the_asker_sees_comes_all_the_same(bot: Bot, failure: Failure) -> None:
    bot.workspace.fail("chat.postEphemeral", failure)
    bot.anna.command("/sentiment", "inflation last 7 days", MEMBER)
    told = bot.said_in_the_end()[-1]
    assert "inflation" in told.text.lower() or told.text == delivery.IN_DOUBT


@LOST
def test_an_answer_that_arrived_is_not_posted_again(bot: Bot, lost: Failure) -> None:
    bot.workspace.fail("chat.postMessage", lost)
    bot.anna.mention("sentiment on inflation last 7 days", MEMBER)
    (said,) = bot.said_in_the_end()
    assert "inflation" in said.text.lower()


@LOST
def test_where_the_asker_alone_may_see_it_they_are_told_to_look(bot: Bot, lost: Failure) -> None:
    bot.workspace.fail("chat.postEphemeral", lost)
    bot.anna.command("/sentiment", "inflation last 7 days", MEMBER)
    said, *told = bot.said_in_the_end()
    assert "inflation" in said.text.lower()
    assert [m.text for m in told] == [delivery.IN_DOUBT]


def test_news_that_cannot_be_read_are_told(bot: Bot) -> None:
    for part in (bot.data).rglob("*.parquet"):
        part.write_bytes(b"broken")
    bot.anna.mention("sentiment on inflation last 7 days", MEMBER)
    (told,) = bot.said(1)
    assert "could not be read" in told.text
