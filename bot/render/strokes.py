"""What charts are drawn with: lines, bands, areas, their axes and the labels at their ends."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from matplotlib.axes import Axes
from matplotlib.ticker import FuncFormatter, MaxNLocator

from bot.answer import Answer, Series
from bot.question import Options
from bot.render.lines import (
    Line,
    Rhythm,
    Unit,
    few_a_day,
    rhythm_of,
    shared,
    unit_of,
)
from bot.render.page import (
    MUTED,
    EndLabel,
    Page,
)
from bot.words.format import signed, significant

LINE = 2.8
DOTS = "; dots are days"
ROUND = (1, 2, 5, 10)
"""Steps between ticks that a reader can halve in the head."""


def draw_line(axes: Axes, line: Line, color: str, *, dots: bool = True) -> None:
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


def draw_band(axes: Axes, line: Line, color: str) -> None:
    """The 95% interval of each day, an upright bar for a lonely one.

    A moving mean has none: its days, drawn as dots, show their own spread.
    """
    if line.smoothed:
        return
    there = np.isfinite(line.low) & np.isfinite(line.high)
    axes.fill_between(line.x, line.low, line.high, where=there, color=color, alpha=0.16, lw=0, zorder=1)
    bars = there & line.lonely
    axes.vlines(line.x[bars], line.low[bars], line.high[bars], color=color, alpha=0.16, lw=9, zorder=1)


def draw_share(page: Page, axes: Axes, series: Series, options: Options, color: str) -> list[EndLabel]:
    """The coverage of a topic as an area, or as bars where days have few articles, beside its usual level."""
    unit = unit_of([series])
    rhythm = rhythm_of([series], options.granularity)
    bars = few_a_day(series) and rhythm.step == 1
    if bars:
        rhythm = Rhythm(1, 1)
    line = shared(series, unit, rhythm)
    if (bars or options.chart == "bar") and not line.smoothed:
        width = 0.8 * rhythm.step
        axes.bar(line.x, np.nan_to_num(line.dots), width=width, color=color, zorder=2)
        if line.so_far:
            axes.bar(*line.so_far, width=width, color="white", edgecolor=color, lw=1.8, zorder=2)
    else:
        axes.fill_between(line.x, line.y, color=color, alpha=0.14, lw=0, zorder=1)
        draw_line(axes, line, color, dots=line.smoothed or len(line.x) <= 10)
    page.heading(axes, unit.heading + rhythm.words + (DOTS if line.smoothed else ""))
    usual = usual_share(page.answer, series)
    share_axis(axes, [line], unit, dots=True, also=[] if usual is None else [usual * unit.scale])
    labels = [end_label(line, lambda y: value_text(y, unit), color)]
    if usual is not None:
        labels.append(draw_usual(axes, usual * unit.scale, value_text(usual * unit.scale, unit)))
    return labels


def draw_usual(axes: Axes, level: float, said: str) -> EndLabel:
    """A dotted line at what is usual."""
    axes.axhline(level, color=MUTED, lw=1.4, ls=(0, (1, 2)), zorder=1.5)
    return EndLabel(f"usual {said}", level, MUTED)


def usual_share(answer: Answer, series: Series) -> float | None:
    """The share that a topic's coverage was tested against; None where it was not."""
    of = (f.size for f in answer.findings if f.kind == "share_change" and f.usual and f.topic == series.topic)
    times = next(of, None)
    return series.share / times if series.share and times else None


def share_axis(
    axes: Axes, lines: Sequence[Line], unit: Unit, *, dots: bool, also: Sequence[float] = ()
) -> None:
    """From zero: the height of a share means something."""
    top = float(np.concatenate([[0.0], also, *(line.values(dots=dots) for line in lines)]).max())
    axes.set_ylim(0, top * 1.12 or 1.0)
    axes.yaxis.set_major_locator(MaxNLocator(5, steps=ROUND))
    axes.yaxis.set_major_formatter(FuncFormatter(lambda y, _: axis_text(y, unit)))


def tone_axis(axes: Axes, lines: Sequence[Line], *, dots: bool, also: Sequence[float] = ()) -> None:
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


def axis_text(y: float, unit: Unit) -> str:
    return f"{round(y, 6):g}{unit.sign}"


def value_text(y: float, unit: Unit) -> str:
    return (significant(y) if y > 0 else "0") + unit.sign


def end_label(line: Line, words: Callable[[float], str], color: str) -> EndLabel:
    """The value at which a line ends."""
    latest = line.latest
    return EndLabel("" if latest is None else words(latest) + _so_far(line), latest, color)


def name_label(line: Line, name: str, axes: Axes, color: str) -> EndLabel:
    """The name of a line at its end; that of a topic without any at the foot, so that it is not missed."""
    if line.latest is None:
        return EndLabel(f"{name}\nno data", axes.get_ylim()[0], color)
    return EndLabel(name + _so_far(line), line.latest, color)


def _so_far(line: Line) -> str:
    return "\nso far" if line.so_far else ""


def has_tone(series: Series) -> bool:
    return sum(d.tone is not None for d in series.days) >= 2
