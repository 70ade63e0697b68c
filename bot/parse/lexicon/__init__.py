"""What words do in a question, by language, as tables."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from importlib import import_module


@dataclass(frozen=True, slots=True)
class Lexicon:
    """`words` gives the tags of a word, `phrases` those of several words by their first: (rest, tag).

    `meant` says words of time and filters in English, `joining` the words for and and or.
    """

    words: Mapping[str, tuple[str, ...]]
    phrases: Mapping[str, tuple[tuple[tuple[str, ...], str], ...]]
    meant: Mapping[str, tuple[tuple[tuple[str, ...], str], ...]] = field(default_factory=dict)
    joining: Mapping[str, str] = field(default_factory=dict)
    language: str = "english"

    def without(self, word: str) -> Lexicon:
        """The same lexicon not knowing a word (nor a phrase that holds it)."""
        phrases = {
            first: kept
            for first, rests in self.phrases.items()
            if first != word and (kept := tuple(r for r in rests if word not in r[0]))
        }
        return replace(self, words={w: tags for w, tags in self.words.items() if w != word}, phrases=phrases)


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
    if language == "french":
        tables = {tag: " ".join(map(_apart, said.split())) for tag, said in tables.items()}
    if follows:
        tables["courtesy"] += " " + module.FOLLOW["courtesy"]
    meant = _phrases(getattr(module, "MEANT", {}))
    return replace(compiled(tables), meant=meant, joining=getattr(module, "JOINING", {}), language=language)


def _phrases(table: Mapping[str, str]) -> dict[str, tuple[tuple[tuple[str, ...], str], ...]]:
    """What words mean, by their first: (rest, meaning), the longest first."""
    found: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for said, meaning in table.items():
        first, *rest = _apart(said).split("_")
        found.setdefault(first, []).append((tuple(rest), meaning))
    return {first: tuple(sorted(rests, key=lambda r: -len(r[0]))) for first, rests in found.items()}


def _apart(phrase: str) -> str:
    """A phrase as its words are cut: ``l'année`` is two, so is ``est-il``; a word alone stays."""
    if "_" not in phrase and not phrase.startswith(("l'", "d'")):
        return phrase
    phrase = _ELIDED.sub(r"\1'_", phrase)
    return _INVERTED.sub(r"_\1", phrase)


_ELIDED = re.compile(r"(?<![^\W_])([ldjnsc]|qu)'(?=[^\W_])(?!est-ce)")
_INVERTED = re.compile(r"(?<=[a-z]{2})-(?:t-)?(il|elle|on|ils|elles)(?=_|$)")
