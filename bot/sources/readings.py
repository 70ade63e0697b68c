"""How a term is matched: the keys that stand for a person's words, in each kind of topic.

A word without a prefix is read in every kind at once (its themes, the exact name, the title's words);
an article counts if any of the readings that exist in the data holds for it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib import resources
from itertools import pairwise

from bot.ingest.titles import title_words
from bot.question import Kind, Word

_ARTICLE = re.compile(r"^(?:the|an|a)\s+")
_PUNCTUATION = re.compile(r"[^\w\s]+")
_NAMES: tuple[Kind, ...] = ("person", "organization", "place", "name")


@dataclass(frozen=True, slots=True)
class Key:
    """What a row of the store is filed under."""

    kind: Kind
    topic: str


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read a word: an article matches if it carries all the keys."""

    label: str
    keys: tuple[Key, ...]


@cache
def aliases() -> dict[str, tuple[str, ...]]:
    """Everyday words → the GKG themes that mean them."""
    text = resources.files("bot.sources").joinpath("aliases.tsv").read_text("utf-8")
    rows = (line.split("\t") for line in text.splitlines()[1:])
    return {words: tuple(themes.split(",")) for words, themes in rows}


@cache
def country_names() -> dict[str, str]:
    """ISO 3166-1 alpha-2 → the lower-case name under which places of the country are filed."""
    text = resources.files("bot.ingest.lookups").joinpath("countries.tsv").read_text("utf-8")
    rows = (line.split("\t") for line in text.splitlines()[1:])
    return {iso: name.lower() for _, iso, name in rows if iso}


def spellings(text: str) -> tuple[str, ...]:
    """A name as GKG may write it: lower case, with and without its article and its punctuation."""
    plain = " ".join(text.lower().split())
    bare = _ARTICLE.sub("", plain)
    both = (plain, bare)
    stripped = tuple(" ".join(_PUNCTUATION.sub(" ", t).split()) for t in both)
    return tuple(t for t in dict.fromkeys((*both, *stripped)) if t)


def candidates(word: Word, *, quoted: bool = False) -> tuple[Reading, ...]:
    """The readings a word can have, whether or not the data has them; a quoted word has no synonyms."""
    names = spellings(word.text)
    readings: list[Reading] = []
    if word.kind in (None, "theme"):
        themes = [] if quoted else [t for n in names for t in aliases().get(n, ())]
        if word.kind == "theme" or "_" in word.text:
            themes.append("_".join(word.text.lower().split()))
        readings += [_reading("theme", t) for t in themes]
    readings += [_reading(kind, n) for kind in _NAMES if word.kind in (None, kind) for n in names]
    if word.kind in (None, "title") and (phrase := _phrase(word.text)):
        readings.append(phrase)
    return tuple(dict.fromkeys(readings))


def existing(readings: Iterable[Reading], found: frozenset[Key]) -> tuple[Reading, ...]:
    """Those readings whose keys the data all has."""
    return tuple(r for r in readings if found.issuperset(r.keys))


def _reading(kind: Kind, topic: str) -> Reading:
    return Reading(f"{kind}:{topic}", (Key(kind, topic),))


def _phrase(text: str) -> Reading | None:
    words = title_words(_ARTICLE.sub("", text.lower().strip()) or text)
    if not words:
        return None
    topics = words if len(words) == 1 else [f"{a} {b}" for a, b in pairwise(words)]
    keys = tuple(Key("title", t) for t in dict.fromkeys(topics))
    return Reading(f'title:"{" ".join(words)}"', keys)
