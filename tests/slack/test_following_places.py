"""What can be followed, and where it can arrive."""

from __future__ import annotations

import json

import pytest

from bot.digests import subscriptions
from bot.local_slack import Person
from bot.local_slack.objects import BOT_USER
from tests.slack.acts import (
    SHARED,
    answered,
    deliver_due,
    follow,
    order,
    state,
)
from tests.slack.conftest import ANNA, MEMBER, OUTSIDE, Bot


@pytest.mark.parametrize(
    ("place", "words"),
    [
        ("COTHER", "/invite @tidings"),
        ("CSECRET", "/invite @tidings"),
        ("CFOREIGN", SHARED),
        ("COLD", "archived"),
        ("CNONE", "does not let me see"),
    ],
)
def test_a_digest_is_not_saved_where_it_could_not_arrive(bot: Bot, place: str, words: str) -> None:
    bot.workspace.add_channel("CSECRET", ANNA, private=True)
    bot.workspace.add_channel("CFOREIGN", ANNA, BOT_USER).shared = True
    bot.workspace.add_channel("COLD", ANNA, BOT_USER).archived = True
    assert words in order(bot, f"inflation every monday in <#{place}|there>")
    bot.anna.act_at_home({"type": "button", "action_id": "new_digest"})
    (view,) = bot.workspace.views.values()
    refused = bot.anna.submit(view, topics="inflation", channel=place).json()
    assert words in refused["errors"]["channel"]
    assert subscriptions.digests(state(bot)) == []


@pytest.mark.parametrize("place", ["UBEN", "DPEOPLE", "DBEN"])
def test_a_digest_is_not_saved_in_the_messages_of_others(bot: Bot, place: str) -> None:
    bot.workspace.add_user("UBEN", "ben")
    bot.workspace.add_channel("DPEOPLE", ANNA, "UBEN", private=True)
    bot.workspace.add_channel("DBEN", "UBEN", BOT_USER, private=True)
    bot.anna.act_at_home({"type": "button", "action_id": "new_digest"})
    (view,) = bot.workspace.views.values()
    refused = bot.anna.submit(view, topics="inflation", channel=place).json()
    assert "somebody else's conversation" in refused["errors"]["channel"]
    assert subscriptions.digests(state(bot)) == []


def test_the_picker_offers_only_channels_of_the_workspace(bot: Bot) -> None:
    bot.anna.pick(answered(bot), "answer_menu", "Weekly digest")
    (view,) = bot.workspace.views.values()
    picker = next(b["element"] for b in view["blocks"] if b["block_id"] == "channel")
    assert picker["filter"] == {
        "include": ["public", "private"],
        "exclude_external_shared_channels": True,
        "exclude_bot_users": True,
    }
    assert picker["initial_conversation"] == MEMBER


def test_an_alert_is_not_begun_where_it_could_not_arrive(bot: Bot) -> None:
    assert "/invite @tidings" in bot.anna.command("/alert", "riksbank", OUTSIDE).json()["text"]
    bot.anna.command("/alert", "riksbank", MEMBER)
    (look_back,) = bot.said(1)
    bot.workspace.channels[MEMBER].members.discard(BOT_USER)
    bot.anna.click(look_back, "save_alert_medium")
    assert "/invite @tidings" in bot.said(2)[1].text
    assert subscriptions.alerts(state(bot)) == []


def test_a_digest_of_six_topics_says_that_five_are_the_most(bot: Bot) -> None:
    assert "at most 5 topics" in order(bot, "oil, gas, coal, wind, solar, hydro every monday")
    assert subscriptions.digests(state(bot)) == []


def test_a_topic_without_any_news_is_asked_about_before_it_is_saved(bot: Bot) -> None:
    order(bot, "inflation, xyzzyqux every monday 08:00")
    (asked,) = bot.said(1)
    assert "carries xyzzyqux" in asked.text
    assert subscriptions.digests(state(bot)) == []
    bot.anna.click(asked, "follow_otherwise")
    (view,) = bot.workspace.views.values()
    assert "xyzzyqux" in json.dumps(view)
    ben = Person(bot.slack, bot.anna.bot_url, "UBEN")
    bot.workspace.add_user("UBEN", "ben")
    ben.click(asked, "follow_anyway")
    assert subscriptions.digests(state(bot)) == []
    bot.anna.click(asked, "follow_anyway")
    (kept,) = subscriptions.digests(state(bot))
    assert kept.topics == (("inflation",), ("xyzzyqux",))


def test_the_same_digest_twice_is_told(bot: Bot) -> None:
    order(bot, "inflation, riksbank every monday 08:00")
    order(bot, "Riksbank, inflation every monday 08:00")
    (kept,) = subscriptions.digests(state(bot))
    assert "just so already" in bot.said(2)[1].text
    assert kept.id in bot.said(2)[1].text
    order(bot, "inflation, riksbank every day 08:00")
    assert len(subscriptions.digests(state(bot))) == 2


@pytest.mark.parametrize(
    ("text", "topic", "level"),
    [
        ("riksbank high", "riksbank", "high"),
        ("riksbank, low sensitivity", "riksbank", "low"),
        ("riksbank with high sensitivity", "riksbank", "high"),
        ("riksbank", "riksbank", "medium"),
        ("sea level", "sea level", "medium"),
        ("high inflation", "high inflation", "medium"),
    ],
)
def test_an_alert_takes_its_level_and_names_its_topic(bot: Bot, text: str, topic: str, level: str) -> None:
    said = bot.anna.command("/alert", text, MEMBER).json()["text"]
    assert f"of {topic}, for an alert of {level} sensitivity" in said


def test_what_others_follow_nobody_mutes_and_all_are_told_whom_to_ask(bot: Bot) -> None:
    kept = follow(bot)
    bot.workspace.add_user("UBEN", "ben")
    bot.workspace.add_user("UVISITOR", "boss of another house")
    bot.workspace.users["UVISITOR"] |= {"is_admin": True, "team_id": "TOTHER"}
    deliver_due(bot)
    (issue,) = bot.said(1)
    for number, user in enumerate(("UBEN", "UVISITOR"), start=2):
        Person(bot.slack, bot.anna.bot_url, user).pick(issue, "follow_menu", "Mute for four weeks")
        assert f"<@{ANNA}>" in bot.said(number)[-1].text
    assert subscriptions.find(state(bot), kept.id) == kept
