"""The topics of GKG rows: a row's fields as keys of the six kinds, a column at a time."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from bot.ingest.lookups import country_names
from bot.sources.mentions import Carried

_FIELDS = {"theme": "themes", "person": "persons", "organization": "organizations", "name": "names"}


def carried(table: pa.Table, titles: Sequence[Sequence[str]], first: int) -> list[Carried]:
    """What each row carries, its rows numbered from `first` on; `titles` are the topics of the row's title.

    `table` has themes, persons, organizations, names and locations as GKG writes them. A row may carry
    the same topic several times here.
    """
    found = []
    for kind, field in _FIELDS.items():
        lists = pc.split_pattern(pc.utf8_lower(table[field].combine_chunks()), ";")
        words = lists.flatten()
        if kind == "name":  # behind each stands its place in the text
            words = pc.replace_substring_regex(words, ",[0-9]+$", "")
        found.append(_carried(kind, words, pc.list_parent_indices(lists), first))
    lists = pa.array(titles, pa.list_(pa.string()))
    found.append(_carried("title", lists.flatten(), pc.list_parent_indices(lists), first))
    blocks = pc.split_pattern(table["locations"].combine_chunks(), ";")
    distinct = blocks.flatten().dictionary_encode()
    places = pa.array([_places(block) for block in distinct.dictionary.to_pylist()], pa.list_(pa.string()))
    lists = places.take(distinct.indices)
    rows = pc.list_parent_indices(blocks).take(pc.list_parent_indices(lists))
    found.append(_carried("place", pc.utf8_lower(lists.flatten()), rows, first))
    return found


def _places(block: str) -> list[str]:
    """``4#Lund, Skane Lan, Sweden#SW#…``: the full name, its first part, and the country."""
    parts = block.split("#")
    if len(parts) < 2:
        return []
    country = country_names().get(parts[2]) if len(parts) > 2 else None
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
