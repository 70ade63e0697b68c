"""Google Trends through pytrends, over one session of ours.

pytrends opens a new connection and asks for a new cookie with every request, repeats refused ones, and
fails in many ways of its own. Here it only builds requests and reads answers; what goes over the wire
is decided here: one session, a pace, a deadline, one repeat at most and none after a refusal.
"""

from __future__ import annotations

import json
import random
import time
from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from bot.answer import RelatedQuery, Searches, SearchPoint, SearchRegion, SearchSeries
from bot.sources.interest.source import TRENDS_SOURCE, InterestError, Part, Search

if TYPE_CHECKING:
    import requests

BASE_URL = "https://trends.google.com/trends"
CONNECT_SECONDS, READ_SECONDS, DEADLINE_SECONDS = 3.0, 10.0, 15.0
BURST, PER_SECOND = 3, 1.0
WINDOW_SECONDS, PER_WINDOW = 1800.0, 60
FIRST_DAY = date(2004, 1, 1)
BREAKOUT = 5000
"""Percent of growth from which Google Trends says no number but "Breakout"."""
MOST_REGIONS, MOST_QUERIES = 3, 8
MAX_BYTES = 4_000_000


@dataclass(slots=True)
class Pace:
    """At most one request a second after a burst of three, and sixty in half an hour."""

    clock: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep
    _sent: deque[float] = field(default_factory=lambda: deque(maxlen=PER_WINDOW))

    def wait(self) -> None:
        """Returns when the next request may go. Raises InterestError where that is not soon."""
        now = self.clock()
        if len(self._sent) == PER_WINDOW and (left := self._sent[0] + WINDOW_SECONDS - now) > 0:
            again = datetime.now(UTC) + timedelta(seconds=left)
            raise InterestError("rate_limited", "our own limit of requests in half an hour", again)
        if len(self._sent) >= BURST:
            self.sleep(max(0.0, self._sent[-BURST] + BURST / PER_SECOND - now))
        self._sent.append(self.clock())


@dataclass(slots=True)
class Wire:
    """Fetches JSON from Google Trends (or whatever stands at `base`) in one session. Not thread-safe.

    Raises InterestError: ``rate_limited`` for 429 and for the page that asks for consent, at once;
    ``unavailable`` for timeouts, broken connections and 5xx; ``bad_answer`` for anything that is not the
    JSON it should be.
    """

    base: str = BASE_URL
    pace: Pace = field(default_factory=Pace)
    read_seconds: float = READ_SECONDS
    _session: requests.Session | None = None

    def fetch(self, method: str, url: str, params: Mapping[str, Any], deadline: float) -> Any:
        """The JSON at a URL of pytrends' making, before `deadline` on the monotonic clock."""
        if self._session is None:
            self._session = self._open()
        return _read(*self._send(method, self.base + url.removeprefix(BASE_URL), params, deadline))

    def _open(self) -> requests.Session:
        """A session with Google's cookie. Without the cookie the answers come too, only less willingly."""
        import requests

        session = requests.Session()
        session.headers["accept-language"] = "en-US"
        self._session = session
        try:
            url, deadline = f"{self.base}/explore/?geo=US", time.monotonic() + READ_SECONDS
            _read_status(self._send("get", url, {}, deadline)[0])
        except InterestError as e:
            if e.reason == "rate_limited":
                self._session = None
                raise
        return session

    def _send(self, method: str, url: str, params: Mapping[str, Any], deadline: float) -> tuple[int, bytes]:
        """Status and body. Redirects lead to pages for people and are not followed."""
        import requests
        import urllib3

        assert self._session is not None
        self.pace.wait()
        timeout = (CONNECT_SECONDS, min(self.read_seconds, max(0.1, deadline - time.monotonic())))
        try:
            with self._session.request(
                method, url, params=params, timeout=timeout, allow_redirects=False, stream=True
            ) as response:
                body = bytearray()
                # As it comes, so that an answer that drips does not outlive the deadline.
                while chunk := response.raw.read1(65_536, decode_content=True):
                    body += chunk
                    if len(body) > MAX_BYTES:
                        raise InterestError("bad_answer", "the answer is far too long")
                    if time.monotonic() > deadline:
                        raise InterestError("unavailable", "the answer took too long")
                return response.status_code, bytes(body)
        except (requests.RequestException, urllib3.exceptions.HTTPError, OSError) as e:
            raise InterestError("unavailable", type(e).__name__) from None


def _read_status(status: int) -> None:
    if status == 429:
        raise InterestError("rate_limited", "status 429")
    if 300 <= status < 400:
        raise InterestError("rate_limited", f"status {status}, sent to another page")
    if status >= 500:
        raise InterestError("unavailable", f"status {status}")


