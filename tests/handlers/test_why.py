"""Why a topic moved: what was planted is named, and nothing is told of a world in which nothing happens."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

import handlers
from bot.answer import Answer
from bot.question import Options, Question
from bot.render.blocks import message
from bot.render.details import details
from bot.sources.duckdb import DuckDBWarehouse
from bot.sources.store import Store
from bot.vocabulary.readings import Key, Reading
from handlers.data import Found, Term
from handlers.why import Carried, surges
from tests.handlers.world import INFLATION, SPIKE, World, ask
from tests.worlds import LARGE, TODAY, world

CULPRIT = ("organization", "castelyn mills")


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return world(tmp_path_factory.mktemp("why") / "data", LARGE)


def small(*, culprit: bool = True, one_outlet: bool = False) -> World:
    """Eight stories on inflation a day, sixty on `SPIKE`, of which half are about one company."""
    w = World()
    for i in range(140):
        day = date(2026, 7, 1) + timedelta(i)
        many = 60 if day == SPIKE else 8
        for j in range(many):
            keys = [INFLATION, ("theme", "econ_inflation_rates"), ("theme", "tax_fncact_minister")]
            keys += [CULPRIT, ("name", "castelyn mills")] if culprit and day == SPIKE and j % 2 else []
            keys += [("place", "norway")] if j % 4 == 0 else []
            outlet = "a.se.example" if (one_outlet and day == SPIKE) or j % 2 else "b.no.example"
            country = "SE" if outlet.startswith("a.") else "NO"
            w.add(day, keys, title=f"Prices {i} part {j}", source=outlet, country=country)
        for j in range(90):
            w.add(day, title=f"Other matters {i} {j}")
    return w


def answered(w: World, options: Options | None = None, action: str = "volume") -> Answer:
    return handlers.answer(ask(action, ["theme:econ_inflation"], options=options), w.warehouse)  # type: ignore[arg-type]


def test_an_event_that_is_said_comes_with_what_its_stories_are_about_and_where_from() -> None:
    got = answered(small())
    (why,) = got.why
    assert (why.start, why.end, why.letter) == (SPIKE, SPIKE, "A")
    (surge,) = why.surges
    assert (surge.topic, surge.kind, surge.stories, surge.share) == (
        "Castelyn Mills",
        "organization",
        30,
        0.5,
    )
    assert surge.share_before == 0.0
    assert (why.articles, why.stories, why.outlets) == (60, 60, 2)
    assert {(o.kind, o.name, o.share) for o in why.origins if o.kind == "country"} == {
        ("country", "Sweden", 0.5),
        ("country", "Norway", 0.5),
    }
    assert "Castelyn Mills (50% of the stories, 0% before)" in why.text


def test_the_message_names_what_is_behind_the_event_and_its_details_tell_all_of_it() -> None:
    got = answered(small())
    assert "*Castelyn Mills* · in 50% of the stories then, 0% before" in json.dumps(
        message(got).blocks, ensure_ascii=False
    )
    assert got.why[0].text in json.dumps(details(got), ensure_ascii=False)


def test_what_one_outlet_made_is_said_so() -> None:
    (why,) = answered(small(one_outlet=True)).why
    assert "One outlet wrote all of it: a.se.example, 60 articles." in why.text


def test_where_stories_are_about_what_they_always_are_nothing_is_named() -> None:
    (why,) = answered(small(culprit=False)).why
    assert why.surges == ()
    assert "More than before" not in why.text


def test_asked_why_the_answer_is_the_event_and_its_stories() -> None:
    got = answered(small(), Options(why="rise"), "articles")
    assert got.error is None
    assert "Castelyn Mills" in got.summary
    assert got.articles == got.why[0].headlines
    assert len(got.articles) == 3
    fell = answered(small(), Options(why="drop"), "articles")
    assert fell.summary.startswith("No drop in econ_inflation stands out")


def test_a_marked_day_is_explained_and_one_that_is_not_marked_is_refused_with_those_that_are() -> None:
    assert "Castelyn Mills" in answered(small(), Options(peak="A"), "articles").summary
    refused = answered(small(), Options(peak="D"), "articles")
    assert refused.error == "nothing_unusual"
    assert "marked are A" in refused.summary


def test_asked_why_where_nothing_moved_no_reason_is_made_up() -> None:
    w = World()
    for i in range(140):
        for j in range(40):
            w.add(date(2026, 7, 1) + timedelta(i), [INFLATION] if j % 4 == 0 else [], title=f"Day {i} {j}")
    got = answered(w, Options(why="rise"), "articles")
    assert got.why == ()
    assert "stands out enough to be explained" in got.summary
    assert got.articles


NAMES = (
    ("person", "president joe biden"),
    ("organization", "biden"),
    ("name", "Joe Biden White House"),
    ("theme", "tax_fncact_president"),
    ("person", "new sweden"),
    ("person", "stockholm"),
)


@pytest.mark.parametrize("left_out", NAMES)
def test_the_topics_own_names_boilerplate_and_misread_persons_are_no_news(left_out: tuple[str, str]) -> None:
    found = Found((Term(False, (Reading("person:joe biden", (Key("person", "joe biden"),)),)),))
    carried = [
        Carried(*left_out, during=50, before=1),
        Carried("organization", "castelyn mills", during=50, before=1),
    ]
    told = surges(carried, found, ("Joe Biden",), 100, 300)
    assert [s.topic for s in told] == ["Castelyn Mills"]


def test_ten_stories_are_needed_and_chance_among_many_is_allowed_for() -> None:
    found = Found((Term(False, (Reading("theme:x", (Key("theme", "x"),)),)),))
    many = [Carried("organization", f"firm {i} of many", during=14, before=25) for i in range(100)]
    assert surges(many, found, ("x",), 100, 300) == ()


def test_what_was_planted_is_found_behind_the_event(large: Path) -> None:
    warehouse = DuckDBWarehouse(Store(large))
    for event in json.loads((large / "truth.json").read_text()):
        if event["kind"] not in ("spike", "level"):
            continue
        question = Question("volume", ((event["topic"],),), TODAY - timedelta(59), TODAY, today=TODAY)
        got = handlers.answer(question, warehouse)
        named = {s.topic.lower() for w in got.why for s in w.surges}
        assert set(event["topics"]) - {event["topic"]} <= named, got.why
        asked = replace(question, action="articles", options=Options(why="rise"))
        assert event["topics"][-1] in handlers.answer(asked, warehouse).summary.lower()
