"""What the grammar does not read is put to a model, where one is set up; the person can undo it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from bot.digests import subscriptions
from bot.local_slack import LocalSlack, Person
from bot.local_slack.objects import BOT_USER, Message
from bot.playground.hosting import mounted, served
from bot.settings import Settings
from bot.slack.memory import recall
from main import create
from tests import worlds
from tests.rewriter import model as stand_in
from tests.rewriter.model import Model
from tests.slack.conftest import ANNA, DIRECT, MEMBER, Bot

TEXT = "ngl the zeitgeist round inflation feels whack, tell me last week"


@pytest.fixture
def model() -> Iterator[Model]:
    with stand_in.running() as running:
        yield running


@pytest.fixture
def bot(news: Path, model: Model) -> Iterator[Bot]:
    with LocalSlack() as slack:
        workspace = slack.workspace
        workspace.add_user(ANNA, "anna", tz="Europe/Stockholm")
        workspace.add_user("UBOB", "bob")
        workspace.add_channel(MEMBER, ANNA, "UBOB", BOT_USER)
        workspace.add_channel(DIRECT, ANNA, BOT_USER)
        settings = Settings(
            data=news,
            slack_bot_token=workspace.token,
            slack_signing_secret=slack.signing_secret,
            slack_api_url=slack.api_url,
            trends="off",
            rewriter=model.address,
            rewriter_model="small",
        )
        application = create(settings, worlds.clock)
        with served(mounted(application.slack)) as url:
            yield Bot(slack, Person(slack, url, ANNA), application, news)
        application.runtime().queue.close()


def words(message: Message) -> str:
    return f"{message.text} {message.blocks}"


def test_the_reading_is_shown_answered_and_taken_back_by_who_asked_alone(bot: Bot, model: Model) -> None:
    model.line = "sentiment on inflation last week"
    bot.anna.mention(TEXT, MEMBER)
    bot.drain()
    (answer,) = bot.said()
    assert answer.text.startswith("I read this as “sentiment on inflation")
    thread = answer.thread_ts
    state = bot.function.runtime().state
    assert recall(state, MEMBER, thread, "later")

    replace(bot.anna, id="UBOB").click(answer, "undo_reading")
    bot.drain()
    assert "I read this as" in words(answer)

    bot.anna.click(answer, "undo_reading")
    bot.drain()
    assert answer.text.startswith("I took that reading back.")
    assert recall(state, MEMBER, thread, "later") is None


@pytest.mark.parametrize("line", ["NONE", "sentiment on Scania", "Sorry, I am only a model."])
def test_without_a_line_that_is_believed_the_bot_asks_back(line: str, bot: Bot, model: Model) -> None:
    model.line = line
    bot.anna.dm(TEXT, DIRECT)
    bot.drain()
    (told,) = bot.said()
    assert "no question about the news in that" in words(told)
    assert "Scania" not in words(told)


def test_a_command_that_is_not_read_is_put_to_it_too(bot: Bot, model: Model) -> None:
    model.line = "compare inflation vs unemployment"
    bot.anna.command("/compare", "inflation unemployment pretty please", MEMBER)
    bot.drain()
    assert [m for m in bot.said() if "I read this as “compare inflation vs unemployment" in m.text]


def test_a_digest_waits_for_the_click(bot: Bot, model: Model) -> None:
    model.line = "digest on inflation"
    bot.anna.dm(TEXT.replace(", tell me last week", " to my inbox forever"), DIRECT)
    bot.drain()
    (asked,) = bot.said()
    state = bot.function.runtime().state
    assert "Nothing is done until you press the button" in words(asked)
    assert not subscriptions.digests(state, ANNA)
    bot.anna.click(asked, "ask_suggestion_0")
    bot.drain()
    assert [d.topics for d in subscriptions.digests(state, ANNA)] == [(("inflation",),)]


def test_what_is_read_and_what_people_say_to_each_other_is_sent_nowhere(bot: Bot, model: Model) -> None:
    bot.anna.mention("sentiment on inflation last 30 days", MEMBER)
    bot.drain()
    (answer,) = bot.said()
    assert answer.thread_ts
    bot.anna.reply("ngl the zeitgeist round here feels whack", MEMBER, answer.thread_ts)
    bot.drain()
    assert model.asked == []
