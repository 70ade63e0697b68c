"""What is said when a question cannot be answered as it stands: one table, code to sentence."""

from __future__ import annotations

from bot.question import MAX_TOPICS, Action, Refusal, Topic, topic_label

MESSAGES = {
    "missing_topic": "I need a topic. Name one, such as: inflation last 30 days.",
    "missing_second_topic": "A comparison needs two topics. Name them both, such as: inflation vs unemployment.",
    "missing_context": "I do not know which question this follows. Ask it in full, with its topic.",
    "future_timeframe": "That timeframe has not begun yet. Name a past one, such as: last 30 days.",
    "reversed_range": "That timeframe ends before it starts. Put the earlier date first.",
    "invalid_date": "There is no such date or period. Write it like 2026-03-31, Q3 2026 or last 30 days.",
    "unresolved_timeframe": "I do not know when that event was. Name a date, such as: since 1 March 2024.",
    "too_many_topics": f"I can show at most {MAX_TOPICS} topics together. Name {MAX_TOPICS} or fewer.",
    "unsupported_schedule": "A digest comes daily, on weekdays, weekly or monthly. Name one of these, such as: every monday 08:00.",
    "invalid_time": "There is no such time of day. Write it like 08:00 or 4pm.",
    "text_too_long": "That is over 1,000 characters. Ask with a topic and a timeframe only.",
}


def refuse(code: str, action: Action = "unknown", topics: tuple[Topic, ...] = ()) -> Refusal:
    """The refusal for a reason code, with texts that would work instead."""
    name = topic_label(topics[0]) if topics else "inflation"
    way = {
        "missing_second_topic": f"compare {name} vs unemployment",
        "too_many_topics": "compare " + ", ".join(topic_label(t) for t in topics[:MAX_TOPICS]),
    }.get(code, f"sentiment on {name} last 30 days")
    return Refusal(code, MESSAGES[code], action, topics, (way,))
