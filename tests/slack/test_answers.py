"""What a person sees in Slack: signed requests in over HTTP, messages out over HTTP."""

from __future__ import annotations

import json
from typing import Any

import pytest

from bot.local_slack.objects import (
    BOT_USER,
    INVALID_BLOCKS,
    INVALID_SLACK_FILE,
    RATE_LIMITED,
    SERVER_ERROR,
    Failure,
    Message,
)
from tests.slack.acts import shown
from tests.slack.conftest import ANNA, DIRECT, MEMBER, OUTSIDE, Bot

ASK = "inflation last 14 days"


def images(message: Message) -> list[dict[str, Any]]:
    return [b for b in message.blocks if b["type"] == "image"]


def test_a_command_is_acknowledged_in_words_and_answered_for_the_asker_with_a_chart(bot: Bot) -> None:
    ack = bot.anna.command("/sentiment", ASK, MEMBER)
    assert ack.status == 200
    assert "inflation" in ack.json()["text"]
    assert ack.json()["response_type"] == "ephemeral"
    (answer,) = bot.said()
    assert answer.only_for == ANNA
    (image,) = images(answer)
    file = bot.workspace.files[image["slack_file"]["id"]]
    assert file.content.startswith(b"\x89PNG")
    assert image["alt_text"]
    assert file.alt_text
    assert "inflation" in answer.text.lower()


def test_a_mention_is_answered_in_its_thread(bot: Bot) -> None:
    body, reply = bot.anna.mention(f"sentiment {ASK}", MEMBER)
    assert reply.status == 200
    (answer,) = bot.said()
    assert (answer.channel, answer.thread_ts, answer.only_for) == (MEMBER, body["event"]["ts"], None)
    assert images(answer)


def test_a_mention_in_a_thread_is_answered_in_that_thread(bot: Bot) -> None:
    bot.anna.mention(f"sentiment {ASK}", MEMBER, thread_ts="1700000000.000001")
    (answer,) = bot.said()
    assert answer.thread_ts == "1700000000.000001"


def test_a_direct_message_is_answered_there(bot: Bot) -> None:
    _, reply = bot.anna.dm(f"sentiment {ASK}", DIRECT)
    assert reply.status == 200
    (answer,) = bot.said()
    assert (answer.channel, answer.thread_ts) == (DIRECT, None)
    assert images(answer)


def test_an_event_delivered_again_is_answered_once(bot: Bot) -> None:
    body, _ = bot.anna.mention(f"sentiment {ASK}", MEMBER)
    assert bot.anna.event(body).status == 200
    assert bot.anna.event(body | {"event_id": "EvOther"}).status == 200
    as_message = body["event"] | {"type": "message", "channel_type": "im"}
    assert bot.anna.event(body | {"event": as_message}).status == 200
    assert len(bot.said_in_the_end()) == 1


@pytest.mark.parametrize(
    "change",
    [
        {"subtype": "message_changed"},
        {"subtype": "message_deleted"},
        {"subtype": "bot_message", "bot_id": "BX"},
        {"bot_id": "BBOT", "user": BOT_USER},
        {"channel_type": "channel"},
    ],
)
def test_what_was_not_said_to_the_bot_is_acknowledged_and_left_alone(
    bot: Bot, change: dict[str, str]
) -> None:
    body, _ = bot.anna.dm("help", DIRECT)
    other = body["event"] | {"ts": "1700000000.000009"} | change
    assert bot.anna.event(body | {"event": other}).status == 200
    assert len(bot.said_in_the_end()) == 1


def test_sharing_puts_the_answer_into_the_channel_once_and_names_who_asked(bot: Bot) -> None:
    bot.anna.command("/sentiment", ASK, MEMBER)
    (answer,) = bot.said()
    assert bot.anna.click(answer, "share_answer").status == 200
    shared = bot.said(2)[1]
    assert shared.only_for is None
    assert shared.channel == MEMBER
    assert f"<@{ANNA}>" in shown(shared)
    assert images(shared) == images(answer)
    bot.anna.click(answer, "share_answer")
    again = bot.said_in_the_end()[2:]
    assert [m.only_for for m in again] == [ANNA]
    assert "already" in again[0].text


def test_a_comparison_with_a_misspelt_topic_answers_for_the_others_and_offers_the_whole(bot: Bot) -> None:
    bot.anna.mention("compare inflaton vs riksbank vs sanctions", MEMBER)
    (answer,) = bot.said(1)
    assert "carries “inflaton”" in answer.text
    offered = [e for b in answer.blocks if b["type"] == "actions" for e in b["elements"]]
    (button, *_) = [e for e in offered if e["action_id"].startswith("ask_suggestion")]
    assert "inflation" in button["value"]
    assert bot.anna.click(answer, button["action_id"]).status == 200
    again = bot.said(2)[1]
    assert "inflaton" not in again.text
    assert "inflation" in again.text.lower()


def test_a_suggestion_can_be_pressed(bot: Bot) -> None:
    ack = bot.anna.command("/compare", "inflation", MEMBER).json()
    message = Message(MEMBER, "1.2", BOT_USER, ack["text"], ack["blocks"], only_for=ANNA)
    assert bot.anna.click(message, "ask_suggestion_0").status == 200
    (answer,) = bot.said()
    assert answer.only_for == ANNA
    assert len(answer.text) > 40


@pytest.mark.parametrize(("secret", "age"), [("another secret", 0), (None, 360)])
def test_a_wrong_or_old_signature_is_refused(bot: Bot, secret: str | None, age: int) -> None:
    body = json.dumps({"type": "event_callback", "event": {"type": "app_mention"}})
    assert bot.anna.send(body, "application/json", secret=secret, age_seconds=age).status == 401
    assert bot.said_in_the_end() == []


