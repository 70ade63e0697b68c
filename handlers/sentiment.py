"""How the news' tone on a topic runs."""

from __future__ import annotations

from bot.answer import Answer
from bot.question import Question
from bot.sources.warehouse import Status, Warehouse
from handlers.topic import one_topic


def sentiment(question: Question, warehouse: Warehouse, status: Status) -> Answer:
    """One topic, tone first. Raises NotAnswerable."""
    return one_topic(question, warehouse, status, tone_first=True)
