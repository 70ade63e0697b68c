"""What is said in a thread changes only what it says."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Literal

import pytest

from bot.parse import follows, parse
from bot.question import Options, Question

TODAY = date(2026, 11, 20)
ONE = Question("sentiment", (("tesla",),), date(2026, 10, 22), TODAY, today=TODAY)
TWO = Question(
    "compare", (("volvo",), ("scania",)), date(2026, 1, 1), TODAY, options=Options(geo="SE"), today=TODAY
)
MARCH = replace(ONE, start=date(2026, 3, 1), end=date(2026, 3, 31))
FILTERED = replace(ONE, options=Options(geo="SE", source_country="DE", domain="ft.com", granularity="weekly"))


def after(text: str, context: Question) -> Question:
    read = parse(text, "thread", context, TODAY, "UTC")
    assert isinstance(read, Question), read
    return read


@pytest.mark.parametrize(
    ("text", "topics"),
    [
        ("replace Scania with MAN", (("volvo",), ("MAN",))),
        ("MAN instead of Scania", (("volvo",), ("MAN",))),
        ("drop Scania", (("volvo",),)),
        ("and MAN and Iveco", (("volvo",), ("scania",), ("MAN",), ("Iveco",))),
        ("add MAN", (("volvo",), ("scania",), ("MAN",))),
    ],
)
def test_topics_of_a_comparison_come_and_go(text: str, topics: tuple[tuple[str, ...], ...]) -> None:
    assert after(text, TWO).topics == topics


def test_to_add_to_one_topic_makes_a_comparison() -> None:
    assert after("add BYD", ONE) == replace(ONE, action="compare", topics=(("tesla",), ("BYD",)))


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("the month before", date(2026, 2, 1), date(2026, 2, 28)),
        ("the week before", date(2026, 2, 22), date(2026, 2, 28)),
        ("and the month after?", date(2026, 4, 1), date(2026, 4, 30)),
        ("April instead", date(2026, 4, 1), date(2026, 4, 30)),
        ("a year earlier", date(2025, 3, 1), date(2025, 3, 31)),
        ("extend to 6 months", date(2026, 5, 21), TODAY),
        ("zoom in on October", date(2026, 10, 1), date(2026, 10, 31)),
        ("until January", None, date(2026, 1, 31)),
    ],
)
def test_the_timeframe_moves(text: str, start: date | None, end: date) -> None:
    assert after(text, MARCH) == replace(MARCH, start=start, end=end)


@pytest.mark.parametrize("text", ["vs last month", "how does that compare with last month?"])
def test_a_period_is_held_against_another(text: str) -> None:
    assert after(text, ONE) == replace(ONE, baseline=(date(2026, 10, 1), date(2026, 10, 31)))


@pytest.mark.parametrize("text", ["worldwide", "remove the filters", "all media"])
def test_filters_are_taken_off(text: str) -> None:
    assert after(text, FILTERED) == replace(FILTERED, options=Options(granularity="weekly"))


def test_a_site_is_a_filter_and_a_country_can_be_left_out() -> None:
    assert after("only from reuters.com", ONE).options.domain == "reuters.com"
    assert after("outside the US", ONE).topics == (("tesla", "-place:united states"),)


@pytest.mark.parametrize(
    ("text", "why"),
    [("why did it drop?", "drop"), ("why the spike?", "rise"), ("which articles drove that?", "change")],
)
def test_why_leads_to_the_articles(text: str, why: Literal["drop", "rise", "change"]) -> None:
    assert after(text, ONE) == replace(ONE, action="articles", options=Options(why=why))


@pytest.mark.parametrize("text", ["more", "ok thanks", "that's wrong", "this is odd", "we should sell"])
def test_talk_asks_nothing(text: str) -> None:
    assert after(text, ONE).action == "unknown"
    assert not follows(text, TODAY)


@pytest.mark.parametrize(
    "text", ["weekly", "in Sweden?", "the month before", "what about BYD?", "vs BYD", "as a table"]
)
def test_what_can_only_be_meant_for_the_bot(text: str) -> None:
    assert follows(text, TODAY)
