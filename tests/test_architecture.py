"""Imports run one way, so that each arrow of the line can be tested alone."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent

FORBIDDEN = {
    "bot/parse": ("bot.render", "bot.sources", "bot.slack", "bot.ingest", "handlers", "datetime.now"),
    "bot/render": ("bot.parse", "bot.sources", "bot.slack", "bot.ingest", "handlers", "duckdb", "slack_sdk"),
    "bot/sources": ("bot.parse", "bot.render", "bot.slack", "handlers", "slack_sdk"),
    "bot/ingest": ("bot.parse", "bot.render", "bot.slack", "handlers", "slack_sdk"),
    "handlers": ("bot.parse", "bot.slack", "bot.ingest.load", "duckdb", "slack_sdk", "matplotlib"),
    "bot/local_slack": ("bot.parse", "bot.sources", "bot.slack", "bot.ingest", "handlers"),
}

# What is offered to be asked instead is written in the parser's words, and read back.
ALLOWED = {("handlers/suggestions.py", "bot.parse")}


def imported(path: Path) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            names.update([node.module, *(f"{node.module}.{alias.name}" for alias in node.names)])
    return names


@pytest.mark.parametrize("room", FORBIDDEN)
def test_a_room_imports_nothing_downstream(room: str) -> None:
    files = sorted((ROOT / room).rglob("*.py"))
    assert files, f"{room} is gone"
    wrong = {
        f"{path.relative_to(ROOT)} imports {name}"
        for path in files
        for name in imported(path)
        for bad in FORBIDDEN[room]
        if (str(path.relative_to(ROOT)), bad) not in ALLOWED
        if name == bad or name.startswith(bad + ".")
    }
    assert not wrong
