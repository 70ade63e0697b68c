"""What every listener shares: reading a text at once, and handing the job on."""

from __future__ import annotations

import logging
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from bot.jobs import Job, Place, Queue
from bot.parse import parse
from bot.question import Question, Refusal
from bot.settings import Settings, is_zone
from bot.slack import memory
from bot.state import State

logger = logging.getLogger(__name__)

ZONE = "timezone"
"""The kind of state record in which a worker keeps a person's time zone, as ``{"tz": name}``."""


def failure(what: str) -> str:
    """The sentence for a person when a bug shows itself; call it while handling the exception.

    The reference stands in the log beside the traceback.
    """
    reference = secrets.token_hex(3)
    logger.exception("%s, reference %s", what, reference)
    return (
        f"Something went wrong on our side, reference {reference}. Try again, or tell whoever runs the bot."
    )


@dataclass(frozen=True, slots=True)
class Front:
    """Reads and enqueues; asks neither Slack nor the news, so it is done within milliseconds."""

    settings: Settings
    queue: Queue
    state: State
    clock: Callable[[], datetime]

    def understand(
        self, text: str, surface: str, user: str, context: Question | None = None
    ) -> Question | Refusal:
        """The question in `text`, on the asker's today. A bug becomes a refusal with a reference."""
        try:
            zone = self._zone(user)
            return parse(text, surface, context, self._today(zone), zone)
        except Exception:
            return Refusal("internal", failure("a text could not be read"))

    def today(self, user: str) -> date:
        """The day it is where the person is."""
        return self._today(self._zone(user))

    def ask(self, key: str, place: Place, text: str, read: Question | Refusal, ts: str = "") -> None:
        """Enqueues what was understood; a question asked at `ts` is what its thread is about from then on."""
        if isinstance(read, Question):
            if place.seen_by != "asker":
                memory.remember(self.state, place.channel, place.thread_ts, read, ts or key)
            self.queue.enqueue(Job(key, "answer", place, text, question=read))
        else:
            self.queue.enqueue(Job(key, "answer", place, text, refusal=read))

    def _today(self, zone: str) -> date:
        return self.clock().astimezone(ZoneInfo(zone)).date()

    def _zone(self, user: str) -> str:
        known = (self.state.get(ZONE, user) or {}).get("tz", "")
        return next((z for z in (known, self.settings.timezone) if is_zone(z)), "UTC")
