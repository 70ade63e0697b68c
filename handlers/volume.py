"""How much the news covers a topic."""

from __future__ import annotations

from bot.answer import Answer
from bot.question import Question
from bot.sources.warehouse import Status, Warehouse
from handlers.topic import one_topic


def volume(question: Question, warehouse: Warehouse, status: Status) -> Answer:
    """One topic, coverage first. Raises NotAnswerable."""
    return one_topic(question, warehouse, status, tone_first=False)
