"""An Answer as a chart: a PNG on opaque white that reads at the size of a phone."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import partial

from matplotlib.figure import Figure
from matplotlib.ticker import FixedLocator, FuncFormatter, MaxNLocator

from bot.actions import ACTIONS, ChartKind
from bot.answer import Answer, Series
from bot.question import Options
from bot.render.lines import (
    FEW_STORIES,
    rhythm_of,
    rhythm_of_searches,
    searched,
    shared,
    toned,
    unit_of,
    x_of,
)
from bot.render.page import (
    DPI,
    GRID,
    HEIGHT,
    INK,
    LABEL,
    MUTED,
    PALETTE,
    TALL,
    EndLabel,
    page_of,
)
from bot.render.strokes import (
    DOTS,
    ROUND,
    axis_text,
    draw_band,
    draw_line,
    draw_share,
    draw_usual,
    end_label,
    has_tone,
    name_label,
    share_axis,
    tone_axis,
    value_text,
)
from bot.words.format import signed, significant
from bot.words.labels import chart_labels

MOST_BARS = 8
ISSUE = "#eef3fa"
"""Behind the days that a digest tells of."""


def chart_png(answer: Answer) -> bytes | None:
    """The chart of `answer` as PNG bytes, or None where words or a table say it better."""
    drawing = figure(answer)
    if drawing is None:
        return None
    out = io.BytesIO()
    drawing.savefig(out, format="png", dpi=DPI, facecolor="white", pil_kwargs={"compress_level": 6})
    return out.getvalue()


def figure(answer: Answer) -> Figure | None:
    """The chart of `answer` before it becomes pixels: the first kind of its action that fits it.

    None where there is nothing to draw.
    """
    if answer.error or (answer.question and answer.question.options.chart == "table"):
        return None
    action = answer.question.action if answer.question else "sentiment"
    kinds = (KINDS[name] for name in ACTIONS[action].charts)
    return next((kind.draw(answer) for kind in kinds if kind.fits(answer)), None)


def _options(answer: Answer) -> Options:
    return answer.question.options if answer.question else Options()


def _drawn(answer: Answer) -> tuple[Series, ...]:
    """The series that have days, if any of them has an article."""
    series = tuple(s for s in answer.series if s.days)
    return series if any(s.articles for s in series) else ()


def _has_days(answer: Answer) -> bool:
    """Whether there is more than one day to draw."""
    return any(len(s.days) > 1 for s in _drawn(answer))


# --- the kinds of chart ----------------------------------------------------------------------------


def _tone_over_share(answer: Answer) -> Figure:
    """One topic: its tone, and below it its coverage."""
    series, options = _drawn(answer)[0], _options(answer)
    page = page_of(answer, TALL)
    rhythm = rhythm_of([series], options.granularity)
    line = toned(series, rhythm)
    upper, lower = page.panels(2, 0.58)
    heading = f"Tone of the average story{rhythm.words}"
    if line.smoothed:
        heading += DOTS
    else:
        heading += ", with its 95% band"
        if any(d.tone is not None and d.stories < FEW_STORIES for d in series.days):
            heading += f"; hollow: under {FEW_STORIES} stories"
    page.heading(upper, heading)
    draw_band(upper, line, PALETTE[0])
    draw_line(upper, line, PALETTE[0])
    usual = [] if series.tone_usual is None else [series.tone_usual]
    tone_axis(upper, [line], dots=True, also=usual)
    labels = [end_label(line, signed, PALETTE[0])]
    if series.tone_usual is not None:
        labels.append(draw_usual(upper, series.tone_usual, signed(series.tone_usual)))
    below = draw_share(page, lower, series, options, PALETTE[1])
    page.finish([(upper, labels), (lower, below)])
    return page.figure


def _share(answer: Answer) -> Figure:
    """One topic: its coverage."""
    series, options = _drawn(answer)[0], _options(answer)
    page = page_of(answer, HEIGHT)
    (axes,) = page.panels(1)
    page.finish([(axes, draw_share(page, axes, series, options, PALETTE[0]))])
    return page.figure


def _lines(answer: Answer) -> Figure:
    """Several topics, a line each, for areas would hide one another."""
    options = _options(answer)
    page = page_of(answer, HEIGHT)
    (axes,) = page.panels(1)
    by_tone = options.metric == "sentiment" and any(map(has_tone, answer.series))
    unit = unit_of(answer.series)
    rhythm = rhythm_of(answer.series, options.granularity)
    lines = [toned(s, rhythm) if by_tone else shared(s, unit, rhythm) for s in answer.series]
    heading = "Tone of the average story" if by_tone else unit.heading
    heading += rhythm.words
    if by_tone and len(lines) == 2 and rhythm.window == 1:
        heading += ", with its 95% band"
    page.heading(axes, heading)
    for line, color in zip(lines, PALETTE, strict=False):
        if by_tone and len(lines) == 2:
            draw_band(axes, line, color)
        draw_line(axes, line, color, dots=False)
    if by_tone:
        tone_axis(axes, lines, dots=False)
    else:
        share_axis(axes, lines, unit, dots=False)
    labels = [
        name_label(line, name, axes, color)
        for line, name, color in zip(lines, page.labels, PALETTE, strict=False)
    ]
    page.finish([(axes, labels)])
    return page.figure


def _searches_over_share(answer: Answer) -> Figure:
    """Searches above, news below, the same days and colours; never two scales on one panel."""
    assert answer.searches is not None
    searches, options = answer.searches, _options(answer)
    written = [s for s in answer.series if len(s.days) > 1]
    page = page_of(answer, TALL if written else HEIGHT)
    panels = page.panels(2, 0.54) if written else page.panels(1)
    colors = dict(zip((s.term for s in searches.series), PALETTE, strict=False))
    rhythm = rhythm_of_searches(searches)
    lines = [searched(s, rhythm) for s in searches.series]
    several = len(lines) > 1
    heading = "Search interest, 100 is the peak" + rhythm.words
    page.heading(panels[0], heading + (DOTS if rhythm.window > 1 and not several else ""))
    for line, color in zip(lines, colors.values(), strict=True):
        draw_line(panels[0], line, color, dots=not several)
    panels[0].set_ylim(0, 104)
    panels[0].yaxis.set_major_locator(FixedLocator([0, 25, 50, 75, 100]))
    finished = [
        (
            panels[0],
            [
                EndLabel(name, line.latest, color)
                if several
                else end_label(line, lambda y: f"{y:.0f}", color)
                for line, name, color in zip(lines, page.labels, colors.values(), strict=True)
            ],
        )
    ]
    if len(written) == 1 and not several:
        finished.append((panels[1], draw_share(page, panels[1], written[0], options, PALETTE[1])))
    elif written:
        unit, beat = unit_of(written), rhythm_of(written, options.granularity)
        page.heading(panels[1], unit.heading + beat.words)
        below = [shared(s, unit, beat) for s in written]
        tints = [colors.get(s.topic, MUTED) for s in written]
        for line, color in zip(below, tints, strict=True):
            draw_line(panels[1], line, color, dots=False)
        share_axis(panels[1], below, unit, dots=False)
        finished.append((panels[1], []))  # The colours are named above.
    page.finish(finished)
    return page.figure


def _panels(answer: Answer) -> Figure:
    """Each topic's coverage on a scale of its own, the days of the issue set off from those before."""
    series, asked = _drawn(answer), answer.question
    page = page_of(replace(answer, spikes=(), searches=None), max(HEIGHT, 1.5 + 1.7 * len(series)))
    panels = page.panels(len(series))
    finished = []
    for axes, one, color in zip(panels, series, PALETTE, strict=False):
        unit = unit_of([one])
        line = shared(one, unit, rhythm_of([one], "daily"))
        page.heading(axes, f"{one.topic}: {unit.heading[:1].lower()}{unit.heading[1:]}")
        if asked and asked.start and asked.end:
            axes.axvspan(x_of(asked.start) - 0.5, x_of(asked.end) + 0.5, color=ISSUE, lw=0, zorder=0.4)
        draw_line(axes, line, color)
        share_axis(axes, [line], unit, dots=True)
        axes.yaxis.set_major_locator(MaxNLocator(2, steps=ROUND))
        finished.append((axes, [end_label(line, partial(value_text, unit=unit), color)]))
    page.finish(finished)
    return page.figure


