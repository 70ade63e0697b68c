"""What is said when a question cannot be answered as it stands: one table, code to sentence."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from bot.parse import unparse
from bot.question import MAX_TOPICS, Action, Question, Refusal, Topic
from bot.reasons import RefusalCode

DEFAULT_DAYS = 30

_NO_WAY = ("digest-subscribe", "digest-remove")
"""Actions for which nothing can be offered that somebody would click."""

MESSAGES: dict[RefusalCode, str] = {
    "missing_topic": "I need a topic. Name one, such as: inflation last 30 days.",
    "missing_second_topic": "A comparison needs two topics. Name them both, such as: inflation vs unemployment.",
    "missing_context": "I do not know which question this follows. Ask it in full, with its topic.",
    "ambiguous": "I can read that in more than one way. Choose one of these.",
    "future_timeframe": "That timeframe has not begun yet. Name a past one, such as: last 30 days.",
    "reversed_range": "That timeframe ends before it starts. Put the earlier date first.",
    "invalid_date": "There is no such date or period. Write it like 2026-03-31, Q3 2026 or last 30 days.",
    "unresolved_timeframe": "I do not know when that event was. Name a date, such as: since 1 March 2024.",
    "too_many_topics": f"I can show at most {MAX_TOPICS} topics together. Name {MAX_TOPICS} or fewer.",
    "unsupported_schedule": "A digest comes daily, on weekdays, weekly or monthly. Name one of these, such as: every monday 08:00.",
    "invalid_time": "There is no such time of day. Write it like 08:00 or 4pm.",
    "text_too_long": "That is over 1,000 characters. Ask with a topic and a timeframe only.",
}


def refuse(
    code: RefusalCode,
    action: Action = "unknown",
    topics: tuple[Topic, ...] = (),
    *,
    today: date | None = None,
    period: tuple[date | None, date] | None = None,
) -> Refusal:
    """The refusal for a reason code: what was understood, what is wrong, and texts that would work instead.

    `period` is the nearest timeframe that can be used, where there is one nearer than the last 30 days.
    """
    start, end = period or (today and today - timedelta(days=DEFAULT_DAYS - 1), today)
    known = Question(
        action if topics and action != "unknown" else "sentiment",
        topics or (("inflation",),),
        start,
        end,
        today=today,
    )
    if code == "too_many_topics":
        known = replace(known, topics=topics[:MAX_TOPICS])
    if code == "missing_second_topic":
        known = replace(known, action="sentiment")
    way = unparse.text(known)
    said = unparse.text(Question(action, topics)) if topics and action != "unknown" else ""
    told = f"I understood “{said}”. {MESSAGES[code]}" if said and len(said) < 200 else MESSAGES[code]
    return Refusal(code, told, action, topics, (way,) if action not in _NO_WAY else ())
