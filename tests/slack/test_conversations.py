"""Whole conversations through Slack: signed requests in, recorded calls out."""

from __future__ import annotations

import json
from datetime import timedelta

from bot.answer import Answer, Provenance
from bot.local_slack import Person
from bot.local_slack.objects import SERVER_ERROR
from bot.question import Question
from bot.slack.buttons import answer_rows, question_of
from tests.slack.acts import asked, buttons
from tests.slack.conftest import ANNA, DIRECT, MEMBER, OUTSIDE, Bot
from tests.worlds import TODAY


def test_a_new_name_and_a_new_timeframe_change_only_what_they_say(bot: Bot) -> None:
    body, _ = bot.anna.mention("coverage of inflation last 14 days", MEMBER)
    thread = body["event"]["ts"]
    bot.said(1)
    bot.anna.mention("what about unemployment?", MEMBER, thread)
    second = bot.said(2)[1]
    bot.anna.mention("last 7 days", MEMBER, thread)
    third = bot.said(3)[2]
    assert second.thread_ts == third.thread_ts == thread
    assert (asked(bot, second)["action"], asked(bot, second)["topics"]) == ("volume", [["unemployment"]])
    assert asked(bot, second)["start"] == str(TODAY - timedelta(days=13))
    assert asked(bot, third)["topics"] == [["unemployment"]]
    assert asked(bot, third)["start"] == str(TODAY - timedelta(days=6))


def test_a_comparison_grows_and_is_narrowed_without_a_mention(bot: Bot) -> None:
    body, _ = bot.anna.mention("sentiment on inflation last 14 days", MEMBER)
    thread = body["event"]["ts"]
    bot.said(1)
    for number, text in enumerate(("vs unemployment", "and sanctions?", "weekly"), start=2):
        bot.anna.reply(text, MEMBER, thread)
        bot.said(number)
    last = bot.said(4)[3]
    assert asked(bot, last)["action"] == "compare"
    assert asked(bot, last)["topics"] == [["inflation"], ["unemployment"], ["sanctions"]]
    assert asked(bot, last)["options"]["granularity"] == "weekly"


def test_people_talking_in_the_thread_are_left_alone(bot: Bot) -> None:
    body, _ = bot.anna.mention("sentiment on inflation last 14 days", MEMBER)
    thread = body["event"]["ts"]
    bot.said(1)
    for text in (
        "thanks!",
        "I think this is wrong",
        "in my opinion we should sell",
        "now I see",
        "<@UBEN> what about lunch?",
        "and then we should look at the numbers from last week together with the team in Oslo",
        "that was last week",
        ":+1:",
    ):
        assert bot.anna.reply(text, MEMBER, thread)[1].status == 200
    assert len(bot.said_in_the_end()) == 1


def test_a_channel_thread_that_is_not_the_bots_is_never_answered(bot: Bot) -> None:
    bot.anna.reply("what about unemployment?", MEMBER, "1700000000.000001")
    assert bot.said_in_the_end() == []


def test_two_people_in_two_threads_do_not_mix(bot: Bot) -> None:
    ben = Person(bot.slack, bot.anna.bot_url, "UBEN")
    bot.workspace.add_user("UBEN", "ben")
    bot.workspace.channels[MEMBER].members.add("UBEN")
    of_anna = bot.anna.mention("coverage of inflation last 14 days", MEMBER)[0]["event"]["ts"]
    of_ben = ben.mention("sentiment on sanctions last 7 days", MEMBER)[0]["event"]["ts"]
    bot.said(2)
    bot.anna.mention("last 3 days", MEMBER, of_anna)
    ben.mention("and unemployment?", MEMBER, of_ben)
    answers = {m.thread_ts: asked(bot, m) for m in bot.said(4)[2:]}
    assert answers[of_anna]["topics"] == [["inflation"]]
    assert answers[of_anna]["start"] == str(TODAY - timedelta(days=2))
    assert answers[of_ben]["topics"] == [["unemployment"]]
    assert answers[of_ben]["start"] == str(TODAY - timedelta(days=6))