def _bars_of_topics(answer: Answer) -> Figure:
    """Several topics, a bar each, over the whole period."""
    page = page_of(answer, HEIGHT, timeline=False)
    (axes,) = page.panels(1)
    by_tone = _options(answer).metric == "sentiment"
    unit = unit_of(answer.series)
    page.heading(axes, "Tone of the average story" if by_tone else f"{unit.heading}, whole period")
    for i, s in enumerate(answer.series[: len(PALETTE)]):
        value = s.tone if by_tone else None if s.share is None else s.share * unit.scale
        text = "no data" if value is None else signed(value) if by_tone else value_text(value, unit)
        end = value or 0.0
        axes.barh(i, end, color=PALETTE[i], height=0.62)
        if by_tone and s.tone_low is not None and s.tone_high is not None:
            axes.plot([s.tone_low, s.tone_high], [i, i], color=INK, lw=2)
            end = s.tone_low if end < 0 else s.tone_high
        axes.annotate(
            text,
            (end, i),
            xytext=(-6 if end < 0 else 6, 0),
            textcoords="offset points",
            ha="right" if end < 0 else "left",
            va="center",
            fontsize=LABEL,
            fontweight="bold",
            color=PALETTE[i],
        )
    axes.set_ylim(len(answer.series) - 0.45, -0.55)
    axes.yaxis.set_major_locator(FixedLocator(list(range(len(page.labels)))))
    axes.set_yticklabels(page.labels, fontsize=LABEL, parse_math=False, color=INK)
    axes.margins(x=0.16)
    if not by_tone:
        axes.set_xlim(left=0)
    axes.xaxis.set_major_locator(MaxNLocator(5, steps=ROUND))
    axes.xaxis.set_major_formatter(FuncFormatter(lambda x, _: signed(x) if by_tone else axis_text(x, unit)))
    axes.axvline(0, color=MUTED, lw=1.2)
    axes.grid(False, axis="y")
    axes.grid(True, axis="x", color=GRID, lw=1)
    page.finish([(axes, [])])
    return page.figure


