"""The real pytrends over HTTP against a Google that has no manners."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import get_args

import pytest

from bot.answer import RelatedQuery, Searches
from bot.sources.interest.guard import Guarded
from bot.sources.interest.source import InterestError, Part, Search
from bot.sources.interest.trends import Pace, TrendsInterest, Wire
from bot.state import SqliteState
from tests.interest.fake_google import DATA, EXPLORE, MULTILINE, RELATED, Google, google

SEARCH = Search(("inflation",), date(2026, 8, 23), date(2026, 11, 20), "SE")
BOTH = Search(("inflation", "deflation"), date(2026, 8, 23), date(2026, 11, 20))
COOKIE = "/trends/explore/"
RECORDED = Path(__file__).resolve().parents[3] / "shared/gdelt/trends/pytrends-responses-2023.json.gz"


@pytest.fixture
def server() -> Iterator[Google]:
    with google() as running:
        yield running


def source(server: Google, *, read_seconds: float = 60.0) -> TrendsInterest:
    """Google Trends at this address, in no need of pauses."""
    return TrendsInterest(Wire(server.url, Pace(sleep=lambda _: None), read_seconds), lambda _: None)


def failure(source: TrendsInterest, part: Part = "series", search: Search = SEARCH) -> InterestError:
    with pytest.raises(InterestError) as caught:
        source.find(part, search)
    return caught.value


def test_terms_are_on_one_scale_by_day_and_the_last_day_is_not_over(server: Google) -> None:
    found = source(server).find("series", BOTH)
    assert [s.term for s in found.series] == ["inflation", "deflation"]
    assert found.grain == "day"
    one, other = found.series
    assert (one.points[0].day, one.points[-1].day) == (BOTH.start, BOTH.end)
    assert all(a.value == b.value + 10 for a, b in zip(one.points, other.points, strict=True))
    assert [p.partial for p in one.points].index(True) == len(one.points) - 1
    assert one.mean == pytest.approx(sum(p.value for p in one.points[:-1]) / (len(one.points) - 1))
    assert found.source == "Google Trends"


def test_regions_without_searches_are_not_named(server: Google) -> None:
    regions = source(server).find("regions", BOTH).regions
    assert [(r.term, r.name, r.value) for r in regions[:2]] == [
        ("inflation", "Sweden", 100),
        ("inflation", "Norway", 71),
    ]
    assert {r.name for r in regions} == {"Sweden", "Norway"}


def test_growth_too_large_for_a_percentage_has_none(server: Google) -> None:
    queries = source(server).find("queries", SEARCH).queries
    assert RelatedQuery("inflation rate", False, 100) in queries
    assert RelatedQuery("inflation 2026", True, None) in queries
    assert RelatedQuery("inflation forecast", True, 140) in queries


def test_one_session_and_one_cookie_serve_all_questions(server: Google) -> None:
    trends = source(server)
    for part in get_args(Part):
        trends.find(part, SEARCH)
    assert server.count(COOKIE) == 1
    assert len(server.connections) == 1
    assert server.count(EXPLORE) == 3, "a token serves once"


@pytest.mark.parametrize(
    ("path", "manner"),
    [
        *((path, m) for path in (EXPLORE, "*") for m in ("429 json", "429 text", "consent", "redirect")),
        ("*", "token used"),
    ],
)
def test_a_refusal_is_taken_for_one_at_once(server: Google, path: str, manner: str) -> None:
    server.manners[path] = manner
    assert failure(source(server)).reason == "rate_limited"
    assert server.count(EXPLORE) == 1
    assert sum(server.count(p) for p in DATA) == (0 if path == EXPLORE else 1), "no second request"


@pytest.mark.parametrize("manner", ["truncated", "not json", "not found"])
@pytest.mark.parametrize("path", [EXPLORE, MULTILINE])
def test_what_cannot_be_read_is_said_to_be_so(server: Google, manner: str, path: str) -> None:
    server.manners[path] = manner
    assert failure(source(server)).reason == "bad_answer"


def test_json_of_another_shape_is_a_bad_answer(server: Google) -> None:
    server.recorded = [(EXPLORE, '{"widgets": [{"id": "TIMESERIES"}]}')]
    assert failure(source(server)).reason == "bad_answer"


@pytest.mark.parametrize("manner", ["503", "hang"])
def test_a_service_that_is_down_is_asked_once_more_and_no_oftener(server: Google, manner: str) -> None:
    server.manners[EXPLORE] = manner
    assert failure(source(server, read_seconds=1.0)).reason == "unavailable"
    assert server.count(EXPLORE) == 2


def test_a_service_that_stumbles_is_forgiven(server: Google) -> None:
    server.manners[MULTILINE] = "503 once"
    assert source(server).find("series", SEARCH).series
    assert server.count(EXPLORE) == 2, "a token may have been used up by the stumble"


def test_an_answer_that_drips_for_ever_is_cut_off(server: Google, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.sources.interest.trends.DEADLINE_SECONDS", 0.4)
    server.manners[EXPLORE] = "drip"
    assert failure(source(server)).reason == "unavailable"


def test_nobody_there_is_unavailable() -> None:
    with google() as gone:
        pass
    assert failure(source(gone)).reason == "unavailable"


def test_no_related_queries_are_no_error(server: Google) -> None:
    server.manners[RELATED] = "empty list"
    assert source(server).find("queries", SEARCH).queries == ()


def test_a_missing_content_type_is_no_matter(server: Google) -> None:
    server.manners.update({EXPLORE: "no content type", MULTILINE: "no content type"})
    assert source(server).find("series", SEARCH).series


def test_a_cookie_page_that_fails_is_done_without(server: Google) -> None:
    server.manners[COOKIE] = "not found"
    assert source(server).find("series", SEARCH).series


def test_a_cookie_page_that_refuses_is_a_refusal(server: Google) -> None:
    server.manners[COOKIE] = "429 text"
    assert failure(source(server)).reason == "rate_limited"
    assert server.asked == [COOKIE]


def test_after_a_refusal_google_is_left_alone_even_by_the_next_process(
    server: Google, tmp_path: Path
) -> None:
    now = [1_000_000.0]
    state = SqliteState(tmp_path / "state.sqlite", lambda: now[0])

    def guarded() -> Guarded:
        return Guarded("google trends", source(server), state, lambda: now[0])

    server.manners[EXPLORE] = "429 json"
    first = guarded()
    with pytest.raises(InterestError):
        first.find("series", SEARCH)
    asked = len(server.asked)
    for again in (first, guarded()):
        with pytest.raises(InterestError) as caught:
            again.find("regions", BOTH)
        assert caught.value.reason == "rate_limited"
        assert caught.value.retry_at is not None
        assert caught.value.retry_at.timestamp() == now[0] + 600
    assert len(server.asked) == asked
    server.manners.clear()
    now[0] += 601
    assert guarded().find("series", SEARCH).series


def test_the_pace_is_one_a_second_after_a_burst_and_sixty_in_half_an_hour() -> None:
    now, slept = [0.0], []

    def sleep(seconds: float) -> None:
        slept.append(seconds)
        now[0] += seconds

    pace = Pace(lambda: now[0], sleep)
    for _ in range(60):
        pace.wait()
    assert slept[0] > 0, "the fourth request waits"
    assert now[0] == pytest.approx(57, abs=3)
    with pytest.raises(InterestError) as caught:
        pace.wait()
    assert caught.value.reason == "rate_limited"
    assert caught.value.retry_at is not None
    now[0] += 1800
    pace.wait()


def _recorded(test: str) -> list[tuple[str, str]]:
    if not RECORDED.exists():
        pytest.skip("the recorded answers of Google Trends are not at hand")
    exchanges = json.loads(gzip.decompress(RECORDED.read_bytes()))[test]
    return [(e["path"], e["body_text"]) for e in exchanges if e.get("body_text")]


def _replayed(server: Google, test: str, part: Part, term: str = "pizza") -> Searches:
    server.recorded = _recorded(test)
    return source(server).find(part, Search((term,), date(2021, 1, 1), date(2021, 1, 5)))


def test_recorded_interest_is_read(server: Google) -> None:
    found = _replayed(server, "test_interest_over_time_ok", "series")
    days = [p.day for p in found.series[0].points]
    assert days == [date(2021, 1, 1) + timedelta(n) for n in range(5)]
    assert max(p.value for p in found.series[0].points) == 100


def test_a_recorded_month_of_hours_that_is_not_over_becomes_days(server: Google) -> None:
    found = _replayed(server, "test_interest_over_time_partial", "series")
    points = found.series[0].points
    assert len({p.day for p in points}) == len(points) > 1
    assert points[-1].partial
    assert not any(p.partial for p in points[:-1])


def test_recorded_regions_and_queries_are_read(server: Google) -> None:
    regions = _replayed(server, "test_interest_by_region_ok", "regions").regions
    assert regions[0].value == 100
    assert regions[0].name
    queries = _replayed(server, "test_related_queries_result_top", "queries").queries
    assert {q.rising for q in queries} == {True, False}
