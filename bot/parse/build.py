"""From what was read to a Question, or to the reason why there is none."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any, cast

from bot.parse import unparse
from bot.parse.parts import Parts
from bot.parse.refusals import DEFAULT_DAYS, refuse
from bot.parse.schedule import NO_TIME, RARE_SCHEDULE
from bot.question import MAX_TOPICS, Action, Options, Question, Refusal, Topic, read_term, topic_label


def build(
    read: Parts, action: Action, named: tuple[Topic, ...], today: date, base: Options | None = None
) -> Question | Refusal:
    """The Question of what was read, or why there is none."""
    if action == "digest-list":
        return Question(action, today=today)
    if action == "digest-subscribe" and RARE_SCHEDULE.search(read.rest.lower()):
        return refuse("unsupported_schedule", action, named)
    if read.options.get("time") == NO_TIME:
        return refuse("invalid_time", action, named)
    if read.frame and read.frame.error:
        return refuse(read.frame.error, action, named, today=today, period=_days(read))
    if not named and not (action == "digest-remove" and read.options):
        return refuse("missing_topic", action, today=today, period=_days(read))
    options = dict(read.options)
    if action in ("sentiment", "volume") and len(named) > 1:
        options.setdefault("metric", action)
        action = "compare"
    if action == "compare" and len(named) < 2 and read.baseline is None:
        return refuse("missing_second_topic", action, named, today=today)
    if len(named) > MAX_TOPICS:
        return refuse("too_many_topics", action, named, today=today)
    start, end = _days(read) or (today - timedelta(days=DEFAULT_DAYS - 1), today)
    return Question(
        action,
        named,
        start,
        end,
        baseline=read.baseline,
        options=replace(base or Options(), **cast("dict[str, Any]", options)),
        phrases=whole_phrases(read.phrases, named),
        today=today,
    )


def _days(read: Parts) -> tuple[date | None, date] | None:
    period = read.frame.period if read.frame else None
    return (period.lo, period.hi) if period else None


def whole_phrases(said: tuple[str, ...], named: tuple[Topic, ...]) -> tuple[str, ...]:
    """Those quoted strings that are sought as they stand, not as a part of something longer."""
    sought = {word.text for topic in named for term in topic for word in read_term(term).any_of}
    return tuple(dict.fromkeys(p for p in said if p in sought))


def ask_back(read: Parts, today: date) -> Refusal:
    """A question back where a topic was understood and not what is wanted of it: each way is a whole question."""
    start, end = _days(read) or (today - timedelta(days=DEFAULT_DAYS - 1), today)
    options = replace(Options(), **cast("dict[str, Any]", dict(read.options)))
    if read.strangers and read.action:
        longer = tuple((f"{read.strangers[0]} {topic[0]}", *topic[1:]) for topic in read.topics[:1])
        found = Question(read.action, read.topics, start, end, options=options, today=today)
        either = (found, replace(found, topics=(*longer, *read.topics[1:])))
        told = f"Do you mean “{topic_label(read.topics[0])}”, or “{topic_label(longer[0])}”?"
        return Refusal("ambiguous", told, read.action, read.topics, tuple(map(unparse.text, either)))
    ways: tuple[Action, ...] = (
        ("sentiment", "volume", "articles") if len(read.topics) == 1 else ("compare", "articles")
    )
    asked = tuple(
        unparse.text(Question(way, read.topics, start, end, options=options, today=today)) for way in ways
    )
    topics = " and ".join(f"“{topic_label(t)}”" for t in read.topics)
    return Refusal(
        "ambiguous",
        f"What would you like to know about {topics}? Choose one of these.",
        "unknown",
        read.topics,
        asked,
    )
