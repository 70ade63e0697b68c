"""What is being typed is said back in words: topics and days, or what is missing."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from bot.question import Question
from bot.slack import memory
from bot.slack.typed import reading
from bot.state import SqliteState

TODAY = date(2026, 11, 20)


@pytest.fixture
def state(tmp_path: Path) -> SqliteState:
    return SqliteState(tmp_path / "state.sqlite")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("sentiment on inflation last week", "Tone · inflation · 9–15 Nov 2026"),
        ("/news Volvo this month, German media", "Articles · Volvo · 1–20 Nov 2026 · German media"),
        ("compare oil vs gas in Q3 2025", "Comparison · oil against gas · 1 Jul – 30 Sep 2025"),
        ("/digest oil, gas every monday 08:00", "A digest · oil and gas · every monday at 08:00"),
        ("list my digests", "A list of what you follow."),
        ("how fresh is your data?", "A question about me."),
        ("/compare oil", "A comparison needs two topics"),
        ("sentiment on oil in 2031", "That timeframe has not begun yet"),
        ("good morning everybody", "No question about the news yet."),
        ("/alert oil high", ""),
    ],
)
def test_a_text_is_said_back(text: str, words: str, state: SqliteState) -> None:
    said = reading(state, text, "C1", None, TODAY, "UTC")
    assert words in said
    assert bool(words) == bool(said)


def test_a_follow_up_is_read_as_one_in_its_thread_and_not_outside(state: SqliteState) -> None:
    asked = Question("sentiment", (("oil",),), date(2026, 1, 1), date(2026, 1, 31), today=TODAY)
    memory.remember(state, "C1", "1.1", asked, "1.1", "U1")
    assert reading(state, "what about gas?", "C1", "1.1", TODAY, "UTC") == "Tone · gas · 1–31 Jan 2026"
    assert "1–31 Jan" not in reading(state, "what about gas?", "C1", None, TODAY, "UTC")
