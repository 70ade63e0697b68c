"""What the menus under an answer lead to."""

from __future__ import annotations

import json
from typing import Any

import pytest

from bot.state.records import SHOWN
from tests.slack.acts import answered, asked, buttons, shown, state
from tests.slack.conftest import ANNA, MEMBER, Bot


def views(bot: Bot) -> list[dict[str, Any]]:
    bot.drain()
    return list(bot.workspace.views.values())


def test_details_open_as_a_modal_with_intervals_and_how_it_was_read(bot: Bot) -> None:
    answer = answered(bot)
    assert bot.anna.pick(answer, "answer_menu", "Details").status == 200
    (view,) = views(bot)
    text = json.dumps(view, ensure_ascii=False)
    assert view["title"]["text"] == "Details"
    for said in ("95% intervals", "What was tested", "counted: the theme ECON_INFLATION", "data until"):
        assert said in text
        assert said not in json.dumps(answer.blocks, ensure_ascii=False) or said == "data until"


def test_what_is_counted_is_told(bot: Bot) -> None:
    bot.anna.pick(answered(bot), "answer_menu", "What is counted")
    (view,) = views(bot)
    assert "• the theme ECON_INFLATION" in json.dumps(view, ensure_ascii=False)


def test_an_alert_is_offered_with_how_often_it_would_have_fired(bot: Bot) -> None:
    bot.anna.pick(answered(bot), "answer_menu", "Alert me")
    offered = bot.said(2)[1]
    assert offered.only_for == ANNA
    assert [b["action_id"] for b in buttons(offered)] == [
        "save_alert_low", "save_alert_medium", "save_alert_high",
    ]  # fmt: skip


def test_headlines_are_a_question_of_their_own_in_the_thread(bot: Bot) -> None:
    answer = answered(bot)
    bot.anna.click(answer, "ask_question")
    headlines = bot.said(2)[1]
    assert headlines.thread_ts == answer.thread_ts
    was, now = asked(bot, answer), asked(bot, headlines)
    assert (now["action"], now["topics"], now["start"]) == ("articles", was["topics"], was["start"])


def test_a_comparison_begins_with_the_form(bot: Bot) -> None:
    bot.anna.click(answered(bot), "compare_question")
    (view,) = views(bot)
    chosen = {b["block_id"]: b["element"].get("initial_option") for b in view["blocks"]}
    assert chosen["action"]["value"] == "compare"


def test_custom_days_are_typed_into_the_form(bot: Bot) -> None:
    bot.anna.pick(answered(bot), "set_period", "Custom…")
    (view,) = views(bot)
    assert view["callback_id"] == "question_edited"


def test_another_period_takes_the_place_of_ones_own_answer(bot: Bot) -> None:
    bot.anna.command("/sentiment", "inflation last 7 days", MEMBER)
    (first,) = bot.said(1)
    before = shown(first)
    bot.drain()
    bot.anna.pick(first, "set_period", "30 days")
    bot.drain()
    (second,) = bot.said(1)
    assert second.only_for == ANNA
    assert shown(second) != before
    bot.anna.click(second, "share_answer")
    assert bot.said(2)[1].only_for is None


def test_an_answer_that_cannot_be_had_leaves_the_one_before(bot: Bot) -> None:
    bot.anna.command("/sentiment", "inflation last 7 days", MEMBER)
    (first,) = bot.said(1)
    bot.drain()
    menu = next(b for b in buttons(first) if b["action_id"] == "set_period")
    key = menu["options"][0]["value"].partition(":")[2]
    kept = SHOWN.get(state(bot), key)
    assert kept is not None
    kept["answer"]["question"]["topics"] = [["qqqzzz"]]
    SHOWN.put(state(bot), key, kept)
    bot.anna.pick(first, "set_period", "30 days")
    bot.drain()
    assert first in bot.workspace.from_bot()
    assert "qqqzzz" in bot.said(2)[1].text


@pytest.mark.parametrize(("menu", "entry"), [("set_period", "90 days"), ("answer_menu", "Details")])
def test_of_an_answer_that_is_not_kept_any_more_the_person_is_told(bot: Bot, menu: str, entry: str) -> None:
    answer = answered(bot)
    for key, _ in SHOWN.all(state(bot)):
        SHOWN.delete(state(bot), key)
    assert bot.anna.pick(answer, menu, entry).status == 200
    assert "too old" in bot.said(2)[1].text
