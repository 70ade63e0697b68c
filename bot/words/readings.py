"""How a topic was read, in sentences: which meaning was counted, and what else the words may mean."""

from __future__ import annotations

from collections.abc import Sequence

from bot.words.format import counted, listed


def read_as(word: str, taken: tuple[str, str], others: Sequence[tuple[str, str, int]]) -> str:
    """What an ambiguous name was taken for, as (kind, name); `others` likewise with their articles."""
    also = listed([f"{_named(word, kind, name)} ({counted(n, 'article')})" for kind, name, n in others])
    counted_as = _named(word, *taken)
    return f"“{word}” is counted as {counted_as}; in the news of these days it is also {also}."


def read_together(asked: str, parts: Sequence[str]) -> str:
    """That words were counted where they occur together, not as a phrase."""
    return f"“{asked}” is counted where {listed([f'“{p}”' for p in parts])} occur together."


def several_places(word: str, countries: Sequence[tuple[str, int]]) -> str:
    """Where the places are that share a name; all of them were counted."""
    where = ", ".join(f"{country.title()} ({counted(n, 'article')})" for country, n in countries)
    return f"“{word}” names places in several countries, and all are counted: {where}."


def _named(word: str, kind: str, name: str) -> str:
    """``an organization``, or with its name where that is not the word itself: ``the person Joe Biden``."""
    if name == word.lower():
        return f"{'an' if kind[0] in 'aeiou' else 'a'} {kind}"
    return f"the {kind} {name.title()}"
