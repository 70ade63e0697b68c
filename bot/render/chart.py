"""An Answer as a chart: a PNG on opaque white that reads at the size of a phone."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import FixedLocator, FuncFormatter, MaxNLocator

from bot.answer import Answer, Searches, Series
from bot.question import Options, Question
from bot.render.lines import (
    FEW_STORIES,
    Line,
    Unit,
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
    Page,
    page_of,
)
from bot.words.format import signed, significant

LINE = 2.8
ISSUE = "#eef3fa"
"""Behind the days that a digest tells of."""
DOTS = "; dots are days"
ROUND = (1, 2, 5, 10)
"""Steps between ticks that a reader can halve in the head."""


def chart_png(answer: Answer) -> bytes | None:
    """The chart of `answer` as PNG bytes, or None where words or a table say it better."""
    drawing = figure(answer)
    if drawing is None:
        return None
    out = io.BytesIO()
    drawing.savefig(out, format="png", dpi=DPI, facecolor="white", pil_kwargs={"compress_level": 6})
    return out.getvalue()


def figure(answer: Answer) -> Figure | None:
    """The chart of `answer` before it becomes pixels; None where there is nothing to draw.

    One topic asked for its sentiment gets tone over coverage; one topic otherwise coverage; several
    topics a line each, for areas would hide one another. Several topics on a single day get bars. What
    people search for goes above the news. A digest gets a small panel for each topic.
    """
    series = tuple(s for s in answer.series if s.days)
    options = answer.question.options if answer.question else Options()
    if answer.searches and any(len(s.points) > 1 for s in answer.searches.series) and not answer.error:
        return None if options.chart == "table" else _searches_over_share(answer, answer.searches, options)
    if answer.question and answer.question.action == "digest-subscribe" and not answer.error:
        return _multiples(answer, series, answer.question) if any(s.articles for s in series) else None
    if answer.error or options.chart == "table" or not any(s.articles for s in series):
        return None
    bars = options.chart == "bar" or max(len(s.days) for s in series) < 2
    if len(answer.series) > 1 and bars:
        return _bars_of_topics(answer)
    if max(len(s.days) for s in series) < 2:
        return None
    if len(answer.series) > 1:
        return _comparison(answer, options)
    asked_for_tone = answer.question is None or answer.question.action == "sentiment"
    if options.metric != "volume" and asked_for_tone and _has_tone(series[0]):
        return _tone_over_share(answer, series[0], options)
    return _share(answer, series[0], options)


# --- the kinds of chart ----------------------------------------------------------------------------


def _tone_over_share(answer: Answer, series: Series, options: Options) -> Figure:
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
    _draw_band(upper, line, PALETTE[0])
    _draw_line(upper, line, PALETTE[0])
    usual = [] if series.tone_usual is None else [series.tone_usual]
    _tone_axis(upper, [line], dots=True, also=usual)
    labels = [_end_label(line, signed, PALETTE[0])]
    if series.tone_usual is not None:
        upper.axhline(series.tone_usual, color=MUTED, lw=1.4, ls=(0, (1, 2)), zorder=1.5)
        labels.append(EndLabel(f"usual {signed(series.tone_usual)}", series.tone_usual, MUTED))
    below = _draw_share(page, lower, series, options, PALETTE[1])
    page.finish([(upper, labels), (lower, [below])])
    return page.figure


def _share(answer: Answer, series: Series, options: Options) -> Figure:
    page = page_of(answer, HEIGHT)
    (axes,) = page.panels(1)
    label = _draw_share(page, axes, series, options, PALETTE[0])
    page.finish([(axes, [label])])
    return page.figure


def _comparison(answer: Answer, options: Options) -> Figure:
    page = page_of(answer, HEIGHT)
    (axes,) = page.panels(1)
    by_tone = options.metric == "sentiment" and any(map(_has_tone, answer.series))
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
            _draw_band(axes, line, color)
        _draw_line(axes, line, color, dots=False)
    if by_tone:
        _tone_axis(axes, lines, dots=False)
    else:
        _share_axis(axes, lines, unit, dots=False)
    labels = [
        _name_label(line, name, axes, color)
        for line, name, color in zip(lines, page.labels, PALETTE, strict=False)
    ]
    page.finish([(axes, labels)])
    return page.figure


def _searches_over_share(answer: Answer, searches: Searches, options: Options) -> Figure:
    """Searches above, news below, the same days and colours; never two scales on one panel."""
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
        _draw_line(panels[0], line, color, dots=not several)
    panels[0].set_ylim(0, 104)
    panels[0].yaxis.set_major_locator(FixedLocator([0, 25, 50, 75, 100]))
    finished = [
        (
            panels[0],
            [
                EndLabel(name, line.latest, color)
                if several
                else _end_label(line, lambda y: f"{y:.0f}", color)
                for line, name, color in zip(lines, page.labels, colors.values(), strict=True)
            ],
        )
    ]
    if len(written) == 1 and not several:
        finished.append((panels[1], [_draw_share(page, panels[1], written[0], options, PALETTE[1])]))
    elif written:
        unit, beat = unit_of(written), rhythm_of(written, options.granularity)
        page.heading(panels[1], unit.heading + beat.words)
        below = [shared(s, unit, beat) for s in written]
        tints = [colors.get(s.topic, MUTED) for s in written]
        for line, color in zip(below, tints, strict=True):
            _draw_line(panels[1], line, color, dots=False)
        _share_axis(panels[1], below, unit, dots=False)
        finished.append((panels[1], []))  # The colours are named above.
    page.finish(finished)
    return page.figure


def _multiples(answer: Answer, series: Sequence[Series], question: Question) -> Figure:
    """Each topic's coverage on a scale of its own, the days of the issue set off from those before."""
    page = page_of(replace(answer, spikes=()), max(HEIGHT, 1.5 + 1.7 * len(series)))
    panels = page.panels(len(series))
    finished = []
    for axes, one, color in zip(panels, series, PALETTE, strict=False):
        unit = unit_of([one])
        line = shared(one, unit, rhythm_of([one], "daily"))
        page.heading(axes, f"{one.topic}: {unit.heading[:1].lower()}{unit.heading[1:]}")
        if question.start and question.end:
            axes.axvspan(x_of(question.start) - 0.5, x_of(question.end) + 0.5, color=ISSUE, lw=0, zorder=0.4)
        _draw_line(axes, line, color)
        _share_axis(axes, [line], unit, dots=True)
        axes.yaxis.set_major_locator(MaxNLocator(2, steps=ROUND))
        finished.append((axes, [_end_label(line, partial(_value, unit=unit), color)]))
    page.finish(finished)
    return page.figure


