"""Where the bot may not post, in the app's home and after the bot is let go: nothing ends in silence."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

import pytest

from bot.digests import subscriptions
from bot.local_slack.objects import BOT_USER, Failure
from tests.slack.acts import (
    ASK,
    answered,
    follow,
    shown,
    state,
)
from tests.slack.conftest import ANNA, DIRECT, MEMBER, Bot


def read_only(bot: Bot, _thread: str) -> None:
    bot.workspace.channels[MEMBER].read_only = True


def archived(bot: Bot, _thread: str) -> None:
    bot.workspace.channels[MEMBER].archived = True


def locked(bot: Bot, thread: str) -> None:
    bot.workspace.channels[MEMBER].locked.add(thread)


def removed(bot: Bot, _thread: str) -> None:
    bot.workspace.channels[MEMBER].members.discard(BOT_USER)


@pytest.mark.parametrize(
    ("happens", "why"),
    [
        (read_only, "only some people may post there"),
        (archived, "that channel is archived"),
        (locked, "that thread is locked"),
        (removed, "I am not in that channel"),
    ],
)
@pytest.mark.parametrize("text", [ASK, "help", "compare oil"])
def test_where_the_bot_may_not_post_the_asker_gets_it_directly_with_a_link(
    bot: Bot, happens: Callable[[Bot, str], None], why: str, text: str
) -> None:
    answered(bot)
    question = bot.workspace.say(MEMBER, ANNA, "a question")
    happens(bot, question.ts)
    bot.anna.mention(text, MEMBER, question.ts)
    bot.drain()
    (told,) = bot.said(2)[1:]
    assert told.channel == DIRECT
    assert why in told.text
    assert f"/archives/{MEMBER}/p{question.ts.replace('.', '')}" in shown(told)
    if text == ASK:
        assert "inflation" in told.text.lower()
        bot.anna.dm("last 7 days", DIRECT)
        assert "inflation" in bot.said(3)[2].text.lower()


def test_the_link_comes_also_where_slack_tells_none(bot: Bot) -> None:
    bot.workspace.channels[MEMBER].read_only = True
    bot.workspace.fail("chat.getPermalink", Failure("channel_not_found"))
    asked, _ = bot.anna.mention(ASK, MEMBER)
    (told,) = bot.said(1)
    assert f"/archives/{MEMBER}/p{asked['event']['ts'].replace('.', '')}" in shown(told)


def test_in_a_conversation_between_people_nobody_is_told_to_invite_the_bot(bot: Bot) -> None:
    bot.workspace.add_channel("DPEOPLE", ANNA, "UBEN", private=True)
    bot.anna.command("/sentiment", "inflation last 14 days", "DPEOPLE")
    (answer,) = bot.said(1)
    bot.anna.click(answer, "share_answer")
    (told,) = bot.said(2)[1:]
    for message in (answer, told):
        assert "/invite" not in shown(message)
        assert "direct message" in shown(message)


def test_an_answer_that_may_not_be_shared_says_why(bot: Bot) -> None:
    bot.anna.command("/sentiment", "inflation last 14 days", MEMBER)
    (answer,) = bot.said(1)
    bot.workspace.channels[MEMBER].read_only = True
    bot.anna.click(answer, "share_answer")
    (told,) = bot.said(2)[1:]
    assert "Only some people may post here" in told.text


def test_what_begins_at_home_goes_on_in_the_direct_messages(bot: Bot) -> None:
    bot.anna.act_at_home({"type": "button", "action_id": "ask_suggestion_0", "value": ASK})
    (answer,) = bot.said(1)
    assert answer.channel == DIRECT
    bot.anna.dm("what about unemployment?", DIRECT)
    second = bot.said(2)[1]
    assert "unemployment" in second.text.lower()
    for _ in range(2):
        bot.anna.act_at_home({"type": "button", "action_id": "ask_suggestion_0", "value": ASK})
    bot.drain()
    assert len(bot.workspace.called("conversations.open")) == 1


def test_searches_asked_for_at_home_come_over_the_first_answer(bot: Bot) -> None:
    bot.anna.act_at_home(
        {"type": "button", "action_id": "ask_suggestion_0", "value": "search trends for inflation"}
    )
    bot.drain()
    assert all("they follow" not in shown(m) for m in bot.said(1))


def test_opening_the_home_tells_where_its_answers_go(bot: Bot) -> None:
    bot.anna.opens_home()
    bot.anna.act_at_home({"type": "button", "action_id": "ask_suggestion_0", "value": ASK})
    assert bot.said(1)[0].channel == DIRECT
    assert not bot.workspace.called("conversations.open")


def test_an_expired_trigger_gets_words(bot: Bot) -> None:
    assert bot.anna.act_at_home({"type": "button", "action_id": "new_digest"}, late=True).status == 200
    (told,) = bot.said(1)
    assert (told.channel, "did not open the form" in told.text) == (DIRECT, True)


def test_no_form_shows_a_person_as_a_channel(bot: Bot) -> None:
    bot.anna.act_at_home({"type": "button", "action_id": "new_digest"})
    (view,) = bot.workspace.views.values()
    assert ANNA not in json.dumps([b for b in view["blocks"] if b["block_id"] == "channel"])
    bot.anna.submit(view, topics="inflation")
    bot.drain()
    (kept,) = subscriptions.digests(state(bot))
    assert kept.channel == DIRECT
    (told,) = bot.said(1)
    assert "in your messages with me" in told.text
    assert ANNA not in told.text


@pytest.mark.parametrize(
    "body",
    [
        {"type": "event_callback", "event": {"type": "reaction_added", "item": {}}},
        {"type": "event_callback", "event": {"type": "function_executed"}},
        {"type": "app_rate_limited", "minute_rate_limited": 1518467820, "team_id": "T", "api_app_id": "A"},
        {"type": "tokens_revoked"},
        {"type": "shortcut", "callback_id": "x", "trigger_id": "1", "user": {"id": ANNA}},
        {"type": "message_action", "callback_id": "x", "trigger_id": "1", "user": {"id": ANNA}},
        {"type": "interactive_message", "callback_id": "x"},
        {"type": "view_closed", "view": {"id": "V1"}},
    ],
)
@pytest.mark.parametrize("form", [False, True])
def test_what_nobody_listens_to_is_acknowledged(bot: Bot, body: dict[str, Any], form: bool) -> None:
    kind = "application/x-www-form-urlencoded" if form else "application/json"
    sent = urlencode({"payload": json.dumps(body)}) if form else json.dumps(body)
    assert bot.anna.send(sent, kind).status == 200
    assert bot.said_in_the_end() == []


@pytest.mark.parametrize(
    "body",
    [
        '{"type": "url_verification", "challenge": "x", "team": NaN}',
        '{"type": "event_callback", "team": {"x": NaN}, "event": {"type": "reaction_added"}}',
        '{"type": "event_callback", "x": -Infinity}',
        '{"type": "url_verification", "challenge": "\\ud800"}',
        "[" * 200_000,
        '{"type": ' + "[" * 200_000 + "]" * 200_000 + "}",
        '{"a":' * 200_000,
        "1" * 5_000,
        '"',
    ],
    ids=[
        "nan",
        "nan inside",
        "infinity",
        "half a character",
        "lists",
        "lists closed",
        "objects",
        "digits",
        "quote",
    ],
)
def test_a_signed_body_that_is_no_request_gets_400(bot: Bot, body: str) -> None:
    assert bot.anna.send(body, "application/json").status == 400


@pytest.mark.parametrize(
    ("event", "ends"),
    [
        ({"type": "app_uninstalled"}, True),
        ({"type": "tokens_revoked", "tokens": {"oauth": [], "bot": [BOT_USER]}}, True),
        ({"type": "tokens_revoked", "tokens": {"oauth": ["UBEN"]}}, False),
    ],
)
def test_uninstalling_ends_what_is_followed_and_erases_what_is_kept(
    bot: Bot, event: dict[str, Any], ends: bool
) -> None:
    follow(bot)
    answered(bot)
    assert state(bot).list("thread")
    body = {"type": "event_callback", "team_id": "TLOCAL", "event_id": "EvGone", "event": event}
    assert [bot.anna.event(body).status for _ in range(2)] == [200, 200]
    bot.drain()
    assert (subscriptions.digests(state(bot)) == []) == ends
    for kind in ("thread", "recent", "timezone", "channel", "answered"):
        assert not (ends and state(bot).list(kind)), kind


def test_a_follow_up_that_is_also_sent_to_the_channel_is_answered(bot: Bot) -> None:
    thread = bot.anna.mention(ASK, MEMBER)[0]["event"]["ts"]
    bot.said(1)
    bot.anna.reply("what about unemployment?", MEMBER, thread, to_channel=True)
    assert "unemployment" in bot.said(2)[1].text.lower()
