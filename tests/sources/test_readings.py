"""How a person's word is read."""

from __future__ import annotations

import gzip
from importlib import resources
from pathlib import Path

import pytest

from bot.question import KINDS, Kind, Word
from bot.vocabulary.lookups import countries_by_iso
from bot.vocabulary.meanings import parts_of
from bot.vocabulary.readings import Choice, Key, aliases, candidates, choose, existing

THEMES = Path(__file__).resolve().parents[2] / "../shared/gdelt/lookups/LOOKUP-GKGTHEMES.TXT.gz"


def labels(text: str, **kwargs: bool) -> set[str]:
    return {r.label for r in candidates(Word(text), **kwargs)}


def test_an_everyday_word_is_its_themes_and_the_titles_that_have_it() -> None:
    assert {"theme:econ_inflation", 'title:"inflation"'} <= labels("Inflation")
    assert labels("gold") == {"theme:wb_2936_gold"}, "Gold Coast and Olympic gold are other titles"


def test_all_words_of_a_meaning_count_the_same() -> None:
    assert labels("rate cut") == labels("interest rates") == labels("policy rate")


def test_words_of_other_languages_mean_the_same_and_are_found_in_titles_of_their_own() -> None:
    assert labels("räntan") == labels("interest rates") | {'title:"räntan"'}
    assert labels("Zinsen") == labels("interest rates") | {'title:"zinsen"'}
    assert labels("hausse des taux") - labels("interest rates") == {'title:"hausse des taux"'}


def test_an_adjective_of_a_country_means_the_country() -> None:
    assert {"place:sweden", 'title:"sweden"'} <= labels("Swedish")


@pytest.mark.parametrize(
    ("topic", "parts"),
    [
        ("Ukraine war", ["Ukraine", "war"]),
        ("US inflation", ["US", "inflation"]),
        ("Swedish housing market", ["Swedish", "housing market"]),
        ("Volvo recall Sweden", ["Volvo recall", "Sweden"]),
        ("Volvo recall", ["Volvo", "recall"]),
        ("Riksbank rate cut", ["Riksbank", "rate cut"]),
        ("interest rates", []),
        ("war on drugs", []),
        ("inflation", []),
    ],
)
def test_a_topic_of_several_words_is_made_of_the_meanings_in_it(topic: str, parts: list[str]) -> None:
    assert [p.text for p in parts_of(topic)] == parts


def test_a_surname_is_the_person_most_in_the_news_with_the_others_offered() -> None:
    held = {
        Key("person", "jo halden"): 20,
        Key("person", "president jo halden"): 9,
        Key("person", "mina halden"): 8,
        Key("person", "rut halden"): 1,
        Key("title", "halden"): 19,
    }
    choice = choose(Word("Halden"), candidates(Word("Halden")), held)
    assert [r.label for r in choice.readings] == [
        "person:jo halden",
        "person:president jo halden",
        'title:"halden"',
    ]
    assert choice.others == ((Key("person", "mina halden"), 8),)


def test_a_word_of_many_titles_is_no_surname() -> None:
    held = {Key("person", "ada bread"): 2, Key("title", "bread"): 90}
    assert [r.label for r in choose(Word("bread"), candidates(Word("bread")), held).readings] == [
        'title:"bread"'
    ]


def test_titles_are_left_out_where_the_word_mostly_means_something_else() -> None:
    choice = choose(
        Word("Target"),
        candidates(Word("Target")),
        {Key("organization", "target corp"): 4, Key("title", "target"): 60},
    )
    assert [r.label for r in choice.readings] == ["organization:target corp"]


def test_an_abbreviation_is_an_institution_by_its_names_and_no_other_word_of_a_title() -> None:
    assert {"organization:world health organization", 'title:"world health organization"'} <= labels("WHO")
    assert 'title:"who"' not in labels("WHO")
    assert {"organization:ecb", 'title:"ecb"', "organization:european central bank"} <= labels("the ECB")


def test_any_other_word_is_looked_for_in_every_kind() -> None:
    kinds = {r.kind for r in candidates(Word("maritime dispute"))}
    assert kinds == set(KINDS)
    assert "theme:maritime_dispute" in labels("maritime dispute")


def test_a_quoted_word_has_no_synonyms() -> None:
    assert not any(x.startswith("theme:") for x in labels("inflation", quoted=True))


def test_names_are_read_without_article_case_and_punctuation() -> None:
    assert {"organization:the guardian", "organization:guardian"} <= labels("The Guardian")
    assert "person:j d vance" in labels("J.D. Vance")


def test_a_phrase_is_an_intersection_of_its_pairs() -> None:
    (reading,) = candidates(Word("Bank of England", "title"))
    assert reading.keys == (Key("title", "bank of"), Key("title", "of england"))
    assert existing([reading], {reading.keys[0]: 5}) == ()
    assert existing([reading], dict.fromkeys(reading.keys, 5)) == (reading,)


def test_a_prefix_asks_for_one_kind() -> None:
    assert [r.label for r in candidates(Word("ECON_INFLATION", "theme"))] == ["theme:econ_inflation"]
    assert {r.keys[0].kind for r in candidates(Word("paris", "place"))} == {"place"}


def test_countries_go_by_the_name_that_places_are_filed_under() -> None:
    assert countries_by_iso()["SE"] == "sweden"
    assert countries_by_iso()["GB"] == "united kingdom"


def test_every_synonym_is_a_theme_that_gdelt_has() -> None:
    if not THEMES.exists():
        pytest.skip("GDELT's list of themes is not here")
    with gzip.open(THEMES, "rt", encoding="utf-8") as f:
        known = {line.split("\t")[0].lower() for line in f}
    assert {k.topic for keys in aliases().values() for k in keys if k.kind == "theme"} <= known


def test_the_curated_words_are_many_and_each_means_one_thing() -> None:
    text = resources.files("bot.vocabulary").joinpath("meanings.tsv").read_text("utf-8")
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    words = [w.strip() for line in lines for w in line.split("\t")[0].split(",")]
    assert len(lines) >= 150
    assert len(words) == len(set(words)) == len(aliases())
    assert all(line.count("\t") == 2 for line in lines)
    assert all(w == w.lower() and w for w in words)


def chosen(text: str, **articles: int) -> Choice:
    """The choice where these kinds of topic hold the text in so many articles."""
    counts = {Key(kind, text.lower()): articles[kind] for kind in KINDS if kind in articles}
    return choose(Word(text), candidates(Word(text)), counts)


def kinds(choice: Choice) -> list[Kind]:
    return [r.kind for r in choice.readings]


def test_a_name_of_one_kind_is_counted_with_titles_and_without_stray_kinds() -> None:
    choice = chosen("Nordea", organization=900, person=20, name=800, title=300)
    assert kinds(choice) == ["organization", "name", "title"]
    assert choice.others == ()


def test_an_ambiguous_name_is_what_more_articles_carry_and_the_rest_is_offered() -> None:
    choice = chosen("Lincoln", place=500, person=400, organization=40, name=900, title=600)
    assert kinds(choice) == ["place"]
    assert choice.others == ((Key("person", "lincoln"), 400),)


def test_a_country_is_a_place_though_it_is_filed_as_an_organization_too() -> None:
    choice = chosen("Sweden", place=500, organization=700, title=300)
    assert kinds(choice) == ["place", "title"]
    assert choice.others == ()


def test_a_word_in_titles_alone_is_read_there() -> None:
    assert kinds(chosen("Snowdrop", title=3)) == ["title"]
    assert chosen("Snowdrop").readings == ()
