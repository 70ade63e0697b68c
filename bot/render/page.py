"""The page of a chart: title, footer, panels, days, gaps, spikes and the words in the right margin.

Only matplotlib's object API is used, and every property is passed where it applies: rcParams are
global to the process, so changing them while another thread draws would change its chart too.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.dates import AutoDateLocator
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.text import Text
from matplotlib.ticker import FixedLocator

from bot.answer import Answer, Spike
from bot.render.lines import EPOCH, x_of
from bot.render.measure import box_of, fit, spread, text_width
from bot.render.provenance import asked_filters, runs_of
from bot.words.format import count_text, counted, significant, span_text
from bot.words.labels import chart_labels, drawn, topics_of

PALETTE = ("#0072B2", "#C8510A", "#00795B", "#B0578D", "#1D1C1D")
"""Each at least 4.5:1 on white, so that labels may wear the colour; told apart by the colour-blind."""

INK, MUTED, GRID, GAP = "#1D1C1D", "#5C5C5C", "#E3E3E3", "#EDEDED"
DPI = 200
SHIFTS = ("tone_shift", "level_shift")
"""Findings of a level that began within the days and lasts."""
WIDTH, HEIGHT, TALL = 8.0, 4.5, 5.4
"""Inches; 1600x900 pixels, or 1600x1080 with two panels."""

TITLE, SMALLER_TITLE, SUBTITLE, TICKS, LABEL, FOOTER = 17.0, 15.0, 12.5, 13.0, 13.0, 10.5
LEFT_EDGE, RIGHT_EDGE = 0.025, 0.975
NO_BREAK = "\u00a0"
"""The space at which no line is broken."""


@dataclass(frozen=True, slots=True)
class EndLabel:
    """Words in the right margin beside the height `y`; None puts them nowhere."""

    text: str
    y: float | None
    color: str


@dataclass(slots=True)
class Page:
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

    @property
    def gaps(self) -> list[date]:
        """The days left out within the timeframe; those of the days compared with are not shown."""
        question = self.answer.question
        start = question.start if question and question.start else date.min
        end = question.end if question and question.end else date.max
        return [day for day in self.answer.gaps if start <= day <= end]

    def panels(self, n: int, first: float | None = None) -> list[Axes]:
        """`n` panels from top to bottom; the first takes the part `first` of their common height, if told."""
        ticks, heading = self.points(22), self.points(22)
        circles = self.points(20) if self.timeline and self.answer.spikes else 0.0
        room = self.top - self.bottom - ticks - n * heading - circles - (n - 1) * self.points(10)
        first = 1 / n if first is None else first
        heights = [room * first, *[room * (1 - first) / (n - 1)] * (n - 1)] if n > 1 else [room]
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
        fit(text, RIGHT_EDGE - LEFT_EDGE)

    def finish(self, panels: Sequence[tuple[Axes, Sequence[EndLabel]]]) -> None:
        """Margins from the widest words beside the panels, then what hangs on those margins."""
        if self.timeline:
            self._days(panels[-1][0])
        ticks = [t for axes, _ in panels for t in axes.get_yticklabels() if t.get_text()]
        left = LEFT_EDGE + (max((text_width(t) for t in ticks), default=0.0)) + 0.012
        widest = 0.0
        texts: list[tuple[Axes, list[tuple[EndLabel, Text]]]] = []
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
            widest = max([widest, *(text_width(t) for _, t in made)])
        right = RIGHT_EDGE - (widest + 0.022 if widest else 0.01)
        for axes, _ in panels:
            box = axes.get_position()
            axes.set_position((left, box.y0, right - left, box.height))
        for axes, made in texts:
            self._beside(axes, made, right)
        if self.timeline:
            # What the news lacks, the searches may have.
            self._gaps([axes for axes, _ in panels[1 if self.answer.searches else 0 :]])
            self._spikes([axes for axes, _ in panels])
            self._since([axes for axes, _ in panels])

    def _days(self, axes: Axes) -> None:
        days = _shown_days(self.answer) + self.gaps
        first, last = min(days), max(days)
        pad = max(0.5, (last - first).days * 0.012)
        axes.set_xlim(x_of(first) - pad, x_of(last) + pad)
        ticks = _ticks(first, last)
        axes.xaxis.set_major_locator(FixedLocator([x_of(t) for t in ticks]))
        axes.set_xticklabels(_day_labels(ticks))

    def _beside(self, axes: Axes, made: Sequence[tuple[EndLabel, Text]], right: float) -> None:
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
        placed = spread([w[0] for w in wanted], sizes, box.y0 - self.points(4), box.y1 + self.points(8))
        for (at, text, label), y in zip(wanted, placed, strict=True):
            text.set_position((right + 0.018, y))
            if abs(at - y) > self.points(4):
                self.figure.add_artist(_leader((right + 0.003, at), (right + 0.015, y), label.color))

    def _gaps(self, panels: Sequence[Axes]) -> None:
        runs = runs_of(self.gaps)
        if not runs or not panels:
            return
        for first, last in runs:
            for axes in panels:
                axes.axvspan(x_of(first) - 0.5, x_of(last) + 0.5, color=GAP, lw=0, zorder=0.5)
        axes = panels[0]
        first, last = max(runs, key=lambda r: r[1] - r[0])
        low, high = axes.get_xlim()
        width = ((last - first).days + 1) / (high - low) * axes.get_position().width
        note = self.figure.text(0, 0, "no data", fontsize=FOOTER, color=MUTED, ha="center", va="top")
        if text_width(note) > width:
            note.remove()
            return
        middle = (x_of(first) + x_of(last)) / 2
        box = axes.get_position()
        note.set_position((box.x0 + (middle - low) / (high - low) * box.width, box.y1 - self.points(3)))

    def _since(self, panels: Sequence[Axes]) -> None:
        """Where a level began that lasts, named by its day."""
        shift = next((f for f in self.answer.findings if f.said and f.kind in SHIFTS), None)
        top = panels[0]
        low, high = top.get_xlim()
        if shift is None or shift.start is None or not low < x_of(shift.start) < high:
            return
        x = x_of(shift.start) - 0.5
        for axes in panels:
            axes.axvline(x, color=INK, lw=1.2, ls=(0, (3, 3)), zorder=1.2)
        box = top.get_position()
        at = box.x0 + (x - low) / (high - low) * box.width
        words = f"since {shift.start.day} {shift.start:%b}"
        note = self.figure.text(at, box.y1 - self.points(3), words, fontsize=FOOTER, color=INK, va="top")
        width = text_width(note)
        beside = at + 0.006 if at + width + 0.012 < box.x1 else at - width - 0.006
        note.set_position((beside, box.y1 - self.points(3)))

    def _spikes(self, panels: Sequence[Axes]) -> None:
        top = panels[0]
        low, high = top.get_xlim()
        box = top.get_position()
        shown = sorted(
            (s for s in self.answer.spikes if low <= x_of(s.day) <= high), key=lambda s: (s.day, s.letter)
        )
        colors = dict(zip((s.topic for s in self.answer.series), PALETTE, strict=False))
        several = len(self.answer.series) > 1
        at = [box.x0 + (x_of(s.day) - low) / (high - low) * box.width for s in shown]
        size = 20 / 72 / WIDTH
        for spike, x in zip(shown, spread(at, [size] * len(at), box.x0, box.x1), strict=True):
            color = colors.get(spike.topic, INK) if several else INK
            for axes in panels:
                axes.axvline(x_of(spike.day), color=color, lw=1.2, ls=(0, (3, 3)), zorder=1.2)
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
        if len(shown) == 1 and shown[0].expected > 0:
            self._name(shown[0], at[0], box.x1, box.y1 + self.points(11))

    def _name(self, spike: Spike, x: float, right: float, y: float) -> None:
        """What an event is, in a word or two beside its letter."""
        words = f"{significant(spike.articles / spike.expected)} × usual"
        note = self.figure.text(x, y, words, fontsize=12, color=INK, va="center", parse_math=False)
        aside = 14 / 72 / WIDTH
        fits = x + aside + text_width(note) < right
        note.set_position((x + aside if fits else x - aside - text_width(note), y))


def page_of(answer: Answer, height: float, *, timeline: bool = True) -> Page:
    """A white figure with its title (the finding), its footer (the source) and the sample mark."""
    fig = Figure(figsize=(WIDTH, height), dpi=DPI, facecolor="white")
    FigureCanvasAgg(fig)
    topics = topics_of(answer)
    page = Page(answer, fig, chart_labels(topics), 1.0, 0.0, timeline)
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
        room -= text_width(mark) + 0.03
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
    fit(title, room, smaller=SMALLER_TITLE, lines=2)
    page.top = float(box_of(title).y0) - page.points(6)
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
    fit(footer, RIGHT_EDGE - LEFT_EDGE, lines=2)
    page.bottom = float(box_of(footer).y1) + page.points(6)
    return page


def _shown_days(answer: Answer) -> list[date]:
    days = [d.day for s in answer.series for d in s.days]
    if answer.searches:
        days += [p.day for s in answer.searches.series for p in s.points]
    return days


def _footer(answer: Answer, topics: Sequence[str]) -> str:
    days = _shown_days(answer)
    question = answer.question
    start = min(days) if days else (question.start if question else None)
    end = max(days) if days else (question.end if question else None)
    parts = ["GDELT Project, gdeltproject.org", span_text(start, end)]
    if answer.searches:
        parts.insert(1, f"searches: {answer.searches.source}")
    if len(answer.series) == 1:
        s = answer.series[0]
        parts.append(f"{counted(s.articles, 'article')}, {counted(s.stories, 'story')}")
    elif answer.series:
        parts.append(f"{count_text(sum(s.articles for s in answer.series))} articles")
    if question:
        parts += asked_filters(question)
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


def _leader(start: tuple[float, float], end: tuple[float, float], color: str) -> Line2D:
    """A thin stroke from a line's end to its label, in fractions of the figure."""
    return Line2D([start[0], end[0]], [start[1], end[1]], color=color, lw=1)
