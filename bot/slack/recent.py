"""The last questions of a person, to be asked again from the app's home."""

from __future__ import annotations

from bot.parse import unparse
from bot.question import Question
from bot.state import State

RECENT = "recent"
"""The kind of state record that holds a person's last questions, as texts, the newest first."""

MOST = 5
KEPT_FOR = 30 * 86_400.0
_LONGEST = 300


def note(state: State, user: str, question: Question) -> None:
    """Puts the question in front of those before; one asked again moves up."""
    if not question.topics or question.action.startswith("digest"):
        return
    text = unparse.text(question)
    if len(text) <= _LONGEST:
        texts = [text, *(t for t in of(state, user) if t != text)]
        state.put(RECENT, user, {"texts": texts[:MOST]}, KEPT_FOR)


def of(state: State, user: str) -> list[str]:
    """The person's last questions, the newest first."""
    record = state.get(RECENT, user)
    return list(record["texts"]) if record else []
