"""`python -m bot digest` and `alerts`: what would go to whom."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.digests import subscriptions
from bot.digests.values import Alert, Subscription
from bot.state import SqliteState
from tests.worlds import LARGE, planted, world


@pytest.fixture(scope="module")
def followed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    data = world(tmp_path_factory.mktemp("followed") / "data", LARGE)
    state = SqliteState(data / "state.sqlite")
    made = datetime(2026, 11, 1, tzinfo=UTC)
    subscriptions.save(
        state,
        Subscription(
            "d-1", "U1", "C1", (("inflation",),), "weekly", "monday", "08:00", "Europe/Stockholm", made
        ),
    )
    subscriptions.save(state, Alert("a-1", "U1", "C1", ("cyber attack",), "high", made))
    return data


def run(data: Path, *arguments: str) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "bot", *arguments],
        env={**os.environ, "TIDINGS_DATA": str(data), "COLUMNS": "200"},
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_all_digests_are_listed_with_their_next_issue(followed: Path) -> None:
    listed = run(followed, "digest", "--at", "2026-11-21T12:00")
    assert "every Monday 08:00 (Europe/Stockholm)" in listed
    assert "2026-11-23 07:00" in listed


def test_what_is_due_is_told_and_not_sent(followed: Path) -> None:
    before = run(followed, "digest", "--due", "--dry-run", "--at", "2026-11-23T06:59")
    assert "No issue is due." in before
    due = run(followed, "digest", "--due", "--dry-run", "--at", "2026-11-23T07:00")
    assert "inflation" in due
    assert "C1" in due
    assert "2026-11-16 to 2026-11-22" in due
    assert run(followed, "digest", "--due", "--dry-run", "--at", "2026-11-23T07:00") == due


def test_alerts_that_would_fire_are_told(followed: Path) -> None:
    assert "cyber attack" in run(followed, "alerts")
    first = next(e.start for e in planted(followed, "spike") if e.topic == "cyber attack")
    the_day_after = f"{first + timedelta(days=1)}T06:00"
    spike = run(followed, "alerts", "--due", "--dry-run", "--at", the_day_after)
    assert "Cyber attack: " in spike
    assert "× its usual coverage on" in spike
    quiet = run(followed, "alerts", "--due", "--dry-run", "--at", "2026-10-20T06:00")
    assert "None of 1 alerts would fire." in quiet
