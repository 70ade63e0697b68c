"""What words do in a question, by language, as tables."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import import_module

GRAMMAR_TAGS = ("article", "function", "anchor", "preposition", "conjunction")


@dataclass(frozen=True, slots=True)
class Lexicon:
    """`words` gives the tags of a word, `phrases` those of several words by their first: (rest, tag)."""

    words: Mapping[str, tuple[str, ...]]
    phrases: Mapping[str, tuple[tuple[tuple[str, ...], str], ...]]

    def without(self, word: str) -> Lexicon:
        """The same lexicon not knowing a word (nor a phrase that holds it)."""
        phrases = {
            first: kept
            for first, rests in self.phrases.items()
            if first != word and (kept := tuple(r for r in rests if word not in r[0]))
        }
        return Lexicon({w: tags for w, tags in self.words.items() if w != word}, phrases)


def compiled(tables: Mapping[str, str]) -> Lexicon:
    """The lexicon of tables as they are written: a tag and its words, underscores within phrases."""
    words: dict[str, list[str]] = {}
    phrases: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for tag, said in tables.items():
        for entry in said.split():
            first, *rest = entry.split("_")
            if rest:
                phrases.setdefault(first, []).append((tuple(rest), tag))
            elif tag not in words.setdefault(entry, []):
                words[entry].append(tag)
    return Lexicon({w: tuple(t) for w, t in words.items()}, {f: tuple(r) for f, r in phrases.items()})


@cache
def lexicon(language: str, follows: bool = False) -> Lexicon:
    """The lexicon of a language: ``"english"``, ``"swedish"``, ``"german"`` or ``"french"``.

    With `follows`, as it is for a text that goes on with another: there "and" and "only" open.
    """
    module = import_module(f"bot.parse.lexicon.{language}")
    tables = module.GRAMMAR | module.FRAME
    if follows:
        tables["courtesy"] += " " + module.FOLLOW["courtesy"]
    return compiled(tables)
