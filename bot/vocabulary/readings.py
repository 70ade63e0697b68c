"""How a term is matched: the keys that stand for a person's words, in each kind of topic.

A word without a prefix is looked up in every kind at once, and the best reading that the data has is
counted: what the curated words of `aliases.tsv` mean; else the kind of name that most articles carry,
with the title's words. An article counts if any of the readings taken holds for it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path

from bot.question import KINDS, Kind, Word
from bot.vocabulary.lookups import countries_by_iso
from bot.vocabulary.titles import title_words

_ARTICLE = re.compile(r"^(?:the|an|a)\s+")
_PUNCTUATION = re.compile(r"[^\w\s]+")
_NAMES: tuple[Kind, ...] = ("person", "organization", "place", "name")
_THEME_PREFIX = re.compile(r"^(?:wb_\d+_|econ_|env_|tax_(?:econ_)?|ungp_|soc_|slfid_|epu_(?:cats_)?)")
_NEUTRAL: tuple[Kind, ...] = ("name", "title")
"""Kinds that hold words without saying what they name."""

AMBIGUOUS = 0.2
"""A name means two things where the second is in at least this share of the first's articles."""


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

    @property
    def kind(self) -> Kind:
        return self.keys[0].kind


@dataclass(frozen=True, slots=True)
class Choice:
    """The readings that are counted, strongest kind first, and other kinds that the word may mean.

    `others` has the articles of each such kind; where there are any, `readings` are of one kind alone.
    """

    readings: tuple[Reading, ...] = ()
    others: tuple[tuple[Kind, int], ...] = ()


@cache
def aliases() -> dict[str, tuple[Key, ...]]:
    """Everyday words and abbreviations → the keys that mean them, as curated in `aliases.tsv`."""
    text = Path(__file__).with_name("aliases.tsv").read_text("utf-8")
    out: dict[str, tuple[Key, ...]] = {}
    for line in text.splitlines():
        if line and not line.startswith("#"):
            words, _, meant = line.partition("\t")
            keys = tuple(_key(m.strip()) for m in meant.split(","))
            out |= dict.fromkeys((w.strip() for w in words.split(",")), keys)
    return out


def _key(written: str) -> Key:
    prefix, colon, topic = written.partition(":")
    kind = next((k for k in KINDS if k == prefix), None)
    return Key(kind, topic) if colon and kind else Key("theme", written)


@cache
def _everyday() -> dict[str, str]:
    """Themes → the first everyday word that means them alone."""
    out: dict[str, str] = {}
    for words, keys in aliases().items():
        if len(keys) == 1 and keys[0].kind == "theme":
            out.setdefault(keys[0].topic, words)
    return out


def label_of(kind: str, topic: str) -> str:
    """What a filed topic is called: ``wb_904_housing_markets`` is ``housing markets``."""
    if kind != "theme":
        return topic
    return _everyday().get(topic) or _THEME_PREFIX.sub("", topic).replace("_", " ")


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
    if not quoted and (curated := _curated(word, names)):
        return curated
    readings: list[Reading] = []
    if word.kind == "theme" or (word.kind is None and not quoted):
        readings += [_theme(n) for n in names[-1:]]
    readings += [_reading(kind, n) for kind in _NAMES if word.kind in (None, kind) for n in names]
    if word.kind in (None, "title") and (phrase := _phrase(word.text)):
        readings.append(phrase)
    return tuple(dict.fromkeys(readings))


def _curated(word: Word, names: Sequence[str]) -> tuple[Reading, ...]:
    """Curated themes with the titles that have the words; or institutions and places by all their names."""
    keys = next((aliases()[n] for n in names if n in aliases()), ())
    if word.kind:
        keys = tuple(k for k in keys if k.kind == word.kind)
        return tuple(_reading(k.kind, k.topic) for k in keys)
    readings = [_reading(k.kind, k.topic) for k in keys]
    named = [k.topic for k in keys if k.kind != "theme"]
    readings += [_reading("name", n) for n in named]
    phrases = [_phrase(n) for n in (named or [word.text])] if keys else []
    return tuple(dict.fromkeys([*readings, *(p for p in phrases if p)]))


def existing(readings: Iterable[Reading], articles: Mapping[Key, int]) -> tuple[Reading, ...]:
    """Those readings whose keys the data all has."""
    return tuple(r for r in readings if articles.keys() >= set(r.keys))


def choose(word: Word, readings: Iterable[Reading], articles: Mapping[Key, int]) -> Choice:
    """The best reading of a word, given the articles of the keys that the data has.

    A name that is both (say) a place and a person is read as what more articles carry, and only as
    that: titles would mix the two. A country's name is a place, whatever else it was taken for.
    """
    held = existing(readings, articles)
    if word.kind or set(spellings(word.text)) & aliases().keys():
        return Choice(held)
    counts: dict[Kind, int] = {}
    for r in held:
        if r.kind not in _NEUTRAL:
            counts[r.kind] = max(counts.get(r.kind, 0), min(articles[k] for k in r.keys))
    if not counts:
        return Choice(held)
    country = "place" in counts and bool(set(spellings(word.text)) & set(countries_by_iso().values()))
    first = "place" if country else max(counts, key=lambda kind: counts[kind])
    others = tuple(
        (kind, n)
        for kind, n in sorted(counts.items(), key=lambda item: -item[1])
        if kind != first and n >= AMBIGUOUS * counts[first] and not (country and kind == "organization")
    )
    kept = {first} if others else {first, *_NEUTRAL}
    return Choice(tuple(r for r in held if r.kind in kept), others)


def _theme(words: str) -> Reading:
    """Themes are written with underscores."""
    return _reading("theme", re.sub(r"[\s-]+", "_", words))


def _reading(kind: Kind, topic: str) -> Reading:
    return Reading(f"{kind}:{topic}", (Key(kind, topic),))


def _phrase(text: str) -> Reading | None:
    words = title_words(_ARTICLE.sub("", text.lower().strip()) or text)
    if not words:
        return None
    topics = words if len(words) == 1 else [f"{a} {b}" for a, b in pairwise(words)]
    keys = tuple(Key("title", t) for t in dict.fromkeys(topics))
    return Reading(f'title:"{" ".join(words)}"', keys)
