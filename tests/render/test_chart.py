import io
import warnings
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from itertools import pairwise
from typing import Any

import numpy as np
import pytest
from matplotlib.collections import LineCollection
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle
from matplotlib.text import Text
from PIL import Image

from bot.answer import Answer
from bot.findings import Finding
from bot.question import Options
from bot.render.chart import chart_png, figure
from bot.render.page import PALETTE
from bot.words.labels import LABEL_LENGTH, chart_labels, drawn
from tests.render import examples as ex

EVERY = {
    "sentiment": (ex.sampled(ex.sentiment()), (1600, 1080)),
    "gappy": (ex.gappy(), (1600, 1080)),
    "so far": (ex.so_far(), (1600, 1080)),
    "few stories": (ex.few_stories(), (1600, 1080)),
    "long": (ex.long(), (1600, 1080)),
    "decade": (ex.decade(), (1600, 1080)),
    "tiny": (ex.tiny(), (1600, 900)),
    "volume": (ex.volume(), (1600, 900)),
    "bars": (ex.volume(20, "bar"), (1600, 900)),
    "two days": (ex.volume(2), (1600, 900)),
    "compare": (ex.compared(), (1600, 900)),
    "compare a day": (ex.compared(1), (1600, 900)),
    "compare tone": (ex.compared(options=Options(metric="sentiment")), (1600, 900)),
    "compare bars of tone": (ex.compared(options=Options(chart="bar", metric="sentiment")), (1600, 900)),
    "by week": (ex.by_week(), (1600, 900)),
    "searches over news": (ex.trends(n=70), (1600, 1080)),
    "five searches": (ex.trends("inflation", "housing", "oil", "Sveriges Riksbank", "gas"), (1600, 1080)),
    "searches alone": (ex.trends(news=False), (1600, 900)),
}


@pytest.fixture(autouse=True)
def no_warnings() -> Any:
    """A missing glyph, an empty axis or a limit that cannot be is a warning: here it fails."""
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        yield


def drawing(answer: Answer) -> Figure:
    made = figure(answer)
    assert made is not None
    return made


def words(of: Figure) -> list[str]:
    found = (t.get_text() for t in of.findobj(Text) if t.get_visible())
    return [t.replace("\u00a0", " ") for t in found if t]


def line(of: Figure, color: str = PALETTE[0], panel: int = 0) -> Any:
    """The thick line of a panel as (x, y)."""
    thick = [ln for ln in of.axes[panel].lines if ln.get_linewidth() > 2.5 and ln.get_color() == color]
    return np.asarray(thick[0].get_xdata()), np.asarray(thick[0].get_ydata(), dtype=float)


@pytest.mark.parametrize("name", EVERY)
def test_every_kind_is_an_opaque_white_png_of_the_promised_size(name: str) -> None:
    answer, size = EVERY[name]
    png = chart_png(answer)
    assert png is not None
    image = Image.open(io.BytesIO(png))
    assert image.size == size
    assert len(png) < 400_000
    pixels = np.asarray(image.convert("RGBA"))
    assert (pixels[..., 3] == 255).all()
    assert (pixels[[0, -1], :, :3] == 255).all()
    assert (pixels[:, [0, -1], :3] == 255).all()


@pytest.mark.parametrize(
    "answer",
    [
        ex.listed(),
        replace(ex.related(), related=()),
        ex.paired(),
        ex.error(),
        Answer(question=None),
        ex.volume(1),
        ex.volume(30, "table"),
        ex.answer(ex.series(of=())),
        ex.answer(ex.series(of=ex.days(9, level=0)), action="volume"),
        replace(ex.sentiment(), error="no_coverage"),
    ],
)
def test_there_is_no_chart_where_there_is_nothing_to_draw(answer: Answer) -> None:
    assert chart_png(answer) is None


@pytest.mark.parametrize("name", EVERY)
def test_no_words_leave_the_image(name: str) -> None:
    made = drawing(EVERY[name][0])
    width, height = made.get_size_inches() * made.dpi
    for text in made.texts:
        box = text.get_window_extent()
        assert box.x0 >= 0, text.get_text()
        assert box.x1 <= width, text.get_text()
        assert box.y0 >= 0, text.get_text()
        assert box.y1 <= height, text.get_text()


def test_labels_of_lines_that_end_together_do_not_touch() -> None:
    made = drawing(ex.compared(topics=("a", "b", "c", "d", "e")))
    boxes = sorted(
        (t.get_window_extent() for t in made.texts if t.get_text() in "abcde"), key=lambda box: box.y0
    )
    assert len(boxes) == 5
    assert all(upper.y0 >= lower.y1 for lower, upper in pairwise(boxes))


