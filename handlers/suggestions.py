"""What to ask instead: of a word that nothing carries, and of a name that means several things.

Every text offered reads as the question that is meant: it is written in the parser's words and read back.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import timedelta

from bot.parse import parse
from bot.parse.unparse import text
from bot.question import Action, Question, Topic, read_term
from bot.sources.catalogue import DAYS, Entry, catalogue
from bot.sources.warehouse import Status, Warehouse, WarehouseError
from bot.vocabulary.readings import candidates, existing, label_of
from bot.words.format import listed
from handlers.data import Found, Reader
from handlers.help import EXAMPLES
from handlers.refusals import NotAnswerable, Unmatched, shown

logger = logging.getLogger(__name__)

MOST = 5
_TRIED = 12
"""Of what is alike, how much is looked up in the days asked about."""


def did_you_mean(
    question: Question, missing: Unmatched, warehouse: Warehouse, status: Status
) -> NotAnswerable:
    """The refusal of an unknown term, with up to five questions that have articles. Raises WarehouseError."""
    reader = Reader(warehouse, question.options)
    others = _also_missing(question, missing, reader)
    ways = [f"Nothing carries {shown(term)} either." for term in others]
    alike = {t: _alike(t, missing, reader, warehouse, status) for t in (missing.term, *others)}
    offers = _offers(question, alike)
    told = tuple(offers)
    longer = None if ways else _longer(question, missing, reader, status)
    if longer:
        ways.append(f"It is in the news of the last {DAYS} days.")
    if told:
        ways.append(f"Did you mean {listed([e.label for e in offers.values()], 'or')}?")
    told = (longer, *told) if longer else told
    if not told:
        told = EXAMPLES[:1]
        ways.append("Check the spelling, use a shorter or more usual name, or ask about more days.")
    return NotAnswerable(missing.code, " ".join((missing.message, *ways)), told[:MOST])


def _offers(question: Question, alike: Mapping[str, Sequence[Entry]]) -> dict[str, Entry]:
    """The question with what is `alike` in place of its unknown terms, by its text, and the first of them.

    Topics with a term that nothing is like are left out.
    """
    mended: Question | None = question
    for term, entries in alike.items():
        if not entries:
            mended = mended and _without(mended, term)
    first, *others = [term for term, entries in alike.items() if entries] or [""]
    for term in others:
        mended = mended and _replaced(mended, term, (alike[term][0].text,))
    said = {e: _instead(mended, first, (e.text,)) for e in alike.get(first, ())} if mended else {}
    return {text: e for e, text in said.items() if text}


def meanings(question: Question, found: Iterable[Found]) -> tuple[str, ...]:
    """The question in the other meanings of its ambiguous names, where there are any."""
    said = (_instead(question, term, terms) for f in found for term, terms in f.instead)
    return tuple(dict.fromkeys(s for s in said if s))[:MOST]


def beside(question: Question, action: Action, days: int, topic: Topic | None = None) -> tuple[str, ...]:
    """The topic (or all of them) asked about in another way, over the last days; one text, or none."""
    if question.today is None:
        return ()
    asked = replace(
        question,
        action=action,
        topics=(topic,) if topic else question.topics,
        start=question.today - timedelta(days - 1),
        end=question.today,
        baseline=None,
        options=replace(question.options, metric=None, granularity=None, chart=None),
    )
    said = _read_back(asked)
    return (said,) if said else ()


def _also_missing(question: Question, missing: Unmatched, reader: Reader) -> list[str]:
    """The other terms of the question that no article of the days carries."""
    terms = {str(t): t for topic in question.topics for t in map(read_term, topic) if not t.excluded}
    terms.pop(missing.term, None)
    readings = {said: [r for w in t.any_of for r in candidates(w)] for said, t in terms.items()}
    keys = [k for rs in readings.values() for r in rs for k in r.keys]
    held = reader.articles_of(keys, missing.start, missing.end)
    return [said for said, rs in readings.items() if not existing(rs, held)]


def _alike(
    term: str, missing: Unmatched, reader: Reader, warehouse: Warehouse, status: Status
) -> list[Entry]:
    """What in the catalogue is like the term and has articles in the days asked about."""
    try:
        topics = catalogue(warehouse, status)
    except WarehouseError as e:
        # Too dear or too slow to read: the refusal stands without it.
        logger.warning("no suggestions: %s", e.reason)
        return []
    words = [label_of("theme", w.text.lower()) if "_" in w.text else w.text for w in read_term(term).any_of]
    near = [e for w in words for e in topics.near(w, _TRIED)][:_TRIED]
    held = reader.articles_of([e.key for e in near], missing.start, missing.end)
    return [e for e in near if e.key in held][:MOST]


def _longer(question: Question, missing: Unmatched, reader: Reader, status: Status) -> str | None:
    """The question of more days, where the term is in the news of those."""
    today = question.today or status.last_day
    if today is None or missing.start <= (start := today - timedelta(DAYS - 1)):
        return None
    readings = [r for w in read_term(missing.term).any_of for r in candidates(w)]
    held = reader.articles_of([k for r in readings for k in r.keys], start, today)
    wider = replace(question, start=start, end=today, baseline=None)
    return _read_back(wider) if existing(readings, held) else None


def _instead(question: Question, term: str, instead: tuple[str, ...]) -> str | None:
    """The question with other terms in place of one, as a text; None if it cannot be said."""
    other = _replaced(question, term, instead)
    return _read_back(other) if other else None


def _without(question: Question, term: str) -> Question | None:
    """The question without the topics that have this term; None if there are no others."""
    topics = tuple(t for t in question.topics if term not in map(str, map(read_term, t)))
    alone = len(topics) == 1 and question.action == "compare"
    action: Action = "sentiment" if alone else question.action
    return replace(question, action=action, topics=topics) if topics else None


def _replaced(question: Question, term: str, instead: tuple[str, ...]) -> Question | None:
    """The question with other terms in place of one; None if two of its topics become the same."""
    topics = tuple(
        tuple(dict.fromkeys(t for old in topic for t in (instead if str(read_term(old)) == term else (old,))))
        for topic in question.topics
    )
    words = dict.fromkeys(w.text for topic in topics for t in topic for w in read_term(t).any_of)
    # A comma parts topics, unless it stands in quotation marks.
    phrases = tuple(w for w in words if w in question.phrases or "," in w)
    distinct = len(set(topics)) == len(topics)
    return replace(question, topics=topics, phrases=phrases) if distinct else None


def _read_back(question: Question) -> str | None:
    """The text of a question that reads as it; with its names in brackets if it must be."""
    if question.today is None:
        return text(question)
    for bracketed in (False, True):
        said = text(question, bracketed=bracketed)
        read = parse(said, "dm", None, question.today, "UTC")
        if isinstance(read, Question) and replace(read, phrases=()) == replace(question, phrases=()):
            return said
    return None
