"""How a person's word is read."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from bot.question import Word
from bot.sources.readings import Key, aliases, candidates, country_names, existing

THEMES = Path(__file__).resolve().parents[2] / "../shared/gdelt/lookups/LOOKUP-GKGTHEMES.TXT.gz"


def labels(text: str, **kwargs: bool) -> set[str]:
    return {r.label for r in candidates(Word(text), **kwargs)}


def test_a_word_is_read_as_theme_name_and_title() -> None:
    assert {"theme:econ_inflation", "organization:inflation", 'title:"inflation"'} <= labels("Inflation")


def test_a_quoted_word_has_no_synonyms() -> None:
    assert not any(x.startswith("theme:") for x in labels("inflation", quoted=True))


def test_names_are_read_without_article_case_and_punctuation() -> None:
    assert {"organization:the guardian", "organization:guardian"} <= labels("The Guardian")
    assert "person:j d vance" in labels("J.D. Vance")


def test_a_phrase_is_an_intersection_of_its_pairs() -> None:
    (reading,) = candidates(Word("Bank of England", "title"))
    assert reading.keys == (Key("title", "bank of"), Key("title", "of england"))
    assert existing([reading], frozenset(reading.keys[:1])) == ()
    assert existing([reading], frozenset(reading.keys)) == (reading,)


def test_a_prefix_asks_for_one_kind() -> None:
    assert [r.label for r in candidates(Word("ECON_INFLATION", "theme"))] == ["theme:econ_inflation"]
    assert {r.keys[0].kind for r in candidates(Word("paris", "place"))} == {"place"}


def test_countries_go_by_the_name_that_places_are_filed_under() -> None:
    assert country_names()["SE"] == "sweden"
    assert country_names()["GB"] == "united kingdom"


def test_every_synonym_is_a_theme_that_gdelt_has() -> None:
    if not THEMES.exists():
        pytest.skip("GDELT's list of themes is not here")
    with gzip.open(THEMES, "rt", encoding="utf-8") as f:
        known = {line.split("\t")[0].lower() for line in f}
    assert len(aliases()) >= 40
    assert {t for themes in aliases().values() for t in themes} <= known
