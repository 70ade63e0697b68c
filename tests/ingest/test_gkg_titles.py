"""Titles as words: what a person types finds what a page is called."""

from __future__ import annotations

import pytest

from bot.vocabulary.titles import clean_title, read_title, title_words


@pytest.mark.parametrize(
    ("title", "words"),
    [
        ("Riksbank holds rate at 2.25%", ["riksbank", "holds", "rate", "at", "2.25"]),
        ("China’s and AT&amp;T&#39;s covid-19 plan", ["china", "and", "at&t", "covid-19", "plan"]),
        ("Viol&#xEA;ncia em S&atilde;o Paulo", ["violência", "em", "são", "paulo"]),
        ("Cafe\u0301 \u201cnoir\u201d", ["café", "noir"]),
        ("हिन्दी में", ["हिन्दी", "में"]),
        ("中国经济 up", ["中", "国", "经", "济", "up"]),
        ("— | —", []),
        ("", []),
    ],
)
def test_words(title: str, words: list[str]) -> None:
    assert title_words(title) == words


def test_clean_title_is_what_a_person_reads() -> None:
    assert clean_title("  AT&amp;T \n buys  caf&eacute; ") == "AT&T buys café"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Rate cut expected - The Example", "RATE  cut expected | Another Paper"),
        ("Rate cut expected — Example", "Rate cut expected"),
    ],
)
def test_copies_of_a_story_are_one(one: str, other: str) -> None:
    assert read_title(one).story == read_title(other).story


@pytest.mark.parametrize(
    ("title", "source", "story"),
    [
        ("Harbour FC — New keeper signed", "harbourfc.com", "new keeper signed"),
        ("New keeper signed — Harbour FC", "harbourfc.com", "new keeper signed"),
        ("LocalNews.co.uk - The voice of town halls", "localnews.co.uk", "the voice of town halls"),
        ("Oil | what the week may bring", "paper.com", "oil | what the week may bring"),
        ("Rates up - The Very Long Name of a Paper", "theverylongnameofapaper.com", "rates up"),
        ("BBC - a look at the week that was", "bbc.co.uk", "bbc - a look at the week that was"),
        ("Élan: räntan höjs – Blad", "", "élan: räntan höjs"),
    ],
)  # fmt: skip
def test_the_headline_stays_where_the_outlet_stands_in_front(title: str, source: str, story: str) -> None:
    assert read_title(title, source).story == story


def test_only_the_last_part_is_taken_for_the_outlet() -> None:
    assert read_title("Tunnel - north side - opens - Example").story == "tunnel - north side - opens"
    assert read_title("Spider-Man returns").story == "spider-man returns"
    assert read_title("- Example").story == "- example"
