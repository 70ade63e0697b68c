"""What the store holds, and what is found in it by spelling and by word."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from bot.question import Kind
from bot.sources.catalogue import Catalogue, catalogue
from bot.vocabulary.readings import Key
from tests.handlers.world import INFLATION, RIKSBANK, SWEDEN, TODAY, World

HELD: dict[tuple[Kind, str], int] = {
    ("theme", "econ_inflation"): 900,
    ("theme", "econ_interest_rates"): 800,
    ("theme", "maritime_incident"): 40,
    ("organization", "riksbank"): 300,
    ("organization", "european central bank"): 700,
    ("organization", "bank of valletta"): 3,
    ("person", "ada lindqvist"): 12,
    ("place", "ukraine"): 500,
    ("title", "ukraine"): 900,
    ("title", "in"): 9000,
    ("title", "inflatable"): 2,
    ("name", "nobody left"): 0,
}


@pytest.fixture(scope="module")
def held() -> Catalogue:
    return Catalogue((Key(kind, topic), n) for (kind, topic), n in HELD.items())


def offered(held: Catalogue, text: str) -> list[str]:
    return [e.text for e in held.near(text)]


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("inflaton", "inflation"),
        ("infaltion", "inflation"),
        ("Ukrane", "ukraine"),
        ("riksbanken", "riksbank"),
        ("riks", "riksbank"),
        ("european central", "european central bank"),
        ("europan central bank", "european central bank"),
        ("interest rate hike", "interest rates"),
        ("a hike of the interest rate by surprise", "interest rates"),
        ("swedish riksbnak", "riksbank"),
        ("Lindqvist", "ada lindqvist"),
        ("an incident at sea", "theme:maritime_incident"),
    ],
)
def test_what_was_meant_is_offered_first(held: Catalogue, typed: str, first: str) -> None:
    assert offered(held, typed)[0] == first


def test_nothing_is_offered_where_nothing_is_alike(held: Catalogue) -> None:
    assert offered(held, "xqzzyvw") == []
    assert offered(held, "") == []
    assert offered(held, "?!") == []


def test_what_has_no_articles_is_never_offered(held: Catalogue) -> None:
    assert "nobody left" not in offered(held, "nobody lefft")
    assert "sanctions" not in offered(held, "sanktions")


def test_one_thing_is_offered_once_whatever_words_mean_it(held: Catalogue) -> None:
    texts = offered(held, "rate hikes")
    assert texts.count("interest rates") == 1
    assert not {"rate hike", "rate cuts", "key rate"} & set(texts)


def test_a_name_in_several_kinds_is_called_by_the_kind_that_says_what_it_is(held: Catalogue) -> None:
    (found,) = [e for e in held.near("ukrain") if e.name == "ukraine"]
    assert (found.key.kind, found.label) == ("place", "Ukraine (place)")


def test_labels_can_be_read(held: Catalogue) -> None:
    labels = {e.key.topic: e.label for e in held.entries}
    assert labels["econ_inflation"] == "Inflation (theme)"
    assert labels["maritime_incident"] == "Maritime incident (theme)"
    assert labels["european central bank"] == "European Central Bank (organization)"


@pytest.mark.parametrize(
    "text", ["a" * 5000, "interest rate " * 400, "\n\t ", "🦆" * 50, "%_'\";--", "اقتصاد"]
)
def test_any_text_is_answered(held: Catalogue, text: str) -> None:
    assert len(held.near(text)) <= 5


def test_no_more_is_offered_than_asked_for() -> None:
    many = Catalogue((Key("person", f"ada lindqvist {letter}"), 5) for letter in "abcdefghijkl")
    assert len(many.near("ada lindqvist")) == 5
    assert len(many.near("ada lindqvist", 3)) == 3


def test_a_store_is_read_over_its_last_90_days_without_pairs_and_full_names() -> None:
    world = World()
    old = TODAY - timedelta(90)
    world.add(old, [("person", "old timer")], title="Long ago")
    world.add(
        TODAY, [INFLATION, SWEDEN, ("place", "malmo, skane lan, sweden")], title="Prices climbed", copies=3
    )
    world.add(TODAY - timedelta(89), [INFLATION, RIKSBANK], title="Prices fell")
    held = catalogue(world.warehouse, world.status())
    articles: dict[tuple[str, str], int] = {(e.key.kind, e.key.topic): e.articles for e in held.entries}
    assert articles[INFLATION] == 4
    assert articles["title", "prices"] == 4
    assert articles["place", "sweden"] == 3
    assert ("person", "old timer") not in articles
    assert ("title", "prices climbed") not in articles
    assert ("place", "malmo, skane lan, sweden") not in articles


def test_it_is_read_again_when_more_data_has_come() -> None:
    world = World()
    world.add(date(2026, 11, 18), [("person", "ada lindqvist")])
    first = catalogue(warehouse := world.warehouse, world.status())
    assert catalogue(warehouse, world.status()) is first
    world.add(date(2026, 11, 19), [("person", "bo ekman")])
    world.connection = None
    later = catalogue(world.warehouse, world.status())
    assert {e.text for e in later.entries} == {"ada lindqvist", "bo ekman"}
