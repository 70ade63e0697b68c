"""A question that a new revision answers before people's do: code, settings, rights and data in one."""

from __future__ import annotations

from datetime import date

from bot.asking import Asking
from bot.parse import parse
from bot.question import Refusal
from bot.render.chart import chart_png

QUESTION = "sentiment inflation last 7 days"

NEWS_LACKING = ("empty_store", "no_coverage")
"""What an environment that is not filled yet says: it works."""


def ask_itself(asking: Asking, today: date) -> tuple[bool, str]:
    """Whether `QUESTION` was answered, and the answer in words. Raises what drawing raises."""
    question = parse(QUESTION, "dm", None, today, "UTC")
    if isinstance(question, Refusal):
        return False, question.message
    answer = asking.answer(question, None, fresh=True)
    if answer.error is None:
        chart_png(answer)
    return answer.error in (None, *NEWS_LACKING), answer.summary
