"""Timeframes that are told from another one: the week before, same period last year, a year later."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from bot.parse.calendar import add_months

_DAY = timedelta(days=1)
_UNITS = {"day": 0, "week": 0, "fortnight": 0, "month": 1, "quarter": 3, "half": 6, "year": 12}
_SHORT_UNITS = {"d": "day", "w": "week", "m": "month", "q": "quarter", "y": "year"}
_DAYS = {"day": 1, "week": 7, "fortnight": 14}
_UNIT = r"(?P<unit>day|week|fortnight|month|quarter|year|period|one|time|stretch|same)"
_BEFORE = re.compile(
    rf"(?:the )?(?:(?P<n>\d{{1,3}}|two|three|four|six|couple of|few) )?{_UNIT}s? (?:before|prior|earlier|preceding)(?: (?:that|this|it|then))?\b(?! (?:the|a|that the) \w)"
    r"|(?:the )?(?:one|period|time) before\b|before that\b|back (?:by )?(?:a|one) (?P<back>day|week|month|quarter|year)\b"
)
_PREVIOUS = re.compile(
    rf"(?:the )?(?:previous|preceding|prior) (?P<n>\d{{1,3}}) ?(?:{_UNIT}s?|(?P<short>[dwmqy]))\b|(?:the )?(?:previous|preceding|prior) {_UNIT.replace('unit', 'unit2')}\b(?! \d)"
)
_AFTER = re.compile(
    rf"(?:the )?(?:(?P<n>\d{{1,3}}|two|three|four|six|couple of|few) )?{_UNIT}s? (?:after|later|following|thereafter|afterwards?)(?: (?:that|this|it|then))?\b|(?:the )?following {_UNIT.replace('unit', 'unit2')}\b|a {_UNIT.replace('unit', 'unit3')} (?:later|after)\b"
)
_YEAR_BEFORE = re.compile(
    r"(?:the |in the |during the )?same (?:period|time|months?|weeks?|days?|quarter|dates?|timeframe|stretch|window) (?:of |in |a |the |one )?(?:last year|(?:the |a )?year (?:before|earlier|ago|prior)|(?:the )?(?:previous|prior|preceding) year)"
    r"|(?:the|a|one) year (?:earlier|ago)\b|year[- ]on[- ]year\b|yoy\b|y/y\b|year[- ]over[- ]year\b|a year back\b"
)
_SAME_IN = re.compile(
    r"(?:the )?same (?:period|time|months?|stretch|days?|weeks?|quarter) (?:in|of|for) (?P<year>(?:19|20)\d\d)\b"
)


@dataclass(frozen=True, slots=True)
class Relative:
    """A move from another timeframe: by so many days or months, next to it, or to another year."""

    unit: str
    way: int
    count: int = 1
    year: int | None = None


def at(text: str, pos: int) -> tuple[Relative, int] | None:
    """The move that lower-cased text names at `pos`, and where it ends."""
    if m := _SAME_IN.match(text, pos):
        return Relative("same", 0, year=int(m["year"])), m.end()
    if m := _YEAR_BEFORE.match(text, pos):
        return Relative("same", -12), m.end()
    if m := _PREVIOUS.match(text, pos):
        if m["n"]:
            unit = m["unit"] or _SHORT_UNITS[m["short"]]
            return Relative(unit, -1, int(m["n"])), m.end()
        return Relative(m["unit2"], -1), m.end()
    if m := _BEFORE.match(text, pos):
        said = m.groupdict()
        return Relative(said["unit"] or said["back"] or "period", -1, _count(said["n"])), m.end()
    if m := _AFTER.match(text, pos):
        return Relative(m["unit"] or m["unit2"] or m["unit3"], 1, _count(m["n"])), m.end()
    return None


def _count(said: str | None) -> int:
    words = {"two": 2, "three": 3, "four": 4, "six": 6, "couple of": 2, "few": 3}
    return 1 if said is None else words.get(said) or int(said)


def resolve(move: Relative, lo: date, hi: date) -> tuple[date, date]:
    """The timeframe moved. A unit that is shorter than it stands next to it; "the year before" a month is the same
    month of the year before."""
    if move.unit == "same":
        months = move.way if move.year is None else (move.year - lo.year) * 12
        return add_months(lo, months), _end_of(hi, months)
    length = (hi - lo).days + 1
    if move.unit == "year" and move.count == 1 and length < 300:
        return add_months(lo, 12 * move.way), _end_of(hi, 12 * move.way)
    whole = lo.day == 1 and (hi + _DAY).day == 1
    months = _UNITS.get(move.unit, 0) * move.count
    if not months and whole and move.unit not in _DAYS:
        months = (hi.year - lo.year) * 12 + hi.month - lo.month + 1
    days = timedelta(days=_DAYS.get(move.unit, length) * (move.count if move.unit in _DAYS else 1))
    if move.way < 0:
        return (add_months(lo, -months) if months else lo - days), lo - _DAY
    first = hi + _DAY
    return first, (add_months(first, months) if months else first + days) - _DAY


def _end_of(day: date, months: int) -> date:
    """The day moved by months; the last day of a month stays the last."""
    if (day + _DAY).day == 1:
        return add_months(day + _DAY, months) - _DAY
    return add_months(day, months)
