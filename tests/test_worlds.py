"""The made-up worlds of the tests, and that no test hangs on the day."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests import worlds
from tests.worlds import ROOT, Size

TINY = Size(3, 30, 1)


def test_no_test_asks_which_day_it_is() -> None:
    asking = ("datetime.now(", "date.today(", "datetime.today(", "utc_now")
    files = [f for f in (ROOT / "tests").rglob("*.py") if f != Path(__file__) and "benchmarks" not in f.parts]
    assert len(files) > 50
    assert [str(f) for f in files if any(words in f.read_text("utf-8") for words in asking)] == []


def test_a_world_is_made_once_however_many_want_it(tmp_path: Path) -> None:
    code = (
        "import sys, pathlib; from tests import worlds; worlds.KEPT = pathlib.Path(sys.argv[1]);"
        "print(worlds.world(pathlib.Path(sys.argv[2]), worlds.Size(3, 30, 1)))"
    )
    running = [
        subprocess.Popen(
            [sys.executable, "-c", code, str(tmp_path / "kept"), str(tmp_path / f"{n}")], cwd=ROOT
        )
        for n in range(3)
    ]
    assert [p.wait(300) for p in running] == [0, 0, 0]
    (kept,) = (f for f in (tmp_path / "kept").iterdir() if f.is_dir())
    truths = [
        json.loads((f / "truth.json").read_text()) for f in (kept, *(tmp_path / f"{n}" for n in range(3)))
    ]
    assert truths.count(truths[0]) == 4


def test_a_world_is_made_anew_when_what_makes_it_changes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    maker = tmp_path / "maker.py"
    maker.write_text("1")
    monkeypatch.setattr(worlds, "ROOT", tmp_path)
    monkeypatch.setattr(worlds, "MAKERS", ("maker.py",))
    monkeypatch.setattr(worlds, "KEPT", tmp_path / "kept")
    first = worlds.world(tmp_path / "first", TINY)
    (first / "truth.json").write_text("what a test writes stays in its own copy")
    assert json.loads((worlds.world(tmp_path / "second", TINY) / "truth.json").read_text()) == []
    before = {f.name for f in worlds.KEPT.iterdir() if f.is_dir()}
    maker.write_text("2")
    worlds.world(tmp_path / "third", TINY)
    after = {f.name for f in worlds.KEPT.iterdir() if f.is_dir()}
    assert len(before) == len(after) == 1
    assert before != after
