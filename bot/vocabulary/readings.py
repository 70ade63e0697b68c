"""How a term is matched: the keys that stand for a person's words, in each kind of topic.

A word without a prefix is looked up in every kind at once, and the best reading that the data has is
counted: what the curated words of `meanings.tsv` mean; else the kind of name that most articles carry,
with the title's words where they name the same. An article counts if any of the readings taken holds for it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from bot.question import KINDS, Kind, Word
from bot.vocabulary.lookups import countries_by_iso
from bot.vocabulary.meanings import countries_named, meaning_of, meanings
from bot.vocabulary.titles import title_words

_ARTICLE = re.compile(r"^(?:the|an|a)\s+")
_PUNCTUATION = re.compile(r"[^\w\s]+")
_NAMES: tuple[Kind, ...] = ("person", "organization", "place", "name")
_THEME_PREFIX = re.compile(r"^(?:wb_\d+_|econ_|env_|tax_(?:econ_)?|ungp_|soc_|slfid_|epu_(?:cats_)?)")
_NEUTRAL: tuple[Kind, ...] = ("name", "title")
"""Kinds that hold words without saying what they name."""

AMBIGUOUS = 0.2
"""A name means two things where the second is in at least this share of the first's articles."""
_CLEAR = 0.6
"""A surname is one person's where that person has this part of the articles of all who carry it."""
_ELSEWHERE = 3
"""A word in this many times more titles than articles name what it stands for means something else there."""
_COMPANY = tuple("inc corp corporation company co plc group ab ag asa oyj se motor motors".split())
"""What GKG may write behind the name of a company."""


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
    """The readings that are counted, strongest kind first, and what else the word may mean.

    `others` are the other names that it has in the news, with their articles; where one of another kind is
    among them, `readings` are of one kind alone.
    """

    readings: tuple[Reading, ...] = ()
    others: tuple[tuple[Key, int], ...] = ()


@cache
def aliases() -> dict[str, tuple[Key, ...]]:
    """Everyday words and abbreviations → the keys that mean them, as curated in `meanings.tsv`."""
    keys = {id(m): tuple(map(_key, m.counted)) for m in meanings().values()}
    return {word: keys[id(m)] for word, m in meanings().items()}


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
    if word.kind in (None, "organization") and not quoted:
        readings += [_reading("organization", f"{names[-1]} {ending}") for ending in _COMPANY]
    if word.kind in (None, "title") and (phrase := _phrase(word.text)):
        readings.append(phrase)
    return tuple(dict.fromkeys(readings))


def _curated(word: Word, names: Sequence[str]) -> tuple[Reading, ...]:
    """Curated themes and titles; institutions and places by all their names; a country by its adjective."""
    meaning = next((m for n in names if (m := meaning_of(n))), None)
    if meaning is None:
        country = next((countries_named()[n] for n in names if n in countries_named()), None)
        # By its own name a country is looked for in every kind: Jordan is a surname too.
        adjective = country is not None and country not in names and word.kind in (None, "place")
        return _named([Key("place", country)]) if country and adjective else ()
    keys = tuple(map(_key, meaning.counted))
    if word.kind:
        return tuple(_reading(k.kind, k.topic) for k in keys if k.kind == word.kind)
    told = [r for k in keys if (r := _phrase(k.topic) if k.kind == "title" else _reading(k.kind, k.topic))]
    named = _named([k for k in keys if k.kind not in ("theme", "title")])
    return tuple(dict.fromkeys([*told, *named, *(p for t in meaning.titles if (p := _phrase(t)))]))


def _named(keys: Sequence[Key]) -> tuple[Reading, ...]:
    """The keys of an institution or a place, its names in lists of names, and in titles."""
    names = [_reading("name", k.topic) for k in keys]
    phrases = [p for k in keys if (p := _phrase(k.topic))]
    return (*(_reading(k.kind, k.topic) for k in keys), *names, *phrases)


