"""The topics of GKG rows: a row's fields as keys of the six kinds, a column at a time."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from bot.sources.mentions import Carried
from bot.vocabulary.lookups import countries_by_fips

_FIELDS = {"theme": "themes", "person": "persons", "organization": "organizations", "name": "names"}


def carried(table: pa.Table, titles: Sequence[Sequence[str]], first: int) -> list[Carried]:
    """What each row carries, its rows numbered from `first` on; `titles` are the words of the row's title.

    `table` has themes, persons, organizations, names and locations as GKG writes them. A row may carry
    the same topic several times here.
    """
    found = []
    for kind, field in _FIELDS.items():
        lists = pc.split_pattern(_lower(table[field].combine_chunks()), ";")
        words = lists.flatten()
        if kind == "name":
            words = _without_place(words)
        found.append(_carried(kind, words, pc.list_parent_indices(lists), first))
    found.append(_carried("title", *_words_and_pairs(titles), first))
    blocks = pc.split_pattern(table["locations"].combine_chunks(), ";")
    distinct = blocks.flatten().dictionary_encode()
    places = pa.array([_places(block) for block in distinct.dictionary.to_pylist()], pa.list_(pa.string()))
    lists = places.take(distinct.indices)
    rows = pc.list_parent_indices(blocks).take(pc.list_parent_indices(lists))
    found.append(_carried("place", pc.utf8_lower(lists.flatten()), rows, first))
    return found


def _lower(text: pa.Array) -> pa.Array:
    """Lower case; for ASCII, which most columns are, there is a much quicker way."""
    signs = text.buffers()[2]
    ascii_only = signs is None or np.frombuffer(signs, np.uint8).max(initial=0) < 128
    return pc.ascii_lower(text) if ascii_only else pc.utf8_lower(text)


def _without_place(names: pa.Array) -> pa.Array:
    """``federal reserve,1130`` without the number, which is the name's place in the text."""
    before = pc.utf8_rtrim(names, "0123456789")
    return pc.if_else(pc.ends_with(before, ","), pc.utf8_rtrim(before, ","), names)


def _words_and_pairs(titles: Sequence[Sequence[str]]) -> tuple[pa.Array, pa.Array]:
    """The words of all titles and their pairs of adjacent words, each with the number of its title."""
    lists = pa.array(titles, pa.list_(pa.string()))
    words, rows = lists.flatten(), pc.list_parent_indices(lists)
    beside = pc.equal(rows[:-1], rows[1:])
    pairs = pc.binary_join_element_wise(words[:-1].filter(beside), words[1:].filter(beside), " ")
    return pa.concat_arrays([words, pairs]), pa.concat_arrays([rows, rows[:-1].filter(beside)])


def _places(block: str) -> list[str]:
    """``4#Lund, Skane Lan, Sweden#SW#…``: the full name, its first part, and the country."""
    parts = block.split("#")
    if len(parts) < 2:
        return []
    country = countries_by_fips().get(parts[2]) if len(parts) > 2 else None
    return [parts[1], parts[1].split(",")[0], *([country] if country else [])]


def _carried(kind: str, words: pa.Array, rows: pa.Array, first: int) -> Carried:
    topics = pc.utf8_trim(words, " ").dictionary_encode()
    codes = topics.indices.to_numpy()
    numbers = rows.to_numpy().astype(np.int32) + np.int32(first)
    empty = pc.index(topics.dictionary, "").as_py()
    if empty >= 0:
        keep = codes != empty
        codes, numbers = codes[keep], numbers[keep]
    return Carried(kind, pa.DictionaryArray.from_arrays(pa.array(codes), topics.dictionary), numbers)
