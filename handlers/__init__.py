"""Question → Answer. One file per action; what can be expected to go wrong is an Answer with an error."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import TypeVar

from bot.answer import SAMPLE_NOTICE, Answer, Provenance
from bot.counted import CountedTopic
from bot.digests.values import Level
from bot.question import Question
from bot.reasons import Reason, Trouble
from bot.sources.warehouse import Status, Warehouse, WarehouseError
from handlers import wording
from handlers.alert import alert, would_have_fired
from handlers.articles import articles
from handlers.breakdown import breakdown
from handlers.compare import compare
from handlers.counted import counted
from handlers.digest import digest
from handlers.explain import explain
from handlers.help import EXAMPLES, help_answer
from handlers.interest import add_interest, wants_interest
from handlers.placebo import Placebo, placebo
from handlers.refusals import NotAnswerable, Unmatched
from handlers.related import related
from handlers.relation import relation
from handlers.sentiment import sentiment
from handlers.suggestions import did_you_mean
from handlers.trends import trends
from handlers.volume import volume

__all__ = ["add_interest", "answer", "counted_for", "look_back", "wants_interest", "watch"]

_T = TypeVar("_T")
Handler = Callable[[Question, Warehouse, Status], Answer]
HANDLERS: Mapping[str, Handler] = {
    "sentiment": sentiment,
    "volume": volume,
    "compare": compare,
    "articles": articles,
    "trends": trends,
    "related": related,
    "digest-subscribe": digest,
}
_TROUBLE: Mapping[Trouble, str] = {
    "empty_store": (
        "There is no news in the store yet. Run `python -m bot sample` for a made-up world to try out, or "
        "`python -m bot ingest --feed --hours 24` for the last day of GDELT's feed."
    ),
    "timeout": "The question took too long to count. Ask about fewer days or topics.",
    "too_costly": "The question would read too much of the news. Ask about fewer days or topics.",
    "too_large": "The question is too large to be counted at once. Ask about fewer days or topics.",
    "quota": (
        "The project's daily quota for reading the news is used up. It starts anew at midnight Pacific time; "
        "whoever runs me can raise it."
    ),
    "busy": "Too many questions are being counted at this moment. Ask again in a minute.",
    "backend": "The news archive (BigQuery) has a hiccup of its own. Ask again in a few minutes.",
    "unreachable": "The news archive (BigQuery) could not be reached. Ask again in a few minutes.",
    "outdated": (
        "The news in the store was counted by an earlier version of me, in another way. Whoever runs me has "
        "to fill it again: a made-up world with `python -m bot sample`, real news by moving the data folder "
        "away and `python -m bot ingest` of the same files, BigQuery with `python -m bot backfill`."
    ),
    "no_days": "No day of news is loaded yet. Whoever runs me has to run `python -m bot backfill`.",
    **dict.fromkeys(
        (
            "no_access",
            "no_billing",
            "no_dataset",
            "no_tables",
            "wrong_location",
            "no_project",
            "no_credentials",
            "bad_credentials",
        ),
        "I am not set up to read the news archive, so no question can be answered now. Whoever runs me sees "
        "what is wrong with `python -m bot doctor`.",
    ),
}


def answer(question: Question, warehouse: Warehouse) -> Answer:
    """The answer to a question; never raises for what can be expected."""
    if question.action in ("help", "unknown"):
        return help_answer(question)
    if question.action not in HANDLERS:
        return _error(
            question,
            "not_available",
            "What you follow is kept where you follow it: type /digest in Slack or in the playground "
            "(`python -m bot serve`). On the console, `python -m bot digest` lists all digests.",
        )
    if not question.topics:
        return _error(question, "no_topic", "Name a topic, as in the examples.", EXAMPLES)
    # One topic in two periods is a comparison to the asker and a sentiment answer with a baseline here.
    periods = question.action == "compare" and len(question.topics) == 1 and question.baseline
    handle = sentiment if periods else HANDLERS[question.action]
    if question.action == "related" and len(question.topics) > 1:
        handle = relation
    if question.action == "articles" and (question.options.why or question.options.peak):
        handle = explain
    if question.options.by and question.action in ("sentiment", "volume"):
        handle = breakdown

    def handled(status: Status) -> Answer:
        try:
            return _with_what_cannot_be(handle(question, warehouse, status))
        except Unmatched as unknown:
            raise did_you_mean(question, unknown, warehouse, status) from unknown

    return _or_trouble(question, warehouse, handled)


def _with_what_cannot_be(answer: Answer) -> Answer:
    """What was asked for and cannot be shown yet is said, not dropped."""
    asked = answer.question
    if asked is None:
        return answer
    by, order = asked.options.by, asked.options.order
    parted = bool(by) and asked.action in ("sentiment", "volume")
    told = [
        f"Only articles and outlets are sorted by tone: these are not the most {order} first."
        if order and asked.action != "articles" and not parted
        else "",
        f"Figures by {by} are possible for one topic at a time, its coverage or its tone."
        if by and not parted
        else "",
    ]
    return replace(answer, caveats=(*(t for t in told if t), *answer.caveats))


def watch(question: Question, level: Level, warehouse: Warehouse) -> Answer:
    """What an alert has to tell of the question's days; ``nothing_unusual`` is its error on most."""
    return _or_trouble(question, warehouse, lambda status: alert(question, level, warehouse, status))


