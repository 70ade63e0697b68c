"""The articles behind the numbers."""

from __future__ import annotations

from typing import Literal

from bot.answer import Answer
from bot.question import Question, topic_label
from bot.sources.warehouse import Status, Warehouse
from bot.words.claims import fitted
from bot.words.format import counted, span_text
from handlers import suggestions
from handlers.data import Found, Reader, Story
from handlers.finish import read_from
from handlers.matching import find
from handlers.window import Window, window

MOST = 10


def articles(question: Question, warehouse: Warehouse, status: Status) -> Answer:
    """The most copied stories of the timeframe, one article of each. Raises NotAnswerable."""
    w = window(question, status)
    reader = Reader(warehouse, question.options)
    topic = question.topics[0]
    label = topic_label(topic)
    found = find(reader, topic, question, w.start, w.end)
    order = question.options.order
    if order:
        return _by_tone(question, reader, found, w, order, status)
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


def _by_tone(
    question: Question,
    reader: Reader,
    found: Found,
    w: Window,
    order: Literal["negative", "positive"],
    status: Status,
) -> Answer:
    """The stories with the lowest or the highest tone, one article of each, of pages that were read."""
    label, when = topic_label(question.topics[0]), span_text(w.start, w.end)
    shape = {"top": order == "positive", "most": 3 * MOST}
    rows = reader.matches("tone_ends", found, w.start, w.end, shape=shape)
    [read] = reader.articles([[Story(r["article_id"], r["day"], int(r["articles"])) for r in rows]])
    toned = sorted(((a.tone, a) for a in read if a.tone is not None), key=lambda x: (x[0], x[1].url))
    if order == "positive":
        toned.reverse()
    distinct = {a.title.casefold(): a for _, a in reversed(toned)}
    listed = tuple(a for _, a in toned if distinct[a.title.casefold()] is a)[:MOST]
    summary = (
        f"The {counted(len(listed), 'story')} on {label} over {when} with the "
        f"{'highest' if order == 'positive' else 'lowest'} tone, one article of each."
        if listed
        else f"No article over {when} on {label} has a tone; try more days or fewer filters."
    )
    return Answer(
        question=question,
        headline=fitted(f"Most {order} articles on " if listed else "No toned articles on ", label, ""),
        summary=summary,
        alt_text=f"A list of {counted(len(listed), 'article')} on {label}, {when}.",
        articles=listed,
        caveats=(
            "Tone counts kind and harsh words: of a single article it says little. Pages that GDELT did not "
            "read have none and are left out.",
            *w.caveats,
            *found.notes,
        ),
        suggestions=(
            *suggestions.meanings(question, (found,)),
            *suggestions.beside(question, "sentiment", 30),
        )[: suggestions.MOST],
        provenance=read_from(reader, status, found.matched),
    )
