"""Which action a reading asks for, by what its words say of it."""

from __future__ import annotations

from bot.actions import ASKED
from bot.parse import schedule
from bot.parse.grammar import CODES
from bot.question import Action

_GIVEN_ACTIONS = ("sentiment", "volume", "compare", "trends", "related", "articles")
_PRIORITY = (("E", "related"), ("G", "trends"), ("C", "compare"), ("S", "sentiment"), ("s", "sentiment"), ("V", "volume"),
             ("N", "articles"), ("v", "volume"), ("w", "articles"), ("n", "articles"), ("g", "trends"), ("d", "sentiment"), ("u", "volume"), ("m", "sentiment"))  # fmt: skip
_PLAIN = tuple((CODES[action], action) for action in ASKED if action not in _GIVEN_ACTIONS)
_WHICH = frozenset(
    "who's whos what's whats vem vilken vilka vad är har wer welche welcher was ist hat qui quel quelle est-ce est a which who what whose is are was were do does did has have had".split()
)


def is_choice(lows: list[str], clues: str, parts: list[str]) -> bool:
    """Whether the text asks which of several: ``who is covered more, A or B``."""
    alternatives = any(" or " in f" {p.lower()} " for p in parts)
    asked = any(low in _WHICH for low in lows) or "q" in clues
    return alternatives and asked and not any(" OR " in p for p in parts)


def action_of(
    clues: str,
    given: Action | None,
    command: str | None,
    choosing: bool,
    zones: int,
    lows: list[str],
    held: bool = False,
) -> Action | None:
    if "D" in clues or command == "digest":
        return _digest_action(clues, lows, command)
    if given is not None and command != "news":
        return given
    if (choosing or ("b" in clues and zones > 1)) and "G" not in clues and "E" not in clues:
        return "compare"
    if "q" in clues and "than" in lows and held and not set("GE") & set(clues):
        return "compare"
    if set("qp") & set(clues) and set("nw") & set(clues) and not set("SsVN") & set(clues):
        return "volume"
    if "q" in clues and set("Vv") & set(clues) and zones > 1:
        return "compare"
    if command == "news" and set("nNw") & set(clues):
        clues = clues.replace("v", "")
    spoken: Action | None = next((action for code, action in (*_PLAIN, *_PRIORITY) if code in clues), None)  # type: ignore[misc]
    return spoken or given or ("compare" if zones > 1 else None)


def _digest_action(clues: str, lows: list[str], command: str | None) -> Action:
    text = " ".join(lows)
    if schedule.LISTS.search(text) or (command == "digest" and text in ("list", "show", "")):
        return "digest-list"
    if "X" in clues or "unsubscribe" in text or "unfollow" in text:
        return "digest-remove"
    return "digest-subscribe"
