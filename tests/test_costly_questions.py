"""A costly question on the console is answered where somebody agrees to what it costs, and only there."""

from __future__ import annotations

import json
import os
import pty
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bot.cli import main
from bot.settings import GIB, Settings
from bot.sources import choose
from bot.sources.duckdb import DuckDBWarehouse
from bot.sources.store import Store
from bot.sources.warehouse import Metered, Query, Rows, Status, WarehouseError

ROOT = Path(__file__).resolve().parents[1]
ASKED = ["ask", "sentiment on inflation last 7 days", "--today", "2026-11-20"]


@dataclass(frozen=True)
class Costly:
    """A store whose every query is expected to read 40 GiB, and whose bill is sent by the byte."""

    inner: DuckDBWarehouse
    cap: int = 0

    def run(self, query: Query) -> Rows:
        if self.cap < 40 * GIB:
            raise WarehouseError("too_costly", "more than the cap", bytes_needed=40 * GIB)
        return self.inner.run(query)

    def status(self) -> Status:
        return self.inner.status()

    def capped(self, cap: int) -> Metered:
        return Costly(self.inner, cap)

    def labelled(self, **_labels: str) -> Metered:
        return self


@pytest.fixture(autouse=True)
def _own_state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TIDINGS_DATA", str(tmp_path))


@pytest.fixture
def bill(sample_store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    def warehouse(_: Settings) -> Metered:
        return Costly(DuckDBWarehouse(sample_store))

    monkeypatch.setattr(choose, "open_warehouse", warehouse)


def ask(*more: str) -> Result:
    return CliRunner().invoke(main, [*ASKED, *more])


@pytest.mark.usefixtures("bill")
def test_without_anybody_to_agree_the_price_is_told_and_how_to_agree() -> None:
    told = ask()
    assert told.exit_code == 1
    assert "up to 43 GB, which costs up to $0.24" in told.output
    assert "--yes" in told.output


@pytest.mark.usefixtures("bill")
def test_yes_answers_it() -> None:
    told = ask("--yes")
    assert told.exit_code == 0
    assert "inflation" in told.output


@pytest.mark.usefixtures("bill")
def test_as_json_nothing_but_json_is_said() -> None:
    assert json.loads(ask("--json").stdout)["error"] == "needs_confirmation"
    assert json.loads(ask("--json", "--yes").stdout)["error"] is None


IN_A_TERMINAL = """
import sys
from pathlib import Path
from bot.cli import main
from bot.sources import choose
from bot.sources.duckdb import DuckDBWarehouse
from bot.sources.store import Store
from tests.test_costly_questions import Costly
folder = Path(sys.argv.pop(1))
choose.open_warehouse = lambda _: Costly(DuckDBWarehouse(Store(folder)))
main()
"""


@pytest.mark.parametrize(("typed", "status"), [("y", 0), ("n", 1)])
def test_on_a_terminal_it_is_asked_with_the_price(sample_store: Store, typed: str, status: int) -> None:
    ours, theirs = pty.openpty()
    command = [sys.executable, "-c", IN_A_TERMINAL, str(sample_store.folder), *ASKED]
    with os.fdopen(ours, "wb") as keyboard:
        running = subprocess.Popen(
            command, cwd=ROOT, stdin=theirs, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
        )
        os.close(theirs)
        keyboard.write(f"{typed}\n".encode())
        keyboard.flush()
        said, _ = running.communicate(timeout=300)
    assert "which costs up to $0.24. Answer it?" in said
    assert running.returncode == status
