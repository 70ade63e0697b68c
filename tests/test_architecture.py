"""The shape of the code: rooms have layers, files and functions are short, documents name what there is.

Which room may import which, import-linter checks in `make lint`.
"""

from __future__ import annotations

import ast
import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
LONGEST_FILE, LONGEST_FUNCTION = 400, 60
CODE = sorted(
    [ROOT / "main.py", *(p for room in ("bot", "handlers", "scripts") for p in (ROOT / room).rglob("*.py"))]
)
LAYERS = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]["contracts"]
DRILL = {"handlers/breakdown.py", "sql_templates/source_counts.sql", "tests/handlers/test_breakdown.py"}
"""Files that CONTRIBUTING.md shows how to add."""
ARCHITECTURE = (ROOT / "docs" / "architecture.md").read_text("utf-8")


def rooms() -> set[str]:
    return {
        f"bot.{path.stem}"
        for path in (ROOT / "bot").iterdir()
        if (path.suffix == ".py" and path.stem != "__init__") or (path / "__init__.py").exists()
    }


def functions(path: Path) -> list[ast.FunctionDef]:
    tree = ast.parse(path.read_text("utf-8"))
    return [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]


def test_every_room_has_a_layer() -> None:
    layers, apart = LAYERS[0], LAYERS[1]
    layered = {name.strip() for layer in layers["layers"] for name in layer.replace("|", ":").split(":")}
    own = {"bot.local_slack", "bot.playground"}
    assert rooms() - own == layered - {"handlers"}
    assert set(apart["forbidden_modules"]) == layered - {"bot.__main__"}


def test_every_room_is_told_of_in_a_line() -> None:
    table = ARCHITECTURE.split("## Rooms")[1].split("\n## ")[0]
    told = set(re.findall(r"`bot/(\w+)(?:\.py|/)`", table))
    assert {room.removeprefix("bot.") for room in rooms()} - {"__main__"} == told


def test_the_way_of_a_question_is_that_of_the_code() -> None:
    walk = ARCHITECTURE.split("## A question's way")[1].split("\n## ")[0]
    steps = re.findall(r"^\| `([\w/.]+)` \| `(\w+)` \|", walk, re.M)
    assert len(steps) > 12
    missing = [(f, name) for f, name in steps if name not in {n.name for n in functions(ROOT / f)}]
    assert missing == []


@pytest.mark.parametrize("document", ["docs/architecture.md", "CONTRIBUTING.md"])
def test_documents_name_files_that_there_are(document: str) -> None:
    text = (ROOT / document).read_text("utf-8")
    rooms = "bot|handlers|tests|docs|scripts|sql_templates"
    named = set(re.findall(rf"`((?:{rooms})/[\w/.]*|\w+\.(?:py|toml))`", text))
    assert [name for name in sorted(named) if not list(ROOT.glob(name)) and name not in DRILL] == []


def test_a_new_action_is_at_most_six_files() -> None:
    walk = (ROOT / "CONTRIBUTING.md").read_text("utf-8").split("step by step")[1].split("\n## ")[0]
    steps = re.findall(r"^\d\. `([\w/.]+)`", walk, re.M)
    assert set(steps) >= DRILL
    assert len(steps) <= 6


def test_no_file_and_no_function_is_too_long_to_be_read_at_once() -> None:
    long = {
        str(path.relative_to(ROOT)): lines
        for path in CODE
        if (lines := path.read_text("utf-8").count("\n")) > LONGEST_FILE
    }
    long |= {
        f"{path.relative_to(ROOT)}: {node.name}": lines
        for path in CODE
        for node in functions(path)
        if (lines := (node.end_lineno or node.lineno) - node.lineno + 1) > LONGEST_FUNCTION
    }
    assert not long, "divide what has grown too long"
