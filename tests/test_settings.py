"""Settings stand in one table, from which they are read, checked and told."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from bot.doctor import examine
from bot.settings import GIB, BadSetting, Settings, described, load_settings

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(autouse=True)
def bare(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An environment that sets nothing, in a folder without `.env`."""
    monkeypatch.chdir(tmp_path)
    for row in described():
        monkeypatch.delenv(row.variable.name, raising=False)


def test_nothing_set_is_as_by_default() -> None:
    assert load_settings() == Settings()


def test_every_setting_is_read_from_its_variable_as_it_is_written(monkeypatch: pytest.MonkeyPatch) -> None:
    for row in described():
        if row.options:
            value = row.options[-1].upper()
        else:
            value = {int: "7", float: "7.5", str: "some/words", Path: "some/words"}.get(row.kind, "C1, C2 C3")
        monkeypatch.setenv(row.variable.name, f" {value} ")
    read = load_settings()
    assert [row.field for row in described() if getattr(read, row.field) == row.default] == []
    assert (read.most, read.lease, read.channels) == (7 * GIB, 7.5, ("C1", "C2", "C3"))
    assert (read.shared_channels, read.trends, read.data) == (True, "off", Path("some/words"))


def test_the_environment_is_over_the_file_and_an_empty_variable_is_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / ".env").write_text("TIDINGS_TIMEZONE=Asia/Tokyo\nTIDINGS_STATE=firestore\n", "utf-8")
    monkeypatch.setenv("TIDINGS_STATE", "sqlite")
    monkeypatch.setenv("TIDINGS_WAREHOUSE", "")
    read = load_settings()
    assert (read.timezone, read.state, read.warehouse) == ("Asia/Tokyo", "sqlite", "duckdb")


@pytest.mark.parametrize("value", ["many", "-1", "1e999", "nan", "12 GiB"])
def test_what_is_no_number_is_told_with_one_to_set(value: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TIDINGS_MOST_GIB", value)
    with pytest.raises(BadSetting, match=r"TIDINGS_MOST_GIB is .*; set it to one like 200\."):
        load_settings()


def test_what_is_none_of_the_words_is_told_with_all_of_them(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TIDINGS_TRENDS", "google")
    with pytest.raises(BadSetting, match="set it to sample or pytrends or official or off"):
        load_settings()


def test_a_misspelt_name_is_found_by_the_doctor(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TIDINGS_TIMEZON", "Europe/Stockholm")
    check = examine(Settings())[0]
    assert (check.state, check.mend) == ("bad", "Did you mean TIDINGS_TIMEZONE?")


def test_secrets_are_not_shown() -> None:
    assert "xoxb" not in repr(Settings(slack_bot_token="xoxb-1", slack_app_token="xapp-1"))


def test_the_readme_has_the_table() -> None:
    readme = (ROOT / "README.md").read_text("utf-8").split("## Settings")[1].split("\n## ")[0]
    rows = []
    for row in described():
        words = f": {', '.join(f'`{o}`' for o in row.options)}" if row.options else ""
        default = f"`{row.default_text}`" if row.default_text else "–"
        rows.append(f"| `{row.variable.name}` | {row.variable.meaning}{words} | {default} |")
    assert [line for line in readme.splitlines() if line.startswith("| `")] == rows


def test_no_document_names_a_setting_that_is_none() -> None:
    known = {row.variable.name for row in described()}
    named = {
        name
        for path in [*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md"), *(ROOT / "terraform").glob("*.tf")]
        for name in re.findall(r"\bTIDINGS_[A-Z_]+\b", path.read_text("utf-8"))
    }
    assert named <= known
