"""What was last understood in a thread, so that a follow-up need say only what changes."""

from __future__ import annotations

from bot.question import Question, question_from_json, question_to_json
from bot.state import State

THREAD = "thread"
"""The kind of state record of a thread: its last question, when that was asked, and the question before."""

REMEMBERED_FOR = 30 * 86_400.0

# What a follow-up can build on; a digest command or a call for help changes nothing.
_ASKS = frozenset({"sentiment", "volume", "compare", "trends", "related", "articles"})


def remember(state: State, channel: str, thread_ts: str | None, question: Question, ts: str) -> None:
    """Keeps the question asked at `ts`; a `thread_ts` of None is the open floor of a direct message."""
    if question.action not in _ASKS:
        return
    before = recall(state, channel, thread_ts, ts)
    record = {
        "ts": ts,
        "question": question_to_json(question),
        "before": before and question_to_json(before),
    }
    state.put(THREAD, _key(channel, thread_ts), record, REMEMBERED_FOR)


def recall(state: State, channel: str, thread_ts: str | None, ts: str) -> Question | None:
    """The question that was on when the message of `ts` came, also when that message is delivered again."""
    kept = state.get(THREAD, _key(channel, thread_ts))
    if kept is None:
        return None
    question = kept["before"] if kept["ts"] == ts else kept["question"]
    return question and question_from_json(question)


def _key(channel: str, thread_ts: str | None) -> str:
    return f"{channel}:{thread_ts or ''}"