def test_a_follow_up_delivered_again_does_not_move_the_thread_twice(bot: Bot) -> None:
    body, _ = bot.anna.mention("sentiment on inflation last 7 days", MEMBER)
    thread = body["event"]["ts"]
    bot.said(1)
    moved, _ = bot.anna.mention("the week before", MEMBER, thread)
    bot.said(2)
    assert bot.anna.event(moved).status == 200
    bot.anna.mention("and unemployment?", MEMBER, thread)
    last = bot.said(3)[2]
    assert asked(bot, last)["end"] == str(TODAY - timedelta(days=7))
    assert asked(bot, last)["start"] == str(TODAY - timedelta(days=13))


def test_an_error_leaves_the_thread_as_it_was(bot: Bot) -> None:
    thread = bot.anna.mention("sentiment on inflation last 7 days", MEMBER)[0]["event"]["ts"]
    bot.said(1)
    bot.anna.mention("next month", MEMBER, thread)
    refusal = bot.said(2)[1]
    assert "has not begun yet" in refusal.text
    bot.anna.mention("in Sweden", MEMBER, thread)
    last = bot.said(3)[2]
    assert asked(bot, last)["topics"] == [["inflation"]]
    assert asked(bot, last)["start"] == str(TODAY - timedelta(days=6))


def test_in_a_direct_message_a_follow_up_goes_on_and_a_question_begins_anew(bot: Bot) -> None:
    bot.anna.dm("coverage of inflation last 7 days", DIRECT)
    bot.said(1)
    bot.anna.dm("what about unemployment?", DIRECT)
    second = bot.said(2)[1]
    bot.anna.dm("sentiment on sanctions", DIRECT)
    third = bot.said(3)[2]
    assert asked(bot, second) | {"topics": 0} == asked(bot, bot.said(3)[0]) | {"topics": 0}
    assert asked(bot, third)["start"] == str(TODAY - timedelta(days=29))


def test_a_follow_up_to_nothing_is_told_what_is_missing(bot: Bot) -> None:
    bot.anna.dm("and in Sweden?", DIRECT)
    (answer,) = bot.said(1)
    assert "which question this follows" in answer.text
    assert any(b["action_id"] == "edit_question" for b in buttons(answer))


def test_a_button_widens_the_timeframe_and_the_thread_goes_on_from_there(bot: Bot) -> None:
    thread = bot.anna.mention("sentiment on inflation last 7 days", MEMBER)[0]["event"]["ts"]
    (first,) = bot.said(1)
    (period,) = [b for b in buttons(first) if b["action_id"] == "set_period"]
    assert [o["text"]["text"] for o in period["options"]] == [
        "7 days", "30 days", "90 days", "1 year", "Custom…",
    ]  # fmt: skip
    assert period["initial_option"]["text"]["text"] == "7 days"
    assert bot.anna.pick(first, "set_period", "30 days").status == 200
    second = bot.said(2)[1]
    assert second.thread_ts == thread
    assert asked(bot, second)["start"] == str(TODAY - timedelta(days=29))
    bot.anna.mention("vs unemployment", MEMBER, thread)
    assert asked(bot, bot.said(3)[2])["start"] == str(TODAY - timedelta(days=29))


def test_a_question_is_edited_in_a_form_that_is_filled_in(bot: Bot) -> None:
    thread = bot.anna.mention("compare inflation vs unemployment last 7 days in Sweden", MEMBER)[0]["event"][
        "ts"
    ]
    (first,) = bot.said(1)
    assert bot.anna.pick(first, "answer_menu", "Edit").status == 200
    (view,) = bot.workspace.views.values()
    filled = {
        b["block_id"]: b["element"].get("initial_value")
        or b["element"].get("initial_option", {}).get("value")
        for b in view["blocks"]
    }
    assert filled == {
        "action": "compare",
        "topics": "inflation vs unemployment",
        "timeframe": "last 7 days",
        "filters": "in Sweden",
    }
    refused = bot.anna.submit(view, timeframe="next month").json()
    assert refused["response_action"] == "errors"
    assert "has not begun yet" in refused["errors"]["timeframe"]
    assert (
        "topics"
        in bot.anna.submit(view, topics="oil vs gas vs coal vs wind vs solar vs hydro").json()["errors"]
    )
    done = bot.anna.submit(view, topics="inflation vs sanctions", timeframe="last 14 days", filters="")
    assert (done.status, done.body) == (200, "")
    answer = bot.said(2)[1]
    assert answer.thread_ts == thread
    assert asked(bot, answer)["topics"] == [["inflation"], ["sanctions"]]
    assert "geo" not in asked(bot, answer).get("options", {})


