"""The arithmetic of days: calendar units, rolling periods, the latest that has begun. No text is read here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from bot.reasons import RefusalCode

DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Period:
    """Inclusive days; `lo` None means from the first day of the data."""

    lo: date | None
    hi: date


class Bad(Exception):
    """A timeframe that is understood and cannot be used; carries its reason code, and the nearest usable one."""

    def __init__(self, code: RefusalCode, nearest: Period | None = None) -> None:
        super().__init__(code)
        self.code = code
        self.nearest = nearest


@dataclass(frozen=True, slots=True)
class Atom:
    lo: date
    hi: date
    dated: bool  # names its year, or is relative to today


def add_months(day: date, months: int) -> date:
    """The same day of another month, or that month's last day."""
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    if not 1 <= year <= 9998:
        raise Bad("invalid_date")
    return date(year, month + 1, min(day.day, (first_of(year, month + 2) - DAY).day))


def first_of(year: int, month: int) -> date:
    return date(year + (month - 1) // 12, (month - 1) % 12 + 1, 1)


def day_of(year: int, month: int, day: int) -> date:
    try:
        return date(year, month, day)
    except ValueError:
        raise Bad("invalid_date") from None


def calendar_unit(unit: str, today: date, offset: int) -> Atom:
    """The calendar unit that is `offset` away from today's."""
    if unit == "day":
        day = today + offset * DAY
        return Atom(day, day, True)
    if unit == "week":
        lo = today - today.weekday() * DAY + 7 * offset * DAY
        return Atom(lo, lo + 6 * DAY, True)
    if unit == "weekend":
        lo = today - today.weekday() * DAY + (5 + 7 * offset) * DAY
        return Atom(lo, lo + DAY, True)
    size = {"month": 1, "quarter": 3, "half": 6, "year": 12, "decade": 120}[unit]
    base = today.replace(day=1) if unit != "decade" else date(today.year // 10 * 10, 1, 1)
    lo = add_months(date(base.year, (base.month - 1) // min(size, 12) * min(size, 12) + 1, 1), size * offset)
    return Atom(lo, add_months(lo, size) - DAY, True)


def rolling(count: int, unit: str, today: date) -> Atom:
    if count == 0:
        raise Bad("invalid_date")
    try:
        if unit == "hour":
            return Atom(today - max(1, -(-count // 24)) * DAY, today, True)
        if unit in ("day", "week", "fortnight"):
            return Atom(today - (count * {"day": 1, "week": 7, "fortnight": 14}[unit] - 1) * DAY, today, True)
    except OverflowError:
        raise Bad("invalid_date") from None
    months = {"month": 1, "quarter": 3, "half": 6, "year": 12, "decade": 120}[unit]
    return Atom(add_months(today, -count * months) + DAY, today, True)


def begun(build: Callable[[int], tuple[date, date]], year: int | None, today: date) -> tuple[date, date]:
    """The period of the year named, else the latest one that has begun."""
    if year is not None:
        return build(year)
    this = build(today.year)
    return this if this[0] <= today else build(today.year - 1)


def months_of(start: int, count: int) -> Callable[[int], tuple[date, date]]:
    return lambda y: (first_of(y, start), first_of(y, start + count) - DAY)
