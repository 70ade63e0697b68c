"""A text cut into words and marks, each with its place in the text."""

from __future__ import annotations

import re
from dataclasses import dataclass

_PIECE = re.compile(r"\n|[^\s]+")
_OPENING = "([{<'\"¿¡"
_CLOSING = ")]}>'\",.;:?!…"
_ABBREVIATION = re.compile(
    r"(?:[A-Za-z]\.){2,}|vs?\.|no\.|st\.|dr\.|mr\.|mrs\.|inc\.|co\.|corp\.|ltd\.|a/s", re.I
)
_POSSESSIVE = re.compile(r"(?<=\w)(?:'s|s')$", re.I)
_DASHES = frozenset("-–—→")


@dataclass(frozen=True, slots=True)
class Token:
    """A word or a mark at `text[at:end]`; `low` is how tables know it."""

    text: str
    low: str
    at: int
    end: int
    mark: bool = False


def tokens(text: str) -> list[Token]:
    """The words and marks of a text; a line break is a mark of its own, so is a possessive ending."""
    found: list[Token] = []
    for piece in _PIECE.finditer(text):
        _split(piece[0], piece.start(), found)
    return found


def _split(piece: str, at: int, found: list[Token]) -> None:
    if piece == "\n" or piece in _DASHES:
        found.append(Token(piece, piece, at, at + len(piece), True))
        return
    start, end = 0, len(piece)
    while start < end and piece[start] in _OPENING:
        found.append(Token(piece[start], piece[start], at + start, at + start + 1, True))
        start += 1
    closing: list[Token] = []
    while end > start and piece[end - 1] in _CLOSING and not _ABBREVIATION.fullmatch(piece, start, end):
        if piece[end - 1] == ")" and "(" in piece[start:end]:
            break
        end -= 1
        closing.append(Token(piece[end], piece[end], at + end, at + end + 1, True))
    if start < end:
        word = piece[start:end]
        low = word.lower()
        for dash in "—–":
            if dash in word.strip(dash) and not any(c.isdigit() for c in word):
                left, right = word.split(dash, 1)
                _split(left, at + start, found)
                found.append(Token(dash, dash, at + start + len(left), at + start + len(left) + 1, True))
                _split(right, at + start + len(left) + 1, found)
                word = ""
                break
        if word:
            found.append(Token(word, low, at + start, at + end))
    found.extend(reversed(closing))
