"""A question that a new revision answers before people's do: code, settings, rights and data in one."""

from __future__ import annotations

from datetime import date

import handlers
from bot.answer import refused
from bot.parse import parse
from bot.question import Refusal
from bot.render.chart import chart_png
from bot.sources.warehouse import Warehouse

QUESTION = "sentiment inflation last 7 days"

NEWS_LACKING = ("empty_store", "no_coverage")
"""What an environment that is not filled yet says: it works."""


def ask_itself(warehouse: Warehouse, today: date) -> tuple[bool, str]:
    """Whether `QUESTION` was answered, and the answer in words. Raises what drawing raises."""
    question = parse(QUESTION, "dm", None, today, "UTC")
    answer = refused(question) if isinstance(question, Refusal) else handlers.answer(question, warehouse)
    if answer.error is None:
        chart_png(answer)
    return answer.error in (None, *NEWS_LACKING), answer.summary
