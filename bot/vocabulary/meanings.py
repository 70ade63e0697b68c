"""What everyday words mean: the curated table of meanings, and its words in other languages."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from bot.vocabulary.lookups import countries_as_written, countries_by_iso

_LONGEST = 5
"""Words of the longest meaning or country name that is looked for inside a longer topic."""
_MOST_WORDS = 6
"""Words of a topic that is still taken apart; longer ones are phrases."""
_SMALL = frozenset("a an and at by for from in of on or the to with".split())


@dataclass(frozen=True, slots=True)
class Meaning:
    """A row of `meanings.tsv`. `words` are what people type, the first is what the meaning is called.

    `counted` are keys as written there, such as ``econ_inflation``, ``title:job cuts`` or
    ``organization:ecb``; an article counts with any of them. `titles` are phrases of titles counted beside.
    """

    words: tuple[str, ...]
    counted: tuple[str, ...]
    titles: tuple[str, ...]


@cache
def meanings() -> dict[str, Meaning]:
    """Everyday English words and abbreviations, lower case → what they mean."""
    out: dict[str, Meaning] = {}
    for words, counted, titles in _rows("meanings.tsv"):
        meaning = Meaning(_parts(words), _parts(counted), () if titles == "-" else _parts(titles))
        out |= dict.fromkeys(meaning.words, meaning)
    return out


@cache
def translations() -> dict[str, Meaning]:
    """Words of other languages, lower case → what they mean; titles count with the word itself too."""
    out: dict[str, Meaning] = {}
    for _, words, english in _rows("translations.tsv"):
        of = meanings()[english]
        for word in _parts(words):
            if word not in meanings():
                out.setdefault(word, Meaning(of.words, of.counted, (*of.titles, word)))
    return out


def meaning_of(word: str) -> Meaning | None:
    """What a word means, in English or another language; `word` is lower case."""
    return meanings().get(word) or translations().get(word)


@cache
def countries_named() -> dict[str, str]:
    """Names, adjectives and abbreviations of countries, lower case → the name that places are filed under.

    ``swedish``, ``us`` and ``united states`` among them: how a longer topic names where it is about.
    """
    filed = countries_by_iso()
    out = {name: name for name in filed.values()}
    out |= {adjective: filed[iso] for adjective, iso in _rows("demonyms.tsv")}
    for iso, written in countries_as_written().items():
        out |= dict.fromkeys(written.split("|"), filed[iso])
    return out


@dataclass(frozen=True, slots=True)
class Part:
    """Words inside a longer topic; `known` where they are a meaning or a country."""

    text: str
    known: bool


def parts_of(text: str) -> tuple[Part, ...]:
    """What a topic of several words is made of, the longest meanings first; nothing for a single one.

    ``swedish housing market`` is ``swedish`` and ``housing market``, both known. Words that are no meaning
    stay together beside one, as in ``volvo recall`` and ``sweden``; where there is none, each stands alone.
    A name with a small word in it (``war on drugs``) is no such topic.
    """
    words = text.split()
    found: list[Part] = []
    at = 0
    while at < len(words):
        lengths = range(min(_LONGEST, len(words) - at), 0, -1)
        length = next((n for n in lengths if _known(words[at : at + n])), 0)
        said = " ".join(words[at : at + max(length, 1)])
        if not length and found and not found[-1].known:
            found[-1] = Part(f"{found[-1].text} {said}", False)
        else:
            found.append(Part(said, bool(length)))
        at += max(length, 1)
    unknown = [w for part in found if not part.known for w in part.text.split()]
    if any(w.lower() in _SMALL for w in unknown) or len(words) < 2 or len(words) > _MOST_WORDS:
        return ()
    if len(found) == 1:
        return () if found[0].known else tuple(Part(w, False) for w in unknown)
    return tuple(found)


def _known(words: list[str]) -> bool:
    said = " ".join(words).lower()
    return meaning_of(said) is not None or said in countries_named()


def _rows(name: str) -> list[list[str]]:
    text = Path(__file__).with_name(name).read_text("utf-8")
    return [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")]


def _parts(listed: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in listed.split(",") if part.strip())