def test_where_the_bot_is_no_member_the_words_come_with_the_way_to_a_chart(bot: Bot) -> None:
    bot.anna.command("/sentiment", ASK, OUTSIDE)
    (answer,) = bot.said()
    assert (answer.channel, answer.only_for) == (OUTSIDE, ANNA)
    assert images(answer) == []
    assert "/invite @tidings" in shown(answer)
    assert "inflation" in answer.text.lower()


def test_an_answer_that_cannot_be_shared_says_what_to_do_and_can_be_shared_later(bot: Bot) -> None:
    bot.anna.command("/sentiment", ASK, OUTSIDE)
    (answer,) = bot.said()
    bot.anna.click(answer, "share_answer")
    assert "/invite @tidings" in bot.said(2)[1].text
    bot.workspace.channels[OUTSIDE].members.add(BOT_USER)
    bot.anna.click(answer, "share_answer")
    assert bot.said(3)[2].only_for is None


def test_invalid_blocks_cost_the_picture_not_the_answer(bot: Bot) -> None:
    bot.workspace.fail("chat.postEphemeral", INVALID_BLOCKS)
    bot.anna.command("/sentiment", ASK, MEMBER)
    (answer,) = bot.said()
    assert images(answer) == []
    assert "Slack did not show the chart" in shown(answer)


def test_invalid_blocks_again_leave_plain_text_that_says_so(bot: Bot) -> None:
    bot.workspace.fail("chat.postMessage", INVALID_BLOCKS, times=2)
    bot.anna.mention(f"sentiment {ASK}", MEMBER)
    (answer,) = bot.said()
    assert answer.blocks == []
    assert "plain text" in answer.text
    assert "inflation" in answer.text.lower()


def test_a_file_not_yet_processed_is_waited_for(bot: Bot) -> None:
    bot.workspace.fail("chat.postMessage", INVALID_SLACK_FILE)
    bot.anna.mention(f"sentiment {ASK}", MEMBER)
    (answer,) = bot.said()
    assert images(answer)


def test_a_file_never_processed_leaves_the_words(bot: Bot) -> None:
    bot.workspace.fail("chat.postMessage", INVALID_SLACK_FILE, times=3)
    bot.anna.mention(f"sentiment {ASK}", MEMBER)
    (answer,) = bot.said()
    assert images(answer) == []
    assert "Slack did not show the chart" in shown(answer)


@pytest.mark.parametrize("failure", [RATE_LIMITED, Failure("ratelimited", 429, retry_after=1), SERVER_ERROR])
@pytest.mark.parametrize("method", ["chat.postMessage", "files.getUploadURLExternal"])
def test_a_busy_or_unwell_slack_is_asked_again(bot: Bot, method: str, failure: Failure) -> None:
    bot.workspace.fail(method, failure)
    bot.anna.mention(f"sentiment {ASK}", MEMBER)
    (answer,) = bot.said()
    assert images(answer)
    assert len(bot.workspace.called(method)) == 2


def test_a_chart_that_cannot_be_uploaded_leaves_the_words(bot: Bot) -> None:
    bot.workspace.fail("upload", SERVER_ERROR, times=9)
    bot.anna.mention(f"sentiment {ASK}", MEMBER)
    (answer,) = bot.said()
    assert images(answer) == []
    assert "Slack did not take the chart" in shown(answer)


def test_when_nothing_can_be_posted_the_response_address_takes_the_words(bot: Bot) -> None:
    bot.workspace.fail("chat.postEphemeral", Failure("fatal_error"), times=9)
    bot.anna.command("/sentiment", ASK, MEMBER)
    (answer,) = bot.said()
    assert answer.only_for == ANNA
    assert "inflation" in answer.text.lower()


def test_a_bug_is_told_with_a_reference_that_stands_in_the_log(
    bot: Bot, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    import handlers

    def broken(*_: object) -> None:
        raise RuntimeError("a bug")

    monkeypatch.setattr(handlers, "answer", broken)
    bot.anna.command("/sentiment", ASK, MEMBER)
    (answer,) = bot.said()
    reference = answer.text.partition("reference ")[2][:6]
    assert len(reference) == 6
    assert f"reference {reference}" in caplog.text
    assert bot.workspace.token not in caplog.text
    assert "/response/" not in caplog.text


def test_what_a_person_typed_cannot_wake_the_channel(bot: Bot) -> None:
    bot.anna.mention('sentiment "<!channel> <@U123>" last 14 days', MEMBER)
    (answer,) = bot.said()
    assert "<!" not in shown(answer)
    assert "<@" not in shown(answer)


def test_a_very_long_message_gets_a_sentence(bot: Bot) -> None:
    bot.anna.mention("inflation and oil " * 280, MEMBER)
    (answer,) = bot.said()
    assert len(answer.text) > 20


def test_an_empty_store_says_so_and_how_to_fill_it(bot_without_news: Bot) -> None:
    bot_without_news.anna.command("/sentiment", ASK, MEMBER)
    (answer,) = bot_without_news.said()
    assert answer.only_for == ANNA
    assert len(answer.text) > 20
    assert images(answer) == []


def test_the_askers_time_zone_is_learned_once(bot: Bot) -> None:
    bot.anna.dm(f"sentiment {ASK}", DIRECT)
    bot.said()
    bot.anna.dm(f"sentiment {ASK}", DIRECT)
    bot.said_in_the_end()
    assert len(bot.workspace.called("users.info")) == 1
