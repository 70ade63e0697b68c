"""What is counted for a question's topics: every article, with the parts of the reading that it carries."""

from __future__ import annotations

from collections.abc import Set
from itertools import groupby
from operator import itemgetter

from bot.counted import CountedArticle, CountedTopic
from bot.question import Question, Topic, topic_label
from bot.sources.warehouse import Status, Warehouse
from handlers.data import Found, Reader
from handlers.matching import find
from handlers.refusals import NotAnswerable
from handlers.window import window


def counted(question: Question, warehouse: Warehouse, status: Status) -> tuple[CountedTopic, ...]:
    """Each topic in turn, its articles in order of days. Raises NotAnswerable."""
    if not question.topics:
        raise NotAnswerable("no_topic", "Name a topic, as in “inflation last 7 days”.")
    w = window(question, status)
    reader = Reader(warehouse, question.options)

    def of(topic: Topic) -> CountedTopic:
        found = find(reader, topic, question, w.start, w.end)
        rows = reader.matches("counted_articles", found, w.start, w.end)
        articles = tuple(
            CountedArticle(day, id, url, title, _parts(found, {int(r["key_number"]) for r in of_page}))
            for (day, id, url, title), of_page in groupby(rows, itemgetter("day", "id", "url", "title"))
        )
        return CountedTopic(topic_label(topic), w.start, w.end, found.matched, found.notes, articles)

    return tuple(of(topic) for topic in question.topics)


def _parts(found: Found, carried: Set[int]) -> tuple[str, ...]:
    """The readings all of whose keys, numbered as in `found`, are carried."""
    keys = {found.keys[number] for number in carried}
    readings = (r for term in found.terms if not term.excluded for r in term.readings)
    return tuple(dict.fromkeys(r.label for r in readings if keys >= set(r.keys)))
