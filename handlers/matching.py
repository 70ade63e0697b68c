"""A topic as asked → what of it the data has: the readings taken, and what else its words can mean."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from bot.question import Options, Question, Topic, Word, read_term
from bot.question import Term as Asked
from bot.vocabulary.lookups import countries_by_iso
from bot.vocabulary.meanings import parts_of
from bot.vocabulary.readings import (
    Choice,
    Key,
    Reading,
    candidates,
    choose,
    existing,
    is_curated,
    spellings,
)
from bot.words import readings as told
from handlers.data import Found, Reader, Term
from handlers.refusals import NotAnswerable, Unmatched

PLACES_TOO = 0.1
"""Where a second country has this part of the articles of the first, places of one name are told apart."""


_LONGEST_SURNAME = 3
"""Words of a surname, such as ``von der leyen``."""


@dataclass(frozen=True, slots=True)
class _Wanted:
    """A term as asked, with the readings that each of its words can have.

    `parts` are what a term of several words is made of, where it can be read so: a country and a theme, say,
    that occur together. They are `known` as far as they are meanings or countries.
    """

    asked: Asked
    words: tuple[tuple[Word, tuple[Reading, ...]], ...]
    parts: tuple[_Wanted, ...] = ()
    known: tuple[bool, ...] = ()

    @property
    def surnames(self) -> tuple[str, ...]:
        """The surnames that the words may be; of a longer name (John Smith) no word is one by itself."""
        parts = self.parts if any(self.known) else ()
        own = () if self.asked.excluded else (n for word, _ in self.words for n in _surnames(word))
        return (*own, *(n for part in parts for n in part.surnames))


@dataclass(frozen=True, slots=True)
class _Matched:
    """What the data has of a term: nothing, or its readings; what to tell, and its other meanings."""

    terms: tuple[Term, ...]
    notes: tuple[str, ...]
    instead: tuple[tuple[str, tuple[str, ...]], ...] = ()


def find(reader: Reader, topic: Topic, question: Question, start: date, end: date) -> Found:
    """The readings of a topic that the data has between these days. Raises NotAnswerable."""
    terms = [_wanted(read_term(t), question.phrases) for t in topic]
    if all(t.asked.excluded for t in terms):
        raise NotAnswerable(
            "only_exclusions",
            "There are only words to leave out. Name what the news should be about as well.",
            ("sentiment on inflation last 30 days",),
        )
    country = _country(reader.options)
    articles = _articles(reader, terms, country, start, end)
    matched = [_matched(t, articles) for t in terms]
    for term, found in zip(terms, matched, strict=True):
        if not found.terms and not term.asked.excluded:
            raise Unmatched(str(term.asked), start, end)
    placed = (_placed(country, articles, reader.options),) if country else ()
    return Found(
        (*(term for m in matched for term in m.terms), *placed),
        tuple(note for m in matched for note in m.notes),
        tuple(other for m in matched for other in m.instead),
    )


def _wanted(asked: Asked, phrases: tuple[str, ...]) -> _Wanted:
    words = tuple((w, candidates(w, quoted=w.text in phrases)) for w in asked.any_of)
    (word, *more) = asked.any_of
    if asked.excluded or more or word.kind or word.text in phrases or is_curated(word):
        return _Wanted(asked, words)
    parts = parts_of(word.text)
    wanted = tuple(_wanted(Asked((Word(p.text),)), phrases) for p in parts)
    return _Wanted(asked, words, wanted, tuple(p.known for p in parts))


def _is_whole(term: _Wanted, articles: Mapping[Key, int]) -> bool:
    """Whether a term is read as one name: nothing else can be made of it, or the news has such a name.

    A country and a theme are never one name for being written together somewhere; words of which none has a
    meaning are one wherever they stand side by side.
    """
    if not term.parts:
        return True
    ((_, readings),) = term.words
    held = {r.kind for r in existing(readings, articles)}
    if all(term.known):
        return bool(held & {"theme", "person", "organization", "place"})
    return bool(held - {"title"} if any(term.known) else held)


def _country(options: Options) -> tuple[Reading, ...]:
    """The country that the news is to be about, as a place."""
    if not options.geo:
        return ()
    name = countries_by_iso().get(options.geo.upper(), options.geo.lower())
    return (Reading(f"place:{name}", (Key("place", name),)),)


def _articles(
    reader: Reader, terms: list[_Wanted], country: tuple[Reading, ...], start: date, end: date
) -> dict[Key, int]:
    """The articles of all that the words can mean, in one query, full names of places included."""
    every = [t for whole in terms for t in (whole, *whole.parts)]
    readings = [r for t in every for _, candidates in t.words for r in candidates]
    names = [n for t in every if not t.asked.excluded for w, _ in t.words for n in _place_names(w)]
    surnames = [n for t in terms for n in t.surnames]
    keys = [k for r in (*readings, *country) for k in r.keys]
    return reader.articles_of(keys, start, end, names, list(dict.fromkeys(surnames)))


def _matched(term: _Wanted, articles: Mapping[Key, int]) -> _Matched:
    if term.asked.excluded:
        return _excluded(term, articles)
    if _is_whole(term, articles):
        return _included(term, articles)
    parts = [_included(p, articles) for p in term.parts]
    if not all(p.terms for p in parts):
        return _Matched((), ())
    phrase = existing([r for r in term.words[0][1] if r.kind == "title"], articles)
    return _Matched(
        tuple(t for p in parts for t in p.terms),
        (told.read_together(str(term.asked), [str(p.asked) for p in term.parts]),),
        ((str(term.asked), (f"title:{term.asked}",)),) if phrase else (),
    )


def _included(term: _Wanted, articles: Mapping[Key, int]) -> _Matched:
    choices = [(w, choose(w, readings, articles)) for w, readings in term.words]
    notes = list(_nothing([w for w, c in choices if not c.readings], "was found in the news of these days"))
    instead: list[tuple[str, tuple[str, ...]]] = []
    for word, choice in choices:
        note, others = _meanings(word, choice, articles)
        notes += [note] if note else []
        # One of several alternatives is told apart in words only.
        instead += [(str(term.asked), other) for other in others if len(choices) == 1]
    return _Matched(_taken(False, [c.readings for _, c in choices]), tuple(notes), tuple(instead))


def _excluded(term: _Wanted, articles: Mapping[Key, int]) -> _Matched:
    held = [(w, existing(readings, articles)) for w, readings in term.words]
    notes = _nothing([w for w, readings in held if not readings], "was found to leave out")
    return _Matched(_taken(True, [readings for _, readings in held]), notes)


def _taken(excluded: bool, readings: list[tuple[Reading, ...]]) -> tuple[Term, ...]:
    distinct = tuple(dict.fromkeys(r for of_word in readings for r in of_word))
    return (Term(excluded, distinct),) if distinct else ()


def _nothing(words: list[Word], was_found: str) -> tuple[str, ...]:
    names = " or ".join(f"“{w.text}”" for w in words)
    return (f"Nothing called {names} {was_found}.",) if words else ()


def _placed(country: tuple[Reading, ...], articles: Mapping[Key, int], options: Options) -> Term:
    places = existing(country, articles)
    if not places:
        raise NotAnswerable(
            "no_coverage",
            f"No article of these days mentions a place in {options.geo}. "
            "Leave out the place, or ask about more days.",
        )
    return Term(False, places)


def _place_names(word: Word) -> tuple[str, ...]:
    """The name of which the full names of places are wanted; a full name has none."""
    names = spellings(word.text)
    asked = word.kind in (None, "place") and names and "," not in word.text
    return names[:1] if asked else ()


def _surnames(word: Word) -> tuple[str, ...]:
    """The surname that a bare word may be; what has a meaning of its own, or is a country, is none."""
    names = spellings(word.text)
    if word.kind or not names or is_curated(word) or names[-1] in countries_by_iso().values():
        return ()
    return names[-1:] if len(names[-1].split()) <= _LONGEST_SURNAME else ()


def _meanings(
    word: Word, choice: Choice, articles: Mapping[Key, int]
) -> tuple[str, tuple[tuple[str, ...], ...]]:
    """What an ambiguous name was counted as, in a sentence, and the terms that say what else it can be."""
    name = word.text.lower()
    if choice.others:
        terms = tuple((f"{key.kind}:{key.topic}",) for key, _ in choice.others)
        taken = choice.readings[0].keys[0]
        others = [(key.kind, key.topic, n) for key, n in choice.others]
        return told.read_as(word.text, (taken.kind, taken.topic), others), terms
    if Key("place", name) not in {k for r in choice.readings for k in r.keys}:
        return "", ()
    places = _places_called(name, articles)
    most = max((n for _, n, _ in places), default=0)
    kept = sorted((p for p in places if p[1] >= PLACES_TOO * most), key=lambda p: -p[1])
    if len(kept) < 2:
        return "", ()
    where = told.several_places(word.text, [(country, n) for country, n, _ in kept])
    return where, tuple(terms for _, _, terms in kept)


def _places_called(name: str, articles: Mapping[Key, int]) -> list[tuple[str, int, tuple[str, ...]]]:
    """The countries with a place of this name, or that are called so: articles, and the terms that say it."""
    regions: dict[str, tuple[int, str]] = {}
    for key, n in articles.items():
        if key.kind == "place" and key.topic.startswith(f"{name}, "):
            country = key.topic.rpartition(", ")[2]
            regions[country] = max(regions.get(country, (0, "")), (n, key.topic))
    places: dict[str, tuple[str, int, tuple[str, ...]]] = {
        country: (country, n, (f"place:{full}",)) for country, (n, full) in regions.items()
    }
    if name in countries_by_iso().values():
        left = articles[Key("place", name)] - sum(n for n, _ in regions.values())
        others = tuple(f"-place:{full}" for _, full in regions.values())
        places[name] = (name, left, (f"place:{name}", *others))
    return list(places.values())
