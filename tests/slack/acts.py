"""What people and schedulers do in several files of tests, and what is looked at afterwards."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

from bot.digests import subscriptions
from bot.digests.run import issue_job, issues_due
from bot.digests.values import Subscription
from bot.local_slack.objects import Message
from bot.question import question_from_json
from bot.slack.buttons import ANSWER_MENU, question_value
from bot.state import State
from bot.state.records import SHOWN
from tests.slack.conftest import ANNA, MEMBER, Bot
from tests.worlds import NOW

ASK = "sentiment on inflation last 14 days"
SHARED = "shared with another organisation"


def state(bot: Bot) -> State:
    return bot.function.runtime().state


def shown(message: Message) -> str:
    return message.text + json.dumps(message.blocks, ensure_ascii=False)


def buttons(message: Message) -> list[dict[str, Any]]:
    return [e for b in message.blocks if b["type"] == "actions" for e in b["elements"]]


def asked(bot: Bot, message: Message) -> dict[str, Any]:
    """The question that the answer is kept with, for what its menus lead to."""
    menu = next(b for b in buttons(message) if b["action_id"] == ANSWER_MENU)
    bot.drain()
    kept = SHOWN.get(state(bot), menu["options"][0]["value"].partition(":")[2])
    assert kept is not None
    question = question_from_json(kept["answer"]["question"])
    said: dict[str, Any] = json.loads(question_value(question))
    return said


def answered(bot: Bot, channel: str = MEMBER) -> Message:
    """An answer in a thread of the channel."""
    bot.anna.mention(ASK, channel)
    (answer,) = bot.said(1)
    bot.drain()
    return answer


def follow(bot: Bot, channel: str = MEMBER) -> Subscription:
    """A daily digest in the channel of which an issue is due."""
    made = NOW - timedelta(days=2)
    kept = Subscription("d-1", ANNA, channel, (("inflation",),), "daily", "monday", "00:00", "UTC", made)
    subscriptions.save(state(bot), kept)
    return kept


def deliver_due(bot: Bot) -> None:
    for subscription, it in issues_due(state(bot), NOW):
        bot.function.runtime().queue.enqueue(issue_job(subscription, it))
    bot.drain()


def becomes_shared(bot: Bot) -> None:
    """Another organisation is let in after the bot had looked, and the hour of that look is over."""
    bot.workspace.channels[MEMBER].shared = True
    state(bot).delete("channel", MEMBER)


def order(bot: Bot, text: str, channel: str = MEMBER) -> str:
    said: str = bot.anna.command("/digest", text, channel).json()["text"]
    bot.drain()
    return said
