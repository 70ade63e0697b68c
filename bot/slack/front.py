"""What every listener shares: reading a text at once, and handing the job on."""

from __future__ import annotations

import logging
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from bot.jobs import Queue
from bot.parse import parse
from bot.question import Question, Refusal
from bot.settings import Settings, is_zone
from bot.state import State

logger = logging.getLogger(__name__)

ZONE = "timezone"
"""The kind of state record in which a worker keeps a person's time zone, as ``{"tz": name}``."""

SHARE_ANSWER = "share_answer"
ASK_SUGGESTION = "ask_suggestion"


def failure(what: str) -> str:
    """The sentence for a person when a bug shows itself; call it while handling the exception.

    The reference stands in the log beside the traceback.
    """
    reference = secrets.token_hex(3)
    logger.exception("%s, reference %s", what, reference)
    return (
        f"Something went wrong on our side, reference {reference}. Try again, or tell whoever runs the bot."
    )


def suggestion_buttons(suggestions: tuple[str, ...]) -> list[dict[str, Any]]:
    """Buttons that ask what they say. Slack takes 75 characters on one and 2,000 behind it."""
    return [
        {
            "type": "button",
            "action_id": f"{ASK_SUGGESTION}_{i}",
            "text": {"type": "plain_text", "text": text if len(text) <= 75 else text[:74] + "…"},
            "value": text,
        }
        for i, text in enumerate(suggestions[:5])
        if text and len(text) <= 2000
    ]


@dataclass(frozen=True, slots=True)
class Front:
    """Reads and enqueues; asks neither Slack nor the news, so it is done within milliseconds."""

    settings: Settings
    queue: Queue
    state: State
    clock: Callable[[], datetime]

    def understand(self, text: str, surface: str, user: str) -> Question | Refusal:
        """The question in `text`, on the asker's today. A bug becomes a refusal with a reference."""
        try:
            zone = self._zone(user)
            return parse(text, surface, None, self.clock().astimezone(ZoneInfo(zone)).date(), zone)
        except Exception:
            return Refusal("internal", failure("a text could not be read"))

    def _zone(self, user: str) -> str:
        known = (self.state.get(ZONE, user) or {}).get("tz", "")
        return next((z for z in (known, self.settings.timezone) if is_zone(z)), "UTC")
