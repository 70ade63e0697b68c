"""Questions about how topics belong together, and whether searches or news come first."""

from __future__ import annotations

from datetime import date

import pytest

from bot.parse import parse
from bot.question import Question

TODAY = date(2026, 11, 20)


def read(text: str) -> Question:
    found = parse(text, "dm", None, TODAY, "UTC")
    assert isinstance(found, Question)
    return found


@pytest.mark.parametrize(
    ("text", "topics"),
    [
        ("how related are inflation and the central bank?", ["inflation", "central bank"]),
        ("how closely linked are oil, gas and sanctions", ["oil", "gas", "sanctions"]),
        (
            "which pair of inflation, deflation and central bank has grown closer?",
            ["inflation", "deflation", "central bank"],
        ),
        ("which two of oil, gas and sanctions have become more related?", ["oil", "gas", "sanctions"]),
        ("are unemployment and strike more related than before?", ["unemployment", "strike"]),
        ("did oil and gas grow apart?", ["oil", "gas"]),
        ("how is inflation related to housing?", ["inflation", "housing"]),
        ("how does inflation relate to housing", ["inflation", "housing"]),
        ("the relationship between wages and inflation", ["wages", "inflation"]),
    ],
)
def test_topics_that_are_held_together_are_topics_of_their_own(text: str, topics: list[str]) -> None:
    found = read(text)
    assert found.action == "related"
    assert [t for (t,) in found.topics] == topics


def test_a_timeframe_and_a_period_to_compare_with_are_read_too() -> None:
    found = read("have oil and gas grown closer in October compared with September?")
    assert (found.start, found.end) == (date(2026, 10, 1), date(2026, 10, 31))
    assert found.baseline == (date(2026, 9, 1), date(2026, 9, 30))


@pytest.mark.parametrize("text", ["what is related to inflation?", "related to oil and gas last 90 days"])
def test_what_goes_with_a_single_topic_stays_that_question(text: str) -> None:
    found = read(text)
    assert found.action == "related"
    assert len(found.topics) == 1


def test_whether_searches_lead_the_news_is_about_searches() -> None:
    found = read("do searches for taxes lead the news last 90 days?")
    assert (found.action, found.topics) == ("trends", (("taxes",),))
    assert found.start == date(2026, 8, 23)


@pytest.mark.parametrize(
    "text", ["are wind and solar covered more than coal?", "is the mood on oil and gas better?"]
)
def test_other_questions_with_and_are_not_about_relations(text: str) -> None:
    assert read(text).action not in ("related", "trends")
