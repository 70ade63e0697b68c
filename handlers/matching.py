"""A topic as asked → what of it the data has: the readings taken, and what else its words can mean."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from bot.question import Options, Question, Topic, Word, read_term
from bot.question import Term as Asked
from bot.vocabulary.lookups import countries_by_iso
from bot.vocabulary.readings import Choice, Key, Reading, candidates, choose, existing, spellings
from handlers import wording
from handlers.data import Found, Reader, Term
from handlers.refusals import NotAnswerable, Unmatched

PLACES_TOO = 0.1
"""Where a second country has this part of the articles of the first, places of one name are told apart."""


@dataclass(frozen=True, slots=True)
class _Wanted:
    """A term as asked, with the readings that each of its words can have."""

    asked: Asked
    words: tuple[tuple[Word, tuple[Reading, ...]], ...]


@dataclass(frozen=True, slots=True)
class _Matched:
    """What the data has of a term: its readings, what to tell, and the terms of its other meanings."""

    readings: tuple[Reading, ...]
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
    matched = [_excluded(t, articles) if t.asked.excluded else _included(t, articles) for t in terms]
    for term, found in zip(terms, matched, strict=True):
        if not found.readings and not term.asked.excluded:
            raise Unmatched(str(term.asked), start, end)
    taken = [Term(t.asked.excluded, m.readings) for t, m in zip(terms, matched, strict=True) if m.readings]
    if country:
        taken.append(_placed(country, articles, reader.options))
    return Found(
        tuple(taken),
        tuple(note for m in matched for note in m.notes),
        tuple(other for m in matched for other in m.instead),
    )


def _wanted(asked: Asked, phrases: tuple[str, ...]) -> _Wanted:
    return _Wanted(asked, tuple((w, candidates(w, quoted=w.text in phrases)) for w in asked.any_of))


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
    readings = [r for t in terms for _, candidates in t.words for r in candidates]
    names = [n for t in terms if not t.asked.excluded for w, _ in t.words for n in _place_names(w)]
    return reader.articles_of([k for r in (*readings, *country) for k in r.keys], start, end, names)


def _included(term: _Wanted, articles: Mapping[Key, int]) -> _Matched:
    choices = [(w, choose(w, readings, articles)) for w, readings in term.words]
    notes = list(_nothing([w for w, c in choices if not c.readings], "was found in the news of these days"))
    instead: list[tuple[str, tuple[str, ...]]] = []
    for word, choice in choices:
        note, others = _meanings(word, choice, articles)
        notes += [note] if note else []
        # One of several alternatives is told apart in words only.
        instead += [(str(term.asked), other) for other in others if len(choices) == 1]
    readings = tuple(dict.fromkeys(r for _, c in choices for r in c.readings))
    return _Matched(readings, tuple(notes), tuple(instead))


def _excluded(term: _Wanted, articles: Mapping[Key, int]) -> _Matched:
    held = [(w, existing(readings, articles)) for w, readings in term.words]
    notes = _nothing([w for w, readings in held if not readings], "was found to leave out")
    return _Matched(tuple(dict.fromkeys(r for _, readings in held for r in readings)), notes)


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


def _meanings(
    word: Word, choice: Choice, articles: Mapping[Key, int]
) -> tuple[str, tuple[tuple[str, ...], ...]]:
    """What an ambiguous name was counted as, in a sentence, and the terms that say what else it can be."""
    name = word.text.lower()
    if choice.others:
        terms = tuple((f"{kind}:{name}",) for kind, _ in choice.others)
        return wording.read_as(word.text, choice.readings[0].kind, choice.others), terms
    if Key("place", name) not in {k for r in choice.readings for k in r.keys}:
        return "", ()
    places = _places_called(name, articles)
    most = max((n for _, n, _ in places), default=0)
    kept = sorted((p for p in places if p[1] >= PLACES_TOO * most), key=lambda p: -p[1])
    if len(kept) < 2:
        return "", ()
    told = wording.several_places(word.text, [(country, n) for country, n, _ in kept])
    return told, tuple(terms for _, _, terms in kept)


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
