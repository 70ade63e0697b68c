"""What a person is told about a world whose truth is known."""

from __future__ import annotations

from datetime import date

import pytest

import handlers
from bot.answer import SAMPLE_NOTICE, Answer
from bot.question import Action, Options
from tests.handlers.world import GAP, SPIKE, TODAY, World, ask, build


@pytest.fixture(scope="module")
def world() -> World:
    return build()


def test_a_topic_is_counted_in_stories_and_as_a_share_of_all_coverage(world: World) -> None:
    got = handlers.answer(ask("sentiment", ["inflation"]), world.warehouse)
    assert got.error is None
    (s,) = got.series
    # 28 ordinary days of 8, the spike day of 60 + 12 copies of one story; today is left out.
    assert (s.articles, s.stories) == (28 * 8 + 72, 28 * 8 + 61)
    assert s.total == 28 * 100 + 92 + 72 + 4  # and the four about tungsten
    assert s.share == pytest.approx(s.articles / s.total)
    assert s.matched == ("theme:econ_inflation",)


def test_a_tone_that_fell_is_said_to_have_fallen_and_held_against_the_usual(world: World) -> None:
    got = handlers.answer(ask("sentiment", ["inflation"]), world.warehouse)
    s = got.series[0]
    assert s.tone_change is not None
    assert s.tone_change.band is not None
    assert s.tone_change.band.high < 0
    assert s.tone_usual is not None
    assert s.tone_usual == pytest.approx(-2, abs=0.3)
    assert s.tone_low is not None
    assert s.tone is not None
    assert s.tone_low < s.tone < s.tone_usual - 0.5
    assert got.headline == "Tone on inflation 2.0 points lower since 1 November"
    assert "negative" not in got.summary
    shift = got.findings[0]
    assert (shift.kind, shift.start, shift.said) == ("tone_shift", date(2026, 11, 1), True)
    assert shift.from_low is not None
    assert shift.from_high is not None
    assert shift.from_low <= date(2026, 11, 1) <= shift.from_high
    assert shift.text in got.summary


def test_nothing_is_said_of_coverage_that_did_not_move(world: World) -> None:
    question = ask("volume", ["inflation"], start=date(2026, 9, 15), end=date(2026, 10, 10))
    got = handlers.answer(question, world.warehouse)
    assert got.headline == "Coverage of inflation: no clear change", "eight a day are too few for steady"
    assert got.spikes == ()
    assert not any(f.said for f in got.findings)


def test_one_day_is_held_against_what_was_expected_and_never_called_steady(world: World) -> None:
    day = date(2026, 9, 30)
    got = handlers.answer(ask("volume", ["inflation"], start=day, end=day), world.warehouse)
    assert "8 articles on 30 Sep 2026, where about 8.0 were to be expected" in got.summary
    assert "steady" not in got.headline + got.summary
    assert [f.kind for f in got.findings] == ["not_tested", "too_few"]
    spike = handlers.answer(ask("volume", ["inflation"], start=SPIKE, end=SPIKE), world.warehouse)
    assert spike.headline == "Inflation: 5.5 × its usual coverage on 4 November"
    assert spike.findings[0].kind == "spike"


def test_a_spike_is_found_with_its_day_and_the_most_copied_story_first(world: World) -> None:
    got = handlers.answer(ask("volume", ["inflation"]), world.warehouse)
    (spike,) = got.spikes
    assert (spike.day, spike.letter, spike.articles) == (SPIKE, "A", 72)
    assert spike.level < 0.001
    assert spike.expected == pytest.approx(8 * 164 / 100, rel=0.1)
    assert spike.headlines[0].title == "Surprise rate decision announced"
    assert spike.headlines[0].copies == 12
    assert "4 Nov 2026" in got.summary


def test_a_gap_is_left_out_and_named(world: World) -> None:
    question = ask("volume", ["inflation"], start=date(2026, 10, 1), end=date(2026, 10, 31))
    got = handlers.answer(question, world.warehouse)
    assert got.gaps == (GAP,)
    assert GAP not in {d.day for d in got.series[0].days}
    assert any("14 Oct 2026" in c for c in got.caveats)


def test_today_is_shown_so_far_and_compared_with_nothing(world: World) -> None:
    got = handlers.answer(ask("volume", ["inflation"]), world.warehouse)
    last = got.series[0].days[-1]
    assert (last.day, last.partial, last.tone) == (TODAY, True, None)
    only = handlers.answer(ask("volume", ["inflation"], start=TODAY, end=TODAY), world.warehouse)
    assert only.series[0].articles == 3
    assert only.series[0].share_change is None


def test_few_stories_get_words_and_articles_but_no_tone(world: World) -> None:
    got = handlers.answer(ask("sentiment", ["tungsten recycling"]), world.warehouse)
    assert got.series[0].tone is None
    assert got.series[0].tone_change is None
    assert len(got.articles) == 4
    assert got.headline == "Too few stories on tungsten recycling for a tone"


@pytest.mark.parametrize(
    ("topic", "options", "per_day"),
    [
        (["inflation", "sveriges riksbank"], Options(), 4),
        (["inflation", "-sveriges riksbank"], Options(), 4),
        (["inflation", "-sveriges riksbank", "-place:sweden"], Options(), 2),
        (["organization:sveriges riksbank|place:sweden"], Options(), 6),
        (["inflation"], Options(source_country="GB"), 4),
        (["inflation"], Options(source_language="en"), 8),
        (["inflation"], Options(domain="a.example"), 4),
        (["inflation"], Options(geo="SE"), 2),
        (["The Sveriges Riksbank"], Options(), 4),
        (['title:"prices in step"'], Options(), 8),
        (["ECON_INFLATION"], Options(), 8),
    ],
)
def test_terms_and_filters_keep_the_right_articles(
    world: World, topic: list[str], options: Options, per_day: int
) -> None:
    day = date(2026, 10, 1)
    got = handlers.answer(ask("volume", topic, start=day, end=day, options=options), world.warehouse)
    assert got.error is None, got.summary
    assert got.series[0].articles == per_day


