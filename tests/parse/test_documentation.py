"""What docs/asking.md says about questions is how they are read."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from bot.parse import parse
from bot.question import Question

TODAY = date(2026, 11, 20)
TEXT = (Path(__file__).resolve().parents[2] / "docs" / "asking.md").read_text()
TESLA = Question("sentiment", (("Tesla",),), date(2026, 10, 22), TODAY, today=TODAY)


def rows(heading: str) -> list[tuple[str, str]]:
    """The two columns of the table under a heading."""
    section = TEXT.split(f"## {heading}\n")[1].split("\n## ")[0]
    lines = [line.strip("| ").split(" | ") for line in section.splitlines() if line.startswith("|")]
    return [(cells[0].strip(), cells[1].strip()) for cells in lines[2:]]


def read(text: str, context: Question | None = None) -> Question:
    question = parse(text, "thread" if context else "mention", context, TODAY, "UTC")
    assert isinstance(question, Question), question
    return question


@pytest.mark.parametrize(("text", "action"), rows("A question"))
def test_questions(text: str, action: str) -> None:
    question = read(text)
    assert question.action == action
    assert question.topics


@pytest.mark.parametrize(("text", "days"), rows("Timeframes"))
def test_timeframes(text: str, days: str) -> None:
    question = read(f"sentiment on oil {text}")
    assert (question.topics, f"{question.start} to {question.end}") == ((("oil",),), days)


@pytest.mark.parametrize(("text", "part"), rows("In the thread"))
def test_follow_ups(text: str, part: str) -> None:
    question = read(text, TESLA)
    changed = {
        name for name in Question.__dataclass_fields__ if getattr(question, name) != getattr(TESLA, name)
    }
    assert part in changed
    assert changed <= {
        part,
        *({"end"} if part == "start" else ()),
        *({"action"} if part == "topics" else ()),
        *({"options"} if part == "action" else ()),
    }
    assert replace(question, phrases=()).today == TODAY