def test_days_without_data_break_the_line() -> None:
    made = drawing(ex.gappy())
    for panel, color in ((0, PALETTE[0]), (1, PALETTE[1])):
        x, y = line(made, color, panel)
        missing = np.isnan(y)
        assert missing.sum() == 6
        assert (x[missing] - x[0]).tolist() == [10, 11, 12, 13, 14, 20]


def test_a_line_of_scattered_days_is_not_taken_for_one_of_weeks() -> None:
    scattered = ex.series(of=ex.days(24, without=[i for i in range(24) if i % 3]))
    _, y = line(drawing(ex.answer(scattered)))
    assert not np.isfinite(y[1:] + y[:-1]).any()


def test_a_day_between_gaps_keeps_its_point_and_its_interval() -> None:
    made = drawing(ex.answer(ex.series(of=ex.days(9, without=(3, 5)))))
    intervals = [c for c in made.axes[0].collections if isinstance(c, LineCollection)]
    (segment,) = [s for c in intervals for s in c.get_segments()]
    day = ex.days(9)[4]
    assert segment[:, 1].tolist() == [day.tone_low, day.tone_high]


def test_a_line_by_week_joins_weeks_and_breaks_where_one_is_missing() -> None:
    made = drawing(ex.by_week())
    assert "Share of all monitored articles, by week" in words(made)
    x, y = line(made)
    assert (x[np.isnan(y)] - x[0]).tolist() == [35]


def test_a_moving_mean_does_not_bridge_a_gap() -> None:
    answer = ex.long()
    _, y = line(drawing(answer))
    assert np.isnan(y).sum() == 8
    tones = [d.tone for d in answer.series[0].days if d.tone is not None]
    assert y[6] == pytest.approx(np.mean(tones[:7])), "of the days up to it"
    assert y[39] == pytest.approx(np.mean(tones[33:40]))
    assert y[48] == pytest.approx(tones[40]), "only days on this side of the gap"


def test_lines_of_one_chart_share_one_moving_mean() -> None:
    few = ex.days(30, first=ex.FIRST)
    made = drawing(ex.answer(ex.series("oil", ex.days(60)), ex.series("gas", few), action="compare"))
    _, y = line(made, PALETTE[1])
    assert y[6] == pytest.approx(np.mean([100 * d.articles / d.total for d in few[:7]]))
    assert "Share of all monitored articles, 7-day mean" in words(made)


def test_a_topic_without_data_is_named_beside_the_others() -> None:
    made = drawing(ex.answer(ex.series("oil"), ex.series("gas", ()), action="compare"))
    assert "gas\nno data" in words(made)


def test_tones_that_cannot_be_told_give_way_to_coverage() -> None:
    quiet = [ex.series(t, ex.days(9, level=3)) for t in ("oil", "gas")]
    made = drawing(ex.answer(*quiet, action="compare", options=Options(metric="sentiment")))
    assert "Articles per 10,000 in all monitored news" in words(made)


def test_a_small_last_value_is_in_the_unit_of_its_axis() -> None:
    falling = (*ex.days(9), ex.day(ex.FIRST + timedelta(9), articles=5, tone=None))
    made = drawing(ex.answer(ex.series(of=falling), action="volume"))
    assert "0.05%" in words(made)


def test_gaps_are_grey_and_named() -> None:
    assert "no data" in words(drawing(ex.gappy()))
    assert "no data" not in words(drawing(ex.sentiment()))


def test_gaps_before_the_timeframe_do_not_stretch_the_axis() -> None:
    made = drawing(replace(ex.volume(), gaps=(ex.FIRST - timedelta(60),)))
    assert made.axes[0].get_xlim() == drawing(ex.volume()).axes[0].get_xlim()


def test_a_share_axis_starts_at_zero_and_a_tiny_share_counts_articles() -> None:
    made = drawing(ex.tiny())
    assert made.axes[0].get_ylim()[0] == 0
    assert "Articles per 10,000 in all monitored news" in words(made)
    assert not any("%" in w for w in words(made))


def test_the_day_that_is_not_over_is_no_part_of_the_line() -> None:
    made = drawing(ex.so_far())
    x, _ = line(made)
    assert len(x) == 14
    assert sum("so far" in w for w in words(made)) == 2