def _bars_of_topics(answer: Answer) -> Figure:
    page = page_of(answer, HEIGHT, timeline=False)
    (axes,) = page.panels(1)
    options = answer.question.options if answer.question else Options()
    by_tone = options.metric == "sentiment"
    unit = unit_of(answer.series)
    page.heading(axes, "Tone of the average story" if by_tone else f"{unit.heading}, whole period")
    for i, s in enumerate(answer.series[: len(PALETTE)]):
        value = s.tone if by_tone else None if s.share is None else s.share * unit.scale
        text = "no data" if value is None else signed(value) if by_tone else _value(value, unit)
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
    axes.xaxis.set_major_formatter(FuncFormatter(lambda x, _: signed(x) if by_tone else _plain(x, unit)))
    axes.axvline(0, color=MUTED, lw=1.2)
    axes.grid(False, axis="y")
    axes.grid(True, axis="x", color=GRID, lw=1)
    page.finish([(axes, [])])
    return page.figure


# --- strokes ---------------------------------------------------------------------------------------


def _draw_line(axes: Axes, line: Line, color: str, *, dots: bool = True) -> None:
    axes.plot(line.x, line.y, color=color, lw=LINE, solid_capstyle="round", zorder=3)
    _draw_lonely(axes, line, color)
    there = np.isfinite(line.dots)
    if dots and line.smoothed:
        size = 9 if len(line.x) < 400 else 3
        axes.scatter(line.x[there], line.dots[there], s=size, color=color, alpha=0.22, lw=0, zorder=2)
    elif dots:
        full, hollow = there & ~line.hollow, there & line.hollow
        axes.scatter(line.x[full], line.dots[full], s=26, color=color, lw=0, zorder=4)
        axes.scatter(
            line.x[hollow], line.dots[hollow], s=30, facecolor="white", edgecolor=color, lw=1.6, zorder=4
        )
    if line.so_far:
        _draw_so_far(axes, line, color)


def _draw_lonely(axes: Axes, line: Line, color: str) -> None:
    """Days with gaps on both sides: a line has nowhere to go, so they are dots."""
    axes.scatter(line.x[line.lonely], line.y[line.lonely], s=26, color=color, lw=0, zorder=3)


