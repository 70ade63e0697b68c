"""The articles behind the numbers."""

from __future__ import annotations

from bot.answer import Answer
from bot.question import Question, topic_label
from bot.sources.warehouse import Status, Warehouse
from bot.words.claims import fitted
from bot.words.format import counted, span_text
from handlers import suggestions
from handlers.data import Reader
from handlers.finish import read_from
from handlers.matching import find
from handlers.window import window

MOST = 10


def articles(question: Question, warehouse: Warehouse, status: Status) -> Answer:
    """The most copied stories of the timeframe, one article of each. Raises NotAnswerable."""
    w = window(question, status)
    reader = Reader(warehouse, question.options)
    topic = question.topics[0]
    label = topic_label(topic)
    found = find(reader, topic, question, w.start, w.end)
    # More than are shown, for which of those with as many copies are the newest is seen when they are read.
    stories = reader.stories(found, w.start, w.end, 3 * MOST)
    [articles] = reader.articles([stories[: 3 * MOST]])
    listed = articles[:MOST]
    when = span_text(w.start, w.end)
    summary = (
        f"The {counted(len(listed), 'story')} on {label} over {when} that most sites carried, "
        "the newest first among equals."
        if listed
        else f"No article over {when} matches {label} as asked; try more days or fewer filters."
    )
    return Answer(
        question=question,
        headline=fitted("Top stories on " if listed else "No articles on ", label, ""),
        summary=summary,
        alt_text=f"A list of {counted(len(listed), 'article')} on {label}, {when}.",
        articles=listed,
        caveats=(*w.caveats, *found.notes),
        suggestions=(
            *suggestions.meanings(question, (found,)),
            *suggestions.beside(question, "sentiment", 30),
            *suggestions.beside(question, "volume", 90),
        )[: suggestions.MOST],
        provenance=read_from(reader, status, found.matched),
    )