def test_filters_narrow_the_denominator_too(world: World) -> None:
    day = date(2026, 10, 1)
    options = Options(source_country="GB")
    got = handlers.answer(ask("volume", ["inflation"], start=day, end=day, options=options), world.warehouse)
    assert got.series[0].total == 4
    assert any("source filters" in c for c in got.caveats)


def test_a_filter_by_the_country_of_outlets_says_of_how_much_the_country_is_known(world: World) -> None:
    got = handlers.answer(ask("volume", ["inflation"], options=Options(source_country="SE")), world.warehouse)
    assert any("country of the outlet is known for 100%" in c for c in got.caveats), got.caveats
    unfiltered = handlers.answer(ask("volume", ["inflation"]), world.warehouse)
    assert not any("country of the outlet" in c for c in unfiltered.caveats)


def test_a_comparison_says_who_leads_and_that_it_holds(world: World) -> None:
    got = handlers.answer(ask("compare", ["sveriges riksbank"], ["inflation"]), world.warehouse)
    assert [s.topic for s in got.series] == ["sveriges riksbank", "inflation"]
    assert got.headline == "Inflation gets more coverage than sveriges riksbank"
    assert "Inflation had more coverage than sveriges riksbank" in got.summary


def test_topics_that_do_not_differ_are_not_ranked(world: World) -> None:
    question = ask("compare", ["inflation"], ["econ_inflation"])
    assert "no clear difference in coverage" in handlers.answer(question, world.warehouse).headline


def test_articles_come_once_a_story_most_copied_first(world: World) -> None:
    got = handlers.answer(ask("articles", ["inflation"]), world.warehouse)
    assert [a.copies for a in got.articles] == [12] + [1] * 9
    seen = [a.seen_at for a in got.articles[1:]]
    assert seen == sorted(seen, reverse=True)
    assert got.articles == handlers.answer(ask("articles", ["inflation"]), world.warehouse).articles


def test_weeks_are_put_together(world: World) -> None:
    question = ask("volume", ["inflation"], options=Options(granularity="weekly"))
    days = handlers.answer(question, world.warehouse).series[0].days
    assert {d.day.weekday() for d in days} == {0}
    assert days[1].articles == 56


def test_a_start_before_the_data_is_moved_and_said(world: World) -> None:
    got = handlers.answer(ask("volume", ["inflation"], start=date(2020, 1, 1)), world.warehouse)
    assert got.series[0].days[0].day == date(2026, 7, 1)
    assert any("begins on 1 Jul 2026" in c for c in got.caveats)


@pytest.mark.parametrize(
    ("topic", "start", "end", "code"),
    [
        (["zyzzyva"], date(2026, 10, 1), TODAY, "no_coverage"),
        (["'; DROP TABLE articles; --"], date(2026, 10, 1), TODAY, "no_coverage"),
        (["{{ 7 * 7 }}"], date(2026, 10, 1), TODAY, "no_coverage"),
        (["-inflation"], date(2026, 10, 1), TODAY, "only_exclusions"),
        (["inflation"], date(2019, 1, 1), date(2019, 2, 1), "no_data_for_timeframe"),
        (["inflation"], date(2027, 1, 1), date(2027, 2, 1), "future_timeframe"),
    ],
)
def test_what_cannot_be_answered_is_refused_in_words(
    world: World, topic: list[str], start: date, end: date, code: str
) -> None:
    got = handlers.answer(ask("sentiment", topic, start=start, end=end), world.warehouse)
    assert got.error == code
    assert got.summary.endswith(".")
    assert handlers.answer(ask("volume", ["inflation"]), world.warehouse).error is None


@pytest.mark.parametrize("action", ["digest-list", "digest-remove"])
def test_what_is_followed_is_managed_elsewhere_and_said_where(world: World, action: Action) -> None:
    got = handlers.answer(ask(action, ["inflation"]), world.warehouse)
    assert got.error == "not_available"
    assert "/digest" in got.summary


def test_a_digest_tells_only_what_changed(world: World) -> None:
    got = handlers.answer(ask("digest-subscribe", ["inflation"]), world.warehouse)
    assert got.error is None
    assert got.headline


def test_an_empty_store_names_the_two_commands() -> None:
    got = handlers.answer(ask("sentiment", ["inflation"]), World().warehouse)
    assert got.error == "empty_store"
    assert "python -m bot sample" in got.summary
    assert "python -m bot ingest --feed --hours 24" in got.summary


def test_made_up_news_says_so_first() -> None:
    got: Answer = handlers.answer(ask("volume", ["inflation"]), build(sample=True).warehouse)
    assert got.caveats[0] == SAMPLE_NOTICE
    assert "sample data" in got.summary
    assert got.provenance.sample


@pytest.mark.parametrize(
    ("options", "words"), [(Options(), "Line chart."), (Options(chart="bar"), "Bar chart.")]
)
def test_the_chart_is_told_for_what_it_is(world: World, options: Options, words: str) -> None:
    for question in (
        ask("volume", ["inflation"], options=options),
        ask("compare", ["inflation"], ["riksbank"], options=options),
    ):
        assert handlers.answer(question, world.warehouse).alt_text.startswith(words)
