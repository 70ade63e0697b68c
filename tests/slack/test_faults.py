"""Whatever fails around the bot, the person gets words."""

from __future__ import annotations

import pytest

from bot.local_slack.workspace import HANGS_UP, RATE_LIMITED, SERVER_ERROR, Failure
from tests.slack.conftest import MEMBER, Bot

CUT = Failure("connection", HANGS_UP)
METHODS = (
    "files.getUploadURLExternal",
    "upload",
    "files.completeUploadExternal",
    "chat.postMessage",
    "users.info",
    "conversations.info",
    "assistant.threads.setStatus",
)


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("failure", [RATE_LIMITED, SERVER_ERROR, CUT], ids=["429", "500", "cut"])
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


def test_news_that_cannot_be_read_are_told(bot: Bot) -> None:
    for part in (bot.data).rglob("*.parquet"):
        part.write_bytes(b"broken")
    bot.anna.mention("sentiment on inflation last 7 days", MEMBER)
    (told,) = bot.said(1)
    assert "could not be read" in told.text
