"""Shuffled days are asked about, counted, kept, and an alarm where too much is said of them."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot import scheduled
from bot.answer import Answer
from bot.asking import Asking
from bot.settings import Settings
from bot.sources.duckdb import DuckDBWarehouse
from bot.sources.store import Store
from bot.state import SqliteState
from bot.state.records import PLACEBO
from bot.statistics.rates import wilson
from bot.words.claims import placebo_told

NOW = datetime(2026, 11, 20, 3, 15, tzinfo=UTC)


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(data=tmp_path)


@pytest.fixture
def state(tmp_path: Path) -> SqliteState:
    return SqliteState(tmp_path / "state.sqlite")


def test_shuffled_days_of_the_store_are_asked_about_and_the_figure_is_kept(
    sample_store: Store, settings: Settings, state: SqliteState
) -> None:
    asking = Asking(DuckDBWarehouse(sample_store), state, settings, clock=lambda: NOW)
    found = asking.placebo(20, seed=1)
    assert not isinstance(found, Answer)
    assert found.months >= 20
    assert found.wrong <= 1
    kept = PLACEBO.get(state, "last")
    assert kept is not None
    assert (kept["day"], kept["months"], kept["wrong"]) == ("2026-11-20", found.months, found.wrong)
    again = asking.placebo(20, seed=1)
    assert again == found, "the same seed asks the same"


def test_the_rate_is_told_with_its_interval_and_kinds() -> None:
    assert placebo_told(200, 2, {"level_shift": 2}) == (
        "Of 200 shuffled topic-months, where nothing moved, 2 were said to have: 1.00% (0.27% to 3.57%); "
        "promised is 0.50%. By kind: level_shift 2."
    )
    assert wilson(0, 0) == (0.0, 1.0)


def test_more_than_is_promised_fails_the_call_of_the_schedule(
    settings: Settings, state: SqliteState, monkeypatch: pytest.MonkeyPatch
) -> None:
    from handlers.placebo import Placebo

    monkeypatch.setattr(Asking, "placebo", lambda *_: Placebo(200, 12, {"tone_change": 12}))
    with pytest.raises(scheduled.FalseClaims, match=r"6\.00%"):
        scheduled.placebo(settings, state, None, NOW)  # type: ignore[arg-type]
    monkeypatch.setattr(Asking, "placebo", lambda *_: Placebo(200, 2, {"tone_change": 2}))
    assert "1.00%" in scheduled.placebo(settings, state, None, NOW)  # type: ignore[arg-type]
