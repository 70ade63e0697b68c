"""Each field of a form is read by itself, and its fault stands beside it."""

from __future__ import annotations

import pytest

from tests.slack.acts import (
    answered,
    asked,
)
from tests.slack.conftest import Bot


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"timeframe": "last banana"}, "timeframe"),
        ({"timeframe": "gas"}, "timeframe"),
        ({"timeframe": "whenever"}, "timeframe"),
        ({"timeframe": "since banana"}, "timeframe"),
        ({"timeframe": "next month"}, "timeframe"),
        ({"timeframe": "last 7 days in Sweden"}, "timeframe"),
        ({"filters": "in Atlantis"}, "filters"),
        ({"filters": "last 7 days"}, "filters"),
        ({"filters": "gas"}, "filters"),
        ({"topics": "oil last 7 days"}, "topics"),
        ({"topics": "oil in Sweden"}, "topics"),
        ({"topics": ""}, "topics"),
        ({"topics": "oil vs gas", "action": "articles"}, "topics"),
        ({"topics": "oil vs gas", "action": "related"}, "topics"),
        ({"topics": "oil", "action": "compare"}, "topics"),
        ({"topics": "oil", "action": "compare", "timeframe": "last banana"}, "timeframe"),
    ],
)
def test_a_fault_in_the_form_stands_beside_its_field(bot: Bot, typed: dict[str, str], field: str) -> None:
    bot.anna.pick(answered(bot), "answer_menu", "Edit")
    (view,) = bot.workspace.views.values()
    refused = bot.anna.submit(view, **typed).json()
    assert refused["response_action"] == "errors"
    assert list(refused["errors"]) == [field]
    assert len(bot.said_in_the_end()) == 1


@pytest.mark.parametrize(
    ("typed", "action", "topics"),
    [
        ({"topics": "oil vs gas"}, "compare", [["oil"], ["gas"]]),
        ({"topics": "oil", "timeframe": "last 90 days", "action": "articles"}, "articles", [["oil"]]),
        ({"topics": "(oil or gas) and Norway -sports"}, "sentiment", [["oil|gas", "Norway", "-sports"]]),
        ({"topics": "oil", "timeframe": "last 30 days"}, "sentiment", [["oil"]]),
        ({"topics": "oil", "timeframe": "past month"}, "sentiment", [["oil"]]),
        ({"topics": "[The Week]"}, "sentiment", [["The Week"]]),
        ({"topics": "oil", "filters": "in Sweden, German media, weekly"}, "sentiment", [["oil"]]),
        (
            {"topics": "oil", "timeframe": "this month vs last month", "action": "compare"},
            "compare",
            [["oil"]],
        ),
    ],
)
def test_what_the_fields_say_is_asked(
    bot: Bot, typed: dict[str, str], action: str, topics: list[list[str]]
) -> None:
    bot.anna.pick(answered(bot), "answer_menu", "Edit")
    (view,) = bot.workspace.views.values()
    assert bot.anna.submit(view, **typed).body == ""
    answer = bot.said(2)[1]
    question = asked(bot, answer)
    assert (question["action"], question["topics"]) == (action, topics)


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"topics": "oil every friday"}, "topics"),
        ({"topics": "oil", "filters": "in Atlantis"}, "filters"),
        ({"topics": "oil", "filters": "weekly"}, "filters"),
        ({"topics": "oil", "zone": "Mars"}, "zone"),
        ({"topics": "a1, b1, c1, d1, e1, f1"}, "topics"),
    ],
)
def test_a_fault_in_a_digests_form_stands_beside_its_field(
    bot: Bot, typed: dict[str, str], field: str
) -> None:
    bot.anna.act_at_home({"type": "button", "action_id": "new_digest"})
    (view,) = bot.workspace.views.values()
    assert list(bot.anna.submit(view, **typed).json()["errors"]) == [field]
