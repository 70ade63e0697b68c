"""No link of the documents is dead; every command that they name is there, and none is left out."""

from __future__ import annotations

import re
from pathlib import Path

import click
import pytest

from bot.cli import main

ROOT = Path(__file__).resolve().parents[1]
DOCUMENTS = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/*.md"), *ROOT.glob("*/README.md")])
LINK = re.compile(r"\]\((?!https?:|mailto:)([^)\s#]*)(?:#([^)\s]+))?\)")
COMMAND = re.compile(r"python -m bot ([a-z]+)((?: +--?[a-z][a-z-]*(?: [^-\s`]+)?)*)")


def anchors(text: str) -> set[str]:
    """The addresses of a document's headings, as GitHub makes them."""
    heads = re.findall(r"^#+ (.+)$", text, re.MULTILINE)
    return {re.sub(r"[^\w -]", "", head.lower()).replace(" ", "-") for head in heads}


def texts() -> str:
    return "\n".join(path.read_text("utf-8") for path in DOCUMENTS)


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda p: str(p.relative_to(ROOT)))
def test_every_link_leads_to_something_that_is_there(path: Path) -> None:
    text = path.read_text("utf-8")
    dead = []
    for name, anchor in LINK.findall(text):
        target = (path.parent / name).resolve() if name else path
        there = target.exists() and (not anchor or anchor in anchors(target.read_text("utf-8")))
        if not there:
            dead.append(f"{name}#{anchor}")
    assert dead == []


def test_the_index_names_every_document() -> None:
    index = (ROOT / "docs" / "index.md").read_text("utf-8")
    named = {name for name, _ in LINK.findall(index)}
    assert {p.name for p in (ROOT / "docs").glob("*.md")} - {"index.md"} <= named


def test_every_picture_is_shown_somewhere() -> None:
    assert [p.name for p in (ROOT / "docs" / "images").iterdir() if p.name not in texts()] == []


def test_every_command_stands_in_the_documents_and_every_one_named_there_is_one() -> None:
    named = {command for command, _ in COMMAND.findall(texts())}
    assert named == set(main.commands)


def test_options_in_the_documents_are_the_commands_own() -> None:
    strange = set()
    for command, written in COMMAND.findall(texts()):
        options = [p for p in main.commands[command].params if isinstance(p, click.Option)]
        known = {name for option in options for name in (*option.opts, *option.secondary_opts)} | {"--help"}
        strange |= {f"{command} {name}" for name in re.findall(r"--[a-z-]+", written) if name not in known}
    assert strange == set()


def test_every_target_of_make_in_the_documents_is_one() -> None:
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    assert set(re.findall(r"(?:`|^    )make (?:[A-Z]+=\S+ )*([a-z-]+)", texts(), re.MULTILINE)) <= targets
