"""In threads the bot answers unasked only its asker who goes on; people who talk are left alone."""

from __future__ import annotations

from datetime import date

import pytest

from bot.local_slack import Person
from bot.parse import follows, parse
from bot.question import Question
from bot.slack.aside import only_goes_on
from tests.slack.conftest import MEMBER, Bot
from tests.slack.talk import FOLLOW_UPS, TALK

TODAY = date(2026, 11, 20)
QUESTIONS = (
    "sentiment on Nordea last 45 days",
    "compare salaries vs productivity last 60 days",
    "related to pensions last 21 days",
    "coverage of Scania in Iceland since June",
)
"""None of them is asked again by one of the follow-ups: what changes nothing asks nothing."""


def goes_on(text: str, question: str) -> bool:
    """Whether the bot would take `text` up, said by its asker right after the answer to `question`."""
    context = parse(question, "mention", None, TODAY, "UTC")
    assert isinstance(context, Question)
    if not follows(text, TODAY, context):
        return False
    read = parse(text, "thread", context, TODAY, "UTC")
    return isinstance(read, Question) and only_goes_on(text, read, context)


@pytest.mark.parametrize("question", QUESTIONS)
def test_of_33_lines_of_talk_at_most_one_is_taken_up(question: str) -> None:
    taken = [line for line in TALK if goes_on(line, question)]
    assert len(TALK) >= 60
    assert len(taken) <= len(TALK) / 33, taken


@pytest.mark.parametrize("question", QUESTIONS)
@pytest.mark.parametrize("text", FOLLOW_UPS)
def test_what_can_only_be_a_follow_up_is_taken_up(question: str, text: str) -> None:
    assert goes_on(text, question)


def test_a_word_of_the_question_ties_what_is_not_known() -> None:
    assert goes_on("what about the zorblax prices?", "articles about the zorblax")
    assert not goes_on("what about the zorblax?", QUESTIONS[0])


def ben_in(bot: Bot) -> Person:
    bot.workspace.add_user("UBEN", "ben")
    bot.workspace.channels[MEMBER].members.add("UBEN")
    return Person(bot.slack, bot.anna.bot_url, "UBEN")


def test_only_who_asked_goes_on_unasked_and_only_right_after_the_answer(bot: Bot) -> None:
    ben = ben_in(bot)
    thread = bot.anna.mention("sentiment on inflation last 14 days", MEMBER)[0]["event"]["ts"]
    bot.said(1)
    ben.reply("what about unemployment?", MEMBER, thread)
    bot.drain()
    assert len(bot.said(1)) == 1
    bot.anna.reply("and sanctions?", MEMBER, thread)  # said to Ben, who spoke last
    bot.drain()
    assert len(bot.said(1)) == 1
    bot.anna.mention("and sanctions?", MEMBER, thread)
    assert "sanctions" in bot.said(2)[1].text.lower()
    bot.anna.reply("last 7 days", MEMBER, thread)
    bot.said(3)
    bot.anna.reply("thanks!", MEMBER, thread)
    bot.anna.reply("last 90 days", MEMBER, thread)
    bot.drain()
    assert len(bot.said(3)) == 3


def test_who_was_answered_last_may_go_on(bot: Bot) -> None:
    ben = ben_in(bot)
    thread = bot.anna.mention("sentiment on inflation last 14 days", MEMBER)[0]["event"]["ts"]
    (first,) = bot.said(1)
    ben.pick(first, "set_period", "30 days")
    bot.said(2)
    bot.anna.reply("in Sweden", MEMBER, thread)
    bot.drain()
    assert len(bot.said(2)) == 2
    ben.mention("next month", MEMBER, thread)  # is refused, and with that answered
    bot.said(3)
    ben.reply("last 7 days", MEMBER, thread)
    bot.said(4)


def test_talk_delivered_again_or_late_changes_nothing(bot: Bot) -> None:
    thread = bot.anna.mention("sentiment on inflation last 14 days", MEMBER)[0]["event"]["ts"]
    bot.said(1)
    early = bot.workspace.say(MEMBER, "UBEN", "what about lunch?", thread)
    body, _ = bot.anna.reply("last 7 days", MEMBER, thread)
    bot.said(2)
    late = body | {"event": body["event"] | {"ts": early.ts, "user": "UBEN", "text": early.text}}
    bot.anna.event(late)
    bot.anna.event(body)
    bot.anna.reply("last 90 days", MEMBER, thread)
    bot.said(3)
    bot.drain()
    assert len(bot.said(3)) == 3
