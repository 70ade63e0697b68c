"""Doing a thing once though those who do it may die: a lease that another takes over when it has run out."""

from __future__ import annotations

import logging
import secrets
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, Literal

from bot.state.protocol import State, Value
from bot.state.records import LEASE

logger = logging.getLogger(__name__)


class LeaseLost(Exception):
    """Another has taken over; what is not done yet is left to them."""


class Lease:
    """The right to do what `key` names, and the `facts` that earlier holders left behind.

    It lasts `seconds` from when it was last renewed, which is whenever a fact is remembered and, inside
    `kept`, all the time.
    """

    def __init__(
        self, state: State, key: str, seconds: float, clock: Callable[[], float] = time.time
    ) -> None:
        self.key = key
        self.facts: Value = {}
        self.since = 0.0
        self._state = state
        self._seconds = seconds
        self._clock = clock
        self._owner = secrets.token_hex(8)

    def take(self) -> Literal["taken", "held", "done"]:
        def taken(there: Value | None) -> Value | None:
            now = self._clock()
            if there and (there["done"] or there["until"] > now):
                return None
            facts, since = (there["facts"], there["since"]) if there else ({}, now)
            until = now + self._seconds
            return {"owner": self._owner, "until": until, "done": False, "since": since, "facts": facts}

        record = LEASE.change(self._state, self.key, taken) or {}
        if record["owner"] == self._owner:
            self.facts, self.since = record["facts"], record["since"]
            return "taken"
        return "done" if record["done"] else "held"

    def remember(self, **facts: Any) -> None:
        """Renews the lease, and keeps facts for whoever takes over. Raises LeaseLost."""
        self._write(lambda r: {"until": self._clock() + self._seconds, "facts": r["facts"] | facts})

    def finish(self) -> None:
        """It is done, for good. Raises LeaseLost."""
        self._write(lambda _: {"done": True})

    def release(self) -> None:
        """Another may go on at once. Raises LeaseLost."""
        self._write(lambda _: {"until": 0.0})

    @contextmanager
    def kept(self) -> Iterator[None]:
        """Renews the lease for as long as this process lives and this is open."""
        over = threading.Event()

        def renew() -> None:
            while not over.wait(self._seconds / 3):
                try:
                    self.remember()
                except LeaseLost:
                    return
                except Exception as error:
                    # Whoever writes next finds out whether the lease was lost meanwhile.
                    logger.warning("lease %s not renewed: %s", self.key, type(error).__name__)

        thread = threading.Thread(target=renew, name="lease", daemon=True)
        thread.start()
        try:
            yield
        finally:
            over.set()
            thread.join()

    def _write(self, what: Callable[[Value], Value]) -> None:
        def written(there: Value | None) -> Value | None:
            mine = there is not None and there["owner"] == self._owner and not there["done"]
            return there | what(there) if there is not None and mine else None

        record = LEASE.change(self._state, self.key, written)
        if record is None or record["owner"] != self._owner:
            raise LeaseLost(self.key)
        self.facts = record["facts"]
