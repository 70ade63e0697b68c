"""One row of `bot/actions.py` names an action for all who list actions; here they are held to it."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import get_args

import pytest

import handlers
from bot.actions import ACTIONS, ASKED, Action, ChartKind
from bot.jobs import Place
from bot.parse import parse, unparse
from bot.question import Question
from bot.render.chart import KINDS
from bot.slack import edit
from bot.slack.listeners import commands

NEW = """
from datetime import date
import bot.actions as actions
row = actions.Row(verb="lifespan of", label="Lifespan", command="/lifespan", example="lifespan of oil")
actions.ACTIONS = {**actions.ACTIONS, "lifespan": row}
actions.ASKED = (*actions.ASKED, "lifespan")
from bot.parse.lexicon import english
english.FRAME["lifespan"] = "lifespan story_lifespan by_lifespan"
from bot.parse import parse, unparse
for text, surface in [
    ("lifespan of oil and gas last week", "mention"),
    ("show me inflation by lifespan since January", "mention"),
    ("inflation last week", "command:/lifespan"),
]:
    read = parse(text, surface, None, date(2026, 11, 24), "UTC")
    again = parse(unparse.text(read), "mention", None, date(2026, 11, 24), "UTC")
    print(read.action, read.topics, again == read)
"""
"""An action added as CONTRIBUTING.md says: its row, and its words."""

TODAY = date(2026, 11, 24)
ROOT = Path(__file__).resolve().parents[1]
MANIFEST = json.loads((ROOT / "manifest.json").read_text("utf-8"))


def test_every_action_has_a_row() -> None:
    assert set(ACTIONS) == set(get_args(Action))


def test_every_kind_of_chart_is_drawn_and_used() -> None:
    used = {kind for row in ACTIONS.values() for kind in row.charts}
    assert set(KINDS) == set(get_args(ChartKind)) == used


@pytest.mark.parametrize("action", ASKED)
def test_an_action_that_is_asked_is_answered_offered_and_read(action: Action) -> None:
    assert action in handlers.HANDLERS
    row = ACTIONS[action]
    offered = edit.form(Question("sentiment", (("oil",),)), Place("C1", "U1", "thread"))["blocks"][0]
    assert row.label in {choice["text"]["text"] for choice in offered["element"]["options"]}
    read = parse(row.example, "mention", None, TODAY, "UTC")
    assert isinstance(read, Question)
    assert read.action == action
    again = parse(unparse.text(read), "mention", None, TODAY, "UTC")
    assert again == read


def test_every_slash_command_is_in_the_manifest_heard_and_read() -> None:
    declared = {entry["command"] for entry in MANIFEST["features"]["slash_commands"]}
    named = {row.command: action for action, row in ACTIONS.items() if row.command}
    assert set(named) <= declared
    assert {c for c, action in named.items() if action in ASKED} == set(commands.COMMANDS)
    for command, action in named.items():
        text = "inflation vs unemployment last week" if action == "compare" else "inflation"
        read = parse(text, f"command:{command}", None, TODAY, "UTC")
        assert isinstance(read, Question)
        assert read.action == action


def test_a_new_action_is_read_from_its_row_and_its_words_alone() -> None:
    done = subprocess.run([sys.executable, "-c", NEW], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.stdout.splitlines() == [
        "lifespan (('oil', 'gas'),) True",
        "lifespan (('inflation',),) True",
        "lifespan (('inflation',),) True",
    ], done.stderr
