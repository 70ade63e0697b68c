"""Which lines of a model are believed: the grammar reads them, and all they say the person said."""

from __future__ import annotations

import re
from dataclasses import asdict, replace
from datetime import date
from typing import Any, cast

from bot.parse import parse, slack_text
from bot.parse.parts import Parts, read_parts
from bot.question import Options, Question, Refusal, Topic, read_term

REFUSALS = frozenset({"ambiguous", "missing_topic", "missing_second_topic"})
"""Why a text has no reading that another way of saying it could have."""
_WORD = re.compile(r"[^\W_]+")
_GLUE = frozenset("a an and or of the in on for to by with from".split())
_UNWANTED = re.compile(r"[<>\n]|^\s*/")
"""No line calls people, channels or commands."""


def unread(read: Question | Refusal, text: str) -> bool:
    """Whether the grammar found nothing in a text that could be a question: it has three words or more."""
    if len(_WORD.findall(text)) < 3:
        return False
    if isinstance(read, Refusal):
        return read.code in REFUSALS
    return read.action == "unknown" and read.options.about in (None, "language")


def accept(line: str, text: str, context: Question | None, today: date, tz: str) -> Question | None:
    """The question that `line` asks in place of `text`, or None where it is not to be believed.

    Topics are made of words that stand together in the text or in the topics before. Days, filters and
    forms are those that the grammar finds in the text itself, else those of the context; a line that names
    others is not believed at all, for it lies.
    """
    if _UNWANTED.search(line):
        return None
    read = parse(line, "mention", None, today, tz)
    if not isinstance(read, Question) or read.action in ("unknown", "help"):
        return None
    before = context.topics if context else ()
    if not all(_said(topic, text, before) for topic in read.topics):
        return None
    own, its = (_parts(of, today) for of in (text, line))
    if own.frame and own.frame.error:
        return None
    days = _days(own)
    if context and not days:
        days = (context.start, context.end, context.baseline)
    if _days(its) and _days(its) != days:
        return None
    options = {**(_options(context.options) if context else {}), **own.options}
    if not _within(_options(read.options), options):
        return None
    start, end, baseline = days or (read.start, read.end, None)
    # Of what the line says only the measure is its own; it belongs to the action.
    chosen = replace(Options(), **cast("dict[str, Any]", {**options, "metric": read.options.metric}))
    return replace(read, start=start, end=end, baseline=baseline, options=chosen)


def _said(topic: Topic, text: str, before: tuple[Topic, ...]) -> bool:
    """Whether each name in the topic stands as it is in the text, or in a topic before."""
    there = [_words(text), *(_words(word.text) for t in before for x in t for word in read_term(x).any_of)]
    for term in topic:
        for word in read_term(term).any_of:
            if word.kind and f"{word.kind}:" not in text.lower():
                return False
            wanted = _words(word.text)
            if not wanted or not any(_stands_in(wanted, words) for words in there):
                return False
    return True


def _words(text: str) -> list[str]:
    """The content words of a text, folded; a possessive is its name."""
    plain = re.sub(r"['’]s\b", "", slack_text.unescape(text).casefold())
    return [w for w in _WORD.findall(plain) if w not in _GLUE]


def _stands_in(wanted: list[str], words: list[str]) -> bool:
    """Next to each other and in order: words from here and there could make another's name."""
    size = len(wanted)
    return any(words[i : i + size] == wanted for i in range(len(words) - size + 1))


def _parts(text: str, today: date) -> Parts:
    return read_parts(slack_text.read(text, "mention"), None, None, today)


def _days(of: Parts) -> tuple[date | None, date | None, tuple[date, date] | None] | None:
    period = of.frame.period if of.frame else None
    return (period.lo, period.hi, of.baseline) if period else None


def _options(of: Options) -> dict[str, Any]:
    return {name: value for name, value in asdict(of).items() if value is not None and name != "metric"}


def _within(said: dict[str, Any], known: dict[str, Any]) -> bool:
    return all(known.get(name) == value for name, value in said.items())