def test_where_slack_does_not_open_the_form_the_person_is_told(bot: Bot) -> None:
    bot.anna.mention("sentiment on inflation last 7 days", MEMBER)
    (first,) = bot.said(1)
    bot.workspace.fail("views.open", SERVER_ERROR, times=5)
    assert bot.anna.pick(first, "answer_menu", "Edit").status == 200
    told = bot.said(2)[1]
    assert "did not open the form" in told.text
    assert told.only_for == ANNA


def test_a_refused_command_is_mended_in_one_click(bot: Bot) -> None:
    told = bot.anna.command("/sentiment", "inflation from 2026-05-10 to 2026-05-01", OUTSIDE).json()
    assert "ends before it starts" in told["text"]
    offered = [e for b in told["blocks"] if b["type"] == "actions" for e in b["elements"]]
    assert offered[0]["value"] == "sentiment on inflation 2026-05-01 to 2026-05-10"
    assert offered[-1]["text"]["text"] == "Use a form"


def test_an_answer_for_the_asker_alone_is_refined_for_the_asker_alone(bot: Bot) -> None:
    bot.anna.command("/sentiment", "inflation last 7 days", MEMBER)
    (first,) = bot.said(1)
    bot.anna.pick(first, "set_period", "30 days")
    bot.drain()
    (second,) = bot.said(1)
    assert second.only_for == ANNA
    assert asked(bot, second)["start"] == str(TODAY - timedelta(days=29))
    assert any(b["type"] == "image" for b in second.blocks)


def test_a_command_typed_in_a_thread_is_read_as_that_command(bot: Bot) -> None:
    bot.anna.mention("/compare inflation vs unemployment last 7 days", MEMBER)
    (answer,) = bot.said(1)
    assert asked(bot, answer)["action"] == "compare"


def test_a_costly_question_is_asked_back_with_its_price_on_the_button() -> None:
    question = Question("sentiment", (("inflation",),), TODAY - timedelta(days=700), TODAY, today=TODAY)
    provenance = Provenance(bytes_scanned=340_000_000_000, price_usd=2.13)
    answer = Answer(question, summary="Costly.", error="needs_confirmation", provenance=provenance)
    ((yes, *others),) = answer_rows(answer, None, None)
    assert yes["text"]["text"] == "Yes, read 340 GB ($2.13)"
    assert question_of(yes["value"]) == question
    assert [b["text"]["text"] for b in others] == ["Edit question"]


def test_what_was_agreed_to_is_answered(bot: Bot) -> None:
    bot.anna.mention("sentiment on inflation last 7 days", MEMBER)
    (answer,) = bot.said(1)
    value = json.dumps(asked(bot, answer))
    assert bot.anna.act({"action_id": "confirm_cost", "value": value}, answer).status == 200
    assert asked(bot, bot.said(2)[1]) == asked(bot, answer)


def test_under_a_shared_answer_the_conversation_goes_on(bot: Bot) -> None:
    bot.anna.command("/sentiment", "inflation last 7 days", MEMBER)
    (private,) = bot.said(1)
    bot.anna.click(private, "share_answer")
    shared = bot.said(2)[1]
    bot.drain()
    bot.anna.reply("what about unemployment?", MEMBER, shared.ts)
    answer = bot.said(3)[2]
    assert answer.thread_ts == shared.ts
    assert asked(bot, answer)["topics"] == [["unemployment"]]
