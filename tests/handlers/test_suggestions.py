"""What a person can ask instead, where a word means nothing here or several things."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

import handlers
from bot.answer import Answer
from bot.parse import parse
from bot.question import Action, Options, Question
from bot.sources.duckdb import DuckDBWarehouse
from bot.sources.warehouse import Query, Rows, WarehouseError
from tests.handlers.world import TODAY, World, ask, build

FIRST = date(2026, 10, 22)


@pytest.fixture(scope="module")
def world() -> World:
    return build()


@pytest.fixture(scope="module")
def names() -> World:
    """Names that mean several things."""
    w = World()
    for i in range(30):
        day = FIRST + timedelta(i)
        for j in range(6):
            w.add(
                day,
                [("place", "lincoln"), ("place", "lincoln, nebraska, united states")],
                title=f"Fair {i} {j}",
            )
        for j in range(4):
            w.add(day, [("person", "lincoln")], title=f"Lincoln is honoured {i} {j}")
        for j in range(5):
            w.add(day, [("place", "georgia"), ("place", "georgia, united states")], title=f"Peaches {i} {j}")
        w.add(day, [("place", "georgia"), ("place", "tbilisi")], title=f"Caucasus {i}")
        w.add(day, [("place", "paris"), ("place", "paris, france (general), france")], title=f"Tower {i}")
    return w


def asked_again(answer: Answer, world: World) -> list[Answer]:
    """The answers to what is offered, typed as it stands."""
    out = []
    for text in answer.suggestions:
        question = parse(text, "dm", None, TODAY, "UTC")
        assert isinstance(question, Question), text
        out.append(handlers.answer(question, world.warehouse))
    return out


def test_a_misspelled_topic_is_told_and_what_it_may_have_meant_is_offered(world: World) -> None:
    got = handlers.answer(ask("sentiment", ["inflaton"]), world.warehouse)
    assert got.error == "no_coverage"
    assert "“inflaton”" in got.summary
    assert "Did you mean Inflation (theme)?" in got.summary
    assert got.suggestions[0] == "sentiment on inflation last 30 days"
    assert got.series == ()


def test_what_is_offered_works_when_typed_and_has_articles(world: World) -> None:
    for typed in ("inflaton", "riksbnak", "sveriges riksbanken", "tungsten recycle", "swedn", "pricess"):
        got = handlers.answer(ask("volume", [typed]), world.warehouse)
        assert got.error == "no_coverage"
        assert 1 <= len(got.suggestions) <= 5
        for again in asked_again(got, world):
            assert again.error is None, again.summary
            assert again.series[0].articles > 0


def test_several_unknown_words_are_all_told_and_all_replaced(world: World) -> None:
    got = handlers.answer(ask("compare", ["inflaton", "swedn"], ["riksbnak"]), world.warehouse)
    assert all(word in got.summary for word in ("“inflaton”", "“swedn”", "“riksbnak”"))
    (again, *_) = asked_again(got, world)
    assert again.question
    assert again.question.topics == (("inflation", "sweden"), ("riksbank",))
    assert again.error is None
    hopeless = handlers.answer(ask("compare", ["inflaton"], ["xqzzyvw"]), world.warehouse)
    assert "“xqzzyvw”" in hopeless.summary
    assert asked_again(hopeless, world)[0].error is None


@pytest.mark.parametrize("others", [["riksbank", "sweden"], ["riksbank"]])
@pytest.mark.parametrize("first", [True, False])
def test_a_comparison_with_an_unknown_topic_answers_for_the_others(
    world: World, others: list[str], first: bool
) -> None:
    known = [[o] for o in others]
    topics = [["inflaton"], *known] if first else [*known, ["inflaton"]]
    got = handlers.answer(ask("compare", *topics), world.warehouse)
    assert got.error is None
    assert [s.topic for s in got.series] == others
    assert "carries “inflaton”" in got.summary
    assert "Did you mean" in got.summary
    again = asked_again(got, world)[0]
    assert again.error is None
    assert "inflation" in [s.topic for s in again.series]
    assert len(again.series) == len(topics)


@pytest.mark.parametrize("topics", [["inflaton", "xqzzyvw", "riksbank"], ["xqzzyvw", "riksbank", "inflaton"]])
def test_what_nothing_is_like_is_left_out_of_what_is_offered(world: World, topics: list[str]) -> None:
    got = handlers.answer(ask("compare", *([t] for t in topics)), world.warehouse)
    assert "Did you mean" in got.summary
    again = asked_again(got, world)[0]
    assert sorted(s.topic for s in again.series) == ["inflation", "riksbank"]


def test_a_comparison_with_two_unknown_topics_tells_both(world: World) -> None:
    got = handlers.answer(ask("compare", ["xqzzyvw"], ["riksbank"], ["qqqwwwx"]), world.warehouse)
    assert got.error is None
    assert [s.topic for s in got.series] == ["riksbank"]
    assert "“xqzzyvw”" in got.summary
    assert "“qqqwwwx”" in got.summary


def test_a_misspelled_theme_is_found_by_its_words(world: World) -> None:
    got = handlers.answer(ask("volume", ["theme:econ_inflaton"]), world.warehouse)
    assert got.suggestions[0] == "coverage of inflation last 30 days"


def test_the_rest_of_the_question_stays(world: World) -> None:
    question = replace(
        ask("compare", ["inflaton", "-sweden"], ["riksbank"], options=Options(source_country="SE")),
        start=date(2026, 11, 1),
        end=date(2026, 11, 10),
    )
    (text, *_) = handlers.answer(question, world.warehouse).suggestions
    read = parse(text, "dm", None, TODAY, "UTC")
    assert read == replace(question, topics=(("inflation", "-sweden"), ("riksbank",)))


def test_only_what_is_in_the_days_asked_about_is_offered(world: World) -> None:
    question = ask("volume", ["tungstn recycling"])
    assert (
        "coverage of tungsten recycling last 30 days"
        in handlers.answer(question, world.warehouse).suggestions
    )
    early = replace(question, start=date(2026, 9, 1), end=date(2026, 9, 30))
    got = handlers.answer(early, world.warehouse)
    assert not any("tungsten" in s for s in got.suggestions)


def test_a_topic_of_other_days_is_offered_with_more_days(world: World) -> None:
    question = replace(ask("volume", ["tungsten recycling"]), start=date(2026, 9, 1), end=date(2026, 9, 30))
    got = handlers.answer(question, world.warehouse)
    assert got.suggestions[0] == "coverage of tungsten recycling last 90 days"
    assert "It is in the news of the last 90 days." in got.summary
    assert asked_again(got, world)[0].series[0].articles == 4


def test_a_word_like_nothing_is_told_with_what_can_be_done(world: World) -> None:
    got = handlers.answer(ask("sentiment", ["xqzzyvw"]), world.warehouse)
    assert got.error == "no_coverage"
    assert "Check the spelling" in got.summary
    assert asked_again(got, world)[0].error is None


def test_where_the_catalogue_is_too_dear_the_refusal_stands_without_it() -> None:
    class Dear(DuckDBWarehouse):
        def run(self, query: Query) -> Rows:
            if query.template == "catalogue":
                raise WarehouseError("too_costly", "more than the cap")
            return super().run(query)

    world = World()
    world.add(TODAY, [("person", "ada lindqvist")])
    got = handlers.answer(ask("sentiment", ["ada lindqvits"]), Dear(world))
    assert got.error == "no_coverage"
    assert "“ada lindqvits”" in got.summary


def test_a_very_long_word_is_told_back_shortened(world: World) -> None:
    got = handlers.answer(ask("sentiment", ["x" * 5000]), world.warehouse)
    assert got.error == "no_coverage"
    assert len(got.summary) < 300


def test_an_ambiguous_name_says_what_was_counted_and_offers_the_rest(names: World) -> None:
    got = handlers.answer(ask("sentiment", ["Lincoln"]), names.warehouse)
    (s,) = got.series
    assert s.matched == ("place:lincoln",)
    assert s.articles == 29 * 6  # the last day is not over
    assert (
        "“Lincoln” is counted as a place; in the news of these days it is also a person (120 articles)."
        in (got.caveats)
    )
    assert got.suggestions[0] == "sentiment on person:lincoln last 30 days"
    person = asked_again(got, names)[0]
    assert person.series[0].articles == 29 * 4
    assert not any("counted as" in c for c in person.caveats)


def test_among_alternatives_what_was_counted_is_told_as_well(names: World) -> None:
    got = handlers.answer(ask("volume", ["lincoln|paris"]), names.warehouse)
    assert any(c.startswith("“lincoln” is counted as a place") for c in got.caveats)
    assert all(again.error is None for again in asked_again(got, names))


def test_places_of_one_name_in_two_countries_are_told_apart(names: World) -> None:
    got = handlers.answer(ask("volume", ["Georgia"]), names.warehouse)
    assert got.series[0].articles == 29 * 6
    (caveat,) = [c for c in got.caveats if "Georgia" in c]
    assert caveat == (
        "“Georgia” names places in several countries, and all are counted: "
        "United States (150 articles), Georgia (30 articles)."
    )
    state, country = asked_again(got, names)[:2]
    assert state.series[0].articles == 29 * 5
    assert country.series[0].articles == 29


def test_a_place_in_one_country_needs_no_words(names: World) -> None:
    got = handlers.answer(ask("volume", ["Paris"]), names.warehouse)
    assert not any("Paris" in c for c in got.caveats)
    assert all("place:" not in s for s in got.suggestions)


@pytest.mark.parametrize("action", ["compare", "articles"])
def test_other_meanings_are_offered_in_every_kind_of_answer(names: World, action: Action) -> None:
    topics = [["Lincoln"], ["Paris"]] if action == "compare" else [["Lincoln"]]
    got = handlers.answer(ask(action, *topics), names.warehouse)
    assert got.error is None
    assert "person:lincoln" in got.suggestions[0]
    assert all(again.error is None for again in asked_again(got, names))


@pytest.mark.parametrize(
    "topic", [["person:lincoln"], ["lincoln|paris"], ["paris", "-georgia"], ["place:georgia, united states"]]
)
@pytest.mark.parametrize("action", ["sentiment", "volume", "articles"])
def test_what_is_worth_asking_next_is_about_the_same_topic(
    names: World, action: Action, topic: list[str]
) -> None:
    question = replace(ask(action, topic), phrases=tuple(t.split(":")[1] for t in topic if "," in t))
    got = handlers.answer(question, names.warehouse)
    again = asked_again(got, names)
    assert len(again) >= 2
    assert all(a.error is None and a.question and a.question.topics == (tuple(topic),) for a in again)
