"""Searches beside the news: what is said of them, and what is said where they are missing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from typing import cast

import pytest

import handlers
from bot.answer import (
    Answer,
    RelatedQuery,
    Searches,
    SearchPoint,
    SearchSeries,
    answer_from_json,
    answer_to_json,
)
from bot.question import Options, Question
from bot.render.plain import plain_text
from bot.sources.duckdb import DuckDBWarehouse
from bot.sources.interest.sample import SampleInterest
from bot.sources.interest.source import InterestError, NoInterest, Part, Reason, Search, SearchInterest
from bot.sources.store import Store
from handlers.interest import add_interest, wants_interest
from tests.handlers.world import GAP, START, TODAY, World, ask, build

FIRST = TODAY - timedelta(89)
FETCHED = datetime(2026, 11, 19, 8, tzinfo=UTC)


@pytest.fixture(scope="module")
def world() -> World:
    return build()


def of_sample(store: Store, *topics: str, action: str = "trends", options: Options | None = None) -> Answer:
    question = ask("trends", *([t] for t in topics), start=FIRST, end=TODAY, options=options)
    question = replace(question, action="related" if action == "related" else "trends", today=TODAY)
    news = handlers.answer(question, DuckDBWarehouse(store))
    return add_interest(news, SampleInterest(store.folder))


@dataclass(frozen=True)
class Levels:
    """Interest in each term as a function of the day's number; regions and queries are none."""

    of: Callable[[str, int], int]
    stale: bool = False
    queries: tuple[RelatedQuery, ...] = ()

    def find(self, part: Part, search: Search) -> Searches:
        if part == "regions":
            raise InterestError("unavailable", "no regions today")
        found = Searches("Google Trends", FETCHED, search.geo, stale=self.stale)
        if part == "queries":
            return replace(found, queries=self.queries)
        days = [search.start + timedelta(n) for n in range((search.end - search.start).days + 1)]
        series = []
        for term in search.terms:
            points = tuple(SearchPoint(d, self.of(term, n), d == search.end) for n, d in enumerate(days))
            series.append(SearchSeries(term, points, sum(p.value for p in points) / len(points)))
        return replace(found, series=tuple(series))


@dataclass(frozen=True)
class Refuses:
    error: InterestError

    def find(self, part: Part, search: Search) -> Searches:  # noqa: ARG002
        raise self.error


def asked(world: World, interest: SearchInterest, *topics: str, question: Question | None = None) -> Answer:
    question = question or ask("trends", *([t] for t in topics or ("inflation",)))
    return add_interest(handlers.answer(question, world.warehouse), interest)


def test_the_planted_lead_of_searches_over_news_is_found(sample_store: Store) -> None:
    got = of_sample(sample_store, "taxes")
    assert got.lag is not None
    assert got.lag.days == 3
    assert got.headline == "News on taxes follows searches by 3 days"
    assert "The news follows searches by about 3 days" in got.summary
    assert "an association, not a cause" in got.summary


def test_where_no_lead_was_planted_none_is_told(sample_store: Store) -> None:
    got = of_sample(sample_store, "oil")
    assert got.lag is not None
    assert got.lag.days is None
    assert "No lag stands out" in got.summary


def test_several_terms_share_a_scale_and_the_source_is_named(sample_store: Store) -> None:
    got = of_sample(sample_store, "inflation", "bankruptcy")
    assert got.searches is not None
    assert max(p.value for s in got.searches.series for p in s.points) == 100
    assert got.headline == "Inflation is searched for most"
    assert "the sample world's searches" in got.provenance.sources
    assert got.lag is None
    assert {r.term for r in got.searches.regions} == {"inflation", "bankruptcy"}
    assert got.summary.endswith("All of this is sample data.")


def test_the_planted_pair_moves_together_in_searches_too(sample_store: Store) -> None:
    got = of_sample(sample_store, "unemployment", "strike", "inflation", action="related")
    first, *others = got.pairs
    assert first.searches is not None
    assert first.searches.band is not None
    assert first.searches.band.low > 0
    assert all(p.searches and p.searches.band and p.searches.band.low < 0 for p in others)
    assert "unemployment and strike move together more than before" in got.summary


def test_related_queries_stand_beside_related_topics(sample_store: Store) -> None:
    got = of_sample(sample_store, "unemployment", action="related")
    assert [r.topic for r in got.related if r.kind == "theme"] == ["strike"]
    assert got.searches is not None
    rising = [q for q in got.searches.queries if q.rising]
    assert "unemployment strike" in {q.query for q in rising}
    assert "unemployment strike" in got.summary
    assert f'"unemployment strike" {FIRST}' in rising[0].ask


def test_a_rise_is_told_only_beyond_the_noise_of_the_sample(world: World) -> None:
    by_ten = asked(world, Levels(lambda _, n: 30 if n < 14 else 42))
    assert by_ten.headline == "Searches for inflation rose 12 points"
    assert "rose 12 points from the first half to the second (+7 to +17 points)" in by_ten.summary
    by_three = asked(world, Levels(lambda _, n: 30 if n < 14 else 33))
    assert by_three.headline == "Searches for inflation: no clear change"


def test_terms_closer_than_the_noise_are_not_ranked(world: World) -> None:
    got = asked(world, Levels(lambda t, _: 52 if t == "inflation" else 49), "inflation", "sveriges riksbank")
    assert got.headline == "Searches for inflation and sveriges riksbank: mean 52 and 49 of 100"


def test_a_term_without_news_still_has_its_searches(world: World) -> None:
    got = asked(world, Levels(lambda *_: 40), "padel rackets")
    assert got.error is None
    assert got.searches is not None
    assert any("padel rackets" in c for c in got.caveats)


