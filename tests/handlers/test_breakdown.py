"""Who writes about a topic, in what tone, and which articles are at either end, where the truth is known."""

from __future__ import annotations

import json
from datetime import date, timedelta
from typing import Any

import pytest

import handlers
from bot.answer import Answer
from bot.question import Options
from bot.render.blocks import message
from bot.render.plain import plain_text
from tests.handlers.world import INFLATION, World, ask

START, END = date(2026, 10, 22), date(2026, 11, 20)
OUTLETS = (
    ("gloomy.se.example", "SE", "sv", 4, -5.0),
    ("cheery.se.example", "SE", "sv", 3, 3.0),
    ("ledger.gb.example", "GB", "en", 2, -1.0),
    ("nowhere.example", "", "", 1, 0.0),
)
"""Each with its country, language, stories a day on inflation and their tone."""


@pytest.fixture(scope="module")
def world() -> World:
    w = World()
    for i in range(30):
        day = START + timedelta(i)
        for site, country, language, many, tone in OUTLETS:
            for j in range(many):
                w.add(
                    day,
                    [INFLATION],
                    title=f"Prices {site} {i} {j}",
                    tone=tone + 0.5 * ((i * 7 + j * 3) % 5 - 2),
                    source=site,
                    country=country,
                    language=language,
                )
        w.add(day, title=f"Other matters {i}")
    w.add(START, [INFLATION], title="A single guest", tone=-9.0, source="rare.no.example", country="NO")
    w.add(START, [INFLATION], title="Copied everywhere", tone=-8.0, copies=3, source="gloomy.se.example")
    unread: Any = None
    w.add(START, [INFLATION], title="Not read", tone=unread, source="ledger.gb.example", country="GB")
    return w


def answered(world: World, action: str, **options: str) -> Answer:
    asked = ask(action, ["theme:econ_inflation"], options=Options(**options))  # type: ignore[arg-type]
    return handlers.answer(asked, world.warehouse)


def test_outlets_stand_by_their_articles_with_their_part_and_their_tone(world: World) -> None:
    got = answered(world, "volume", by="source")
    assert [(g.name, g.articles) for g in got.groups] == [
        ("gloomy.se.example", 123),
        ("cheery.se.example", 90),
        ("ledger.gb.example", 61),
        ("nowhere.example", 30),
    ]
    assert got.groups[0].share == pytest.approx(123 / 305)
    tone = got.groups[1].tone
    assert tone is not None
    assert tone.band is not None
    assert tone.band.low < 3.0 < tone.band.high
    assert tone.band.high - tone.band.low < 1.0
    assert "5 outlets had 305 articles on econ_inflation" in got.summary
    assert "1 more outlet has fewer articles." in got.summary
    assert "gloomy.se.example" in plain_text(got)


def test_countries_add_up_over_their_outlets_and_what_is_not_known_is_said(world: World) -> None:
    got = answered(world, "volume", by="country")
    assert [(g.name, g.articles) for g in got.groups] == [("Sweden", 213), ("United Kingdom", 61)]
    assert "Of 30 articles the country is not known." in got.summary


def test_the_message_lists_them_and_says_of_how_many(world: World) -> None:
    told = json.dumps(message(answered(world, "sentiment", by="source", order="negative")).blocks)
    assert "Of 305 articles in all." in told
    assert "*gloomy.se.example*" in told


def test_languages_have_their_names(world: World) -> None:
    assert {g.name for g in answered(world, "volume", by="language").groups} == {"Swedish", "English"}


@pytest.mark.parametrize(
    ("order", "first", "last"),
    [
        ("negative", "gloomy.se.example", "cheery.se.example"),
        ("positive", "cheery.se.example", "gloomy.se.example"),
    ],
)
def test_by_tone_only_groups_with_enough_stories_are_ranked(
    world: World, order: str, first: str, last: str
) -> None:
    got = answered(world, "sentiment", by="source", order=order)
    assert (got.groups[0].name, got.groups[-1].name) == (first, last)
    assert "rare.no.example" not in {g.name for g in got.groups}
    assert all(g.tone is not None for g in got.groups)


def test_an_order_that_may_be_chance_is_said_to_be(world: World) -> None:
    w = World()
    for i in range(30):
        for site, tone in (("a.example", -1.0), ("b.example", -1.1)):
            for j in range(6):
                w.add(
                    START + timedelta(i),
                    [INFLATION],
                    title=f"{site} {i} {j}",
                    tone=tone + 2.0 * ((i * 7 + j) % 5 - 2),
                    source=site,
                )
    assert "their order may be chance" in answered(w, "sentiment", by="source", order="negative").summary
    clear = answered(world, "sentiment", by="source", order="negative")
    assert "their order may be chance" not in clear.summary


def test_the_most_negative_articles_one_of_each_story_and_none_that_was_not_read(world: World) -> None:
    got = answered(world, "articles", order="negative")
    tones = [a.tone for a in got.articles]
    assert [a.title for a in got.articles[:2]] == ["A single guest", "Copied everywhere"]
    assert got.articles[1].copies == 3
    assert None not in tones
    assert tones == sorted(tones)  # type: ignore[type-var]
    assert len({a.title for a in got.articles}) == len(got.articles) == 10
    assert got.headline == "Most negative articles on econ_inflation"


def test_the_most_positive_articles(world: World) -> None:
    tones = [a.tone for a in answered(world, "articles", order="positive").articles]
    assert tones == sorted(tones, reverse=True)  # type: ignore[type-var]
    assert tones[0] == 4.0


def test_what_cannot_be_broken_down_says_so(world: World) -> None:
    asked = ask("related", ["theme:econ_inflation"], options=Options(by="country"))
    got = handlers.answer(asked, world.warehouse)
    assert any("one topic at a time" in c for c in got.caveats)


def test_where_nobody_has_enough_stories_for_a_tone_it_says_what_to_do(world: World) -> None:
    asked = ask(
        "sentiment", ["theme:econ_inflation"], start=END, options=Options(by="source", order="negative")
    )
    got = handlers.answer(asked, world.warehouse)
    assert got.groups == ()
    assert got.error is None
    assert "ask about more days" in got.summary
    assert got.headline == "Too few articles to rank outlets on econ_inflation"
