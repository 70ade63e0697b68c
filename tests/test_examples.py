"""Every example that the bot shows works on the made-up world, on whatever day it is tried."""

from __future__ import annotations

import json
from datetime import date, timedelta
from pathlib import Path

import pytest

import handlers
from bot.ingest.sample import sample
from bot.parse import parse
from bot.playground.server import EXAMPLES as OF_THE_PLAYGROUND
from bot.question import Question
from bot.sources.duckdb import DuckDBWarehouse
from bot.sources.store import Store
from handlers.help import EXAMPLES as OF_HELP

ROOT = Path(__file__).resolve().parents[1]
DATES = [date(2026, 1, 1) + timedelta(days=37 * n) for n in range(10)]
"""Ten days of ten months, of every weekday."""
ASKING = ("/sentiment", "/compare", "/trends", "/related")


def examples() -> list[tuple[str, str]]:
    """What is shown as a question, and where it is typed."""
    commands = json.loads((ROOT / "manifest.json").read_text())["features"]["slash_commands"]
    hints = [(f"command:{c['command']}", c["usage_hint"]) for c in commands if c["command"] in ASKING]
    return [*(("dm", text) for text in dict.fromkeys((*OF_HELP, *OF_THE_PLAYGROUND))), *hints]


@pytest.mark.parametrize("today", DATES, ids=str)
def test_every_example_has_an_answer_with_numbers_or_a_list(tmp_path: Path, today: date) -> None:
    store = Store(tmp_path)
    sample(store, days=100, articles=12_000, seed=1, today=today)
    warehouse = DuckDBWarehouse(store)
    found = {}
    for surface, text in examples():
        asked = parse(text, surface, None, today, "UTC")
        assert isinstance(asked, Question), text
        found[text] = handlers.answer(asked, warehouse)
    assert len(found) >= 9
    empty = {
        text: answer.error or answer.summary
        for text, answer in found.items()
        if answer.error or not (answer.series or answer.related or answer.articles or answer.pairs)
    }
    assert empty == {}