def _related(answer: Answer) -> Figure:
    """What goes with a topic, a bar each: how many times as often beside it as by chance."""
    of = answer.related[:MOST_BARS]
    page = page_of(answer, HEIGHT, timeline=False)
    (axes,) = page.panels(1)
    page.heading(axes, "Times as often beside it as by chance")
    axes.barh(range(len(of)), [r.lift for r in of], color=PALETTE[0], height=0.62)
    for i, r in enumerate(of):
        axes.annotate(
            f"{significant(max(r.lift, 0.0001))} ×",
            (r.lift, i),
            xytext=(6, 0),
            textcoords="offset points",
            va="center",
            fontsize=LABEL,
            fontweight="bold",
            color=PALETTE[0],
        )
    axes.set_ylim(max(len(of), 3) - 0.45, -0.55)
    axes.yaxis.set_major_locator(FixedLocator(list(range(len(of)))))
    axes.set_yticklabels(chart_labels([r.topic for r in of]), fontsize=LABEL, parse_math=False, color=INK)
    axes.axvline(1, color=MUTED, lw=1.2, ls=(0, (1, 2)))
    axes.set_xlim(0, max(r.lift for r in of) * 1.14)
    axes.xaxis.set_major_locator(MaxNLocator(5, steps=ROUND))
    axes.grid(False, axis="y")
    page.finish([(axes, [])])
    return page.figure


def _fits_searches(answer: Answer) -> bool:
    return answer.searches is not None and any(len(s.points) > 1 for s in answer.searches.series)


def _fits_bars(answer: Answer) -> bool:
    """Several topics, where bars were asked for or there is a single day."""
    asked = _options(answer).chart == "bar"
    return len(answer.series) > 1 and bool(_drawn(answer)) and (asked or not _has_days(answer))


def _fits_tone(answer: Answer) -> bool:
    wanted = _options(answer).metric != "volume"
    return wanted and _has_days(answer) and has_tone(_drawn(answer)[0])


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of chart: whether it can say what an answer found, and how it is drawn."""

    fits: Callable[[Answer], bool]
    draw: Callable[[Answer], Figure]


KINDS: Mapping[ChartKind, Kind] = {
    "searches": Kind(_fits_searches, _searches_over_share),
    "panels": Kind(lambda answer: bool(_drawn(answer)), _panels),
    "bars": Kind(_fits_bars, _bars_of_topics),
    "lines": Kind(lambda answer: len(answer.series) > 1 and _has_days(answer), _lines),
    "tone": Kind(_fits_tone, _tone_over_share),
    "share": Kind(_has_days, _share),
    "related": Kind(lambda answer: any(r.lift > 0 for r in answer.related), _related),
}
"""Which of them an answer may get, and in which order they are tried, its action says."""
