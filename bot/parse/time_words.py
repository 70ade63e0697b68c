"""The words of which the ends of timeframes are made: months, years, numbers, units."""

from __future__ import annotations

import re
from datetime import date

from bot.parse.calendar import Bad

MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_NUMBERS = {
    w: n for n, w in enumerate("zero one two three four five six seven eight nine ten eleven twelve".split())
} | {
    "a": 1,
    "an": 1,
    "half a": 0,
    "half an": 0,
    "couple": 2,
    "few": 3,
    "fifteen": 15,
    "eighteen": 18,
    "twenty": 20,
    "thirty": 30,
}
_NUMBERS |= {"sixty": 60, "ninety": 90, "hundred": 100, "twenty-four": 24, "fourteen": 14, "several": 3}
SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}
ORDINALS = {
    "first": 1,
    "1st": 1,
    "second": 2,
    "2nd": 2,
    "third": 3,
    "3rd": 3,
    "fourth": 4,
    "4th": 4,
    "last": 4,
}
_TENS = {
    "twenty": 20,
    "thirty": 30,
    "forty": 40,
    "fifty": 50,
    "sixty": 60,
    "seventy": 70,
    "eighty": 80,
    "ninety": 90,
}
_ONES = {
    w: n
    for n, w in enumerate(
        "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split(),
        start=1,
    )
}
_LAST_DIGITS = rf"(?:(?:{'|'.join(_TENS)})(?:[- ](?:{'|'.join(list(_ONES)[:9])}))?|oh (?:{'|'.join(list(_ONES)[:9])})|{'|'.join(sorted(_ONES, key=len, reverse=True))})"
SPOKEN_YEAR = rf"(?:two thousand(?: and)?(?: {_LAST_DIGITS})?|(?:twenty|nineteen) {_LAST_DIGITS})"
"""A year as it is dictated: twenty twenty-three, two thousand and eight, nineteen ninety."""
WEEKDAYS = "mon tue wed thu fri sat sun".split()

MONTH = (
    r"(?P<mon>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?"
)
YEAR = r"(?P<year>(?:19|20)\d\d)(?![\d-]*\d)"
MAYBE_YEAR = rf"(?:,? (?:of |in )?{YEAR}|,? '(?P<yy>\d\d)\b|,? (?:of |in )?(?:the )?(?P<ry>last|this|previous) year\b)?"
DAYNUM = r"(?P<day>\d{1,2})(?::?(?:st|nd|rd|th|e|a)\b|\.)?"
COUNT = (
    r"(?P<n>\d{1,6}(?:[.,]5)?|-\d{1,4}|one and a half|half an?|(?:a )?(?:"
    + "|".join(sorted(_NUMBERS, key=len, reverse=True))
    + r")(?: of)?)"
)
WORD_UNIT = (
    r"(?P<unit>hours?|hrs?|days?|weeks?|wks?|fortnights?|months?|mths?|mos?|quarters?|qtrs?|halves"
    r"|years?|yrs?|decades?)\b"
)
UNIT = WORD_UNIT[:-3] + r"|h|d|w|m|q|y)\b"
WEEKDAY = r"(?P<wd>mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\b"


def number_of(text: str) -> float:
    words = text.removesuffix(" of").removeprefix("a ")
    if words in ("one and a half", "half a", "half an"):
        return 1.5 if words.startswith("one") else 0.5
    return _NUMBERS[words] if words in _NUMBERS else float(words.replace(",", "."))


def spoken_year(text: str) -> int:
    """The year that `SPOKEN_YEAR` says in words."""
    century, *rest = text.replace("-", " ").split()
    if rest[:1] == ["thousand"]:
        rest = rest[1:]
    last = sum(_TENS.get(word, 0) + _ONES.get(word, 0) for word in rest)
    return (1900 if century == "nineteen" else 2000) + last


def unit_of(text: str) -> str:
    for unit, stems in {
        "hour": ("h",),
        "fortnight": ("f",),
        "day": ("d", "da"),
        "week": ("w",),
        "month": ("m",),
        "quarter": ("q",),
        "year": ("y",),
    }.items():
        if text.startswith(stems) and not text.startswith("dec"):
            return unit
    return "half" if text.startswith("hal") else "decade"


def year_of(m: re.Match[str], today: date) -> int | None:
    """The year that a match names, in four digits, in two, or as last or this year."""
    groups = m.groupdict()
    if groups.get("yy"):
        return 2000 + int(groups["yy"])
    if groups.get("ry"):
        return today.year - (groups["ry"] != "this")
    return int(groups["year"]) if groups.get("year") else None


def month_of(m: re.Match[str]) -> int:
    return MONTHS.index(m["mon"][:3]) + 1


def whole(count: float, unit: str) -> tuple[int, str]:
    """A count without halves: 1.5 years are 18 months, 2.5 weeks 18 days. Raises Bad for a negative one."""
    if count < 0:
        raise Bad("invalid_date")
    if count == int(count):
        return int(count), unit
    smaller = {"year": (12, "month"), "decade": (120, "month"), "quarter": (3, "month"), "half": (6, "month"),
               "month": (30, "day"), "week": (7, "day"), "fortnight": (14, "day"), "day": (24, "hour"), "hour": (1, "hour")}  # fmt: skip
    size, into = smaller[unit]
    return -int(-count * size // 1), into
