"""Misspelt words of the grammar; words of a topic are never touched."""

from __future__ import annotations

from collections.abc import Iterable

from bot.parse.lexicon import Lexicon

_SHORTEST = 4
_LONG = 6
_TAGS = frozenset(
    "sentiment volume coverage articles news trends trend related compare against digest anchor request media greeting courtesy".split()
)
_SHORT_ONES = frozenset(("news", "tone"))
"""Short words that are so common here that one wrong letter at their end is read too."""


class Speller:
    """Known words, found by what is left of them without one letter."""

    def __init__(self, words: Iterable[str]) -> None:
        self._near: dict[str, list[str]] = {}
        for word in words:
            if len(word) >= _SHORTEST:
                for key in {word, *_shorter(word)}:
                    self._near.setdefault(key, []).append(word)

    def near(self, word: str) -> list[str]:
        """The known words that are one edit away: a letter more, less, other, or two swapped; the best first."""
        found = {
            w for key in (word, *_shorter(word)) for w in self._near.get(key, ()) if distance(word, w) <= 1
        }
        return sorted(found, key=lambda w: (len(w) != len(word), w)) if found else []


class FrameSpeller:
    """Finds the word of a lexicon's frame that somebody meant."""

    def __init__(self, lexicon: Lexicon) -> None:
        known = (w for w, tags in lexicon.words.items() if w.isalpha() and _TAGS.intersection(tags))
        self._speller = Speller(known)

    def nearest(self, word: str) -> str | None:
        """The one word that is meant, or None. Its first letter has to agree; a short one has to be an anagram."""
        return next((w for w in self._speller.near(word) if _meant(word, w)), None)


def _meant(word: str, known: str) -> bool:
    if word[0] != known[0]:
        return False
    # A plural or another form of a word is a word of its own.
    stem = known.rstrip("s")
    if word.rstrip("s") == stem or word in (f"{known}d", f"{known}r", f"{known}y", f"{stem}ed"):
        return False
    if len(known) >= _LONG or sorted(word) == sorted(known):
        return True
    return known in _SHORT_ONES and len(word) == len(known)


def _shorter(word: str) -> list[str]:
    return [word[:i] + word[i + 1 :] for i in range(len(word))]


def distance(a: str, b: str) -> int:
    """Edits from `a` to `b`, a swap of neighbours counting once."""
    before: list[int] = []
    row = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        last, before, row = before, row, [i]
        for j, y in enumerate(b, 1):
            row.append(min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (x != y)))
            if i > 1 and j > 1 and x == b[j - 2] and a[i - 2] == y:
                row[j] = min(row[j], last[j - 2] + 1)
    return row[-1]
