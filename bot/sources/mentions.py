"""Mentions as the store writes them: an article's topics, sorted and distinct, with the article's facts.

A mention is one 64-bit number while it is sorted, the rank of its topic before the number of its article,
so that one sort of numbers gives the order of the file and brings repeated ones together.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

_ARTICLE = (1 << 32) - 1


@dataclass(frozen=True, slots=True)
class Carried:
    """Topics of one kind: the article with number `articles[i]` carries `topics[i]`; repeats do no harm."""

    kind: str
    topics: pa.DictionaryArray
    articles: npt.NDArray[np.int32]


def mentions(facts: pa.Table, parts: Sequence[Carried], rows: int) -> Iterator[pa.Table]:
    """The rows of `mentions` in the order kind, topic, day, in tables of up to `rows` of one kind.

    `facts` are the articles in order of day: number, month, day, id, story, tone, source_country, language.
    What is carried by an article that is not among them is left out.
    """
    number = facts["number"].to_numpy()
    position = np.full(int(number.max()) + 1, -1, np.int64)
    position[number] = np.arange(len(number))
    columns = {
        name: facts[name].combine_chunks()
        for name in ("month", "day", "id", "story", "tone", "source_country", "language")
    }
    for name in ("source_country", "language"):
        columns[name] = columns[name].dictionary_encode()
    for kind in sorted({p.kind for p in parts}):
        keys, topics = _sorted([p for p in parts if p.kind == kind], position)
        for start in range(0, len(keys), rows):
            part = keys[start : start + rows]
            codes = (part >> 32).astype(np.int32)
            article = pa.array(part & _ARTICLE)
            taken = {name: column.take(article) for name, column in columns.items()}
            # A row group writes the whole of its dictionary: only the topics in it.
            words = topics.slice(codes[0], codes[-1] - codes[0] + 1)
            yield pa.table(
                {
                    "month": taken["month"],
                    "day": taken["day"],
                    "kind": _coded(np.zeros(len(part), np.int32), pa.array([kind])),
                    "topic": _coded(codes - codes[0], words),
                    "article_id": taken["id"],
                    "story": taken["story"],
                    "tone": taken["tone"],
                    "source_country": taken["source_country"],
                    "language": taken["language"],
                }
            )


def _sorted(
    parts: Sequence[Carried], position: npt.NDArray[np.int64]
) -> tuple[npt.NDArray[np.int64], pa.Array]:
    """The distinct mentions of one kind as sorted numbers, and the topics by rank."""
    chunks = pa.chunked_array([p.topics for p in parts]).unify_dictionaries().chunks
    topics = chunks[0].dictionary
    order = pc.sort_indices(topics)
    rank = np.empty(len(order), np.int64)
    rank[order.to_numpy()] = np.arange(len(order))
    found = []
    for chunk, part in zip(chunks, parts, strict=True):
        article = np.full(len(part.articles), -1, np.int64)
        inside = part.articles < len(position)
        article[inside] = position[part.articles[inside]]
        known = article >= 0
        found.append(rank[chunk.indices.to_numpy()[known]] << 32 | article[known])
    keys = np.concatenate(found)
    keys.sort()
    if len(keys):
        keys = keys[np.concatenate(([True], keys[1:] != keys[:-1]))]
    return keys, topics.take(order)


def _coded(codes: npt.NDArray[np.int32], words: pa.Array) -> Any:
    return pa.DictionaryArray.from_arrays(pa.array(codes), words)