def look_back(question: Question, warehouse: Warehouse) -> Mapping[Level, int] | Answer:
    """On how many of the question's days each sensitivity would have alerted, or why nobody knows."""
    return _or_trouble(question, warehouse, lambda status: would_have_fired(question, warehouse, status))


def counted_for(question: Question, warehouse: Warehouse) -> tuple[CountedTopic, ...] | Answer:
    """Every article that counts for each of the question's topics, or in words why nobody knows."""

    def listed(status: Status) -> tuple[CountedTopic, ...]:
        try:
            return counted(question, warehouse, status)
        except Unmatched as unknown:
            raise did_you_mean(question, unknown, warehouse, status) from unknown

    return _or_trouble(question, warehouse, listed)


def shuffled(months: int, seed: int, warehouse: Warehouse) -> Placebo | Answer:
    """How often something is said of the store's own days in random order, or why nobody knows."""
    question = Question("volume", ())
    return _or_trouble(question, warehouse, lambda status: placebo(warehouse, status, months, seed))


def _or_trouble(question: Question, warehouse: Warehouse, handle: Callable[[Status], _T]) -> _T | Answer:
    """What `handle` makes of what the warehouse holds, or in words why it cannot."""
    try:
        status = warehouse.status()
        if not status.articles or status.first_day is None:
            return _error(question, "empty_store", _TROUBLE["empty_store"])
        found = handle(status)
    except NotAnswerable as e:
        refused = _error(question, e.code, e.message, e.suggestions)
        return _as_sample(refused) if status.sample else refused
    except WarehouseError as e:
        text = _TROUBLE.get(e.reason, f"The news could not be read ({e.detail}). Try again in a moment.")
        refused = _error(question, e.reason, text)
        return replace(refused, provenance=Provenance(bytes_scanned=e.bytes_needed))
    return _as_sample(found) if status.sample and isinstance(found, Answer) else found


def _error(question: Question, code: Reason, message: str, suggestions: tuple[str, ...] = ()) -> Answer:
    return Answer(
        question=question, summary=message, suggestions=suggestions, error=code, provenance=Provenance()
    )


def _as_sample(of: Answer) -> Answer:
    """Made-up news says so before anything else."""
    return replace(
        of,
        summary=of.summary + wording.ALL_MADE_UP,
        caveats=(SAMPLE_NOTICE, *of.caveats),
        provenance=replace(of.provenance, sample=True),
    )
