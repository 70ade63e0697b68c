"""What a request hands down: the time in which others may be asked for it."""

from __future__ import annotations

import pytest

from bot.deadline import TELLING, Deadline, OutOfTime, patience, until


class Clock:
    now = 100.0

    def __call__(self) -> float:
        return self.now


def test_without_a_deadline_a_call_takes_what_it_may() -> None:
    assert patience(20.0) == 20.0


def test_calls_share_what_is_left_and_the_last_of_it_is_for_telling() -> None:
    clock = Clock()
    with until(Deadline(102.3, clock)):
        assert patience(1.0) == 1.0
        clock.now = 101.5
        assert patience(1.0) == pytest.approx(0.8 - TELLING)
        assert patience(1.0, telling=True) == pytest.approx(0.8)
        clock.now = 102.0
        with pytest.raises(OutOfTime):
            patience(1.0)
        assert patience(1.0, telling=True) == pytest.approx(0.3)
        clock.now = 102.4
        with pytest.raises(OutOfTime):
            patience(1.0, telling=True)
    assert patience(20.0) == 20.0
