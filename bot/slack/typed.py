"""How a text would be read, in words, for whoever is still typing it."""

from __future__ import annotations

from datetime import date

from bot.actions import ACTIONS
from bot.parse import follows, parse, unparse
from bot.parse.slack_text import unescape
from bot.question import Question, Refusal, topic_label
from bot.slack import memory
from bot.state import State
from bot.words.format import span_text

NOTHING_YET = "No question about the news yet. Name a topic, such as: inflation last 30 days."


def in_words(read: Question | Refusal) -> str:
    """``Tone · inflation · 22 Oct – 20 Nov 2026``, or what is missing."""
    if isinstance(read, Refusal):
        return read.message
    if read.action == "help":
        return "A question about me."
    if read.action == "digest-list":
        return "A list of what you follow."
    if read.action == "unknown":
        return NOTHING_YET
    ordered = {"digest-subscribe": "A digest", "digest-remove": "The end of a digest"}
    what = ordered.get(read.action) or ACTIONS[read.options.metric or read.action].label
    topics = " and " if read.action.startswith("digest") else " against "
    parts = [what, topics.join(topic_label(t) for t in read.topics)]
    if not read.action.startswith("digest"):
        parts.append(span_text(read.start, read.end))
        if read.baseline:
            parts[-1] += f" against {span_text(*read.baseline)}"
    return " · ".join(p for p in (*parts, unescape(unparse.options(read.options))) if p)


def reading(state: State, text: str, channel: str, thread_ts: str | None, today: date, tz: str) -> str:
    """How the bot would read a text that somebody is typing to it, in words, on their `today`."""
    if text.startswith("/") and text.split()[0].lower() not in {row.command for row in ACTIONS.values()}:
        return ""  # a command that takes something else than a question
    context = memory.recall(state, channel, thread_ts, "")
    if thread_ts is None and not (channel.startswith("D") and follows(text, today)):
        context = None
    surface = "dm" if channel.startswith("D") else "mention"
    return in_words(parse(text, surface, context, today, tz))
