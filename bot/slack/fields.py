"""What was typed into the fields of a form, each read by itself, so that none changes what another means."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Protocol

from bot.question import Options, Question, Refusal


class Read(Protocol):
    """Reads a text as the person who filled in the form would be read, also as a follow-up of a question."""

    def __call__(self, text: str, context: Question | None = None, /) -> Question | Refusal: ...


_STAND_IN = "sentiment on [topic]"
NO_TOPIC = "I find no topic in this. Name one, such as: inflation."
MORE_THAN_TOPICS = (
    "Some of this reads as a timeframe, a filter or something to do, not as a topic. Put it into its own "
    "field; where it belongs to a name, put the name in square brackets."
)
NO_TIMEFRAME = (
    "I do not read all of this as a timeframe. Write it like: last 90 days, since March, Q3 2025, "
    "2026-01-15 to 2026-02-15."
)
NO_FILTER = (
    "I do not read all of this as filters. Write them like: in Sweden, German media, site:ft.com, weekly, "
    "as a table, with commas between them."
)


class BadField(ValueError):
    """The text of a field does not say what the field is for; the message is for its reader."""


def topics(text: str, read: Read, verb: str = "sentiment on") -> Question:
    """A question on the topics in `text`, and nothing else. Raises BadField."""
    asked, bare = _question(read(f"{verb} {text}")), _question(read(f"{verb} [topic]"))
    if not asked.topics or asked.action in ("unknown", "help"):
        raise BadField(NO_TOPIC)
    if (
        _period(asked) != _period(bare)
        or _filters(asked) != _filters(bare)
        or asked.action not in (bare.action, "compare")
    ):
        raise BadField(MORE_THAN_TOPICS)
    return asked


def timeframe(text: str, read: Read) -> Question:
    """A question over the timeframe in `text`, with what it is held against; of the usual days where empty.

    Raises BadField.
    """
    asked, bare = _question(read(f"{_STAND_IN} {text}".strip())), _question(read(_STAND_IN))
    if asked.topics != bare.topics or _filters(asked) != _filters(bare):
        raise BadField(NO_TIMEFRAME)
    if text and _period(asked) == _period(bare) and not _says_when(text, bare, read):
        raise BadField(NO_TIMEFRAME)
    return asked


def filters(text: str, read: Read) -> Options:
    """The options that `text` names. Raises BadField."""
    if not text:
        return Options()
    asked, bare = _question(read(f"{_STAND_IN}, {text}")), _question(read(_STAND_IN))
    if (asked.topics, asked.start, asked.end) != (bare.topics, bare.start, bare.end):
        raise BadField(NO_FILTER)
    if _filters(asked) == _filters(bare):
        raise BadField(NO_FILTER)
    return _filters(asked)


def _says_when(text: str, bare: Question, read: Read) -> bool:
    """Whether a text that leaves the usual days says them in words: it then brings others back to them."""
    before = replace(bare, start=date(2001, 1, 1), end=date(2001, 1, 1) + timedelta(1))
    after = read(text, before)
    return isinstance(after, Question) and _period(after) not in ((None, None, None), _period(before))


def _period(of: Question) -> tuple[object, ...]:
    return (of.start, of.end, of.baseline)


def _question(read: Question | Refusal) -> Question:
    if isinstance(read, Refusal):
        raise BadField(read.message)
    return read


def _filters(of: Question) -> Options:
    """What was said of sources and form; the measure belongs to the kind of answer."""
    return replace(of.options, metric=None)
