"""What every store of the bot's memory can do."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Protocol

Value = dict[str, Any]
Change = Callable[[Value | None], Value | None]
"""What a record is to become, from what it is (None: there is none); None leaves it as it is.

It may be called again where others write at the same time, so it does nothing but compute.
"""


class State(Protocol):
    """Small records by kind and key that expire. `ttl` is in seconds."""

    def put(self, kind: str, key: str, value: Value, ttl: float) -> None: ...

    def get(self, kind: str, key: str) -> Value | None: ...

    def delete(self, kind: str, key: str) -> None: ...

    def list(self, kind: str) -> list[tuple[str, Value]]:
        """The keys and values of a kind, in order of their keys."""

    def clear(self, kept: str) -> None:
        """Deletes every record that is not of the kind `kept`."""

    def change(self, kind: str, key: str, change: Change, ttl: float) -> Value | None:
        """Reads and writes with nobody in between, over all processes. Returns what is there then."""


def count(state: State, kind: str, key: str, amount: int, ttl: float) -> int:
    """Adds `amount` to a counter and returns the sum; `ttl` runs from the last addition."""
    there = state.change(kind, key, lambda v: {"count": (v or {"count": 0})["count"] + amount}, ttl)
    return int((there or {})["count"])
