"""The last questions of a person, to be asked again from the app's home."""

from __future__ import annotations

from bot.parse import unparse
from bot.question import Question
from bot.state import State
from bot.state.records import RECENT

MOST = 5
_LONGEST = 300


def note(state: State, user: str, question: Question) -> None:
    """Puts the question in front of those before; one asked again moves up."""
    if not question.topics or question.action.startswith("digest"):
        return
    text = unparse.text(question)
    if len(text) <= _LONGEST:
        texts = [text, *(t for t in of(state, user) if t != text)]
        RECENT.put(state, user, {"texts": texts[:MOST]})


def of(state: State, user: str) -> list[str]:
    """The person's last questions, the newest first."""
    record = RECENT.get(state, user)
    return list(record["texts"]) if record else []
