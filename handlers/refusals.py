"""What keeps a question from an answer, as expected: a reason code, a sentence, and what would work."""

from __future__ import annotations

from datetime import date

from bot.question import read_term
from bot.reasons import NotAnswerableCode
from bot.words.labels import shorten

_SHOWN = 60
"""Letters of an unknown word that are told back."""


class NotAnswerable(Exception):
    """An expected refusal on the way to an answer: reason code, sentence, and texts that would work."""

    def __init__(self, code: NotAnswerableCode, message: str, suggestions: tuple[str, ...] = ()) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.suggestions = suggestions


class Unmatched(NotAnswerable):
    """A term that no article of the days carries; what it may have meant can be offered."""

    def __init__(self, term: str, start: date, end: date) -> None:
        super().__init__("no_coverage", f"No article seen {_days(start, end)} carries {shown(term)}.")
        self.term = term
        self.start = start
        self.end = end


def shown(term: str) -> str:
    """A term as it is told back to who asked: ``“oil” or “gas”``."""
    return " or ".join(f"“{shorten(w.text, _SHOWN)}”" for w in read_term(term).any_of)


def _days(start: date, end: date) -> str:
    if start == end:
        return f"on {start:%-d %B %Y}"
    return f"from {start:%-d %B %Y} to {end:%-d %B %Y}"
