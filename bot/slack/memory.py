"""What was last understood in a thread, so that a follow-up need say only what changes; and who may go on."""

from __future__ import annotations

from bot.actions import ASKED
from bot.question import Question, question_from_json, question_to_json
from bot.state import State, Value
from bot.state.records import THREAD, Thread


def remember(
    state: State, channel: str, thread_ts: str | None, question: Question, ts: str, user: str
) -> None:
    """Keeps what `user` asked at `ts`; a `thread_ts` of None is the open floor of a direct message.

    Of a click, which is no message, `ts` is any text that names it.
    """
    if question.action not in ASKED:
        # A digest command or a call for help is nothing that a follow-up can build on.
        return

    def asked(kept: Thread | None) -> Thread:
        before = _question(kept, ts)
        heard = max(kept.get("heard", "") if kept else "", ts if "." in ts else "")
        return {
            "ts": ts,
            "question": question_to_json(question),
            "before": before,
            "floor": user,
            "heard": heard,
        }

    THREAD.change(state, _key(channel, thread_ts), asked)


def forget(state: State, channel: str, thread_ts: str | None, ts: str) -> None:
    """What was asked at `ts` is taken back: the thread is about what it was about before."""
    key = _key(channel, thread_ts)

    def taken_back(kept: Thread | None) -> Thread | None:
        if kept is None or kept["ts"] != ts or kept["before"] is None:
            return None
        return {**kept, "question": kept["before"]}

    kept = THREAD.get(state, key)
    if kept and kept["ts"] == ts and kept["before"] is None:
        THREAD.delete(state, key)
    else:
        THREAD.change(state, key, taken_back)


def recall(state: State, channel: str, thread_ts: str | None, ts: str) -> Question | None:
    """The question that was on when the message of `ts` came, also when that message is delivered again."""
    question = _question(THREAD.get(state, _key(channel, thread_ts)), ts)
    return question_from_json(question) if question else None


def continued_by(state: State, channel: str, thread_ts: str, ts: str, user: str) -> Question | None:
    """The question with which the message of `ts` may go on: `user` was answered, and nobody spoke since."""
    kept = THREAD.get(state, _key(channel, thread_ts))
    if kept is None or kept.get("floor") != user or (ts <= kept["heard"] and ts != kept["ts"]):
        return None
    question = _question(kept, ts)
    return question_from_json(question) if question else None


def note_speaker(state: State, channel: str, thread_ts: str, ts: str, to_bot: str | None) -> None:
    """Somebody spoke at `ts` in a thread of the bot's: the person `to_bot`, or (None) to others."""

    def spoke(kept: Thread | None) -> Thread | None:
        if kept is None or ts <= kept.get("heard", ""):
            return None
        return {**kept, "floor": to_bot, "heard": ts}

    # Most threads are not the bot's, and reading is cheaper than changing.
    if THREAD.get(state, _key(channel, thread_ts)):
        THREAD.change(state, _key(channel, thread_ts), spoke)


def _question(kept: Thread | None, ts: str) -> Value | None:
    if kept is None:
        return None
    question: Value | None = kept["before"] if kept["ts"] == ts else kept["question"]
    return question


def _key(channel: str, thread_ts: str | None) -> str:
    return f"{channel}:{thread_ts or ''}"
