"""The sample world's searches, the public tables, and which of them stands beside which news."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Literal

import duckdb
import pytest

from bot.answer import RelatedQuery
from bot.question import Topic
from bot.settings import Settings, load_settings
from bot.sources.duckdb import DuckDBWarehouse
from bot.sources.interest.choose import open_interest
from bot.sources.interest.official import OfficialInterest
from bot.sources.interest.sample import SampleInterest
from bot.sources.interest.source import InterestError, Part, Search, search_term
from bot.sources.store import Store
from bot.sources.warehouse import Query, Rows, Status
from bot.state import SqliteState
from tests.handlers.world import build
from tests.worlds import TODAY

FIRST = TODAY - timedelta(89)
TAXES = Search(("taxes", "housing"), FIRST, TODAY)


@pytest.mark.parametrize(
    ("topic", "term"),
    [
        (("inflation",), "inflation"),
        (("theme:econ_inflation",), "inflation"),
        (("theme:wb_904_housing_markets",), "housing markets"),
        (("oil|gas", "norway", "-sports"), "oil norway + gas norway -sports"),
    ],
)
def test_a_topic_is_typed_as_the_search_engine_reads_it(topic: Topic, term: str) -> None:
    assert search_term(topic) == term


def test_the_sample_worlds_terms_share_a_scale_whose_peak_is_100(sample_store: Store) -> None:
    found = SampleInterest(sample_store.folder).find("series", TAXES)
    values = [p.value for s in found.series for p in s.points]
    assert max(values) == 100
    assert min(values) > 0
    assert all(len(s.points) == 90 and s.points[-1].partial for s in found.series)


def test_a_long_window_is_told_by_week(sample_store: Store) -> None:
    search = replace(TAXES, start=TODAY - timedelta(400))
    found = SampleInterest(sample_store.folder).find("series", search)
    days = [p.day for p in found.series[0].points]
    assert found.grain == "week"
    assert all(d.weekday() == 6 for d in days[1:])


def test_what_is_not_of_the_sample_world_is_not_searched_for(sample_store: Store) -> None:
    interest = SampleInterest(sample_store.folder)
    nothing = interest.find("series", replace(TAXES, terms=("padel",)))
    assert all(p.value == 0 for p in nothing.series[0].points)
    assert interest.find("queries", replace(TAXES, terms=("padel",))).queries == ()
    assert interest.find("regions", replace(TAXES, terms=("padel",))).regions == ()


def test_regions_and_related_queries_of_the_sample_world(sample_store: Store) -> None:
    interest = SampleInterest(sample_store.folder)
    regions = [r for r in interest.find("regions", TAXES).regions if r.term == "taxes"]
    assert regions[0].value == 100
    assert [r.value for r in regions] == sorted((r.value for r in regions), reverse=True)
    rising = interest.find("queries", replace(TAXES, terms=("unemployment",))).queries
    assert RelatedQuery("unemployment strike", True, None) in rising


def test_an_older_sample_world_says_how_to_make_a_new_one(tmp_path: Path) -> None:
    with pytest.raises(InterestError, match="python -m bot sample"):
        SampleInterest(tmp_path).find("series", TAXES)


def test_the_same_seed_makes_the_same_searches(sample_store: Store, tmp_path: Path) -> None:
    from bot.ingest.sample import make_world

    make_world(tmp_path, days=100, articles=20_000, seed=1, today=TODAY)
    again = (tmp_path / "interest.json").read_bytes()
    assert again == (sample_store.folder / "interest.json").read_bytes()
    assert set(json.loads(again)["topics"]["taxes"]) == {"days", "regions", "top", "rising"}


DAY = date(2026, 11, 19)


class Tables:
    """The public tables, with one day of Swedish and American terms."""

    def __init__(self) -> None:
        self.connection = duckdb.connect()
        run = self.connection.execute
        run("ATTACH ':memory:' AS \"bigquery-public-data\"")
        run('CREATE SCHEMA "bigquery-public-data".google_trends')
        for area in ("", "international_"):
            for name, extra in (("top_terms", ""), ("top_rising_terms", ", percent_gain BIGINT")):
                where = "dma_name VARCHAR" if not area else "country_code VARCHAR, region_code VARCHAR"
                run(
                    f'CREATE TABLE "bigquery-public-data".google_trends.{area}{name} (refresh_date DATE, '
                    f"{where}, term VARCHAR, week DATE, score BIGINT, rank BIGINT{extra})"
                )
        table = '"bigquery-public-data".google_trends.international_top_terms'
        for region, score in (("AB", 80), ("M", 60), ("O", None)):
            run(
                f"INSERT INTO {table} VALUES (?, 'SE', ?, 'Elpriser', '2026-11-08', ?, 1)",
                [DAY, region, score],
            )
        run(f"INSERT INTO {table} VALUES (?, 'SE', 'AB', 'Semla', '2026-11-08', 10, 2)", [DAY])
        run(f"INSERT INTO {table} VALUES (?, 'NO', 'NO-03', 'Strømpris', '2026-11-08', 10, 1)", [DAY])
        rising = '"bigquery-public-data".google_trends.international_top_rising_terms'
        run(f"INSERT INTO {rising} VALUES (?, 'SE', 'AB', 'Snöstorm', '2026-11-08', 10, 1, 450)", [DAY])
        american = '"bigquery-public-data".google_trends.top_terms'
        run(f"INSERT INTO {american} VALUES (?, 'Boston MA', 'gas prices', '2026-11-08', 33, 1)", [DAY])

    def connect(self) -> duckdb.DuckDBPyConnection:
        return self.connection.cursor()

    def status(self) -> Status:
        return Status("duckdb", DAY, DAY, None, 1, False)


@pytest.fixture(scope="module")
def official() -> OfficialInterest:
    return OfficialInterest(DuckDBWarehouse(Tables()), lambda: datetime(2026, 11, 20, 9, tzinfo=UTC))


def test_a_term_in_the_public_tables_is_told_by_week_over_its_regions(official: OfficialInterest) -> None:
    found = official.find("series", Search(("elpriser",), date(2026, 1, 1), date(2026, 11, 20), "SE"))
    assert [(p.day, p.value) for p in found.series[0].points] == [(date(2026, 11, 8), 70)]
    assert found.grain == "week"
    assert found.fetched.date() == DAY
    american = official.find("series", Search(("gas prices",), date(2026, 1, 1), date(2026, 11, 20)))
    assert (american.geo, american.series[0].points[0].value) == ("US", 33)


@pytest.mark.parametrize(
    ("part", "terms"),
    [("series", ("elpriser", "semla")), ("regions", ("elpriser",)), ("queries", ("elpriser",))],
)
def test_what_the_public_tables_do_not_hold_is_said(
    official: OfficialInterest, part: Part, terms: tuple[str, ...]
) -> None:
    with pytest.raises(InterestError) as caught:
        official.find(part, Search(terms, date(2026, 1, 1), date(2026, 11, 20), "SE"))
    assert caught.value.reason == "not_offered"
    assert caught.value.detail.endswith(".")


def test_of_another_term_the_tables_tell_what_is_searched_for_instead(official: OfficialInterest) -> None:
    search = Search(("inflation",), date(2026, 1, 1), date(2026, 11, 20), "SE")
    found = official.find("series", search)
    assert found.series == ()
    assert [(q.query, q.rising, q.value) for q in found.queries] == [
        ("Snöstorm", True, 450),
        ("Elpriser", False, None),
        ("Semla", False, None),
    ]


class Offline:
    """A warehouse without the public tables."""

    def run(self, query: Query) -> Rows:
        return build().warehouse.run(query)

    def status(self) -> Status:
        return Status("duckdb", DAY, DAY, None, 1, False)


def test_tables_out_of_reach_are_unavailable() -> None:
    with pytest.raises(InterestError) as caught:
        OfficialInterest(Offline()).find("series", replace(TAXES, terms=("taxes",)))
    assert caught.value.reason == "unavailable"


def test_searches_are_off_where_they_are_switched_off(sample_store: Store, tmp_path: Path) -> None:
    settings = Settings(data=sample_store.folder, trends="off")
    interest = open_interest(settings, SqliteState(tmp_path / "s"), DuckDBWarehouse(sample_store))
    with pytest.raises(InterestError) as caught:
        interest.find("series", TAXES)
    assert caught.value.reason == "off"


@pytest.mark.parametrize("trends", ["sample", "pytrends", "official"])
def test_made_up_news_only_ever_has_made_up_searches(
    sample_store: Store, tmp_path: Path, trends: Literal["sample", "pytrends", "official"]
) -> None:
    settings = Settings(data=sample_store.folder, trends=trends, trends_url="http://127.0.0.1:9/trends")
    interest = open_interest(settings, SqliteState(tmp_path / "s"), DuckDBWarehouse(sample_store))
    assert interest.find("series", TAXES).source == "the sample world's searches"


def test_real_news_never_has_made_up_searches(sample_store: Store, tmp_path: Path) -> None:
    settings = Settings(data=sample_store.folder, trends="sample")
    interest = open_interest(settings, SqliteState(tmp_path / "s"), build().warehouse)
    with pytest.raises(InterestError) as caught:
        interest.find("series", TAXES)
    assert caught.value.reason == "off"


def test_the_source_is_a_setting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TIDINGS_TRENDS", "PyTrends")
    assert load_settings().trends == "pytrends"
    monkeypatch.delenv("TIDINGS_TRENDS")
    assert load_settings().trends == "sample"
