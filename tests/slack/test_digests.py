"""Following topics through Slack: digests, alerts, their menus and forms, and what arrives."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from bot.digests import subscriptions
from bot.digests.run import alerts_due, issue_job, issues_due, watch_job
from bot.digests.values import Alert, Subscription
from bot.local_slack import Person
from bot.local_slack.objects import NOT_IN_CHANNEL, RATE_LIMITED, Failure
from tests.slack.acts import shown, state
from tests.slack.conftest import ANNA, DIRECT, MEMBER, Bot
from tests.worlds import NOW, planted

DAILY = "inflation, riksbank every day at 00:00 in <#{channel}|news>"


def subscribe(bot: Bot, text: str = DAILY, channel: str = MEMBER) -> Subscription:
    """A digest that was ordered, and about which all is said."""
    bot.anna.command("/digest", text.format(channel=channel), channel)
    bot.drain()
    bot.workspace.messages.clear()
    (subscription,) = subscriptions.digests(state(bot))
    return subscription


def made_yesterday(bot: Bot, subscription: Subscription) -> Subscription:
    """As if it had been there for a while, so that an issue is due."""
    old = replace(subscription, created=subscription.created - timedelta(days=2))
    subscriptions.save(state(bot), old)
    return old


def deliver_due(bot: Bot, now: datetime | None = None) -> int:
    """What the scheduler does; how many issues it found."""
    found = issues_due(state(bot), now or NOW)
    for subscription, it in found:
        bot.function.runtime().queue.enqueue(issue_job(subscription, it))
    return len(found)


def menu(bot: Bot, what: str, id: str, by: Person | None = None) -> Any:
    return (by or bot.anna).choose("follow_menu", f"{what}:{id}", MEMBER)


def test_a_digest_is_ordered_in_words_and_said_back(bot: Bot) -> None:
    ack = bot.anna.command(
        "/digest", "inflation, riksbank, housing every monday 08:00 in <#CNEWS|news>", DIRECT
    )
    assert "Looking whether there is news" in ack.json()["text"]
    (said,) = bot.said(1)
    (kept,) = subscriptions.digests(state(bot))
    assert (kept.topics, kept.frequency, kept.weekday, kept.time, kept.channel) == (
        (("inflation",), ("riksbank",), ("housing",)), "weekly", "monday", "08:00", MEMBER,
    )  # fmt: skip
    assert kept.owner == ANNA
    assert said.only_for == ANNA
    assert "every Monday 08:00" in said.text
    assert kept.id in said.text


def test_a_digest_whose_order_is_delivered_again_is_one_digest(bot: Bot) -> None:
    order, _ = bot.anna.mention("digest inflation every monday 08:00", MEMBER)
    bot.anna.event(order)
    bot.anna.event(order)
    (said,) = bot.said_in_the_end()
    (kept,) = subscriptions.digests(state(bot))
    assert kept.id in said.text


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("inflation every other week", "daily, on weekdays, weekly"),
        ("housing daily at 25:00", "no such time"),
    ],
)
def test_a_schedule_that_cannot_be_is_refused(bot: Bot, text: str, words: str) -> None:
    assert words in bot.anna.command("/digest", text, MEMBER).json()["text"]
    assert subscriptions.digests(state(bot)) == []


def test_a_list_shows_what_is_followed_each_with_a_menu(bot: Bot) -> None:
    assert "follow nothing yet" in bot.anna.command("/digest", "", MEMBER).json()["text"]
    kept = subscribe(bot)
    listing = bot.anna.command("/digest", "list", MEMBER).json()
    (section,) = listing["blocks"]
    assert kept.id in section["text"]["text"]
    values = [o["value"] for o in section["accessory"]["options"]]
    assert values == [f"{w}:{kept.id}" for w in ("preview", "edit", "mute", "pause", "delete")]


def test_a_mention_orders_lists_and_ends_a_digest(bot: Bot) -> None:
    bot.anna.mention("subscribe me to a weekly digest on sanctions every friday at 4pm", MEMBER)
    assert "every Friday 16:00" in bot.said(1)[0].text
    bot.anna.mention("list my digests", MEMBER)
    assert "sanctions" in bot.said(2)[1].text
    bot.anna.mention("unsubscribe from sanctions", MEMBER)
    assert bot.said(3)[2].text.startswith("Stopped: sanctions")
    assert subscriptions.digests(state(bot)) == []


def test_a_due_issue_arrives_once_with_its_chart_and_buttons(bot: Bot) -> None:
    kept = made_yesterday(bot, subscribe(bot))
    assert deliver_due(bot) == 1
    (issue,) = bot.said(1)
    deliver_due(bot)
    assert (issue.channel, issue.thread_ts, issue.only_for) == (MEMBER, None, None)
    assert issue.blocks[0]["text"]["text"] == "Daily digest: inflation, riksbank"
    assert "Next issue:" in shown(issue)
    assert f"delete:{kept.id}" in shown(issue)
    assert "sample data" in issue.text
    assert "Sample data" in shown(issue)
    assert "Rising searches." in issue.text
    assert len(bot.said_in_the_end()) == 1
    assert deliver_due(bot) == 0


def test_two_schedulers_at_once_send_one_issue(bot: Bot) -> None:
    made_yesterday(bot, subscribe(bot))
    assert deliver_due(bot) == deliver_due(bot) == 1
    assert len(bot.said_in_the_end()) == 1


def test_a_preview_is_for_the_asker_and_changes_nothing(bot: Bot) -> None:
    kept = subscribe(bot)
    assert menu(bot, "preview", kept.id).status == 200
    (preview,) = bot.said(1)
    assert preview.only_for == ANNA
    assert "delete:" not in shown(preview)
    assert subscriptions.find(state(bot), kept.id) == kept


def test_pause_mute_resume_and_unsubscribe(bot: Bot) -> None:
    kept = made_yesterday(bot, subscribe(bot))
    menu(bot, "pause", kept.id)
    assert bot.said(1)[0].text.startswith("Paused: inflation, riksbank")
    assert deliver_due(bot) == 0
    menu(bot, "resume", kept.id)
    assert bot.said(2)[1].text.startswith("Resumed")
    assert deliver_due(bot) == 0
    assert deliver_due(bot, NOW + timedelta(days=1)) == 1
    bot.said(3)
    menu(bot, "mute", kept.id)
    assert bot.said(4)[3].text.startswith("Muted until")
    assert deliver_due(bot, NOW + timedelta(days=20)) == 0
    menu(bot, "delete", kept.id)
    assert bot.said(5)[4].text == "Stopped: inflation, riksbank."
    menu(bot, "pause", kept.id)
    assert "not followed any more" in bot.said(6)[5].text


def test_only_the_owner_and_admins_change_a_digest(bot: Bot) -> None:
    kept = subscribe(bot)
    bot.workspace.add_user("UBEN", "ben")
    bot.workspace.add_user("UBOSS", "boss")
    bot.workspace.users["UBOSS"]["is_admin"] = True
    bot.workspace.channels[MEMBER].members |= {"UBEN", "UBOSS"}
    menu(bot, "delete", kept.id, Person(bot.slack, bot.anna.bot_url, "UBEN"))
    assert f"<@{ANNA}>" in bot.said(1)[0].text
    assert subscriptions.find(state(bot), kept.id) == kept
    menu(bot, "delete", kept.id, Person(bot.slack, bot.anna.bot_url, "UBOSS"))
    assert bot.said(2)[1].text.startswith("Stopped")


def test_a_weekly_digest_is_an_entry_under_every_answer_and_a_form(bot: Bot) -> None:
    bot.anna.mention("sentiment on inflation last 7 days in Sweden", MEMBER)
    (answer,) = bot.said(1)
    assert bot.anna.pick(answer, "answer_menu", "Weekly digest").status == 200
    (view,) = bot.workspace.views.values()
    assert bot.anna.submit(view, zone="Mars/Base").json()["errors"] == {
        "zone": "I know no time zone “Mars/Base”. Write it like Europe/Stockholm or UTC."
    }
    done = bot.anna.submit(view, topics="inflation, sanctions", weekday="friday", time="09:30")
    assert done.status == 200
    bot.drain()
    (kept,) = subscriptions.digests(state(bot))
    assert (kept.topics, kept.weekday, kept.time) == ((("inflation",), ("sanctions",)), "friday", "09:30")
    assert kept.options.geo == "SE"


@pytest.mark.parametrize("code", ["not_in_channel", "is_archived", "channel_not_found", "account_inactive"])
def test_a_delivery_that_cannot_arrive_is_told_once_and_the_third_pauses(bot: Bot, code: str) -> None:
    kept = made_yesterday(bot, subscribe(bot))
    bot.workspace.channels[MEMBER].members.discard("UBOT")
    for day in range(3):
        bot.workspace.fail("chat.postMessage", Failure(code))
        assert deliver_due(bot, NOW + timedelta(days=day)) == 1
        bot.drain()
    told = [m.text for m in bot.said_in_the_end()]
    assert len(told) == 2
    assert "could not deliver *inflation, riksbank*" in told[0]
    assert "paused" in told[1]
    changed = subscriptions.find(state(bot), kept.id)
    assert changed is not None
    assert changed.paused_by == "failures"


def test_a_busy_slack_is_tried_again_by_the_next_run(bot: Bot) -> None:
    made_yesterday(bot, subscribe(bot))
    bot.workspace.fail("chat.postMessage", Failure(status=500), times=4)
    assert deliver_due(bot) == 1
    bot.drain()
    assert deliver_due(bot) == 1
    assert len(bot.said(1)) == 1


def test_a_digest_waits_as_long_as_slack_asks(bot: Bot) -> None:
    made_yesterday(bot, subscribe(bot))
    bot.workspace.fail("chat.postMessage", RATE_LIMITED, times=2)
    assert deliver_due(bot) == 1
    assert len(bot.said(1)) == 1
    bot.drain()
    assert deliver_due(bot) == 0


def test_an_alert_looks_back_before_it_watches(bot: Bot) -> None:
    said = bot.anna.command("/alert", "riksbank high", MEMBER).json()
    assert "Looking back over the last 90 days of riksbank" in said["text"]
    assert "high sensitivity" in said["text"]
    (look_back,) = bot.said(1)
    assert "watch riksbank" in look_back.text
    assert "Days of the last 90" in look_back.text
    asked_for = [b["action_id"] for b in look_back.blocks[-1]["elements"] if b.get("style") == "primary"]
    assert asked_for == ["save_alert_high"]
    assert bot.anna.click(look_back, "save_alert_medium").status == 200
    (kept,) = subscriptions.alerts(state(bot))
    assert (kept.topic, kept.level, kept.channel) == (("riksbank",), "medium", MEMBER)


def test_an_alert_without_a_topic_is_refused(bot: Bot) -> None:
    assert "Name what to watch" in bot.anna.command("/alert", "", MEMBER).json()["text"]


def test_a_spike_is_told_once_and_cools_down(bot_with_much_news: Bot) -> None:
    bot = bot_with_much_news
    spike, *_ = planted(bot.data, "spike")
    topic = spike.topic
    alert = Alert("a-1", ANNA, MEMBER, (topic,), "high", datetime(2026, 1, 1, tzinfo=UTC))
    subscriptions.save(state(bot), alert)
    morning = datetime.combine(spike.start, datetime.min.time(), UTC) + timedelta(days=1, hours=6)
    assert alerts_due(state(bot), morning) == [alert]
    bot.function.runtime().queue.enqueue(watch_job(alert, morning))
    (told,) = bot.said(1)
    assert topic in told.text.lower()
    assert "one in 100" in told.text
    assert f"snooze:{alert.id}" in shown(told)
    bot.drain()
    assert alerts_due(state(bot), morning + timedelta(hours=1)) == []


def test_the_home_shows_what_is_followed_and_what_was_asked(bot: Bot) -> None:
    kept = subscribe(bot)
    bot.anna.mention("coverage of sanctions last 7 days", MEMBER)
    bot.said(1)
    assert bot.anna.opens_home().status == 200
    home = json.dumps(bot.workspace.homes[ANNA], ensure_ascii=False)
    assert kept.id in home
    assert "coverage of sanctions last 7 days" in home
    assert "data until" in home


def test_a_channel_that_is_shared_with_others_is_refused_with_who_can_change_it(bot: Bot) -> None:
    bot.workspace.channels[MEMBER].shared = True
    bot.anna.mention("sentiment on inflation", MEMBER)
    (told,) = bot.said(1)
    assert "shared with another organisation" in told.text
    assert "TIDINGS_SHARED_CHANNELS" in bot.anna.command("/sentiment", "inflation", MEMBER).json()["text"]


def test_nobody_is_told_where_the_bot_is_not(bot: Bot) -> None:
    bot.workspace.fail("chat.postMessage", NOT_IN_CHANNEL)
    made_yesterday(bot, subscribe(bot))
    deliver_due(bot)
    (told,) = bot.said(1)
    assert "Type /invite @tidings" in told.text


def test_a_digest_that_was_ordered_is_undone_by_its_button(bot: Bot) -> None:
    bot.anna.mention("subscribe me to a weekly digest on sanctions every friday at 4pm", MEMBER)
    (said,) = bot.said(1)
    bot.drain()
    assert subscriptions.digests(state(bot))
    bot.anna.click(said, "follow_menu_undo")
    assert subscriptions.digests(state(bot)) == []


def test_a_digest_that_was_ended_comes_back_by_its_button(bot: Bot) -> None:
    kept = subscribe(bot)
    bot.anna.mention("unsubscribe from inflation", MEMBER)
    (told,) = bot.said(1)
    bot.drain()
    assert subscriptions.digests(state(bot)) == []
    bot.anna.click(told, "follow_anyway")
    assert subscriptions.digests(state(bot)) == [kept]
