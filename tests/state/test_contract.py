"""What every store of the bot's memory keeps to."""

from __future__ import annotations

import os
import secrets
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from bot.state import SqliteState, State, count
from tests.state.emulator import missing

Open = Callable[[], State]
ROOT = Path(__file__).resolve().parents[2]


class Clock:
    def __init__(self) -> None:
        self.now = 1_700_000_000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture(params=["sqlite", "firestore"])
def opened(
    request: pytest.FixtureRequest, tmp_path: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> Open:
    """Opens the same, at first empty, store as often as it is called: as other processes would."""
    if request.param == "sqlite":
        return lambda: SqliteState(tmp_path / "state.sqlite", clock)
    monkeypatch.setenv("FIRESTORE_EMULATOR_HOST", request.getfixturevalue("firestore_host"))
    from google.auth.credentials import AnonymousCredentials
    from google.cloud.firestore import Client

    from bot.state.firestore import FirestoreState

    project = f"t-{secrets.token_hex(6)}"
    nobody = AnonymousCredentials()  # type: ignore[no-untyped-call]
    return lambda: FirestoreState(Client(project, credentials=nobody), clock=clock)


@pytest.fixture
def state(opened: Open) -> State:
    return opened()


def test_in_ci_the_emulator_is_used_where_it_is(request: pytest.FixtureRequest) -> None:
    if os.environ.get("CI") != "true" or missing():
        pytest.skip("asked for only in CI, where the emulator is installed")
    assert request.getfixturevalue("firestore_host")


@pytest.mark.parametrize(
    "value",
    [{}, {"a": [["nested", ["lists"]]], "n": None, "x": 1.5, "å": "日本 🎈"}, {"long": "x" * 1_500_000}],
)
def test_a_value_comes_back_as_it_was(state: State, value: dict[str, Any]) -> None:
    state.put("k", "a", value, 60)
    assert state.get("k", "a") == value


def test_kinds_and_keys_are_kept_apart(state: State) -> None:
    keys = ["C1:1.2", "a/b", ".", "..", "__x__", "å b", "a%2Fb"]
    for key in keys:
        state.put("k", key, {"of": key}, 60)
    assert [state.get("k", key) for key in keys] == [{"of": key} for key in keys]
    assert state.get("other", "a/b") is None
    assert state.list("k") == [(key, {"of": key}) for key in sorted(keys)]
    state.delete("k", "a/b")
    assert state.get("k", "a/b") is None
    assert len(state.list("k")) == len(keys) - 1


def test_what_has_expired_is_gone(state: State, clock: Clock) -> None:
    state.put("k", "a", {"v": 1}, 10)
    clock.now += 11
    assert state.get("k", "a") is None
    assert state.list("k") == []
    assert state.change("k", "a", lambda before: {"before": before}, 10) == {"before": None}


def take(state: State, name: str) -> bool:
    """Whether `name` is the one that took what only one may have."""
    return state.change("k", "a", lambda before: None if before else {"by": name}, 10) == {"by": name}


def test_clearing_leaves_one_kind(state: State) -> None:
    for kind in ("thread", "lease", "recent"):
        state.put(kind, "a b/c", {"of": kind}, 60)
    state.clear("lease")
    assert [state.list(kind) for kind in ("thread", "recent")] == [[], []]
    assert state.get("lease", "a b/c") == {"of": "lease"}


def test_one_of_many_takes_what_nobody_has(opened: Open) -> None:
    states = [opened() for _ in range(4)]
    with ThreadPoolExecutor(8) as pool:
        won = list(pool.map(lambda i: take(states[i % 4], str(i)), range(24)))
    assert sum(won) == 1


def test_one_of_many_takes_what_has_expired(opened: Open, clock: Clock) -> None:
    states = [opened() for _ in range(4)]
    assert take(states[0], "before")
    assert not take(states[1], "too soon")
    clock.now += 11
    with ThreadPoolExecutor(4) as pool:
        won = list(pool.map(lambda i: take(states[i], str(i)), range(4)))
    assert sum(won) == 1


def test_a_change_sees_what_is_there_and_may_leave_it(state: State) -> None:
    assert state.change("k", "a", lambda _: None, 60) is None
    assert state.get("k", "a") is None
    state.put("k", "a", {"n": 1}, 60)
    assert state.change("k", "a", lambda before: {"n": (before or {})["n"] + 1}, 60) == {"n": 2}
    assert state.change("k", "a", lambda _: None, 60) == {"n": 2}
    assert state.get("k", "a") == {"n": 2}


def test_no_addition_is_lost_between_threads(opened: Open) -> None:
    states = [opened() for _ in range(4)]
    with ThreadPoolExecutor(4) as pool:
        sums = list(pool.map(lambda i: count(states[i % 4], "bytes", "U1", 10, 60), range(12)))
    assert sorted(sums) == [10 * (i + 1) for i in range(12)]


def test_a_change_that_fails_changes_nothing(state: State) -> None:
    state.put("k", "a", {"n": 1}, 60)

    def broken(_before: object) -> dict[str, Any]:
        raise RuntimeError("a bug")

    with pytest.raises(RuntimeError, match="a bug"):
        state.change("k", "a", broken, 60)
    assert state.get("k", "a") == {"n": 1}


def test_sqlite_loses_nothing_between_processes(tmp_path: Path) -> None:
    file = tmp_path / "state.sqlite"
    code = (
        "import pathlib; from bot.state import SqliteState, count\n"
        f"state = SqliteState(pathlib.Path({str(file)!r}))\n"
        "for _ in range(50): count(state, 'n', 'k', 1, 60)"
    )
    running = [subprocess.Popen([sys.executable, "-c", code], cwd=ROOT) for _ in range(4)]
    assert [p.wait(300) for p in running] == [0] * 4
    assert SqliteState(file).get("n", "k") == {"count": 200}
