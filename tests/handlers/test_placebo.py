"""Shuffled days are asked about, counted, kept, and an alarm where too much is said of them."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import numpy as np
import pytest

from bot import scheduled
from bot.answer import Answer, FalseClaims, answer_from_json, answer_to_json
from bot.asking import Asking
from bot.parse import parse
from bot.question import Question
from bot.render.details import counted_as, details
from bot.settings import Settings
from bot.sources.duckdb import DuckDBWarehouse
from bot.sources.store import Store
from bot.state import SqliteState
from bot.state.records import PLACEBO
from bot.statistics.quiet import quiet
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


def test_an_answer_tells_how_often_the_bot_was_last_wrong(
    sample_store: Store, settings: Settings, state: SqliteState
) -> None:
    today = sample_store.status().last_day
    assert today is not None
    asking = Asking(DuckDBWarehouse(sample_store), state, settings, clock=lambda: NOW)
    question = parse("inflation last 30 days", "dm", None, today, "UTC")
    assert isinstance(question, Question)
    assert asking.answer(question, "U1").provenance.false_claims is None, "nothing was counted yet"
    PLACEBO.put(state, "last", {"day": "2026-11-20", "months": 200, "wrong": 1, "kinds": {"spike": 1}})
    answer = asking.answer(question, "U1")
    assert answer.provenance.false_claims == FalseClaims(date(2026, 11, 20), 200, 1)
    assert answer_from_json(answer_to_json(answer)) == answer
    told = "of 200 months made of the data's own days so that nothing moved, 1 were wrongly said to have"
    assert told in str(details(answer))
    assert told in str(counted_as(answer))


def test_quiet_days_have_the_level_and_the_scatter_of_ordinary_ones_and_no_burst() -> None:
    rng = np.random.default_rng(3)
    counts = rng.poisson(40 * np.exp(0.2 * rng.normal(size=200))).astype(float)
    counts[50:53], counts[120] = 400, 900
    ordinary = quiet(counts, np.full(200, 5000.0))
    assert ordinary is not None
    drawn = ordinary.counts(rng, 2000)
    assert np.median(drawn) == pytest.approx(40, abs=4)
    assert np.log(drawn + 0.5).std() == pytest.approx(0.26, abs=0.08)
    assert drawn.max() < 200
    assert quiet(np.full(50, 7.0), np.full(50, 100.0)) is None, "days that are all alike tell no scatter"


def test_the_rate_is_told_with_its_interval_and_kinds() -> None:
    assert placebo_told(200, 2, {"level_shift": 2}) == (
        "Of 200 topic-months made so that nothing moved, 2 were said to have: 1.00% (0.27% to 3.57%); "
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
