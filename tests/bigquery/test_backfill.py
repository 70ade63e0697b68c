"""Days filled from GDELT's table: what is missing, resumed, late, absent, or too dear."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from itertools import count

import pytest
from click.testing import CliRunner

from bot.cli import main
from bot.sources.bigquery.backfill import fill, gaps, plan, plan_refresh
from bot.sources.bigquery.filling import Load, version
from bot.sources.bigquery.warehouse import BigQueryWarehouse, LoadedDay
from bot.sources.warehouse import WarehouseError
from tests.bigquery.conftest import GIB, PROJECT, gdelt, open_dataset
from tests.bigquery.proxy import Proxy, proxy

DAYS = [date(2026, 11, d) for d in range(10, 21)]
TODAY = DAYS[-1]
NOON = datetime(TODAY.year, TODAY.month, TODAY.day, 12, tzinfo=UTC)
MISSING = DAYS[2]
_number = count()
whole = pytest.mark.parametrize(
    "whole", [False, pytest.param(True, marks=pytest.mark.soak)], ids=["by the ledger", "whole"]
)
"""Whole, all days are filled; else the ledger is written as filling does, as the emulator is slow."""


def _row(day: date, number: int) -> dict[str, str]:
    return {
        "GKGRECORDID": f"{day:%Y%m%d}101500-{number}",
        "DATE": f"{day:%Y%m%d}101500",
        "SourceCollectionIdentifier": "1",
        "SourceCommonName": "herald.example",
        "DocumentIdentifier": f"https://herald.example/{number}",
        "Themes": "ECON_INFLATION;",
        "V2Tone": "-1.5,2.25,3.75,6.0,20.1,0.5,412",
        "Extras": f"<PAGE_TITLE>Prices of day {number}</PAGE_TITLE>",
    }


@pytest.fixture(scope="module", autouse=True)
def _source(bigquery_url: str) -> None:
    """Five articles a day but one; one of the second day came two days late."""
    loaded = {day: [_row(day, n) for n in range(5)] for day in DAYS if day != MISSING}
    loaded[DAYS[3]].append(_row(DAYS[1], 77))
    gdelt(bigquery_url, loaded)


@pytest.fixture
def cloud(bigquery_url: str) -> BigQueryWarehouse:
    return open_dataset(bigquery_url, f"fill{next(_number)}")


@pytest.fixture
def google(bigquery_url: str) -> Iterator[Proxy]:
    with proxy(bigquery_url) as running:
        yield running


def silent(_done: int, _of: int) -> None:
    """No progress is shown."""


def _filled_at(cloud: BigQueryWarehouse, moment: datetime) -> None:
    """As if every day had been filled at that moment; BigQuery's own clock is not to be set."""
    sql = f"UPDATE `{cloud.connection.name}`.loads SET loaded_at = TIMESTAMP '{moment}' WHERE TRUE"
    cloud.connection.client().query(sql).result()


def _recorded(cloud: BigQueryWarehouse, settled: dict[date, bool]) -> None:
    """The ledger as if these days had been filled at noon."""
    rows = [
        f"(DATE '{day}', {over}, 5, TIMESTAMP '{day} 10:15:00+00', '{version()}', TIMESTAMP '{NOON}')"
        for day, over in settled.items()
    ]
    sql = f"INSERT INTO `{cloud.connection.name}`.loads VALUES {', '.join(rows)}"
    cloud.connection.client().query(sql).result()


def _articles(cloud: BigQueryWarehouse) -> dict[date, int]:
    sql = f"SELECT day, COUNT(*) FROM `{cloud.connection.name}`.articles WHERE day > '2026-01-01' GROUP BY 1"
    return {row[0]: row[1] for row in cloud.connection.client().query(sql).result()}


def test_a_range_is_filled_with_what_came_late_and_a_gap_where_nothing_came(cloud: BigQueryWarehouse) -> None:
    work = plan(cloud, DAYS[0], DAYS[3], TODAY)
    assert (work.stretches, work.days) == (((DAYS[0], DAYS[3]),), 4)
    report = fill(cloud, work, GIB, silent)
    assert (report.days, report.articles, report.gaps, report.stopped) == (4, 16, (MISSING,), False)
    assert _articles(cloud) == {DAYS[0]: 5, DAYS[1]: 6, DAYS[3]: 5}
    status = cloud.status()
    assert (status.first_day, status.last_day, status.articles) == (DAYS[0], DAYS[3], 16)


@whole
def test_settled_days_are_left_alone_and_a_hole_is_found(cloud: BigQueryWarehouse, whole: bool) -> None:
    if whole:
        for day in (DAYS[0], DAYS[3]):
            fill(cloud, plan(cloud, day, day, TODAY), GIB, silent)
    else:
        _recorded(cloud, {DAYS[0]: True, DAYS[3]: True})
    assert plan(cloud, DAYS[0], DAYS[4], TODAY).stretches == ((DAYS[1], DAYS[2]), (DAYS[4], DAYS[4]))
    assert plan(cloud, DAYS[0], DAYS[0], TODAY).stretches == ()


