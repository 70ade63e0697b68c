"""The days of an answer: which are asked about, which the data has, and which of them are no good."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from statistics import median

from bot.question import Question
from bot.sources.warehouse import Status
from bot.words.format import date_text
from handlers.data import Sums
from handlers.refusals import NotAnswerable
from handlers.stats import GAP_RATIO

_NEARLY_MIDNIGHT = (23, 30)


@dataclass(frozen=True, slots=True)
class Window:
    """`start` to `end` as the data can answer it, the days compared with, and what had to be changed."""

    start: date
    end: date
    before: tuple[date, date]
    today: date
    data_until: datetime | None
    caveats: tuple[str, ...] = ()

    def partial(self, day: date) -> bool:
        """Whether the data of this day is still coming in."""
        until = self.data_until
        unfinished = (
            until is not None and until.date() == day and (until.hour, until.minute) < _NEARLY_MIDNIGHT
        )
        return day >= self.today or unfinished


def window(question: Question, status: Status) -> Window:
    """Fits the timeframe to the data. Raises NotAnswerable where none of it is left."""
    first, last = status.first_day, status.last_day
    assert first is not None
    assert last is not None
    today = question.today or last
    start, end = question.start or first, question.end or today
    caveats = []
    if start > today:
        raise NotAnswerable(
            "future_timeframe",
            f"{date_text(start)} is still to come. Ask about days up to today, like “last 30 days”.",
        )
    if end < first or start > last:
        raise NotAnswerable(
            "no_data_for_timeframe",
            f"There is no data for those days: it runs from {date_text(first)} to {date_text(last)}. "
            "Ask about days within that time, or take in more data.",
        )
    if start < first:
        caveats.append(
            f"The data begins on {date_text(first)}, so this starts there and not on {date_text(start)}."
        )
        start = first
    if end > last:
        if min(end, today) > last:
            caveats.append(f"The data ends on {date_text(last)}; later days are not in yet.")
        end = last
    before = question.baseline or (start - (end - start) - timedelta(1), start - timedelta(1))
    if before[0] < first <= before[1]:
        caveats.append(f"The days compared with begin on {date_text(first)}, where the data does.")
        before = (first, before[1])
    return Window(start, end, before, today, status.data_until, tuple(caveats))


def data_gaps(coverage: Mapping[date, Sums], start: date, end: date, w: Window) -> frozenset[date]:
    """Days without coverage or with less than half of their weekday's median; unfinished days are none."""
    days = [start + timedelta(i) for i in range((end - start).days + 1)]
    by_weekday: dict[int, list[int]] = {}
    for day, sums in coverage.items():
        if not w.partial(day) and sums.articles:
            by_weekday.setdefault(day.weekday(), []).append(sums.articles)
    usual = {weekday: median(counts) for weekday, counts in by_weekday.items()}
    return frozenset(
        d
        for d in days
        if d <= w.end
        and not w.partial(d)
        and (
            d not in coverage
            or coverage[d].articles == 0
            or coverage[d].articles < GAP_RATIO * usual[d.weekday()]
        )
    )
