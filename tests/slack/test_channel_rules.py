"""Whatever way a request comes in, the rules about channels hold, and once more before anything is posted."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from bot.answer import Answer
from bot.digests import subscriptions
from bot.digests.run import watch_job
from bot.digests.values import Alert
from bot.jobs import Ask, Place
from bot.local_slack.objects import BOT_USER, RATE_LIMITED, SERVER_ERROR, Failure, Message
from bot.question import Question, question_from_json
from bot.slack.buttons import answer_rows
from main import create
from tests.slack.acts import (
    ASK,
    SHARED,
    answered,
    becomes_shared,
    deliver_due,
    follow,
    state,
)
from tests.slack.conftest import ANNA, DIRECT, MEMBER, Bot, serve
from tests.worlds import NOW, TODAY

QUESTION = json.dumps({"action": "sentiment", "topics": [["inflation"]], "version": 1})


def click(action: str) -> Callable[[Bot, Message], object]:
    return lambda bot, answer: bot.anna.click(answer, action)


def pick(menu: str, entry: str) -> Callable[[Bot, Message], object]:
    return lambda bot, answer: bot.anna.pick(answer, menu, entry)


def confirm(bot: Bot, answer: Message) -> object:
    return bot.anna.act({"type": "button", "action_id": "confirm_cost", "value": QUESTION}, answer)


def suggest(bot: Bot, answer: Message) -> object:
    return bot.anna.act({"type": "button", "action_id": "ask_suggestion_0", "value": ASK}, answer)


def save_an_alert(bot: Bot, answer: Message) -> object:
    return bot.anna.act({"type": "button", "action_id": "save_alert_low", "value": f"low {QUESTION}"}, answer)


DOORS: dict[str, Callable[[Bot, Message], object]] = {
    "period": pick("set_period", "30 days"),
    "edit": pick("answer_menu", "Edit"),
    "details": pick("answer_menu", "Details"),
    "weekly": pick("answer_menu", "Weekly digest"),
    "alert": pick("answer_menu", "Alert me"),
    "headlines": click("ask_question"),
    "suggestion": suggest,
    "confirm": confirm,
    "alert button": save_an_alert,
    "menu": lambda bot, answer: bot.anna.act(
        {"type": "button", "action_id": "follow_menu_delete", "value": "delete:d-1"}, answer
    ),
    "mention": lambda bot, _answer: bot.anna.mention(ASK, MEMBER),
}
COMMANDS = ("/sentiment", "/compare", "/news", "/trends", "/related", "/digest", "/alert")


@pytest.mark.parametrize("door", DOORS)
def test_in_a_channel_that_was_shared_since_no_button_works(bot: Bot, door: str) -> None:
    answer = answered(bot)
    kept = follow(bot)
    becomes_shared(bot)
    DOORS[door](bot, answer)
    bot.drain()
    (told,) = bot.said(2)[1:]
    assert SHARED in told.text
    assert not bot.workspace.views
    assert list(subscriptions.digests(state(bot))) == [kept]
    assert not subscriptions.alerts(state(bot))


@pytest.mark.parametrize("command", COMMANDS)
def test_in_a_shared_channel_no_command_works(bot: Bot, command: str) -> None:
    bot.workspace.channels[MEMBER].shared = True
    assert SHARED in bot.anna.command(command, "inflation", MEMBER).json()["text"]
    assert bot.said_in_the_end() == []


@pytest.fixture
def listed(news: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Bot]:
    """A bot that may work nowhere but in another channel."""
    monkeypatch.setattr(
        "tests.slack.conftest.create",
        lambda settings, clock: create(replace(settings, channels=("CELSE",)), clock),
    )
    yield from serve(news, monkeypatch)


@pytest.mark.parametrize("door", DOORS)
def test_in_a_channel_that_is_not_listed_no_button_works(listed: Bot, door: str) -> None:
    asked = replace(question_from_json(json.loads(QUESTION)), start=TODAY, end=TODAY, today=TODAY)
    (elements,) = answer_rows(Answer(asked), None, "k")
    old = listed.workspace.say(MEMBER, BOT_USER, "an answer from before the list")
    old.blocks.append({"type": "actions", "elements": elements})
    DOORS[door](listed, old)
    listed.drain()
    (told,) = listed.said(2)[1:]
    assert "TIDINGS_CHANNELS" in told.text
    assert not listed.workspace.views


def test_a_form_opened_before_the_channel_was_shared_is_refused(bot: Bot) -> None:
    bot.anna.pick(answered(bot), "answer_menu", "Edit")
    (view,) = bot.workspace.views.values()
    becomes_shared(bot)
    assert SHARED in bot.anna.submit(view).json()["errors"]["topics"]


def test_a_question_taken_up_before_the_channel_was_shared_is_not_answered_there(bot: Bot) -> None:
    message = bot.workspace.say(MEMBER, ANNA, ASK)
    bot.workspace.channels[MEMBER].shared = True
    question = Question("sentiment", (("inflation",),))
    late = Ask("late", Place(MEMBER, ANNA, "thread", message.ts), question=question)
    bot.function.runtime().queue.enqueue(late)
    (told,) = bot.said(1)
    assert SHARED in told.text


def test_a_digest_of_a_channel_that_was_shared_since_is_told_to_its_owner_alone(bot: Bot) -> None:
    follow(bot)
    answered(bot)  # and with that the bot knows that the channel is not shared
    bot.workspace.channels[MEMBER].shared = True
    deliver_due(bot)
    (told,) = bot.said(2)[1:]
    assert told.channel == DIRECT
    assert SHARED in told.text


def test_an_alert_of_a_channel_that_was_shared_since_is_told_to_its_owner_alone(bot: Bot) -> None:
    truth = json.loads((bot.data / "truth.json").read_text())
    topic = next(e["topic"] for e in truth if e["kind"] == "spike")
    made = NOW - timedelta(days=40)
    alert = Alert("a-1", ANNA, MEMBER, (topic,), "high", made)
    subscriptions.save(state(bot), alert)
    bot.workspace.channels[MEMBER].shared = True
    bot.function.runtime().queue.enqueue(watch_job(alert, NOW))
    bot.drain()
    assert [m.channel for m in bot.said_in_the_end()] == [DIRECT]


@pytest.mark.parametrize("failure", [RATE_LIMITED, SERVER_ERROR, Failure("missing_scope")])
def test_where_slack_does_not_say_the_answer_is_no_and_is_not_kept(bot: Bot, failure: Failure) -> None:
    bot.workspace.fail("conversations.info", failure)
    said = bot.anna.command("/sentiment", "inflation last 14 days", MEMBER).json()["text"]
    assert "whether another organisation shares this channel" in said
    assert "Looking at" in bot.anna.command("/sentiment", "inflation last 14 days", MEMBER).json()["text"]
    bot.drain()
    assert len(bot.workspace.called("conversations.info")) == 2
    bot.anna.command("/sentiment", "inflation last 14 days", MEMBER)
    bot.drain()
    assert len(bot.workspace.called("conversations.info")) == 2


def test_a_digest_waits_where_slack_does_not_say(bot: Bot) -> None:
    follow(bot)
    bot.workspace.fail("conversations.info", RATE_LIMITED, times=9)
    deliver_due(bot)
    assert bot.workspace.from_bot() == []
    bot.workspace.forgive()
    deliver_due(bot)
    assert bot.said(1)[0].channel == MEMBER


def test_a_private_channel_that_the_bot_does_not_see_says_how_to_let_it(bot: Bot) -> None:
    bot.workspace.add_channel("CSECRET", ANNA, private=True)
    said = bot.anna.command("/sentiment", "inflation", "CSECRET").json()["text"]
    assert "/invite @tidings" in said
