"""What goes with a topic, and which pair has grown closer, in worlds whose truth is known."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

import pytest

import handlers
from bot.answer import Answer
from bot.question import Options, Question
from bot.sources.duckdb import DuckDBWarehouse
from bot.sources.store import Store
from tests.handlers.world import World, ask
from tests.worlds import TODAY

START, END = date(2026, 10, 22), date(2026, 11, 19)
TOWN = (("place", "clichy"), ("place", "clichy, ile-de-france, france"), ("name", "clichy"))
CARS, BATTERIES, RAIL = ("theme", "cars"), ("theme", "wb_1_batteries"), ("place", "rail town")
SAME = ("theme", "wb_999_automobiles")
EVERYWHERE, TITLES = ("theme", "tax_fncact_minister"), ("theme", "crisislex_t01_caution_advice")
RARE = ("person", "vira holm")


@pytest.fixture(scope="module")
def world() -> World:
    """Forty stories a day; five on cars, three of these on batteries, of which others have one."""
    w = World()
    for i in range(30):
        day = START + timedelta(i)
        for j in range(5):
            keys = [CARS, SAME, EVERYWHERE, TITLES]
            keys += [BATTERIES] if j < 3 else []
            keys += [RAIL] if j == 4 and i % 7 == 0 else []
            keys += [RARE] if i == 3 and j < 4 else []
            w.add(day, keys, title=f"Cars on day {i} part {j}", source="a.example" if j % 2 else "b.example")
        for j in range(35):
            keys = [EVERYWHERE] if j % 2 else []
            keys += [BATTERIES] if j == 0 else []
            keys += [RAIL] if j in (1, 2) else []
            w.add(day, keys, title=f"Other matters {i} {j}", source="a.example" if j % 2 else "b.example")
    return w


def answered(world: World, *topics: str, options: Options | None = None) -> Answer:
    return handlers.answer(ask("related", *([t] for t in topics), options=options), world.warehouse)


def test_what_is_told_together_more_than_by_chance_is_named_with_its_numbers(world: World) -> None:
    got = answered(world, "theme:cars")
    (one,) = got.related
    assert (one.topic, one.kind) == ("batteries", "theme")
    assert one.stories == 90
    assert one.lift == pytest.approx(90 * 1200 / (150 * 120))
    assert 0 < one.npmi < 1
    assert "batteries (6.0 times)" in got.summary
    assert "batteries" in got.headline
    assert got.error is None


def test_a_name_of_the_same_thing_words_on_everything_and_the_rare_are_left_out(world: World) -> None:
    named = {r.topic for r in answered(world, "theme:cars").related}
    assert not named & {"automobiles", "cars", "fncact minister", "minister", "vira holm"}
    assert "rail town" not in named, "together no more often than by chance"


def test_a_thing_filed_under_several_names_is_named_once() -> None:
    w = World()
    for i in range(300):
        keys = [CARS, *TOWN] if i % 10 == 0 else [CARS] if i % 10 == 1 else []
        w.add(START + timedelta(i % 29), keys, title=f"Story {i}")
    assert [(r.topic, r.kind) for r in answered(w, "theme:cars").related] == [("clichy", "place")]


def test_each_entry_carries_a_question_that_can_be_asked(world: World) -> None:
    from bot.parse import parse

    (one,) = answered(world, "theme:cars").related
    asked = parse(one.ask, "dm", None, date(2026, 11, 20), "UTC")
    assert isinstance(asked, Question)
    assert (asked.action, asked.topics) == ("compare", (("theme:cars",), ("theme:wb_1_batteries",)))
    assert (asked.start, asked.end) == (START, date(2026, 11, 20))
    assert handlers.answer(asked, world.warehouse).error is None


def test_filters_hold_for_both_sides_of_the_comparison(world: World) -> None:
    got = answered(world, "theme:cars", options=Options(domain="b.example"))
    (one,) = got.related
    assert one.stories == 60
    assert one.lift == pytest.approx(60 * 630 / (90 * 90))


def test_a_topic_with_hardly_a_story_has_nothing_beside_it(world: World) -> None:
    got = answered(world, "person:vira holm")
    assert got.related == ()
    assert got.error is None
    assert "4 stories" in got.summary


def test_nothing_stands_out_where_nothing_does() -> None:
    w = World()
    for i in range(600):
        keys = [CARS] if i % 3 == 0 else []
        keys += [RAIL] if i % 5 == 0 else []
        w.add(START + timedelta(i % 29), keys, title=f"Story {i}")
    got = answered(w, "theme:cars")
    assert got.related == ()
    assert got.headline.startswith("Nothing stands out")


def test_of_very_many_stories_a_sample_is_counted_and_said(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    exact = answered(world, "theme:cars").related[0]
    monkeypatch.setattr(sys.modules["handlers.related"], "SAMPLED_STORIES", 50)
    got = answered(world, "theme:cars")
    assert any("one story in 3" in c for c in got.caveats)
    assert got.related[0].topic == "batteries"
    assert got.related[0].lift == pytest.approx(exact.lift, rel=0.4)


# --- pairs ---------------------------------------------------------------------------------------


def pairs(store: Store, *topics: str, days: int = 90, baseline: tuple[date, date] | None = None) -> Answer:
    question = ask(
        "related",
        *([t] for t in topics),
        start=TODAY - timedelta(days - 1),
        end=TODAY,
        baseline=baseline,
    )
    return handlers.answer(replace(question, today=TODAY), DuckDBWarehouse(store))


def names(answer: Answer) -> Sequence[tuple[str, str]]:
    return [p.topics for p in answer.pairs]


def test_the_planted_pair_wins(sample_store: Store) -> None:
    got = pairs(sample_store, "unemployment", "strike", "inflation")
    assert names(got) == [("unemployment", "strike"), ("unemployment", "inflation"), ("strike", "inflation")]
    assert got.headline == "Unemployment and strike grew closer"
    first = got.pairs[0].growth
    assert first is not None
    assert first.band is not None
    assert first.band.low > 1
    assert "Only unemployment and strike grew closer" in got.summary


def test_where_nothing_was_planted_none_is_named(sample_store: Store) -> None:
    got = pairs(sample_store, "oil", "housing", "inflation")
    assert got.headline == "No pair stands out as having grown closer"
    assert "none is named" in got.summary


def test_one_pair_against_an_earlier_period(sample_store: Store) -> None:
    day = TODAY - timedelta(49)
    before = (day - timedelta(40), day - timedelta(1))
    got = pairs(sample_store, "unemployment", "strike", days=40, baseline=before)
    (one,) = got.pairs
    assert one.growth is not None
    assert one.growth.value > 2
    assert got.headline == "Unemployment and strike grew closer"


def test_four_topics_are_too_many_pairs(sample_store: Store) -> None:
    got = pairs(sample_store, "oil", "housing", "inflation", "strike")
    assert got.error == "too_many_topics"
    assert got.suggestions == ("related to oil, housing, inflation",)


def test_a_few_days_cannot_tell_growth(sample_store: Store) -> None:
    got = pairs(sample_store, "oil", "housing", days=4)
    assert got.error == "too_few_days"
    assert got.suggestions


def test_pairs_that_are_hardly_ever_told_together_say_so(world: World) -> None:
    got = answered(world, "person:vira holm", "theme:cars")
    assert got.pairs[0].growth is None
    assert "cannot be told" in got.summary
    assert got.headline.startswith("Too few stories")
