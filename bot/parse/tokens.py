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
_ELIDED = re.compile(r"(?:[ldjnsc]|qu)'(?=\w)(?!est-ce)", re.I)
_INVERTED = re.compile(r"(?<=\w\w)-(?:t-)?(il|elle|on|ils|elles|tu|nous|je)$", re.I)
_SMALL_WORDS = frozenset("on in the of for about to a and is are was last since this from vs".split())
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
    """The words and marks of a text; a line break is a mark of its own."""
    found: list[Token] = []
    for piece in _PIECE.finditer(text):
        _split(piece[0], piece.start(), found)
    return found


def without_elisions(found: list[Token]) -> list[Token]:
    """French words with what they lean on apart: ``l'inflation`` is ``l'`` and ``inflation``."""
    out: list[Token] = []
    for token in found:
        turned = None if token.mark else _INVERTED.search(token.text)
        if turned:
            cut = token.at + turned.start()
            out += [
                *without_elisions(
                    [Token(token.text[: turned.start()], token.low[: turned.start()], token.at, cut)]
                ),
                Token(turned[1], turned[1].lower(), token.end - len(turned[1]), token.end),
            ]
            continue
        m = None if token.mark else _ELIDED.match(token.text)
        if m is None:
            out.append(token)
            continue
        cut = token.at + m.end()
        out += [
            Token(m[0], m[0].lower(), token.at, cut),
            Token(token.text[m.end() :], token.low[m.end() :], cut, token.end),
        ]
    return out


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


def is_cased(tokens: list[Token]) -> bool:
    """Whether capitals tell names apart: not where all or nearly all words have them."""
    words = [t.text for t in tokens if t.text[0].isalpha()]
    small = sum(w[0].islower() for w in words)
    if not small and words:
        return any(w[1:] != w[1:].upper() for w in words) and not any(
            w.lower() in _SMALL_WORDS for w in words[1:]
        )
    if sum(w[0].islower() and w[1:] != w[1:].lower() for w in words) * 2 > len(words):
        return False
    return small * 4 >= len(words) and small > 0
