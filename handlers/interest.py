"""What people search for, added to an answer from the news; the news never waits for it.

An answer is complete without this part. `add_interest` may take seconds and may fail, in which case the
answer says in one line why there are no searches in it and when to try again.
"""

from __future__ import annotations

import logging
from dataclasses import replace

from bot.answer import Answer
from bot.question import Question
from bot.sources.interest.source import InterestError, SearchInterest
from bot.words.format import moment_text
from handlers.digest import with_rising
from handlers.related import with_queries
from handlers.relation import with_pairs
from handlers.searches import search_of
from handlers.trends import with_series

logger = logging.getLogger(__name__)

SEARCHED = ("trends", "related", "digest-subscribe")
"""The actions to whose answers searches belong."""


def wants_interest(question: Question | None) -> bool:
    """Whether searches belong to the answer."""
    return question is not None and question.action in SEARCHED and bool(question.topics)


def add_interest(answer: Answer, interest: SearchInterest) -> Answer:
    """The answer with what people search for, or with one line on why that is missing. Never raises
    for what can be expected.
    """
    question = answer.question
    if question is None or not wants_interest(question):
        return answer
    if answer.error and not (answer.error == "no_coverage" and question.action == "related"):
        return answer
    if question.action == "digest-subscribe":
        return with_rising(answer, interest)
    search = search_of(question)
    try:
        if question.action == "trends":
            return with_series(answer, search, interest)
        if len(question.topics) > 1:
            return with_pairs(answer, search, interest)
        return with_queries(answer, search, interest)
    except InterestError as e:
        logger.info("answered without searches: %s", e)
        if answer.error:
            return answer
        return replace(answer, caveats=(*answer.caveats, missing(e)))


def missing(error: InterestError) -> str:
    """Why there are no searches in an answer, and when to try again."""
    shown = "Shown: the news only."
    if error.reason == "off":
        return f"No source of searches is set up here. {shown}"
    if error.reason == "not_offered":
        return f"{error.detail} {shown}"
    if error.reason == "rate_limited":
        again = f"try after {moment_text(error.retry_at)}" if error.retry_at else "try again later"
        return f"Google Trends is refusing requests; {again}. {shown}"
    if error.reason == "unavailable":
        return f"Google Trends could not be reached; try again in some minutes. {shown}"
    return f"Google Trends gave an answer that cannot be read; try again later. {shown}"
