"""What was sent to the bot and how it acknowledged, for whoever wants to look behind a message."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from bot.local_slack.person import Reply

ACK_SECONDS = 3.0
"""Slack waits so long for an acknowledgement and then says ``operation_timeout``."""


@dataclass(frozen=True, slots=True)
class Exchange:
    """A request as it was sent, and the acknowledgement; `milliseconds` is what it took."""

    channel: str
    user: str
    request: Any
    status: int
    milliseconds: int
    acknowledgement: str

    @property
    def error(self) -> str:
        """What Slack would show in place of an answer; empty where all is well."""
        if self.milliseconds > ACK_SECONDS * 1000:
            return "operation_timeout"
        return "" if self.status == 200 else "dispatch_failed"


class Exchanges:
    """All exchanges so far, each under the moment it began. Safe for many threads."""

    def __init__(self) -> None:
        self._all: list[tuple[float, Exchange]] = []
        self._lock = threading.Lock()

    def measure(
        self, channel: str, user: str, request: Any, send: Callable[[], Reply]
    ) -> tuple[Exchange, Reply]:
        """Sends and keeps the exchange."""
        begun = time.time()
        started = time.perf_counter()
        reply = send()
        took = int((time.perf_counter() - started) * 1000)
        exchange = Exchange(channel, user, request, reply.status, took, reply.body)
        with self._lock:
            self._all.append((begun, exchange))
        return exchange, reply

    def before(self, channel: str, ts: str) -> Exchange | None:
        """The last exchange in a channel that began before a message of the bot: what it answers."""
        moment = float(ts)
        with self._lock:
            # A message's own second is cut off, so an exchange of the same second counts as before.
            found = [e for begun, e in self._all if e.channel == channel and begun <= moment + 1]
        return found[-1] if found else None
