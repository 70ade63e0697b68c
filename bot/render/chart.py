"""An Answer as a chart: a PNG on opaque white that reads at the size of a phone.

Only matplotlib's object API is used, and every property is passed where it applies: rcParams are
global to the process, so changing them while another thread draws would change its chart too.
"""

from __future__ import annotations

import io
import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import partial
from itertools import pairwise

import numpy as np
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.dates import AutoDateLocator
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.text import Text
from matplotlib.ticker import FixedLocator, FuncFormatter, MaxNLocator
from numpy.typing import NDArray

from bot.answer import Answer, Day, Series
from bot.question import Options
from bot.render.format import SMALL_SHARE, count_text, counted, share_text, signed, span_text
from bot.render.labels import chart_labels, drawn
from bot.render.reading import filters

Floats = NDArray[np.float64]

PALETTE = ("#0072B2", "#C8510A", "#00795B", "#B0578D", "#1D1C1D")
"""Each at least 4.5:1 on white, so that labels may wear the colour; told apart by the colour-blind."""

INK, MUTED, GRID, GAP = "#1D1C1D", "#5C5C5C", "#E3E3E3", "#EDEDED"
DPI = 200
WIDTH, HEIGHT, TALL = 8.0, 4.5, 5.4
"""Inches; 1600x900 pixels, or 1600x1080 with two panels."""

TITLE, SMALLER_TITLE, SUBTITLE, TICKS, LABEL, FOOTER = 17.0, 15.0, 12.5, 13.0, 13.0, 10.5
LINE = 2.8
LEFT_EDGE, RIGHT_EDGE = 0.025, 0.975
ROUND = (1, 2, 5, 10)
"""Steps between ticks that a reader can halve in the head."""

NO_BREAK = "\u00a0"
"""The space at which no line is broken."""

SMOOTHED_FROM = 46
"""Days from which single days are noise to the eye and a moving mean carries the line."""
FEW_STORIES = 30
"""Below this a day's tone is drawn hollow: it rests on too little to be read alone."""

