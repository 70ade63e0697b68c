"""What holds for every text, not only for those that somebody thought of."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.parse import parse, unparse
from bot.question import Question, Refusal, question_from_json, question_to_json

TODAY = date(2026, 11, 20)
SURFACES = (
    "mention",
    "dm",
    "thread",
    *(f"command:/{c}" for c in ("sentiment", "compare", "news", "digest", "trends")),
)
CONTEXT = Question("sentiment", (("tesla",),), date(2026, 10, 22), TODAY, today=TODAY)

VERBS = (
    "sentiment on",
    "how much coverage of",
    "compare",
    "articles about",
    "related to",
    "what about",
    "trends for",
    "",
)
NAMES = (
    "inflation", "the Riksbank", "oil AND gas", "(oil OR gas)", "Bank of England", '"soft landing"', "theme:ECON_INFLATION",
    "press freedom", "Theresa May", "3M", "AT&amp;T", "Johnson & Johnson", "räntan", "電気自動車", "war in Ukraine", "[the week]",
    "apple -fruit", "wildfires in California", "person:\"Jerome Powell\"", "Black Friday", "C&#39;est", "x_y", "a/b", "'s",
)  # fmt: skip
FRAMES = (
    "last 30 days",
    "since March",
    "in Q3 2025",
    "2024",
    "yesterday",
    "1-7 Nov",
    "until June",
    "this month vs last month",
    "",
)
EXTRAS = ("in Sweden", "German media", "in French", "weekly", "as a table", "site:ft.com", "")

sentences = st.builds(
    lambda verb, names, between, frame, extra: " ".join((verb, between.join(names), frame, extra)).strip(),
    st.sampled_from(VERBS),
    st.lists(st.sampled_from(NAMES) | st.text(max_size=20), min_size=1, max_size=3),
    st.sampled_from((" vs ", ", ", " and ", " or ")),
    st.sampled_from(FRAMES),
    st.sampled_from(EXTRAS),
)


@settings(deadline=None)
@given(st.text() | sentences, st.sampled_from(SURFACES), st.sampled_from((None, CONTEXT)))
def test_any_text_is_a_question_or_a_refusal_in_words(
    text: str, surface: str, context: Question | None
) -> None:
    read = parse(text, surface, context, TODAY, "UTC")
    if isinstance(read, Refusal):
        assert read.code
        assert read.message.endswith((".", "?"))
    else:
        assert question_from_json(question_to_json(read)) == read
        assert all(term for topic in read.topics for term in topic)


@settings(max_examples=300, deadline=None)
@given(sentences, st.sampled_from(("mention", "dm", "command:/sentiment", "command:/compare")))
def test_a_question_said_back_is_the_same_question(text: str, surface: str) -> None:
    read = parse(text, surface, None, TODAY, "UTC")
    if isinstance(read, Refusal) or read.action == "unknown":
        return
    assert parse(unparse.text(read, bracketed=True), "mention", None, TODAY, "UTC") == read


@pytest.mark.parametrize(
    "text",
    [
        "sentiment on inflation last 30 days, in Sweden",
        "compare Riksbank vs ECB 2026-03-01 to 2026-03-31, weekly",
        "coverage of (oil OR gas) AND Norway -sports last 3 months",
        "digest on inflation, housing, every monday at 08:00 in <#C1>",
        "search trends for gold vs silver last 12 months",
    ],
)
def test_a_question_is_said_as_a_person_would_type_it(text: str) -> None:
    read = parse(text, "mention", None, TODAY, "UTC")
    assert isinstance(read, Question)
    assert unparse.text(read) == text


HARD_TO_READ = ("(" * 900, "a " * 499, "- " * 499, "vs " * 333, "and " * 249, '"' * 999, "[x" * 499, "since " * 166, "1 " * 499,
                "the week of " * 83, "from 1 to 2 " * 83, "last last 30 " * 76, "in Paris " * 110, "x" * 1000, ",;" * 500, "get more " * 110 + "than x",
                "did " + "a " * 480 + "than", "A" * 500 + " in " + "B" * 490, ":a" * 500, "\n" * 999, "a\n" * 500, "- a\n" * 250, "> " * 500, "tone on " * 125, "2024 " * 200, "in Sweden " * 100, "for my boss " * 83,
                "last week " * 100, "before the " * 90, "Kone and " * 111, "und " * 250, "l'" * 500, "<@U1> " * 166, "-x|" * 333)  # fmt: skip


@pytest.mark.parametrize("text", HARD_TO_READ, ids=lambda t: t[:12])
def test_texts_that_tempt_a_pattern_to_try_everything_are_read_too(text: str) -> None:
    for surface in ("mention", "command:/sentiment"):
        assert isinstance(parse(text[:1000], surface, CONTEXT, TODAY, "UTC"), Question | Refusal)
    too_long = parse((text * 12)[:10_000], "mention", CONTEXT, TODAY, "UTC")
    assert isinstance(too_long, Refusal)
    assert too_long.code == "text_too_long"
