"""What keeps a reluctant service out of the way: a cache, one question at a time, and a breaker."""

from __future__ import annotations

import hashlib
import logging
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

import msgspec

from bot.answer import Searches
from bot.sources.interest.source import InterestError, Part, Search, SearchInterest
from bot.state import State
from bot.state.records import BREAKER, SEARCHES

logger = logging.getLogger(__name__)

HOUR = 3600.0
FRESH, FRESH_SHORT, KEPT = 24 * HOUR, 6 * HOUR, 14 * 24 * HOUR
SHORT = timedelta(days=7)
FIRST_REST, LONGEST_REST = 600.0, 2 * HOUR
PATIENCE = 30.0
"""Seconds to wait for another thread's question to be answered."""
"""The kinds of state records: what was found, and until when the service is left alone."""


@dataclass(frozen=True, slots=True)
class Guarded:
    """A source that is asked rarely, alone, and not at all after it refused.

    Answers are fresh for a day (six hours for windows of up to a week) and kept for two weeks, to be
    shown as `stale` while no new one can be had. A refusal opens the breaker for ten minutes, each
    further one for twice as long, up to two hours; State carries it over restarts, under `name`. Equal
    questions at the same time cost one.
    """

    name: str
    inner: SearchInterest
    state: State
    clock: Callable[[], float] = time.time
    _lock: threading.Lock = field(default_factory=threading.Lock, repr=False)

    def find(self, part: Part, search: Search) -> Searches:
        # The order of terms does not change their numbers, so one record serves every order.
        asked = replace(search, terms=tuple(sorted(search.terms)))
        key = _key(self.name, part, asked)
        if (fresh := self._cached(key, search, fresh=True)) is not None:
            return _in_order(fresh, search)
        if not self._lock.acquire(timeout=PATIENCE):
            return self._stale_or(key, search, InterestError("unavailable", "others are waiting already"))
        try:
            if (fresh := self._cached(key, search, fresh=True)) is not None:
                return _in_order(fresh, search)
            self._check_breaker()
            found = self.inner.find(part, asked)
            BREAKER.delete(self.state, self.name)
            SEARCHES.put(self.state, key, {"at": self.clock(), "found": msgspec.to_builtins(found)})
            return _in_order(found, search)
        except InterestError as e:
            logger.warning("searches not found: %s", e)
            return self._stale_or(key, search, self._rested(e))
        finally:
            self._lock.release()

    def _check_breaker(self) -> None:
        record = BREAKER.get(self.state, self.name)
        if record and record["until"] > self.clock():
            until = datetime.fromtimestamp(record["until"], UTC)
            raise InterestError("rate_limited", "the breaker is open", until)

    def _rested(self, error: InterestError) -> InterestError:
        """A refusal by the service opens the breaker; one that already names its end is the breaker's own."""
        if error.reason != "rate_limited" or error.retry_at is not None:
            return error
        last = BREAKER.get(self.state, self.name)
        rest = min(2 * last["rest"], LONGEST_REST) if last else FIRST_REST
        until = self.clock() + rest
        BREAKER.put(self.state, self.name, {"until": until, "rest": rest})
        return InterestError("rate_limited", error.detail, datetime.fromtimestamp(until, UTC))

    def _stale_or(self, key: str, search: Search, error: InterestError) -> Searches:
        stale = self._cached(key, search, fresh=False)
        if stale is None:
            raise error
        return _in_order(replace(stale, stale=True), search)

    def _cached(self, key: str, search: Search, *, fresh: bool) -> Searches | None:
        record = SEARCHES.get(self.state, key)
        short = search.end - search.start < SHORT
        if record is None or (fresh and self.clock() - record["at"] >= (FRESH_SHORT if short else FRESH)):
            return None
        try:
            return msgspec.convert(record["found"], Searches)
        except msgspec.ValidationError:
            return None  # Written by another version: as good as not there.


def _key(name: str, part: Part, search: Search) -> str:
    said = (name, part, *search.terms, search.geo, f"{search.start}", f"{search.end}")
    return hashlib.sha256("\x1f".join(said).encode()).hexdigest()[:32]


def _in_order(found: Searches, search: Search) -> Searches:
    place = {term: i for i, term in enumerate(search.terms)}
    series = sorted(found.series, key=lambda s: place.get(s.term, 0))
    regions = sorted(found.regions, key=lambda r: place.get(r.term, 0))
    return replace(found, series=tuple(series), regions=tuple(regions))