def test_days_before_the_news_still_have_their_searches(world: World) -> None:
    question = ask("trends", ["inflation"], start=date(2020, 1, 1), end=date(2020, 3, 1))
    got = asked(world, Levels(lambda *_: 40), question=question)
    assert got.error is None
    assert got.searches is not None
    assert got.searches.series[0].points[0].day == date(2020, 1, 1)


def test_a_term_that_nobody_searches_for_says_so(world: World) -> None:
    got = asked(world, Levels(lambda *_: 0))
    assert got.searches is None
    assert any("Too few people" in c for c in got.caveats)
    assert got.series, "the news stands"


def test_a_term_that_the_public_tables_lack_says_what_is_searched_for_instead(world: World) -> None:
    @dataclass(frozen=True)
    class Tables:
        def find(self, part: Part, search: Search) -> Searches:  # noqa: ARG002
            assert part == "series"
            rising = RelatedQuery('snow "storm"', True, 450)
            return Searches("the public tables", FETCHED, "SE", queries=(rising,))

    got = asked(world, Tables())
    assert got.searches is not None
    assert got.searches.queries[0].ask.startswith('sentiment on "snow storm" ')
    assert any("not among the top or rising searches in Sweden" in c for c in got.caveats)
    assert got.series, "the news stands"
    assert "Searches of the day" in plain_text(got)


def test_a_country_means_its_sources_and_its_people(world: World) -> None:
    swedish = asked(
        world, Levels(lambda *_: 40), question=ask("trends", ["inflation"], options=Options(geo="SE"))
    )
    everywhere = asked(world, Levels(lambda *_: 40))
    assert swedish.searches is not None
    assert swedish.searches.geo == "SE"
    assert swedish.series[0].articles < everywhere.series[0].articles
    assert swedish.series[0].total < everywhere.series[0].total
    assert "in Sweden" in swedish.summary


def test_numbers_that_are_not_of_today_show_their_date(world: World) -> None:
    got = asked(world, Levels(lambda *_: 40, stale=True))
    assert any("19 Nov 2026" in c for c in got.caveats)


@pytest.mark.parametrize(
    ("reason", "words"),
    [
        ("off", "No source of searches is set up"),
        ("rate_limited", "refusing requests; try after 20 Nov 2026 14:30 UTC"),
        ("unavailable", "could not be reached"),
        ("bad_answer", "cannot be read"),
        ("not_offered", "Only the top terms. Shown"),
    ],
)
def test_without_searches_the_news_stands_and_one_line_says_why(
    world: World, reason: str, words: str
) -> None:
    retry = datetime(2026, 11, 20, 14, 30, tzinfo=UTC) if reason == "rate_limited" else None
    error = InterestError(cast("Reason", reason), "Only the top terms.", retry)
    news = handlers.answer(ask("trends", ["inflation"]), world.warehouse)
    got = add_interest(news, Refuses(error))
    (line,) = set(got.caveats) - set(news.caveats)
    assert words in line
    assert line.endswith("Shown: the news only.")
    assert replace(got, caveats=news.caveats) == news


def test_related_topics_do_without_searches(sample_store: Store) -> None:
    question = ask("related", ["unemployment"], start=FIRST, end=TODAY)
    got = add_interest(handlers.answer(question, DuckDBWarehouse(sample_store)), NoInterest())
    assert [r.topic for r in got.related if r.kind == "theme"] == ["strike"]
    assert sum("searches" in c for c in got.caveats) == 1


def test_a_topic_unknown_to_the_news_may_be_known_to_searchers(world: World) -> None:
    question = ask("related", ["padel rackets"])
    known = Levels(lambda *_: 0, queries=(RelatedQuery("padel court", False, 100),))
    got = asked(world, known, question=question)
    assert got.error is None
    assert got.searches is not None
    assert got.searches.queries[0].query == "padel court"
    assert asked(world, Levels(lambda *_: 0), question=question).error == "no_coverage"
    assert asked(world, NoInterest(), question=question).error == "no_coverage"


def test_more_than_five_terms_are_refused_with_the_reason(world: World) -> None:
    got = asked(world, Levels(lambda *_: 1), "a", "b", "c", "d", "e", "f")
    assert got.error == "too_many_topics"
    assert "one scale" in got.summary


def test_days_to_come_are_refused(world: World) -> None:
    later = ask("trends", ["inflation"], start=TODAY + timedelta(1), end=TODAY + timedelta(9))
    assert asked(world, Levels(lambda *_: 1), question=later).error == "future_timeframe"


def test_answers_on_the_news_alone_are_left_as_they_are(world: World) -> None:
    answer = handlers.answer(ask("sentiment", ["inflation"]), world.warehouse)
    assert not wants_interest(answer.question)
    assert add_interest(answer, Levels(lambda *_: 1)) is answer


def test_two_months_are_needed_to_tell_a_lag(world: World) -> None:
    got = asked(world, Levels(lambda _, n: n % 50))
    assert "takes 56 finished days" in got.summary
    assert "trends inflation last 90 days" in got.suggestions


def test_a_gap_in_the_news_is_no_gap_in_the_reasoning(world: World) -> None:
    question = ask("trends", ["inflation"], start=START, end=TODAY)
    got = asked(world, Levels(lambda _, n: 40 + (n * 37) % 23), question=question)
    assert GAP in got.gaps
    assert got.lag is not None


def test_an_answer_with_searches_goes_through_json_unchanged(sample_store: Store) -> None:
    for got in (
        of_sample(sample_store, "taxes"),
        of_sample(sample_store, "unemployment", "strike", action="related"),
    ):
        again = answer_from_json(answer_to_json(got))
        assert again == got
