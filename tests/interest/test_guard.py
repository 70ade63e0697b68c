"""The cache, the breaker and the single flight before a reluctant source."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from bot.answer import Searches, SearchPoint, SearchSeries
from bot.sources.interest.guard import FIRST_REST, HOUR, LONGEST_REST, Guarded
from bot.sources.interest.source import InterestError, Part, Reason, Search
from bot.state import SqliteState

MONTH = Search(("oil", "gas"), date(2026, 10, 22), date(2026, 11, 20))
WEEK = Search(("oil",), date(2026, 11, 14), date(2026, 11, 20))


@dataclass
class Service:
    """Counts what it is asked; refuses for `reason`; answers only once `gate` is open."""

    reason: Reason | None = None
    asked: list[tuple[Part, Search]] = field(default_factory=list)
    gate: threading.Event = field(default_factory=threading.Event)

    def __post_init__(self) -> None:
        self.gate.set()

    def find(self, part: Part, search: Search) -> Searches:
        self.asked.append((part, search))
        self.gate.wait(180)
        if self.reason:
            raise InterestError(self.reason, "no")
        points = (SearchPoint(search.start, 50), SearchPoint(search.end, 70, True))
        series = tuple(SearchSeries(t, points, 50.0) for t in search.terms)
        return Searches("a service", datetime(2026, 11, 20, tzinfo=UTC), search.geo, series=series)


@dataclass
class Clock:
    now: float = 1_700_000_000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def service() -> Service:
    return Service()


@pytest.fixture
def state(tmp_path: Path, clock: Clock) -> SqliteState:
    return SqliteState(tmp_path / "state.sqlite", clock)


@pytest.fixture
def guarded(service: Service, state: SqliteState, clock: Clock) -> Guarded:
    return Guarded("a service", service, state, clock)


def refusal(guarded: Guarded, search: Search = MONTH) -> InterestError:
    with pytest.raises(InterestError) as caught:
        guarded.find("series", search)
    return caught.value


@pytest.mark.parametrize(("search", "hours"), [(MONTH, 24), (WEEK, 6)])
def test_an_answer_is_fresh_for_a_day_and_a_short_one_for_six_hours(
    guarded: Guarded, service: Service, clock: Clock, search: Search, hours: float
) -> None:
    first = guarded.find("series", search)
    clock.now += hours * HOUR - 1
    assert guarded.find("series", search) == first
    assert len(service.asked) == 1
    clock.now += 1
    guarded.find("series", search)
    assert len(service.asked) == 2


def test_the_order_of_terms_asks_nothing_new_and_is_kept(guarded: Guarded, service: Service) -> None:
    one = guarded.find("series", MONTH)
    other = guarded.find("series", Search(("gas", "oil"), MONTH.start, MONTH.end))
    assert [s.term for s in one.series] == ["oil", "gas"]
    assert [s.term for s in other.series] == ["gas", "oil"]
    assert len(service.asked) == 1


@pytest.mark.parametrize(
    "other",
    [
        Search(MONTH.terms, MONTH.start, MONTH.end, "SE"),
        Search(MONTH.terms, MONTH.start, date(2026, 11, 19)),
        Search(("oil",), MONTH.start, MONTH.end),
    ],
)
def test_another_question_is_asked(guarded: Guarded, service: Service, other: Search) -> None:
    guarded.find("series", MONTH)
    guarded.find("series", other)
    guarded.find("regions", MONTH)
    assert len(service.asked) == 3


@pytest.mark.parametrize("reason", ["rate_limited", "unavailable", "bad_answer"])
def test_an_old_answer_is_better_than_none_for_two_weeks_and_says_so(
    guarded: Guarded, service: Service, clock: Clock, reason: Reason
) -> None:
    guarded.find("series", MONTH)
    service.reason = reason
    clock.now += 13 * 24 * HOUR
    found = guarded.find("series", MONTH)
    assert found.stale
    assert found.fetched == datetime(2026, 11, 20, tzinfo=UTC)
    clock.now += 25 * HOUR
    assert refusal(guarded).reason == reason


def test_each_further_refusal_rests_twice_as_long_up_to_two_hours(
    guarded: Guarded, service: Service, clock: Clock
) -> None:
    service.reason = "rate_limited"
    rests = []
    for _ in range(6):
        until = refusal(guarded).retry_at
        assert until is not None
        rests.append(until.timestamp() - clock.now)
        clock.now = until.timestamp()
    assert rests == [FIRST_REST, 2 * FIRST_REST, 4 * FIRST_REST, 8 * FIRST_REST, LONGEST_REST, LONGEST_REST]
    assert len(service.asked) == 6


def test_an_answer_closes_the_breaker_for_good(guarded: Guarded, service: Service, clock: Clock) -> None:
    service.reason = "rate_limited"
    refusal(guarded)
    clock.now += FIRST_REST
    service.reason = None
    guarded.find("series", MONTH)
    service.reason = "rate_limited"
    until = refusal(guarded, WEEK).retry_at
    assert until is not None
    assert until.timestamp() == clock.now + FIRST_REST


def test_what_is_fresh_is_told_while_the_breaker_is_open(guarded: Guarded, service: Service) -> None:
    guarded.find("series", MONTH)
    service.reason = "rate_limited"
    refusal(guarded, WEEK)
    assert not guarded.find("series", MONTH).stale


def test_being_down_is_no_refusal(guarded: Guarded, service: Service) -> None:
    service.reason = "unavailable"
    refusal(guarded)
    refusal(guarded)
    assert len(service.asked) == 2


def test_equal_questions_at_the_same_time_cost_one(guarded: Guarded, service: Service) -> None:
    service.gate.clear()
    found: list[Searches] = []
    threads = [threading.Thread(target=lambda: found.append(guarded.find("series", MONTH))) for _ in range(8)]
    for t in threads:
        t.start()
    service.gate.set()
    for t in threads:
        t.join(180)
    assert len(found) == 8
    assert len(service.asked) == 1


def test_a_record_of_another_version_is_as_good_as_none(
    guarded: Guarded, service: Service, state: SqliteState, clock: Clock
) -> None:
    from bot.sources.interest.guard import _key
    from bot.state.records import SEARCHES

    sorted_terms = Search(("gas", "oil"), MONTH.start, MONTH.end)
    key = _key("a service", "series", sorted_terms)
    SEARCHES.put(state, key, {"at": clock.now, "found": {"source": 3}})
    assert guarded.find("series", MONTH).series
    assert len(service.asked) == 1
