"""What the store holds, and what in it a word that it does not hold may have meant."""

from __future__ import annotations

import threading
from bisect import bisect_left
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import islice
from math import log, log10, sqrt
from string import capwords

from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.question import Kind
from bot.sources.warehouse import Metered, Query, Status, Warehouse
from bot.vocabulary.readings import Key, aliases, label_of

DAYS = 90
MOST_KEYS = 200_000
_KINDS: dict[Kind, str] = {"title": "in titles", "name": "name"}
_LONGEST = 60
"""Letters of a text that are compared; longer ones are cut, so that none takes long."""
_MOST_WORDS = 8
_EMPTY = frozenset("a about after an and at by for from in of on or s the to with".split())
_POOR = 0.25
"""Less alike than this is not worth offering."""
_CONTINUED = 200
"""Of the names that begin with a text, how many are looked at."""
_LOOKED_AT = 4_000
"""Of the names that share a word, rarest words first, how many are looked at: common words tell little."""
_MISSPELLED = 3
"""Of the words that no name has, how many are compared by spelling."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A topic of the store, under the name that a person would use, with its articles of the last days.

    `text` is what asks for it when typed: the name, or the theme with its prefix where no word means it.
    """

    key: Key
    name: str
    text: str
    articles: int

    @property
    def label(self) -> str:
        """``Inflation (theme)``, ``Bank Of England (organization)``."""
        kind = self.key.kind
        name = self.name.capitalize() if kind in ("theme", "title") else capwords(self.name)
        return f"{name} ({_KINDS.get(kind, kind)})"