def is_curated(word: Word) -> bool:
    """Whether the word has a meaning of its own, whatever the data holds."""
    return bool(not word.kind and _curated(word, spellings(word.text)))


def existing(readings: Iterable[Reading], articles: Mapping[Key, int]) -> tuple[Reading, ...]:
    """Those readings whose keys the data all has."""
    return tuple(r for r in readings if articles.keys() >= set(r.keys))


def choose(word: Word, readings: Iterable[Reading], articles: Mapping[Key, int]) -> Choice:
    """The best reading of a word, given the articles of the keys that the data has.

    A name that is both (say) a place and a person is read as what more articles carry, and only as
    that: titles would mix the two. A country's name is a place, whatever else it was taken for. A surname is
    the person of that name who is most in the news.
    """
    held = existing(readings, articles)
    if word.kind or is_curated(word):
        return Choice(held)
    titled = max((min(articles[k] for k in r.keys) for r in held if r.kind == "title"), default=0)
    people = [p for p in people_called(word.text, articles) if titled <= _ELSEWHERE * p.articles]
    named = _by_kind(held, articles)
    counts = {kind: n for kind, (n, _) in named.items()}
    if people and people[0].articles > counts.get("person", 0):
        counts["person"] = people[0].articles
        named["person"] = (people[0].articles, Key("person", people[0].name))
    if not counts:
        return Choice(held)
    country = "place" in counts and bool(set(spellings(word.text)) & set(countries_by_iso().values()))
    first = "place" if country else max(counts, key=lambda kind: counts[kind])
    others = [
        (named[kind][1], n)
        for kind, n in sorted(counts.items(), key=lambda item: -item[1])
        if kind != first and n >= AMBIGUOUS * counts[first] and not (country and kind == "organization")
    ]
    kept = {first} if others else {first, *_NEUTRAL}
    if titled > _ELSEWHERE * counts[first]:
        kept.discard("title")
    if named[first][1].topic.endswith(f" {spellings(word.text)[-1]}") and people:
        everybody = sum(p.articles for p in people)
        if people[0].articles < _CLEAR * everybody:
            kept.discard("title")
        namesakes = [p for p in people[1:] if p.articles >= AMBIGUOUS * people[0].articles]
        others += [(Key("person", p.name), p.articles) for p in namesakes]
        told = [Reading(f"person:{k.topic}", (k,)) for k in people[0].keys]
        return Choice((*told, *(r for r in held if r.kind in kept)), tuple(others))
    return Choice(tuple(r for r in held if r.kind in kept), tuple(others))


def _by_kind(held: Iterable[Reading], articles: Mapping[Key, int]) -> dict[Kind, tuple[int, Key]]:
    """Of each kind of name its most frequent key, with the articles of that."""
    counts: dict[Kind, tuple[int, Key]] = {}
    for r in held:
        if r.kind not in _NEUTRAL and (n := min(articles[k] for k in r.keys)) > counts.get(r.kind, (0,))[0]:
            counts[r.kind] = (n, r.keys[0])
    return counts


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody with a surname: the full name, the keys that GKG has for it, and their articles."""

    name: str
    keys: tuple[Key, ...]
    articles: int


_MOST_NAMES = 3


def people_called(surname: str, articles: Mapping[Key, int]) -> list[Person]:
    """Whom a surname names, most in the news first; ``president joe biden`` is ``joe biden``."""
    last = spellings(surname)[-1:]
    if not last:
        return []
    length = len(last[0].split()) + 1
    found: dict[str, list[tuple[int, Key]]] = {}
    for key, n in articles.items():
        if key.kind == "person" and key.topic.endswith(f" {last[0]}"):
            found.setdefault(" ".join(key.topic.split()[-length:]), []).append((n, key))
    people = []
    for name, keys in found.items():
        keys.sort(key=lambda item: (-item[0], item[1].topic))
        people.append(Person(name, tuple(k for _, k in keys[:_MOST_NAMES]), sum(n for n, _ in keys)))
    return sorted(people, key=lambda p: (-p.articles, p.name))


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
