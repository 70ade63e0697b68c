"""How long the request at hand may still take.

It is handed down in a context variable, as Bolt and slack_sdk stand between who sets it and who asks others.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

TELLING = 0.4
"""Seconds at the end that are kept for telling the person what did not work."""


@dataclass(frozen=True, slots=True)
class Deadline:
    """The moment, on a clock that only goes forward, by which a request is answered."""

    at: float
    clock: Callable[[], float] = time.monotonic

    def left(self) -> float:
        """Seconds, never below 0."""
        return max(0.0, self.at - self.clock())


class OutOfTime(TimeoutError):
    """Nothing more can be asked before the request has to be answered."""


_current: ContextVar[Deadline | None] = ContextVar("deadline", default=None)


@contextmanager
def until(deadline: Deadline) -> Iterator[None]:
    """What is asked meanwhile has the time until then."""
    before = _current.set(deadline)
    try:
        yield
    finally:
        _current.reset(before)


def patience(most: float, *, telling: bool = False) -> float:
    """The seconds that a call may take: `most`, or what is left, where there is a deadline.

    Only what is for `telling` the person may take the last of it. Raises OutOfTime where nothing is left.
    """
    deadline = _current.get()
    if deadline is None:
        return most
    left = deadline.left() - (0 if telling else TELLING)
    if left <= 0:
        raise OutOfTime("there is no time left to ask anybody")
    return min(most, left)
