"""Ends of timeframes that are told from today: yesterday, two weeks ago, last month, since Monday."""

from __future__ import annotations

import re
from datetime import date

from bot.parse.calendar import DAY, Atom, Bad, add_months, calendar_unit, rolling
from bot.parse.time_words import WEEKDAYS, number_of, unit_of, whole


def a_named(m: re.Match[str], today: date, year: int | None) -> Atom:
    offset = {"today": 0, "now": 0, "yesterday": -1, "tomorrow": 1}.get(m[0], -2)
    return calendar_unit("day", today, offset)


def a_ago(m: re.Match[str], today: date, year: int | None) -> Atom:
    count, unit = whole(number_of(m["n"]), unit_of(m["unit"]))
    if unit in ("month", "quarter", "half", "year", "decade"):
        size = {"month": 1, "quarter": 3, "half": 6, "year": 12, "decade": 120}[unit]
        day = add_months(today, -count * size)
    else:
        day = rolling(count, unit, today).lo - (DAY if unit not in ("hour",) else 0 * DAY)
    return Atom(day, day, True)


def a_relative(m: re.Match[str], today: date, year: int | None) -> Atom:
    word, text = m["rel"], m["cal"]
    unit = "weekend" if text.startswith("weekend") else unit_of(text)
    offset = {"this": 0, "current": 0, "next": 1, "coming": 1}.get(word, -1)
    if unit == "weekend":
        offset = (0 if word != "next" else 1) if today.weekday() == 6 and offset == 0 else offset
        return calendar_unit(unit, today, offset)
    if unit == "fortnight":
        return rolling(1, unit, today)
    if unit == "hour":
        return rolling(1, unit, today)
    if (word == "past" and unit != "quarter") or (word == "last" and unit == "decade"):
        return rolling(1, unit, today)
    if word == "last" and m["the"] and unit in ("month", "year") and m["over"]:
        return rolling(1, unit, today)
    if word == "last" and unit == "day":
        return rolling(1, unit, today)
    return calendar_unit(unit, today, offset)


def a_weekday(m: re.Match[str], today: date, year: int | None) -> Atom:
    number = WEEKDAYS.index(m["wd"][:3])
    if m["rel"] and m["rel"].strip() == "next":
        raise Bad("future_timeframe")
    back = (today.weekday() - number) % 7
    if back == 0 and m["rel"] and m["rel"].strip() in ("last", "previous", "past"):
        back = 7
    day = today - back * DAY
    return Atom(day, day, True)


def a_nth_day(m: re.Match[str], today: date, year: int | None) -> Atom:
    """The latest such day of a month that is not after today: on 20 November "the 31st" is 31 October."""
    first = today.replace(day=1)
    for back in range(3):
        month = add_months(first, -back)
        day = month + DAY * (int(m[1]) - 1)
        if day.month == month.month and day <= today:
            return Atom(day, day, True)
    raise Bad("invalid_date")


def a_rolling(m: re.Match[str], today: date, year: int | None) -> Atom:
    full = m.groupdict().get("full")
    count, unit = whole(number_of(m["n"]), unit_of(m["unit"]))
    if m.groupdict().get("next"):
        raise Bad("future_timeframe")
    if (
        count
        and unit in ("week", "month", "quarter", "year", "half")
        and (full or unit in ("quarter", "half"))
    ):
        return Atom(calendar_unit(unit, today, -count).lo, calendar_unit(unit, today, -1).hi, True)
    return rolling(count, unit, today)


def a_todate(m: re.Match[str], today: date, year: int | None) -> Atom:
    unit = {"y": "year", "q": "quarter", "m": "month", "w": "week"}[(m["a"] or m["b"] or m["c"] or "y")[0]]
    return Atom(calendar_unit(unit, today, 0).lo, today, True)