class Catalogue:
    """The most frequent topics, to be searched by spelling and by word."""

    def __init__(self, held: Iterable[tuple[Key, int]]) -> None:
        """From the keys of a store with their articles; a key without articles is left out."""
        articles = {key: n for key, n in held if n > 0}
        entries = [_entry(key, n) for key, n in articles.items()]
        # Of several kinds under one name the likeliest stands for all: what is typed is read in every kind.
        entries.sort(key=lambda e: (e.key.kind != "title", e.articles))
        said = {e.name: e for e in entries if len(e.name) > 2 or not e.name.isascii()}
        said |= _curated(articles)
        self.entries: tuple[Entry, ...] = tuple(dict.fromkeys(said.values()))
        self._said = sorted(said.items(), key=lambda item: item[0])
        self._by_length: dict[int, list[int]] = {}
        self._by_word: dict[str, list[int]] = {}
        for i, (name, _) in enumerate(self._said):
            self._by_length.setdefault(len(name), []).append(i)
            for word in _stems(name):
                self._by_word.setdefault(word, []).append(i)
        self._names = {n: [self._said[i][0] for i in ids] for n, ids in self._by_length.items()}

    def near(self, text: str, most: int = 5) -> tuple[Entry, ...]:
        """What is spelled like `text` or shares its telling words, the likeliest first."""
        said = " ".join(text[: 2 * _LONGEST].lower().split())[:_LONGEST]
        scores = self._spelled(said)
        for i, score in self._worded(said).items():
            scores[i] = max(score, scores.get(i, 0.0))
        least = max(_POOR, max(scores.values(), default=0.0) / 2)
        # Among equals in spelling the one that is in the news more often was meant more often.
        likely = sorted(
            (i for i, score in scores.items() if score >= least),
            key=lambda i: -(scores[i] + 0.03 * log10(self._said[i][1].articles)),
        )
        distinct: dict[tuple[str, ...], Entry] = {}
        for i in likely:
            distinct.setdefault(_stems(self._said[i][1].name), self._said[i][1])
        return tuple(distinct.values())[:most]

    def _spelled(self, said: str) -> dict[int, float]:
        """Entries within a few keystrokes (added, left out, changed or swapped letters) or longer, 0..1."""
        allowed = min(3, len(said) // 4)
        out = {}
        for length in range(max(1, len(said) - allowed), len(said) + allowed + 1):
            names = self._names.get(length, ())
            found = process.extract(said, names, scorer=OSA.distance, score_cutoff=allowed, limit=None)
            ids = self._by_length.get(length, ())
            for _, distance, n in found:
                if distance:
                    out[ids[n]] = 1 - distance / max(len(said), length)
        if allowed:
            first = bisect_left(self._said, said, key=lambda item: item[0])
            for i in range(first, min(first + _CONTINUED, len(self._said))):
                name = self._said[i][0]
                if not name.startswith(said):
                    break
                if name != said:
                    out[i] = max(out.get(i, 0.0), len(said) / len(name))
        return out

    def _worded(self, said: str) -> dict[int, float]:
        """Entries that share words, 0..1: the part of the entry that is said, times that of what is said.

        The second part counts by its root, so that a short name within a long text is not lost.
        """
        stems = tuple(w for w in _stems(said) if w not in _EMPTY)[:_MOST_WORDS]
        weights = {w: self._weight(w) for w in stems}
        asked = sum(weights.values())
        out: dict[int, float] = {}
        # A word that is nowhere may be one misspelled in a longer name.
        unknown = [w for w in stems if w not in self._by_word] if len(stems) > 1 else []
        for word in unknown[:_MISSPELLED]:
            for i, score in self._spelled(word).items():
                out[i] = max(out.get(i, 0.0), score * sqrt(weights[word] / asked))
        sharing = (i for w in sorted(stems, key=self._many) for i in self._by_word.get(w, ()))
        for i in islice(sharing, _LOOKED_AT):
            own = _stems(self._said[i][0])
            shared = sum(weights[w] for w in own if w in weights)
            score = shared / sum(map(self._weight, own)) * sqrt(shared / asked)
            out[i] = max(out.get(i, 0.0), score)
        return out

    def _many(self, word: str) -> int:
        return len(self._by_word.get(word, ()))

    def _weight(self, word: str) -> float:
        """Rare words tell more: the logarithm of how many entries there are for one with the word."""
        return log((1 + len(self._said)) / (1 + self._many(word))) + 0.01


_reading = threading.Lock()
_kept: dict[Status, Catalogue] = {}


def catalogue(warehouse: Warehouse, status: Status) -> Catalogue:
    """The topics of the last 90 days of data; read once for each state of it. Raises WarehouseError.

    Where reading costs money, once for each newest day: an hour more or less changes little in 90 days.
    """
    if isinstance(warehouse, Metered):
        status = replace(status, data_until=None, articles=0, version="")
    with _reading:
        if status not in _kept:
            found = _read(warehouse, status.last_day) if status.last_day else Catalogue(())
            _kept.clear()
            _kept[status] = found
        return _kept[status]


def _read(warehouse: Warehouse, last_day: date) -> Catalogue:
    start = last_day - timedelta(DAYS - 1)
    rows = warehouse.run(
        Query(
            "catalogue",
            {
                "start": start,
                "end": last_day,
                "first_month": start.replace(day=1),
                "last_month": last_day,  # unsettled days are "months" of their own in BigQuery
                "title_kind": "title",
                "place_kind": "place",
                "space": " ",
                "comma": ",",
            },
            {"most": MOST_KEYS},
        )
    ).rows
    return Catalogue((Key(r["kind"], r["topic"]), int(r["articles"])) for r in rows)


def _entry(key: Key, articles: int) -> Entry:
    name = label_of(key.kind, key.topic)
    means_it = key.kind != "theme" or key in aliases().get(name, ())
    return Entry(key, name, name if means_it else f"theme:{key.topic}", articles)


def _curated(articles: Mapping[Key, int]) -> dict[str, Entry]:
    """Curated words → what they mean, under the first word of that meaning, where the store has it."""
    first: dict[tuple[Key, ...], Entry] = {}
    out = {}
    for words, keys in aliases().items():
        there = [k for k in keys if k in articles]
        if there:
            most = max(there, key=lambda k: articles[k])
            out[words] = first.setdefault(keys, Entry(most, words, words, articles[most]))
    return out


def _stems(name: str) -> tuple[str, ...]:
    """The distinct words without a plural s."""
    words = name.replace("-", " ").split()
    return tuple(dict.fromkeys(w.removesuffix("s") if len(w) > 3 else w for w in words))
