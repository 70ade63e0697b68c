"""Is it the same papers? In worlds where it is known."""

from __future__ import annotations

from datetime import date, timedelta

import handlers
from bot.answer import Answer
from bot.parse import parse
from bot.question import Options, Question
from tests.handlers.world import INFLATION, TODAY, World, ask

TURN = date(2026, 10, 22)


def made(before: tuple[int, int], now: tuple[int, int], lower: float = 0.0) -> Answer:
    """So many stories a day of a cheerful and a gloomy outlet before and since `TURN`, then all `lower`."""
    w = World()
    for i in range(143):
        day = date(2026, 7, 1) + timedelta(i)
        for k, (site, tone) in enumerate((("cheery.example", 1.0), ("gloomy.example", -5.0))):
            for j in range((now if day >= TURN else before)[k]):
                wobble = 0.5 * ((i * 7 + j * 3) % 5 - 2) + 0.4 * ((i * 13) % 7 - 3) / 3
                tone_of = tone + wobble - (lower if day >= TURN else 0.0)
                w.add(day, [INFLATION], title=f"{site} {i} {j}", tone=tone_of, source=site)
        for j in range(30):
            w.add(day, title=f"Other {i} {j}")
    asked = ask("articles", ["theme:econ_inflation"], options=Options(why="change"))
    return handlers.answer(asked, w.warehouse)


def test_a_fall_because_others_write_is_told_so_and_adds_up() -> None:
    got = made((12, 4), (4, 12))
    assert got.mix is not None
    assert got.mix.within.value + got.mix.mix.value == got.mix.total
    assert -3.3 < got.mix.mix.value < -2.7
    assert "nearly all of it because other outlets wrote" in got.mix.text
    assert got.mix.text in got.summary


def test_a_fall_because_the_same_write_differently_is_told_so() -> None:
    got = made((8, 8), (8, 8), lower=2.0)
    assert got.mix is not None
    assert "nearly all of it because the same outlets wrote differently" in got.mix.text


def test_where_nothing_moved_no_cause_is_named() -> None:
    got = made((8, 8), (8, 8))
    assert got.mix is not None
    assert "because" not in got.mix.text


def test_asked_in_the_thread_it_is_answered() -> None:
    before = Question("sentiment", (("inflation",),), TURN, TODAY, today=TODAY)
    for text in ("is it the same papers?", "Are these the same outlets", "did the same newspapers write"):
        read = parse(text, "thread", before, TODAY, "UTC")
        assert isinstance(read, Question)
        assert (read.action, read.options.why, read.topics) == ("articles", "change", before.topics)
