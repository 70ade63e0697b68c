"""From a text that the grammar does not read to a question, where a model and the grammar agree on one."""

from __future__ import annotations

import hashlib
import logging
from dataclasses import dataclass
from datetime import date

from bot.parse import unparse
from bot.question import Question
from bot.rewriter.client import Client, NoLine
from bot.rewriter.reading import accept
from bot.settings import Settings
from bot.state import State
from bot.state.records import REWRITTEN

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Reworded:
    """A believed line, and the question that it and the person's own words make."""

    line: str
    question: Question


@dataclass(frozen=True, slots=True)
class Rewriter:
    """Off without a client: then nothing is sent anywhere."""

    client: Client | None
    state: State

    @classmethod
    def of(cls, settings: Settings, state: State) -> Rewriter:
        """The one that the settings name, if any."""
        if not settings.rewriter:
            return cls(None, state)
        return cls(Client(settings.rewriter, settings.rewriter_model, settings.rewriter_key), state)

    def read(self, text: str, context: Question | None, today: date, tz: str) -> Reworded | None:
        """What `text`, said after `context`, asks; None where there is no line, or none that is believed."""
        if self.client is None:
            return None
        before = unparse.text(context) if context else ""
        key = hashlib.sha256("\x1f".join((self.client.model, text, before)).encode()).hexdigest()[:32]
        kept = REWRITTEN.get(self.state, key)
        if kept is None:
            try:
                kept = {"line": self.client.line(text, before)}
            except NoLine as reason:
                logger.info("no line from the rewriter: %s", reason)
                return None
            REWRITTEN.put(self.state, key, kept)
        question = accept(kept["line"], text, context, today, tz) if kept["line"] else None
        if question is None:
            logger.info("no line of the rewriter is believed")
            return None
        return Reworded(unparse.text(question), question)