def _draw_so_far(axes: Axes, line: Line, color: str) -> None:
    assert line.so_far is not None
    x, y = line.so_far
    seen = np.flatnonzero(np.isfinite(line.y))
    if len(seen) and x - line.x[seen[-1]] <= 1.5 * (line.x[-1] - line.x[-2] if len(line.x) > 1 else 1):
        axes.plot([line.x[seen[-1]], x], [line.y[seen[-1]], y], color=color, lw=1.8, ls=(0, (2, 2)), zorder=3)
    axes.scatter([x], [y], s=34, facecolor="white", edgecolor=color, lw=1.8, zorder=4)


def _draw_band(axes: Axes, line: Line, color: str) -> None:
    """The 95% interval of each day, an upright bar for a lonely one.

    A moving mean has none: its days, drawn as dots, show their own spread.
    """
    if line.smoothed:
        return
    there = np.isfinite(line.low) & np.isfinite(line.high)
    axes.fill_between(line.x, line.low, line.high, where=there, color=color, alpha=0.16, lw=0, zorder=1)
    bars = there & line.lonely
    axes.vlines(line.x[bars], line.low[bars], line.high[bars], color=color, alpha=0.16, lw=9, zorder=1)


def _draw_share(page: Page, axes: Axes, series: Series, options: Options, color: str) -> EndLabel:
    unit = unit_of([series])
    rhythm = rhythm_of([series], options.granularity)
    line = shared(series, unit, rhythm)
    if options.chart == "bar" and not line.smoothed:
        width = 0.8 * rhythm.step
        axes.bar(line.x, np.nan_to_num(line.dots), width=width, color=color, zorder=2)
        if line.so_far:
            axes.bar(*line.so_far, width=width, color="white", edgecolor=color, lw=1.8, zorder=2)
    else:
        axes.fill_between(line.x, line.y, color=color, alpha=0.14, lw=0, zorder=1)
        _draw_line(axes, line, color, dots=line.smoothed or len(line.x) <= 10)
    page.heading(axes, unit.heading + rhythm.words + (DOTS if line.smoothed else ""))
    _share_axis(axes, [line], unit, dots=True)
    return _end_label(line, lambda y: _value(y, unit), color)


def _share_axis(axes: Axes, lines: Sequence[Line], unit: Unit, *, dots: bool) -> None:
    """From zero: the height of a share means something."""
    top = float(np.concatenate([[0.0], *(line.values(dots=dots) for line in lines)]).max())
    axes.set_ylim(0, top * 1.12 or 1.0)
    axes.yaxis.set_major_locator(MaxNLocator(5, steps=ROUND))
    axes.yaxis.set_major_formatter(FuncFormatter(lambda y, _: _plain(y, unit)))


def _tone_axis(axes: Axes, lines: Sequence[Line], *, dots: bool, also: Sequence[float] = ()) -> None:
    """Around the line, at least 1 high so that noise is not a mountain, bands cut when far out."""
    values = np.concatenate([also, *(line.values(dots=dots) for line in lines)])
    low, high = float(values.min()), float(values.max())
    reach = max(high - low, 1.0)
    ends = [
        np.concatenate([line.low[np.isfinite(line.low)], line.high[np.isfinite(line.high)]])
        for line in lines
        if not line.smoothed
    ]
    ends_flat = np.clip(np.concatenate([*ends, values]), low - 0.6 * reach, high + 0.6 * reach)
    low, high = float(ends_flat.min()), float(ends_flat.max())
    spare = max(1.0 - (high - low), 0.0) / 2 + 0.06 * (high - low)
    axes.set_ylim(low - spare, high + spare)
    axes.yaxis.set_major_locator(MaxNLocator(6, steps=ROUND))
    axes.yaxis.set_major_formatter(FuncFormatter(lambda y, _: signed(y)))
    if low - spare < 0 < high + spare:
        axes.axhline(0, color=MUTED, lw=1.2, zorder=1)


def _plain(y: float, unit: Unit) -> str:
    return f"{round(y, 6):g}{unit.sign}"


def _value(y: float, unit: Unit) -> str:
    return (significant(y) if y > 0 else "0") + unit.sign


def _end_label(line: Line, words: Callable[[float], str], color: str) -> EndLabel:
    """The value at which a line ends."""
    latest = line.latest
    return EndLabel("" if latest is None else words(latest) + _so_far(line), latest, color)


def _name_label(line: Line, name: str, axes: Axes, color: str) -> EndLabel:
    """The name of a line at its end; that of a topic without any at the foot, so that it is not missed."""
    if line.latest is None:
        return EndLabel(f"{name}\nno data", axes.get_ylim()[0], color)
    return EndLabel(name + _so_far(line), line.latest, color)


def _so_far(line: Line) -> str:
    return "\nso far" if line.so_far else ""


def _has_tone(series: Series) -> bool:
    return sum(d.tone is not None for d in series.days) >= 2
