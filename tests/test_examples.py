"""Every question that a document or a prompt offers is answered by the made-up news, whatever the day."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from bot.actions import ACTIONS
from bot.answer import Answer
from bot.commands.ask import answerer
from bot.commands.examples import examples
from bot.commands.news import WORLD_ARTICLES, WORLD_DAYS
from bot.ingest.sample import sample
from bot.settings import Settings
from bot.slack.home import EXAMPLES
from bot.sources.choose import open_warehouse
from bot.sources.store import Store


class Told(NamedTuple):
    """A made-up world: the tour's questions, what was planted by its kind, and what answers a text."""

    tour: list[str]
    truth: dict[str, Any]
    answer: Callable[[str], Answer]


ROOT = Path(__file__).resolve().parents[1]
DOCUMENTS = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
MANIFEST = json.loads((ROOT / "manifest.json").read_text("utf-8"))

ASKED = re.compile(r"^(?:/(?:sentiment|compare|news|trends|related) |@tidings )[^…]+$")
"""A piece of code in a document that a person would type as a question."""
TYPED = re.compile(r'bot ask "([^"]+)"')
QUESTIONS = ("| you type | you get |", "| you type | it is read as |", "| ask | get |")
"""The heads of tables whose first column holds questions."""

ORDERS = ("/digest", "/alert")
"""Commands that ask for nothing now."""

DAYS = [
    date(2026, 11, 20),
    date(2026, 1, 1),
    *(
        pytest.param(day, marks=pytest.mark.soak)
        for day in (
            date(2024, 2, 29),
            date(2026, 3, 29),
            date(2026, 5, 1),
            date(2026, 6, 15),
            date(2026, 7, 4),
            date(2026, 8, 31),
            date(2026, 10, 25),
            date(2026, 12, 31),
        )
    ),
]


def in_document(text: str) -> Iterator[str]:
    """The questions that a document shows as examples."""
    for piece in re.findall(r"`([^`\n]+)`", text):
        if ASKED.match(piece):
            yield piece
    yield from TYPED.findall(text)
    for table in re.split(r"\n\s*\n", text):
        if table.lstrip().startswith(QUESTIONS):
            for row in table.strip().splitlines()[2:]:
                cell = row.strip("| ").split(" | ")[0]
                yield from [a or b for a, b in re.findall(r"`([^`]+)`|“([^”]+)”", cell)] or [cell]


def offered() -> dict[str, str]:
    """Each example and where it stands."""
    found = {q: path.name for path in DOCUMENTS for q in in_document(path.read_text("utf-8"))}
    for entry in MANIFEST["features"]["slash_commands"]:
        if entry["command"] not in ORDERS:
            found[f"{entry['command']} {entry['usage_hint']}"] = "manifest.json"
    for prompt in MANIFEST["features"]["agent_view"]["suggested_prompts"]:
        found[prompt["message"]] = "manifest.json"
    found |= dict.fromkeys(EXAMPLES, "the app's home")
    found |= {row.example: "help" for row in ACTIONS.values() if row.example}
    return {
        q.removeprefix("@tidings "): where
        for q, where in found.items()
        if not q.startswith(("/digest", "/alert"))
    }


def tells(answer: Answer) -> bool:
    """Whether there is a finding that was tested, or a list."""
    silent = {"gap", "too_few", "not_tested"}
    tested = any(f.kind not in silent for f in answer.findings)
    return answer.error is None and bool(tested or answer.articles or answer.related or answer.pairs)


@pytest.fixture(scope="module", params=DAYS, ids=str)
def told(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Told:
    """The demonstration's world up to some day, asked on that day."""
    folder, today = tmp_path_factory.mktemp("world"), request.param
    sample(Store(folder), days=WORLD_DAYS, articles=WORLD_ARTICLES, seed=1, today=today)
    settings = Settings(data=folder)
    answer_of = answerer(settings)
    truth = {e["kind"]: e for e in json.loads((folder / "truth.json").read_text("utf-8"))}
    tour = [example.text for example in examples(settings, open_warehouse(settings))]
    return Told(tour, truth, lambda text: answer_of(text, today, "UTC"))


def test_every_example_is_answered(told: Told) -> None:
    assert len(told.tour) >= 5
    answers = {q: told.answer(q) for q in (*offered(), *told.tour)}
    silent = {f"{q} ({offered().get(q)})": a.error or a.headline for q, a in answers.items() if not tells(a)}
    assert silent == {}


def test_the_tour_finds_what_was_planted(told: Told) -> None:
    """Its first, second and fourth question show a spike, a shift and a relation, and say so."""
    spike, shift, _, related = (told.answer(text) for text in told.tour[:4])
    assert said(spike, "spike") == {told.truth["spike"]["topic"]}
    assert spike.spikes[0].headlines
    assert said(shift, "tone_shift") == {told.truth["tone_shift"]["topic"]}
    assert told.truth["related"]["other"] in [r.topic for r in related.related]


def said(answer: Answer, kind: str) -> set[str]:
    """The topics of which a finding of this kind is claimed in words."""
    return {f.topic for f in answer.findings if f.kind == kind and f.said}
