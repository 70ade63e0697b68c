"""Searches on the command line, beside the news of the sample world."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from bot.cli import main


def asked(text: str, *more: str) -> dict[str, object]:
    done = CliRunner().invoke(main, ["ask", text, "--json", "--today", "2026-11-20", *more])
    assert done.exit_code == 0, done.output
    found: dict[str, object] = json.loads(done.stdout)
    return found


@pytest.mark.usefixtures("sample_folder")
def test_the_console_tells_searches_with_the_news_and_draws_both(tmp_path: Path) -> None:
    chart = tmp_path / "chart.png"
    found = asked("trends taxes last 90 days", "--chart", str(chart))
    assert found["headline"] == "News on taxes follows searches by 3 days"
    assert found["searches"]
    assert found["series"]
    assert chart.read_bytes().startswith(b"\x89PNG")


@pytest.mark.usefixtures("sample_folder")
def test_searches_switched_off_leave_the_news(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TIDINGS_TRENDS", "off")
    found = asked("trends taxes last 90 days")
    assert found["searches"] is None
    assert found["series"]
    assert "No source of searches is set up here. Shown: the news only." in str(found["caveats"])


@pytest.mark.usefixtures("sample_folder")
def test_which_pair_grew_closer_can_be_asked_in_words() -> None:
    found = asked("which pair of unemployment, strike and inflation has grown closer over the last 90 days?")
    assert found["headline"] == "Unemployment and strike grew closer"