EPOCH = date(1970, 1, 1).toordinal()
"""matplotlib counts days from here."""


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
    topics a line each, for areas would hide one another. Several topics on a single day get bars.
    """
    series = tuple(s for s in answer.series if s.days)
    options = answer.question.options if answer.question else Options()
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
    page = _page(answer, TALL)
    line = _toned(series)
    upper, lower = page.panels(2, 0.58)
    heading = "Tone of the average story"
    if line.smoothed:
        heading += f", {line.window}-day mean; dots are days"
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
        labels.append(_EndLabel(f"usual {signed(series.tone_usual)}", series.tone_usual, MUTED))
    below = _draw_share(page, lower, series, options, PALETTE[1])
    page.finish([(upper, labels), (lower, [below])])
    return page.figure


def _share(answer: Answer, series: Series, options: Options) -> Figure:
    page = _page(answer, HEIGHT)
    (axes,) = page.panels(1)
    label = _draw_share(page, axes, series, options, PALETTE[0])
    page.finish([(axes, [label])])
    return page.figure


def _comparison(answer: Answer, options: Options) -> Figure:
    page = _page(answer, HEIGHT)
    (axes,) = page.panels(1)
    by_tone = options.metric == "sentiment"
    unit = _unit(answer.series)
    lines = [_toned(s) if by_tone else _shared(s, unit) for s in answer.series]
    heading = "Tone of the average story" if by_tone else unit.heading
    if by_tone and len(lines) == 2 and not lines[0].smoothed:
        heading += ", with its 95% band"
    windows = {line.window for line in lines if line.smoothed}
    page.heading(axes, heading + (f", {max(windows)}-day mean" if windows else ""))
    labels = []
    for line, name, color in zip(lines, page.labels, PALETTE, strict=False):
        if by_tone and len(lines) == 2:
            _draw_band(axes, line, color)
        _draw_line(axes, line, color, dots=False)
        labels.append(_end_label(line, partial(_named, name), color))
    if by_tone:
        _tone_axis(axes, lines, dots=False)
    else:
        _share_axis(axes, lines, unit, dots=False)
    page.finish([(axes, labels)])
    return page.figure


def _bars_of_topics(answer: Answer) -> Figure:
    page = _page(answer, HEIGHT, timeline=False)
    (axes,) = page.panels(1)
    options = answer.question.options if answer.question else Options()
    by_tone = options.metric == "sentiment"
    unit = _unit(answer.series)
    page.heading(axes, "Tone of the average story" if by_tone else f"{unit.heading}, whole period")
    for i, s in enumerate(answer.series[: len(PALETTE)]):
        value = s.tone if by_tone else s.share
        text = signed(s.tone) if by_tone and s.tone is not None else share_text(s.share)
        text = text if value is not None else "too few articles"
        end = (value or 0.0) * (1 if by_tone else unit.scale)
        axes.barh(i, end, color=PALETTE[i], height=0.62)
        if by_tone and s.tone_low is not None and s.tone_high is not None:
            axes.plot([s.tone_low, s.tone_high], [i, i], color=INK, lw=2)
            end = s.tone_low if end < 0 else s.tone_high
        axes.annotate(
            text.removesuffix(" per 10,000 articles"),
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


# --- data as lines ---------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Line:
    """A topic's days as arrays for drawing; NaN where a line must break.

    `x` are matplotlib days. `y` is the line, `dots` the single days with `hollow` marking those that
    rest on little. `so_far` is the day that is not over (x, y), joined by a dashed stroke; a moving
    mean goes without it.
    """

    x: Floats
    y: Floats
    low: Floats
    high: Floats
    dots: Floats
    hollow: NDArray[np.bool_]
    window: int
    so_far: tuple[float, float] | None

    @property
    def smoothed(self) -> bool:
        return self.window > 1

    def last(self) -> tuple[float, float] | None:
        if self.so_far:
            return self.so_far
        seen = np.flatnonzero(np.isfinite(self.y))
        return (float(self.x[seen[-1]]), float(self.y[seen[-1]])) if len(seen) else None

    def values(self, *, dots: bool) -> Floats:
        every = np.concatenate(
            [self.y, self.dots if dots else [], [self.so_far[1] if self.so_far else math.nan]]
        )
        seen: Floats = every[np.isfinite(every)]
        return seen


@dataclass(frozen=True, slots=True)
class _Unit:
    """What a share is counted in on an axis: percent, or articles per 10,000 where that is tiny."""

    scale: float
    heading: str
    sign: str


def _unit(series: Sequence[Series]) -> _Unit:
    """One unit for all of `series`: the smaller one when no topic reaches 0.1% on any day."""
    top = max((d.share or 0.0 for s in series for d in s.days), default=0.0)
    if top < SMALL_SHARE:
        return _Unit(10_000, "Articles per 10,000 in all monitored news", "")
    return _Unit(100, "Share of all monitored articles", "%")


def _toned(series: Series) -> _Line:
    return _line(series.days, lambda d: d.tone, band=True)


def _shared(series: Series, unit: _Unit) -> _Line:
    return _line(series.days, lambda d: None if d.share is None else d.share * unit.scale, band=False)


def _line(days: Sequence[Day], value: Callable[[Day], float | None], *, band: bool) -> _Line:
    def number(v: float | None) -> float:
        return math.nan if v is None else v

    days = sorted(days, key=lambda d: d.day)
    whole = [d for d in days if not d.partial]
    step = _step(days)
    slots = _slots([d.day for d in whole], step)
    by_day = {d.day: d for d in whole}
    found = [by_day.get(s) for s in slots]
    dots = np.array([number(value(d)) if d else math.nan for d in found], dtype=float)
    window = _window(slots) if step == 1 else 1
    part = next((d for d in days if d.partial and value(d) is not None), None)
    return _Line(
        x=np.array([_x(s) for s in slots], dtype=float),
        y=_moving_mean(dots, window) if window > 1 else dots,
        low=np.array([number(d.tone_low) if d and band else math.nan for d in found], dtype=float),
        high=np.array([number(d.tone_high) if d and band else math.nan for d in found], dtype=float),
        dots=dots,
        hollow=np.array([band and d is not None and d.stories < FEW_STORIES for d in found], dtype=bool),
        window=window,
        so_far=(_x(part.day), number(value(part))) if part and window == 1 else None,
    )


def _step(days: Sequence[Day]) -> int:
    """Days between points: 1, or more where the answer is by week, month or quarter."""
    steps = sorted((b.day - a.day).days for a, b in pairwise(days))
    return steps[len(steps) // 2] if steps else 1


def _slots(days: Sequence[date], step: int) -> list[date]:
    """`days` with one more in each hole wider than `step`, so that a line breaks there.

    Daily data gets every missing day, which is what a moving mean by calendar needs.
    """
    if not days:
        return []
    if step == 1:
        return [days[0] + timedelta(n) for n in range((days[-1] - days[0]).days + 1)]
    out = [days[0]]
    for before, after in pairwise(days):
        if (after - before).days > 1.5 * step:
            out.append(before + timedelta(step))
        out.append(after)
    return out


def _window(slots: Sequence[date]) -> int:
    if len(slots) < SMOOTHED_FROM:
        return 1
    return 7 if len(slots) <= 3 * 366 else 31


def _moving_mean(values: Floats, window: int) -> Floats:
    """Centred mean over `window` days of those that are there; NaN stays NaN, so gaps stay gaps."""
    there = np.isfinite(values)
    ones = np.ones(window)
    sums = np.convolve(np.where(there, values, 0.0), ones, mode="same")
    counts = np.convolve(there.astype(float), ones, mode="same")
    out = np.full(len(values), math.nan)
    np.divide(sums, counts, out=out, where=there)
    return out


def _x(day: date) -> float:
    return float(day.toordinal() - EPOCH)


def _has_tone(series: Series) -> bool:
    return sum(d.tone is not None for d in series.days) >= 2


# --- strokes ---------------------------------------------------------------------------------------


def _draw_line(axes: Axes, line: _Line, color: str, *, dots: bool = True) -> None:
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


def _draw_lonely(axes: Axes, line: _Line, color: str) -> None:
    """Days with gaps on both sides: a line has nowhere to go, so they are dots."""
    padded = np.concatenate([[math.nan], line.y, [math.nan]])
    alone = np.isfinite(line.y) & ~np.isfinite(padded[:-2]) & ~np.isfinite(padded[2:])
    axes.scatter(line.x[alone], line.y[alone], s=26, color=color, lw=0, zorder=3)


def _draw_so_far(axes: Axes, line: _Line, color: str) -> None:
    assert line.so_far is not None
    x, y = line.so_far
    seen = np.flatnonzero(np.isfinite(line.y))
    if len(seen) and x - line.x[seen[-1]] <= 1.5 * (line.x[-1] - line.x[-2] if len(line.x) > 1 else 1):
        axes.plot([line.x[seen[-1]], x], [line.y[seen[-1]], y], color=color, lw=1.8, ls=(0, (2, 2)), zorder=3)
    axes.scatter([x], [y], s=34, facecolor="white", edgecolor=color, lw=1.8, zorder=4)


def _draw_band(axes: Axes, line: _Line, color: str) -> None:
    """The 95% interval of each day; none around a moving mean, whose days show their own spread."""
    if line.smoothed:
        return
    there = np.isfinite(line.low) & np.isfinite(line.high)
    axes.fill_between(line.x, line.low, line.high, where=there, color=color, alpha=0.16, lw=0, zorder=1)


def _draw_share(page: _Page, axes: Axes, series: Series, options: Options, color: str) -> _EndLabel:
    unit = _unit([series])
    line = _shared(series, unit)
    if options.chart == "bar" and not line.smoothed:
        width = 0.8 * _step(series.days)
        axes.bar(line.x, np.nan_to_num(line.dots), width=width, color=color, zorder=2)
        if line.so_far:
            axes.bar(*line.so_far, width=width, color="white", edgecolor=color, lw=1.8, zorder=2)
    else:
        axes.fill_between(line.x, line.y, color=color, alpha=0.14, lw=0, zorder=1)
        _draw_line(axes, line, color, dots=line.smoothed or len(line.x) <= 10)
    page.heading(axes, unit.heading + (f", {line.window}-day mean; dots are days" if line.smoothed else ""))
    _share_axis(axes, [line], unit, dots=True)
    return _end_label(line, lambda y: _value(y, unit), color)


def _share_axis(axes: Axes, lines: Sequence[_Line], unit: _Unit, *, dots: bool) -> None:
    """From zero: the height of a share means something."""
    top = float(np.concatenate([[0.0], *(line.values(dots=dots) for line in lines)]).max())
    axes.set_ylim(0, top * 1.12 or 1.0)
    axes.yaxis.set_major_locator(MaxNLocator(5, steps=ROUND))
    axes.yaxis.set_major_formatter(FuncFormatter(lambda y, _: _plain(y, unit)))


def _tone_axis(axes: Axes, lines: Sequence[_Line], *, dots: bool, also: Sequence[float] = ()) -> None:
    """Around the line, at least 1 high so that noise is not a mountain, bands cut when far out."""
    values = np.concatenate([also, *(line.values(dots=dots) for line in lines)])
    low, high = (float(values.min()), float(values.max())) if len(values) else (-1.0, 1.0)
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
    axes.yaxis.set_major_locator(MaxNLocator(5, steps=ROUND))
    axes.yaxis.set_major_formatter(FuncFormatter(lambda y, _: signed(y)))
    if low - spare < 0 < high + spare:
        axes.axhline(0, color=MUTED, lw=1.2, zorder=1)


def _plain(y: float, unit: _Unit) -> str:
    return f"{round(y, 6):g}{unit.sign}"


def _value(y: float, unit: _Unit) -> str:
    return share_text(y / unit.scale).removesuffix(" per 10,000 articles")


# --- the page around the panels --------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _EndLabel:
    """Words in the right margin beside the height `y`; None puts them nowhere."""

    text: str
    y: float | None
    color: str


def _named(name: str, _: float) -> str:
    return name


def _end_label(line: _Line, words: Callable[[float], str], color: str) -> _EndLabel:
    last = line.last()
    if last is None:
        return _EndLabel("", None, color)
    return _EndLabel(words(last[1]) + ("\nso far" if line.so_far else ""), last[1], color)


@dataclass(slots=True)
class _Page:
    """A figure with title and footer in place, and what is left of its height for panels."""

    answer: Answer
    figure: Figure
    labels: tuple[str, ...]
    top: float
    bottom: float
    timeline: bool

    def points(self, pt: float) -> float:
        """A vertical distance in points as a fraction of the figure."""
        return pt / 72 / self.figure.get_figheight()

    def panels(self, n: int, first: float = 1.0) -> list[Axes]:
        """`n` panels from top to bottom; the first takes the part `first` of their common height."""
        ticks, heading = self.points(22), self.points(22)
        circles = self.points(20) if self.timeline and self.answer.spikes else 0.0
        room = self.top - self.bottom - ticks - n * heading - circles - (n - 1) * self.points(10)
        heights = [room] if n == 1 else [room * first, room * (1 - first)]
        out: list[Axes] = []
        y = self.top - circles
        for height in heights:
            y -= heading + height
            axes = self.figure.add_axes((0.1, y, 0.75, height), sharex=out[0] if out else None)
            out.append(axes)
            y -= self.points(10)
        for axes in out:
            _plain_axes(axes)
        for axes in out[:-1]:
            axes.tick_params(axis="x", labelbottom=False)
        return out

    def heading(self, axes: Axes, words: str) -> None:
        """What a panel measures and in which unit, above it at the left edge of the page."""
        y = axes.get_position().y1 + self.points(7)
        if self.timeline and self.answer.spikes and len(self.figure.axes) and axes is self.figure.axes[0]:
            y += self.points(20)
        text = self.figure.text(
            LEFT_EDGE, y, words, fontsize=SUBTITLE, color=MUTED, va="bottom", parse_math=False
        )
        _fit(text, RIGHT_EDGE - LEFT_EDGE)

    def finish(self, panels: Sequence[tuple[Axes, Sequence[_EndLabel]]]) -> None:
        """Margins from the widest words beside the panels, then what hangs on those margins."""
        if self.timeline:
            self._days(panels[-1][0])
        ticks = [t for axes, _ in panels for t in axes.get_yticklabels() if t.get_text()]
        left = LEFT_EDGE + (max((_width(t) for t in ticks), default=0.0)) + 0.012
        widest = 0.0
        texts: list[tuple[Axes, list[tuple[_EndLabel, Text]]]] = []
        for axes, labels in panels:
            made = [
                (
                    label,
                    self.figure.text(
                        0,
                        0,
                        label.text,
                        fontsize=LABEL,
                        fontweight="bold",
                        color=label.color,
                        va="center",
                        linespacing=1.05,
                        parse_math=False,
                    ),
                )
                for label in labels
                if label.y is not None
            ]
            texts.append((axes, made))
            widest = max([widest, *(_width(t) for _, t in made)])
        right = RIGHT_EDGE - (widest + 0.022 if widest else 0.01)
        for axes, _ in panels:
            box = axes.get_position()
            axes.set_position((left, box.y0, right - left, box.height))
        for axes, made in texts:
            self._beside(axes, made, right)
        if self.timeline:
            self._gaps([axes for axes, _ in panels])
            self._spikes([axes for axes, _ in panels])

    def _days(self, axes: Axes) -> None:
        days = [d.day for s in self.answer.series for d in s.days] + list(self.answer.gaps)
        first, last = min(days), max(days)
        pad = max(0.5, (last - first).days * 0.012)
        axes.set_xlim(_x(first) - pad, _x(last) + pad)
        ticks = _ticks(first, last)
        axes.xaxis.set_major_locator(FixedLocator([_x(t) for t in ticks]))
        axes.set_xticklabels(_day_labels(ticks))

    def _beside(self, axes: Axes, made: Sequence[tuple[_EndLabel, Text]], right: float) -> None:
        """Labels at the heights of their lines, pushed apart until none touches another."""
        box = axes.get_position()
        low, high = axes.get_ylim()

        wanted = sorted(
            (
                (float(box.y0 + (label.y - low) / (high - low) * box.height), text, label)
                for label, text in made
                if label.y is not None
            ),
            key=lambda w: w[0],
        )
        sizes = [self.points(LABEL * 1.25 * (text.get_text().count("\n") + 1)) for _, text, _ in wanted]
        placed = _spread([w[0] for w in wanted], sizes, box.y0 - self.points(4), box.y1 + self.points(8))
        for (at, text, label), y in zip(wanted, placed, strict=True):
            text.set_position((right + 0.018, y))
            if abs(at - y) > self.points(4):
                self.figure.add_artist(_leader((right + 0.003, at), (right + 0.015, y), label.color))

    def _gaps(self, panels: Sequence[Axes]) -> None:
        for first, last in _runs(self.answer.gaps):
            for axes in panels:
                axes.axvspan(_x(first) - 0.5, _x(last) + 0.5, color=GAP, lw=0, zorder=0.5)
        runs = _runs(self.answer.gaps)
        if not runs:
            return
        axes = panels[0]
        first, last = max(runs, key=lambda r: r[1] - r[0])
        low, high = axes.get_xlim()
        width = ((last - first).days + 1) / (high - low) * axes.get_position().width
        note = self.figure.text(0, 0, "no data", fontsize=FOOTER, color=MUTED, ha="center", va="top")
        if _width(note) > width:
            note.remove()
            return
        middle = (_x(first) + _x(last)) / 2
        box = axes.get_position()
        note.set_position((box.x0 + (middle - low) / (high - low) * box.width, box.y1 - self.points(3)))

    def _spikes(self, panels: Sequence[Axes]) -> None:
        top = panels[0]
        low, high = top.get_xlim()
        box = top.get_position()
        shown = sorted(
            (s for s in self.answer.spikes if low <= _x(s.day) <= high), key=lambda s: (s.day, s.letter)
        )
        colors = dict(zip((s.topic for s in self.answer.series), PALETTE, strict=False))
        several = len(self.answer.series) > 1
        at = [box.x0 + (_x(s.day) - low) / (high - low) * box.width for s in shown]
        size = 20 / 72 / WIDTH
        for spike, x in zip(shown, _spread(at, [size] * len(at), box.x0, box.x1), strict=True):
            color = colors.get(spike.topic, INK) if several else INK
            for axes in panels:
                axes.axvline(_x(spike.day), color=color, lw=1.2, ls=(0, (3, 3)), zorder=1.2)
            self.figure.text(
                x,
                box.y1 + self.points(11),
                spike.letter,
                fontsize=12,
                fontweight="bold",
                color="white",
                ha="center",
                va="center",
                parse_math=False,
                bbox={"boxstyle": "circle,pad=0.22", "facecolor": color, "edgecolor": "none"},
            )


def _page(answer: Answer, height: float, *, timeline: bool = True) -> _Page:
    """A white figure with its title (the finding), its footer (the source) and the sample mark."""
    fig = Figure(figsize=(WIDTH, height), dpi=DPI, facecolor="white")
    FigureCanvasAgg(fig)
    topics = [s.topic for s in answer.series]
    page = _Page(answer, fig, chart_labels(topics), 1.0, 0.0, timeline)
    room = RIGHT_EDGE - LEFT_EDGE
    top = 1 - page.points(12)
    if answer.provenance.sample:
        mark = fig.text(
            RIGHT_EDGE - 0.008,
            top - page.points(3),
            "SAMPLE DATA",
            fontsize=11,
            fontweight="bold",
            color="white",
            ha="right",
            va="top",
            bbox={"boxstyle": "square,pad=0.35", "facecolor": PALETTE[1], "edgecolor": "none"},
        )
        room -= _width(mark) + 0.03
    title = fig.text(
        LEFT_EDGE,
        top,
        drawn(answer.headline, topics) or ", ".join(page.labels),
        fontsize=TITLE,
        fontweight="bold",
        color=INK,
        va="top",
        linespacing=1.15,
        parse_math=False,
    )
    _fit(title, room, smaller=SMALLER_TITLE, lines=2)
    page.top = _bottom(title) - page.points(6)
    footer = fig.text(
        LEFT_EDGE,
        page.points(8),
        _footer(answer, topics),
        fontsize=FOOTER,
        color=MUTED,
        va="bottom",
        linespacing=1.2,
        parse_math=False,
    )
    _fit(footer, RIGHT_EDGE - LEFT_EDGE, lines=2)
    page.bottom = _top(footer) + page.points(6)
    return page


def _footer(answer: Answer, topics: Sequence[str]) -> str:
    days = [d.day for s in answer.series for d in s.days]
    question = answer.question
    start = question.start if question and question.start else min(days)
    end = question.end if question and question.end else max(days)
    parts = ["GDELT Project, gdeltproject.org", span_text(start, end)]
    if len(answer.series) == 1:
        s = answer.series[0]
        parts.append(f"{counted(s.articles, 'article')}, {counted(s.stories, 'story')}")
    else:
        parts.append(f"{count_text(sum(s.articles for s in answer.series))} articles")
    if question:
        parts += filters(question.options)
    return " · ".join(drawn(p, topics).replace(" ", NO_BREAK) for p in parts)


def _plain_axes(axes: Axes) -> None:
    for side in ("top", "right", "left"):
        axes.spines[side].set_visible(False)
    axes.spines["bottom"].set_color(MUTED)
    axes.set_facecolor("white")
    axes.grid(True, axis="y", color=GRID, lw=1)
    axes.set_axisbelow(True)
    axes.tick_params(axis="both", labelsize=TICKS, labelcolor=INK, length=0, pad=6)
    axes.tick_params(axis="x", length=4, color=MUTED)


def _ticks(first: date, last: date) -> list[date]:
    """At most seven evenly spaced days: up to two months from the first day on, then firsts of months."""
    length = (last - first).days
    for step in (1, 2, 3, 5, 7, 10):
        if length <= 6 * step:
            return [first + timedelta(n) for n in range(0, length + 1, step)]
    locator = AutoDateLocator(minticks=4, maxticks=7)  # type: ignore[no-untyped-call]
    ends = [datetime(d.year, d.month, d.day, tzinfo=UTC) for d in (first, last)]
    spots = locator.tick_values(*ends)  # type: ignore[no-untyped-call]
    found = [date.fromordinal(EPOCH + round(x)) for x in spots]
    within = [d for d in found if first <= d <= last]
    return within[::2] if len(within) > 7 else within


def _day_labels(ticks: Sequence[date]) -> list[str]:
    """``15 Oct``; where all are firsts of a month its name, and for January the year."""
    if any(t.day > 1 for t in ticks):
        return [f"{t.day} {t:%b}" for t in ticks]
    return [f"{t:%b}" if t.month > 1 else f"{t.year}" for t in ticks]


# --- measuring -------------------------------------------------------------------------------------


def _width(text: Text) -> float:
    """The drawn width as a fraction of the figure."""
    width: float = text.get_window_extent().width
    return width / (WIDTH * DPI)


def _bottom(text: Text) -> float:
    box = text.get_window_extent()
    return float(box.y0 / _pixels_high(text))


def _top(text: Text) -> float:
    box = text.get_window_extent()
    return float(box.y1 / _pixels_high(text))


def _pixels_high(text: Text) -> float:
    drawing = text.get_figure(root=True)
    assert isinstance(drawing, Figure)
    return float(drawing.get_figheight() * DPI)


def _fit(text: Text, room: float, *, smaller: float | None = None, lines: int = 1) -> None:
    """Makes `text` fit a width: smaller first, then on more lines, at last cut with "…"."""
    if _width(text) <= room:
        return
    if smaller:
        text.set_fontsize(smaller)
        if _width(text) <= room:
            return
    words = text.get_text().split(" ")
    done: list[str] = []
    while words and len(done) < lines:
        n = len(words)
        while n > 1 and _measured(text, " ".join(words[:n])) > room:
            n -= 1
        done.append(" ".join(words[:n]))
        words = words[n:]
    if words:
        done[-1] += "…"
    while _measured(text, done[-1]) > room and len(done[-1]) > 2:
        done[-1] = done[-1][:-2].rstrip() + "…"
    text.set_text("\n".join(done))


def _measured(text: Text, words: str) -> float:
    text.set_text(words)
    return _width(text)


def _spread(at: Sequence[float], sizes: Sequence[float], low: float, high: float) -> list[float]:
    """Centres as near to the ascending `at` as leaves each its size, within `low` to `high`."""
    out = list(at)
    for _ in range(100):
        moved = False
        for i in range(len(out) - 1):
            overlap = (sizes[i] + sizes[i + 1]) / 2 - (out[i + 1] - out[i])
            if overlap > 1e-6:
                out[i] -= overlap / 2
                out[i + 1] += overlap / 2
                moved = True
        if not moved:
            break
    for i, size in enumerate(sizes):
        floor = low + size / 2 if i == 0 else out[i - 1] + (sizes[i - 1] + size) / 2
        out[i] = max(out[i], floor)
    for i in reversed(range(len(sizes))):
        ceiling = high - sizes[i] / 2 if i == len(sizes) - 1 else out[i + 1] - (sizes[i + 1] + sizes[i]) / 2
        out[i] = min(out[i], ceiling)
    return out


def _leader(start: tuple[float, float], end: tuple[float, float], color: str) -> Line2D:
    """A thin stroke from a line's end to its label, in fractions of the figure."""
    return Line2D([start[0], end[0]], [start[1], end[1]], color=color, lw=1)


def _runs(days: Sequence[date]) -> list[tuple[date, date]]:
    """Consecutive days as (first, last)."""
    out: list[tuple[date, date]] = []
    for day in sorted(set(days)):
        if out and (day - out[-1][1]).days == 1:
            out[-1] = (out[-1][0], day)
        else:
            out.append((day, day))
    return out
