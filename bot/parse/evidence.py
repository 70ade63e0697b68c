"""Whether a text asks for news at all: nothing is looked for without a word that says so."""

from __future__ import annotations

from typing import Literal

from bot.actions import ASKED
from bot.parse.grammar import CODES
from bot.parse.parts import Parts

STRONG = frozenset("SVNGECD") | {CODES[action] for action in ASKED if action in CODES}
"""Clues that by themselves show what is wanted."""
_LONGEST_NAME = 6

_TYING = frozenset(("on", "about", "for", "of", "around", "towards"))

Verdict = Literal["search", "ask", "nothing"]


def verdict(read: Parts) -> Verdict:
    """What to do with a text that no command stands before.

    "search": an action, or a bare name (with a timeframe, a filter), or a name that one asks to see. "ask": a name with
    words around it that say something nobody here understands. "nothing": talk, orders, advice.
    """
    if "A" in read.clues or not read.substantial:
        return "nothing"
    strong = STRONG & set(read.clues)
    if read.ordered and not (read.anchored and (strong or read.asked)):
        return "nothing"
    if "T" in read.clues and not strong:
        return "nothing"
    if (read.action or "").startswith("digest"):
        return "search"
    if read.strangers and not read.owned and (strong or read.anchored or read.requested):
        return "ask"
    if strong or (read.action == "compare" and len(read.topics) > 1):
        return "search"
    if any(len(term.split()) > _LONGEST_NAME for topic in read.topics for term in topic):
        return "nothing"
    if not read.topics:
        return "nothing"
    if "by" in read.options or "order" in read.options:
        return "search"
    weak = bool(set("svnwgmqdu") & set(read.clues))
    if read.owned and not set("vn") & set(read.clues):
        return "nothing"
    tied = read.anchored or read.tied
    if (
        weak
        and (tied or read.asked or not read.framed)
        and (not read.personal or (tied and set("vn") & set(read.clues)))
    ):
        return "search"
    if read.personal:
        return "nothing"
    if read.skipped or (weak and read.framed):
        return "ask" if read.anchored or read.asked or read.requested else "nothing"
    if read.requested and read.action is None and any(_held(term) for topic in read.topics for term in topic):
        return "ask"
    if read.action is None and any(_strange_request(term) for topic in read.topics for term in topic):
        return "ask"
    return "search" if not read.framed or read.requested else "nothing"


def _held(term: str) -> bool:
    """Whether a term is something of another: "the blorp on bitcoin" may be a topic, or a wish and its topic."""
    return not _TYING.isdisjoint(term.lower().split()[1:-1])


def _strange_request(term: str) -> bool:
    """Whether a term reads as a wish and a name: "mood around Kone"; names are made with of."""
    words = term.split()
    return any(
        word in _TYING and word != "of" and words[n].islower() and words[n + 2][0].isupper()
        for n, word in enumerate(words[1:-1])
    )
