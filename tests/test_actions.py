"""One row of `bot/actions.py` names an action for all who list actions; here they are held to it."""

from __future__ import annotations

import json
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

TODAY = date(2026, 11, 24)
MANIFEST = json.loads((Path(__file__).resolve().parents[1] / "manifest.json").read_text("utf-8"))


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
    del named["/news"]  # It may be followed by any question.
    for command, action in named.items():
        text = "inflation vs unemployment last week" if action == "compare" else "inflation"
        read = parse(text, f"command:{command}", None, TODAY, "UTC")
        assert isinstance(read, Question)
        assert read.action == action
