"""What holds for every Answer, however odd: it renders, within the limits, and nothing is drawn outside."""

import json
import subprocess
import sys
import warnings
from dataclasses import replace
from datetime import timedelta
from unicodedata import category

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.answer import Answer, Day, Series
from bot.question import Options
from bot.render import limits
from bot.render.blocks import message
from bot.render.chart import figure
from bot.render.csv import series_csv
from bot.render.plain import plain_text
from tests.render import examples as ex


@st.composite
def some_series(draw: st.DrawFn) -> Series:
    length = draw(st.sampled_from([0, 1, 2, 9, 60]))
    days: list[Day] = []
    for i in range(length):
        if draw(st.integers(0, 4)) == 0:
            continue
        days.append(
            ex.day(
                ex.FIRST + timedelta(i),
                articles=draw(st.sampled_from([0, 3, 40, 10**6])),
                total=draw(st.sampled_from([0, 10**6, 10**8])),
                tone=draw(st.sampled_from([None, -100.0, 0.0, 2.5])),
                partial=i == length - 1,
            )
        )
    made = ex.series(draw(st.text(min_size=1, max_size=60)), tuple(days))
    return replace(made, tone_usual=draw(st.sampled_from([None, 9.0])))


@st.composite
def some_answer(draw: st.DrawFn) -> Answer:
    options = Options(
        chart=draw(st.sampled_from([None, "line", "bar", "area", "table"])),
        metric=draw(st.sampled_from([None, "sentiment", "volume"])),
    )
    of = draw(st.lists(some_series(), max_size=5))
    made = ex.answer(*of, action=draw(st.sampled_from(["sentiment", "compare", "trends"])), options=options)
    letters = "ABCDE"[: draw(st.integers(0, 5))]
    terms = draw(st.lists(st.text(min_size=1, max_size=60), max_size=5, unique=True))
    searched = ex.searches(*terms, n=draw(st.sampled_from([0, 1, 2, 60])), step=draw(st.sampled_from([1, 7])))
    return replace(
        made,
        searches=searched if draw(st.booleans()) and terms else None,
        headline=draw(st.text(max_size=150)),
        summary=draw(st.text(max_size=300)),
        spikes=tuple(ex.spike(draw(st.integers(-3, 70)), letter) for letter in letters),
        gaps=tuple(ex.FIRST + timedelta(draw(st.integers(0, 60))) for _ in range(draw(st.integers(0, 3)))),
    )


@settings(max_examples=40, deadline=None)
@given(some_answer())
def test_any_answer_can_be_shown(answer: Answer) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        made = figure(answer)
        if made is not None:
            made.draw_without_rendering()
            width, height = made.get_size_inches() * made.dpi
            for text in made.texts:
                box = text.get_window_extent()
                assert -1 <= box.x0 <= box.x1 <= width + 1
                assert -1 <= box.y0 <= box.y1 <= height + 1
    blocks = message(answer, chart_file="F1").blocks
    assert len(blocks) <= limits.MESSAGE_BLOCKS
    assert len(json.dumps(blocks, ensure_ascii=False)) <= limits.MESSAGE_CHARS
    assert all(category(c) != "Cc" for c in plain_text(answer) if c != "\n")
    assert series_csv(answer).count("\r\n") >= 1


def test_messages_and_text_are_made_without_the_drawing_side() -> None:
    """The public front answers within three seconds of a cold start: it cannot wait for matplotlib."""
    code = (
        "import sys, bot.render.blocks, bot.render.plain, bot.render.csv;"
        "print([m for m in ('numpy', 'matplotlib', 'pandas') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
