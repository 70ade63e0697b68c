"""What a row of GKG carries, column by column."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pyarrow as pa
import pytest

from bot.ingest.topics import carried

EMPTY = {"themes": "", "persons": "", "organizations": "", "names": "", "locations": ""}


def topics(title: Sequence[str] = (), fields: Mapping[str, str] = {}) -> set[tuple[str, str]]:
    """(kind, topic) of the second of two rows; the first carries what no other does."""
    other = dict.fromkeys(EMPTY, "Else") | {"locations": "1#Elsewhere#XX##0#0#XX"}
    rows = pa.Table.from_pylist([other, {**EMPTY, **fields}])
    found = carried(rows, [["else"], list(title)], 100)
    assert {int(n) for part in found for n in part.articles} <= {100, 101}
    return {
        (part.kind, topic)
        for part in found
        for topic, number in zip(part.topics.to_pylist(), part.articles, strict=True)
        if number == 101
    }


@pytest.mark.parametrize(
    ("field", "value", "found"),
    [
        ("themes", "ECON_INFLATION;TAX_FNACT;", {("theme", "econ_inflation"), ("theme", "tax_fnact")}),
        ("persons", "Ada Larsen; ada larsen ;Åsa Öst", {("person", "ada larsen"), ("person", "åsa öst")}),
        ("organizations", "Riksbank;;", {("organization", "riksbank")}),
        ("names", "Bank Of Example,12;Act 5,340", {("name", "bank of example"), ("name", "act 5")}),
        ("names", "Without Place;Lund, Sweden,7", {("name", "without place"), ("name", "lund, sweden")}),
        ("names", "", set()),
        ("locations", "1#Sweden#SW##62#15#SW", {("place", "sweden")}),
        ("locations", "4#Lund, Skane Lan, Sweden#SW#SW27#55#13#-2", {
            ("place", "lund, skane lan, sweden"), ("place", "lund"), ("place", "sweden"),
        }),
        ("locations", "0", set()),
        ("locations", "3#Nowhere, Atlantis#??###", {("place", "nowhere, atlantis"), ("place", "nowhere")}),
    ],
)  # fmt: skip
def test_a_field_becomes_topics(field: str, value: str, found: set[tuple[str, str]]) -> None:
    assert topics(fields={field: value}) == found


def test_a_title_carries_its_words_and_pairs_of_adjacent_words() -> None:
    words = ("to", "be", "or", "to", "be")
    expected = {"to", "be", "or", "to be", "be or", "or to"}
    assert topics(words) == {("title", topic) for topic in expected}


def test_a_title_of_one_word_or_none_has_no_pair() -> None:
    assert topics(("strike",)) == {("title", "strike")}
    assert topics(()) == set()