def test_spikes_are_lettered_over_all_panels() -> None:
    made = drawing(ex.sentiment())
    assert {"A", "B", "C"} <= set(words(made))
    for axes in made.axes:
        upright = [ln for ln in axes.lines if np.ptp(np.asarray(ln.get_xdata())) == 0]
        assert len(upright) == 3
    a, b = (next(t for t in made.texts if t.get_text() == letter) for letter in "AB")
    assert a.get_window_extent().x1 < b.get_window_extent().x0


def test_the_chart_can_be_read_without_the_message() -> None:
    text = "\n".join(words(drawing(ex.sentiment())))
    assert "Coverage of inflation rose by a third" in text
    assert "Tone of the average story, with its 95% band" in text
    assert "GDELT Project, gdeltproject.org · 1–30 Sep 2026 · 7,634 articles, 5,079 stories" in text


def test_sample_data_is_marked_in_the_image() -> None:
    assert "SAMPLE DATA" in words(drawing(ex.sampled(ex.volume())))
    assert "SAMPLE DATA" not in words(drawing(ex.volume()))


def test_a_long_title_is_wrapped_whole() -> None:
    title = "Coverage of the European Central Bank's balance sheet fell by half, tone did not change"
    shown = words(drawing(ex.sampled(replace(ex.volume(), headline=title))))
    assert any(w.replace("\n", " ") == title for w in shown)


@pytest.mark.parametrize(
    "topic", ["通货膨胀", "التضخم", "महंगाई", "インフレ", "😀 oil", "$x_1$", "a\x00b", "e\u0301tat"]
)
def test_topics_in_any_script_are_drawn_without_boxes(topic: str) -> None:
    answer = ex.compared(topics=(topic, "oil"))
    assert chart_png(replace(answer, headline=f"{topic}: no clear change")) is not None


def test_what_cannot_be_written_has_a_stand_in() -> None:
    assert chart_labels(("oil", "通货膨胀", "инфляция")) == ("oil", "topic 2", "инфляция")
    assert drawn("通货膨胀 beats oil, 物价", ("oil", "通货膨胀")) == "topic 2 beats oil, …"
    assert [len(label) for label in chart_labels(("x" * 50,))] == [LABEL_LENGTH]


def test_charts_of_several_threads_are_the_same_as_of_one() -> None:
    answers = [ex.sentiment(), ex.compared(), ex.volume(), ex.gappy()]
    alone = [chart_png(a) for a in answers]
    with ThreadPoolExecutor(4) as pool:
        together = list(pool.map(chart_png, answers))
    assert together == alone


def test_related_topics_are_a_bar_each_with_how_much_oftener() -> None:
    made = drawing(ex.related())
    (axes,) = made.axes
    assert [p.get_width() for p in axes.patches if isinstance(p, Rectangle)] == [6.2, 4.9]
    assert [t.get_text() for t in axes.get_yticklabels()] == ["interest rates", "sveriges riksbank"]
    assert {"6.2 ×", "4.9 ×"} <= {t.get_text() for t in axes.texts}


def test_days_of_few_articles_are_bars() -> None:
    made = drawing(ex.answer(ex.series(of=ex.days(60, level=3)), action="volume"))
    assert len(made.axes[0].patches) == 60
    assert "Share of all monitored articles" in words(made) or "Articles per 10,000" in str(words(made))


def test_a_single_event_is_named_beside_its_letter() -> None:
    made = drawing(replace(ex.volume(), spikes=(ex.spike(12, "A"),)))
    assert "3.2 × usual" in words(made)


def test_where_a_lasting_level_began_is_named_by_its_day() -> None:
    shift = Finding("tone_shift", "inflation", start=ex.FIRST + timedelta(9), size=-2.0, said=True)
    assert "since 10 Sep" in words(drawing(replace(ex.sentiment(), spikes=(), findings=(shift,))))
    unsaid = replace(shift, said=False)
    assert "since 10 Sep" not in words(drawing(replace(ex.sentiment(), spikes=(), findings=(unsaid,))))


def test_the_usual_coverage_is_a_line_of_its_own() -> None:
    usual = Finding("share_change", "inflation", size=1.25, measure="share", usual=True)
    made = drawing(replace(ex.volume(), findings=(usual,)))
    assert "usual 2.0%" in words(made)


def test_the_footer_says_the_days_that_are_shown() -> None:
    answer = ex.volume()
    assert answer.question is not None
    week = replace(answer.question, start=answer.series[0].days[-7].day)
    made = drawing(replace(answer, question=week))
    assert any("1–30 Sep 2026" in t.get_text().replace("\u00a0", " ") for t in made.texts)