def _read(status: int, body: bytes) -> Any:
    """JSON by its content: Google's header says now this, now that, and sometimes nothing."""
    _read_status(status)
    text = body.decode("utf-8", "replace").lstrip()
    if status == 200 and text[:1] == "<":
        raise InterestError("rate_limited", "a page for people instead of an answer, such as one for consent")
    start = text.find("{")
    if status != 200 or start < 0:
        raise InterestError("bad_answer", f"status {status} without JSON")
    try:
        return json.loads(text[start:])
    except ValueError:
        raise InterestError("bad_answer", "JSON that breaks off") from None


@cache
def _client_class() -> type:
    """pytrends' client with our wire below it; made late, since pandas takes a second to load."""
    from pytrends.request import TrendReq  # type: ignore[import-untyped]

    class Client(TrendReq):  # type: ignore[misc]
        def __init__(self, wire: Wire, deadline: float) -> None:
            self._wire = wire
            self._deadline = deadline
            super().__init__(hl="en-US", tz=0)

        def GetGoogleCookie(self) -> dict[str, str]:
            return {}  # The session keeps its own.

        def _get_data(self, url: str, method: str = "get", *, params: Mapping[str, Any], **_: Any) -> Any:
            return self._wire.fetch(method, url, params, self._deadline)

    return Client


@dataclass(frozen=True, slots=True)
class TrendsInterest:
    """Google Trends. Every number is a sample: ±5 points. Not thread-safe; `Guarded` serves many threads."""

    wire: Wire = field(default_factory=Wire)
    sleep: Callable[[float], None] = time.sleep

    def find(self, part: Part, search: Search) -> Searches:
        """One part, tried once more where the service is away. Raises InterestError."""
        deadline = time.monotonic() + DEADLINE_SECONDS
        try:
            return self._ask(part, search, deadline)
        except InterestError as e:
            if e.reason != "unavailable" or time.monotonic() > deadline - CONNECT_SECONDS:
                raise
        self.sleep(random.uniform(1.0, 2.0))
        return self._ask(part, search, deadline)

    def _ask(self, part: Part, search: Search, deadline: float) -> Searches:
        """With a token of its own every time, for one serves once."""
        client = _client_class()(self.wire, deadline)
        start = max(search.start, FIRST_DAY)
        found = Searches(TRENDS_SOURCE, datetime.now(UTC), search.geo)
        try:
            client.build_payload(
                list(search.terms), timeframe=f"{start} {max(start, search.end)}", geo=search.geo
            )
            if part == "series":
                return _series(found, client.interest_over_time(), search)
            if part == "regions":
                return _regions(found, client.interest_by_region(), search)
            return _queries(found, _related(client))
        except (KeyError, IndexError, TypeError, ValueError, AttributeError) as e:
            raise InterestError("bad_answer", f"{type(e).__name__} in reading {part}") from e


def _related(client: Any) -> Mapping[str, Any]:
    try:
        related: Mapping[str, Any] = client.related_queries()
    except IndexError:  # What pytrends makes of an empty list of lists.
        return {}
    return next(iter(related.values()), {})


def _series(found: Searches, frame: Any, search: Search) -> Searches:
    """By day, or by week or month as Google chose; hours are put together to days."""
    if frame.empty:
        return Searches(found.source, found.fetched, found.geo)
    moments = [t.date() for t in frame.index.to_pydatetime()]
    partial = {d for d, part in zip(moments, frame["isPartial"], strict=True) if part}
    steps = sorted((b - a).days for a, b in pairwise(moments))
    step = steps[len(steps) // 2] if steps else 1
    series = []
    for term in search.terms:
        by_day: dict[date, list[int]] = {}
        for day, value in zip(moments, frame[term], strict=True):
            by_day.setdefault(day, []).append(int(value))
        points = tuple(
            SearchPoint(day, round(sum(v) / len(v)), day in partial) for day, v in sorted(by_day.items())
        )
        whole = [p.value for p in points if not p.partial]
        series.append(SearchSeries(term, points, sum(whole) / len(whole) if whole else 0.0))
    grain = "day" if step < 5 else "week" if step < 20 else "month"
    return Searches(found.source, found.fetched, found.geo, grain, tuple(series))  # type: ignore[arg-type]


def _regions(found: Searches, frame: Any, search: Search) -> Searches:
    regions = []
    if not frame.empty:
        for term in search.terms:
            top = sorted(frame[term].items(), key=lambda r: (-int(r[1]), str(r[0])))[:MOST_REGIONS]
            regions += [SearchRegion(term, str(name), int(value)) for name, value in top if value > 0]
    return Searches(found.source, found.fetched, found.geo, regions=tuple(regions))


def _queries(found: Searches, related: Mapping[str, Any]) -> Searches:
    queries = []
    for kind in ("top", "rising"):
        frame = related.get(kind)
        rows = [] if frame is None else list(zip(frame["query"], frame["value"], strict=True))
        for query, value in rows[:MOST_QUERIES]:
            rising = kind == "rising"
            grown = None if rising and int(value) >= BREAKOUT else int(value)
            queries.append(RelatedQuery(str(query), rising, grown))
    return Searches(found.source, found.fetched, found.geo, queries=tuple(queries))
