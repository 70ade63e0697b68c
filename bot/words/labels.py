"""Text from outside made fit to show, and what topics are called where a font lacks their letters.

Pure text, no font is opened: a message can so explain a stand-in without loading the drawing side.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from bot.answer import Answer

LABEL_LENGTH = 20

_UNDRAWABLE = re.compile(
    "[^ -~\u00a0-\u00ac\u00ae-\u02af\u0384-\u038a\u038c\u038e-\u03a1\u03a3-\u0525"
    "\u1e00-\u1efb\u2010-\u2027\u2030-\u203a\u20ac\u2192\u2212]+"
)
"""Runs of what DejaVu Sans, regular or bold, cannot draw: it has Latin, Greek and Cyrillic."""


_CONTROLS = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
"""Control characters, and the marks that can turn the reading direction of what follows."""


def printable(text: str) -> str:
    """`text` without characters that act on a terminal or turn the reading direction; lines stay."""
    return _CONTROLS.sub(" ", text)


def folded(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).split())


def drawable(text: str) -> bool:
    return not _UNDRAWABLE.search(folded(text))


def shorten(text: str, length: int) -> str:
    """At most `length` characters, ending in "…" where cut."""
    return text if len(text) <= length else text[: length - 1].rstrip() + "…"


def topics_of(answer: Answer) -> list[str]:
    """What the lines of a chart stand for: the terms searched for, or else the topics of the news."""
    if answer.searches and answer.searches.series:
        return [s.term for s in answer.searches.series]
    return [s.topic for s in answer.series]


def chart_labels(topics: Sequence[str]) -> tuple[str, ...]:
    """A label of at most 20 characters for each topic: its name, or ``topic 2`` where that has no glyphs."""
    return tuple(
        shorten(folded(t), LABEL_LENGTH) if drawable(t) else f"topic {i}" for i, t in enumerate(topics, 1)
    )


def drawn(text: str, topics: Sequence[str] = ()) -> str:
    """`text` with each topic that cannot be drawn replaced by its label, and "…" for what is left."""
    for topic, label in zip(topics, chart_labels(topics), strict=True):
        if not drawable(topic):
            text = text.replace(topic, label)
    return _UNDRAWABLE.sub("…", folded(text))