@whole
def test_the_last_three_days_and_today_are_done_again(cloud: BigQueryWarehouse, whole: bool) -> None:
    first, last = (DAYS[-5], TODAY) if whole else (DAYS[-4], DAYS[-4])
    fill(cloud, plan(cloud, first, last, TODAY), GIB, silent)
    if not whole:
        _recorded(cloud, {day: day == DAYS[-5] for day in DAYS[-5:] if day != DAYS[-4]})
    assert plan(cloud, DAYS[-5], TODAY, TODAY).stretches == ((DAYS[-4], TODAY),)
    # A day later the oldest of them settles, with its rows only once.
    fill(cloud, plan(cloud, DAYS[-4], DAYS[-4], TODAY + timedelta(1)), GIB, silent)
    settled = {e.load.day for e in cloud.loads() if e.load.settled}
    assert settled == {DAYS[-5], DAYS[-4]}
    assert _articles(cloud) == dict.fromkeys(DAYS[-5:] if whole else [DAYS[-4]], 5)


@whole
def test_a_refresh_does_today_each_hour_and_the_days_before_once_a_day(
    cloud: BigQueryWarehouse, whole: bool
) -> None:
    tomorrow, night = NOON + timedelta(1), NOON.replace(hour=1) + timedelta(1)
    today = TODAY
    since = today - timedelta(5)
    assert plan_refresh(cloud, NOON).stretches == ((since + timedelta(1), today),)
    if whole:
        fill(cloud, plan(cloud, since, today, today), GIB, silent)
        _filled_at(cloud, NOON)
    else:
        _recorded(cloud, {today - timedelta(n): n > 3 for n in range(6)})
    assert plan_refresh(cloud, NOON).stretches == ((today, today),)
    # By night the last batches of the day before still come; in the morning all are done, and one settles.
    assert plan_refresh(cloud, night).stretches == ((today, tomorrow.date()),)
    assert plan_refresh(cloud, tomorrow).stretches == ((since + timedelta(2), tomorrow.date()),)
    if whole:
        fill(cloud, plan_refresh(cloud, tomorrow), GIB, silent)
        assert since + timedelta(2) in {e.load.day for e in cloud.loads() if e.load.settled}


def test_a_refresher_that_stood_still_makes_up_for_it(cloud: BigQueryWarehouse) -> None:
    later = NOON + timedelta(12)
    _recorded(cloud, {TODAY: False})
    assert plan_refresh(cloud, later).stretches == ((TODAY, later.date()),)


def test_a_filling_that_was_broken_off_goes_on(cloud: BigQueryWarehouse) -> None:
    def breaks(done: int, _of: int) -> None:
        if done == 6:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        fill(cloud, plan(cloud, DAYS[3], DAYS[5], TODAY), GIB, breaks)
    done = len(cloud.loads())
    assert 0 < done < 3
    rest = plan(cloud, DAYS[3], DAYS[5], TODAY)
    assert rest.days == 3 - done
    fill(cloud, rest, GIB, silent)
    assert _articles(cloud) == dict.fromkeys(DAYS[3:6], 5)


def test_a_filling_stops_at_its_limit_and_says_so(cloud: BigQueryWarehouse, google: Proxy) -> None:
    priced = open_dataset(google.url, cloud.connection.dataset)
    google.bytes_read = GIB
    work = plan(priced.capped(2 * GIB), DAYS[0], DAYS[1], TODAY)
    assert work.source_bytes == 6 * GIB
    report = fill(priced.capped(2 * GIB), work, 4 * GIB, silent)
    assert (report.stopped, report.bytes_billed) == (True, 4 * GIB)
    assert report.days == 0


def test_tables_that_are_not_there_are_a_typed_failure(bigquery_url: str) -> None:
    cloud = open_dataset(bigquery_url, "bare")
    cloud.connection.client().query("DROP TABLE bare.loads").result()
    with pytest.raises(WarehouseError) as caught:
        plan(cloud, DAYS[0], DAYS[1], TODAY)
    assert caught.value.reason == "no_tables"


def test_a_day_that_all_but_collapsed_is_a_gap() -> None:
    articles = {DAYS[0]: 160_000, DAYS[1]: 9_000, DAYS[2]: 150_000, DAYS[3]: 0, DAYS[4]: 90_000}
    loads = [LoadedDay(Load(day, settled=True), n, NOON, "v", NOON) for day, n in articles.items()]
    assert gaps(loads) == (DAYS[1], DAYS[3])


def test_the_command_asks_before_it_spends_and_tells_what_it_did(
    bigquery_url: str, cloud: BigQueryWarehouse, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in {
        "TIDINGS_WAREHOUSE": "bigquery",
        "GOOGLE_CLOUD_PROJECT": PROJECT,
        "TIDINGS_BIGQUERY_DATASET": cloud.connection.dataset,
        "TIDINGS_BIGQUERY_URL": bigquery_url,
    }.items():
        monkeypatch.setenv(name, value)
    command = ["backfill", "--from", str(DAYS[1]), "--to", str(DAYS[2])]
    refused = CliRunner().invoke(main, command, input="n\n")
    assert "2 days to fill" in refused.output
    assert cloud.loads() == ()
    done = CliRunner().invoke(main, [*command, "--yes"])
    assert (done.exit_code, len(cloud.loads())) == (0, 2)
    assert "6 articles of 2 days" in done.output
    assert str(MISSING) in done.output
