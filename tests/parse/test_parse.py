"""What people type, and what it must be taken for."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.parse import parse
from bot.question import Question, Refusal, question_from_json, question_to_json

TODAY = date(2026, 11, 20)
SURFACES = [
    "command:/sentiment",
    "command:/compare",
    "command:/news",
    "command:/digest",
    "mention",
    "dm",
    "thread",
]


@pytest.mark.parametrize(
    ("said", "start", "end"),
    [
        ("last 30 days", (2026, 10, 22), (2026, 11, 20)),
        ("3m", (2026, 8, 21), (2026, 11, 20)),
        ("Q3 2024", (2024, 7, 1), (2024, 9, 30)),
        ("Jan–Mar", (2026, 1, 1), (2026, 3, 31)),
        ("from October to March", (2025, 10, 1), (2026, 3, 31)),
    ],
)
def test_timeframes(said: str, start: tuple[int, int, int], end: tuple[int, int, int]) -> None:
    got = parse(f"inflation {said}", "command:/sentiment", None, TODAY, "UTC")
    assert isinstance(got, Question)
    assert (got.topics, got.start, got.end) == ((("inflation",),), date(*start), date(*end))


@pytest.mark.parametrize(
    ("said", "surface", "code"),
    [
        ("last 30 days", "command:/sentiment", "missing_topic"),
        ("inflation vs", "command:/compare", "missing_second_topic"),
        ("inflation in 2027", "command:/sentiment", "future_timeframe"),
        ("inflation Q5 2025", "command:/sentiment", "invalid_date"),
        ("tourism since the pandemic", "command:/sentiment", "unresolved_timeframe"),
        ("a, b, c, d, e, f", "command:/trends", "too_many_topics"),
        ("x" * 1001, "mention", "text_too_long"),
    ],
)
def test_refusals(said: str, surface: str, code: str) -> None:
    got = parse(said, surface, None, TODAY, "UTC")
    assert isinstance(got, Refusal) and got.code == code and got.message


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=200), st.sampled_from(SURFACES))
def test_any_text_gives_a_result_that_survives_json(said: str, surface: str) -> None:
    got = parse(said, surface, None, TODAY, "UTC")
    assert isinstance(got, Question | Refusal)
    if isinstance(got, Question):
        assert question_from_json(question_to_json(got)) == got
