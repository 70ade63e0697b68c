"""Records of all kinds, told apart by name and gone when their time is over."""

from __future__ import annotations

from pathlib import Path

from bot.state import SqliteState, records
from bot.state.records import THREAD, ZONE, Kind


def test_kinds_are_told_apart_and_all_expire() -> None:
    kinds = [value for value in vars(records).values() if isinstance(value, Kind)]
    assert len({kind.name for kind in kinds}) == len(kinds) > 15
    assert all(0 < kind.kept <= 10 * records.YEAR for kind in kinds)


def test_a_record_is_kept_for_the_time_of_its_kind(tmp_path: Path) -> None:
    now = [0.0]
    state = SqliteState(tmp_path / "state.sqlite", lambda: now[0])
    ZONE.put(state, "U1", {"tz": "Asia/Tokyo"})
    now[0] = ZONE.kept - 1
    assert ZONE.get(state, "U1") == {"tz": "Asia/Tokyo"}
    assert ZONE.all(state) == [("U1", {"tz": "Asia/Tokyo"})]
    assert THREAD.get(state, "U1") is None
    now[0] = ZONE.kept + 1
    assert ZONE.get(state, "U1") is None
