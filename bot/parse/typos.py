"""Misspelt words of the grammar; words of a topic are never touched."""

from __future__ import annotations

from bot.parse.lexicon import Lexicon

_SHORTEST = 4
_TAGS = frozenset(
    "sentiment volume coverage articles news trends trend related compare against digest anchor request media greeting courtesy".split()
)


class Speller:
    """Finds the word of a lexicon that somebody meant: one letter more, less, other, or two swapped."""

    def __init__(self, lexicon: Lexicon, also: tuple[str, ...] = ()) -> None:
        self._near: dict[str, list[str]] = {}
        known = [w for w, tags in lexicon.words.items() if w.isalpha() and _TAGS.intersection(tags)]
        for word in (*known, *also):
            if len(word) >= _SHORTEST:
                for key in {word, *_shorter(word)}:
                    self._near.setdefault(key, []).append(word)

    def nearest(self, word: str) -> str | None:
        """The one word that is meant, or None. Short words have to agree in their first letter and in length."""
        found = {
            w for key in (word, *_shorter(word)) for w in self._near.get(key, ()) if self._close(word, w)
        }
        return min(found, key=lambda w: (abs(len(w) - len(word)), w)) if found else None

    @staticmethod
    def _close(word: str, known: str) -> bool:
        if word[0] != known[0] or distance(word, known) > 1:
            return False
        # A plural or another form of a word is a word of its own.
        stem = known.rstrip("s")
        if word.rstrip("s") == stem or word in (f"{known}d", f"{known}r", f"{known}y", f"{stem}ed"):
            return False
        return (
            len(known) >= 6
            or (sorted(word) == sorted(known))
            or (
                len(word) == len(known)
                and len(known) >= 4
                and word[-1] != known[-1]
                and known in ("news", "tone")
            )
        )


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
