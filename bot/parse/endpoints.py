"""One end of a timeframe: a day, a week, a month, a quarter, a season … as people write them."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

from bot.parse.calendar import (
    DAY,
    Atom,
    Bad,
    add_months,
    begun,
    calendar_unit,
    day_of,
    months_of,
    rolling,
)

_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
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
_ORDINALS = {
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
_WEEKDAYS = "mon tue wed thu fri sat sun".split()

MONTH = (
    r"(?P<mon>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?"
)
YEAR = r"(?P<year>(?:19|20)\d\d)(?![\d-]*\d)"
MAYBE_YEAR = rf"(?:,? (?:of |in )?{YEAR}|,? '(?P<yy>\d\d)\b|,? (?:of |in )?(?:the )?(?P<ry>last|this|previous) year\b)?"
_DAYNUM = r"(?P<day>\d{1,2})(?:st|nd|rd|th|\.)?"
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


def _number(text: str) -> float:
    words = text.removesuffix(" of").removeprefix("a ")
    if words in ("one and a half", "half a", "half an"):
        return 1.5 if words.startswith("one") else 0.5
    return _NUMBERS[words] if words in _NUMBERS else float(words.replace(",", "."))


def _unit(text: str) -> str:
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
    return _MONTHS.index(m["mon"][:3]) + 1


def atom_at(s: str, pos: int, today: date, year: int | None = None) -> tuple[Atom, int] | None:
    """The longest endpoint that begins at `pos`; `year` serves one that names none."""
    return _week_of(s, pos, today, year) or _named_at(s, pos, today, year)


def _named_at(s: str, pos: int, today: date, year: int | None) -> tuple[Atom, int] | None:
    best: tuple[Atom, int] | None = None
    for rx, build in _ATOMS:
        m = rx.match(s, pos)
        if m and (best is None or m.end() > best[1]):
            best = build(m, today, year), m.end()
    return best


def _week_of(s: str, pos: int, today: date, year: int | None) -> tuple[Atom, int] | None:
    """``the week of 3 November``: the Monday to Sunday that holds the day."""
    m = _WEEK_OF.match(s, pos)
    inner = _named_at(s, m.end(), today, year) if m else None
    return inner and (calendar_unit("week", inner[0].lo, 0), inner[1])


def _a_iso(m: re.Match[str], today: date, year: int | None) -> Atom:
    day = day_of(int(m[1]), int(m[2]), int(m[3]))
    return Atom(day, day, True)


def _a_dmy(m: re.Match[str], today: date, year: int | None) -> Atom:
    said = int(m[3]) + (2000 if len(m[3]) == 2 else 0) if m[3] else None
    lo, hi = begun(lambda y: (day_of(y, int(m[2]), int(m[1])),) * 2, said or year, today)
    return Atom(lo, hi, said is not None)


def _a_day(m: re.Match[str], today: date, year: int | None) -> Atom:
    said = year_of(m, today)
    lo, hi = begun(lambda y: (day_of(y, month_of(m), int(m["day"])),) * 2, said or year, today)
    return Atom(lo, hi, said is not None)


def _a_ym(m: re.Match[str], today: date, year: int | None) -> Atom:
    return _ym(int(m[1]), int(m[2]))


def _ym(year: int, month: int) -> Atom:
    lo = day_of(year, month, 1)
    return Atom(lo, add_months(lo, 1) - DAY, True)


def _start_of(unit: Atom) -> Atom:
    return Atom(unit.lo, unit.lo, True)


def _a_month(m: re.Match[str], today: date, year: int | None) -> Atom:
    said, part = year_of(m, today), m.groupdict().get("part") or ""
    back = (m.groupdict().get("rel") or "").strip()
    if back and said is None:
        lo, hi = months_of(month_of(m), 1)(today.year)
        while (lo if back == "this" else hi) >= today and back != "this":
            lo, hi = months_of(month_of(m), 1)(lo.year - 1)
        return Atom(lo, hi, True)
    lo, hi = begun(months_of(month_of(m), 1), said or year, today)
    if part[:1] in ("e", "b", "s") and not part.startswith("end"):
        hi = lo + 9 * DAY
    elif part.startswith("m"):
        lo, hi = lo + 10 * DAY, lo + 19 * DAY
    elif part:
        lo = lo + 20 * DAY
    return Atom(lo, hi, said is not None)


def _a_month_half(m: re.Match[str], today: date, year: int | None) -> Atom:
    said = year_of(m, today)
    lo, hi = begun(months_of(month_of(m), 1), said or year, today)
    first = m["half"] in ("first", "1st")
    return Atom(lo if first else lo + 15 * DAY, lo + 14 * DAY if first else hi, said is not None)


def _a_part(m: re.Match[str], today: date, year: int | None) -> Atom:
    """The start, middle, end or half of a year, a quarter, a season: thirds, but for halves."""
    inner, part = m["inner"].strip(), m["part"]
    said = year_of(m, today)
    if inner.startswith("the ") or inner in ("year", "quarter", "month", "week", "decade", "century"):
        unit = inner.split()[-1]
        whole = calendar_unit("year" if unit == "century" else unit, today, 0)
        if (
            part in ("end", "late", "second half", "middle", "mid")
            and whole.lo + (whole.hi - whole.lo) / 2 > today
        ):
            whole = calendar_unit("year" if unit == "century" else unit, today, -1)
    else:
        got = atom_at(f"{inner} {said}" if said else inner, 0, today, said or year)
        if got is None:
            raise Bad("invalid_date")
        whole = got[0]
    days = (whole.hi - whole.lo).days + 1
    if whole.lo.day == 1 and (whole.hi + DAY).day == 1:
        months = (whole.hi.year - whole.lo.year) * 12 + whole.hi.month - whole.lo.month + 1
        size = max(1, months // 2 if "half" in part else months // 3)
        first, last = add_months(whole.lo, size) - DAY, add_months(whole.hi + DAY, -size)
    else:
        size = days // 2 if "half" in part else max(1, days // 3)
        first, last = whole.lo + (size - 1) * DAY, whole.hi - (size - 1) * DAY
    if part in ("start", "beginning", "turn", "early", "first half"):
        return Atom(whole.lo, first, True)
    if part in ("end", "late", "second half"):
        return Atom(last, whole.hi, True)
    return Atom(first + DAY, last - DAY, True)


def _a_future(m: re.Match[str], today: date, year: int | None) -> Atom:
    raise Bad("future_timeframe")


def _a_quarter_of(m: re.Match[str], today: date, year: int | None) -> Atom:
    lo, hi = months_of(3 * int(m["q"]) - 2, 3)(today.year - (m["rel"] != "this"))
    return Atom(lo, hi, True)


def _single(day: date) -> Atom:
    return Atom(day, day, True)


def _a_old_decade(m: re.Match[str], today: date, year: int | None) -> Atom:
    words = {"the nineties": 1990, "the eighties": 1980, "the noughties": 2000}
    lo = date(words.get(m[0]) or 1900 + int(m["d"]), 1, 1)
    return Atom(lo, add_months(lo, 120) - DAY, True)


def _a_nth_week(m: re.Match[str], today: date, year: int | None) -> Atom:
    said = year_of(m, today)
    lo, hi = begun(months_of(month_of(m), 1), said or year, today)
    if m["nth"] == "last":
        return Atom(hi - 6 * DAY, hi, said is not None)
    start = lo + 7 * (_ORDINALS[m["nth"]] - 1) * DAY
    return Atom(start, start + 6 * DAY, said is not None)


def _a_quarter(m: re.Match[str], today: date, year: int | None) -> Atom:
    said = year_of(m, today)
    number = int(m["q"]) if m["q"].isdecimal() else _ORDINALS[m["q"]]
    if not 1 <= number <= 4:
        raise Bad("invalid_date")
    lo, hi = begun(months_of(3 * number - 2, 3), said or year, today)
    return Atom(lo, hi, said is not None)


def _a_half(m: re.Match[str], today: date, year: int | None) -> Atom:
    said = year_of(m, today)
    number = {"first": 1, "1st": 1, "second": 2, "2nd": 2, "last": 2}.get(m["q"]) or int(m["q"])
    if number > 2 or number < 1:
        raise Bad("invalid_date")
    lo, hi = begun(months_of(6 * number - 5, 6), said or year, today)
    return Atom(lo, hi, said is not None)


def _a_week(m: re.Match[str], today: date, year: int | None) -> Atom:
    said = year_of(m, today)

    def build(y: int) -> tuple[date, date]:
        try:
            lo = date.fromisocalendar(y, int(m["w"]), 1)
        except ValueError:
            raise Bad("invalid_date") from None
        return lo, lo + 6 * DAY

    lo, hi = begun(build, said or year, today)
    return Atom(lo, hi, said is not None)


def _a_season(m: re.Match[str], today: date, year: int | None) -> Atom:
    said, start = year_of(m, today), SEASONS[m["season"]]
    build = months_of(start, 3)
    lo, hi = begun(build, said or year, today)
    if m["rel"] and m["rel"].strip() in ("last", "past", "previous") and hi >= today:
        lo, hi = build(lo.year - 1)
    if m["rel"] and m["rel"].strip() == "next":
        raise Bad("future_timeframe")
    return Atom(lo, hi, said is not None or bool(m["rel"]))


def _a_year(m: re.Match[str], today: date, year: int | None) -> Atom:
    number, part = int(m["year"]), (m["part"] or "")[:3]
    first = {"ear": (1, 4), "mid": (5, 4), "lat": (9, 4), "end": (10, 3), "beg": (1, 3), "sta": (1, 3)}
    lo, hi = months_of(*first.get(part, (1, 12)))(number)
    return Atom(lo, hi, True)


def _a_decade(m: re.Match[str], today: date, year: int | None) -> Atom:
    lo = date(int(m[1]), 1, 1)
    return Atom(lo, add_months(lo, 120) - DAY, True)


def _a_named(m: re.Match[str], today: date, year: int | None) -> Atom:
    offset = {"today": 0, "now": 0, "yesterday": -1, "tomorrow": 1}.get(m[0], -2)
    return calendar_unit("day", today, offset)


def _a_ago(m: re.Match[str], today: date, year: int | None) -> Atom:
    count, unit = _whole(_number(m["n"]), _unit(m["unit"]))
    if unit in ("month", "quarter", "half", "year", "decade"):
        size = {"month": 1, "quarter": 3, "half": 6, "year": 12, "decade": 120}[unit]
        day = add_months(today, -count * size)
    else:
        day = rolling(count, unit, today).lo - (DAY if unit not in ("hour",) else 0 * DAY)
    return Atom(day, day, True)


def _whole(count: float, unit: str) -> tuple[int, str]:
    """A count without halves: 1.5 years are 18 months, 2.5 weeks 18 days. Raises Bad for a negative one."""
    if count < 0:
        raise Bad("invalid_date")
    if count == int(count):
        return int(count), unit
    smaller = {"year": (12, "month"), "decade": (120, "month"), "quarter": (3, "month"), "half": (6, "month"),
               "month": (30, "day"), "week": (7, "day"), "fortnight": (14, "day"), "day": (24, "hour"), "hour": (1, "hour")}  # fmt: skip
    size, into = smaller[unit]
    return -int(-count * size // 1), into


def _a_relative(m: re.Match[str], today: date, year: int | None) -> Atom:
    word, text = m["rel"], m["cal"]
    unit = "weekend" if text.startswith("weekend") else _unit(text)
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


def _a_weekday(m: re.Match[str], today: date, year: int | None) -> Atom:
    number = _WEEKDAYS.index(m["wd"][:3])
    if m["rel"] and m["rel"].strip() == "next":
        raise Bad("future_timeframe")
    back = (today.weekday() - number) % 7
    if back == 0 and m["rel"] and m["rel"].strip() in ("last", "previous", "past"):
        back = 7
    day = today - back * DAY
    return Atom(day, day, True)


def _a_nth_day(m: re.Match[str], today: date, year: int | None) -> Atom:
    """The latest such day of a month that is not after today: on 20 November "the 31st" is 31 October."""
    first = today.replace(day=1)
    for back in range(3):
        month = add_months(first, -back)
        day = month + DAY * (int(m[1]) - 1)
        if day.month == month.month and day <= today:
            return Atom(day, day, True)
    raise Bad("invalid_date")


def _a_rolling(m: re.Match[str], today: date, year: int | None) -> Atom:
    full = m.groupdict().get("full")
    count, unit = _whole(_number(m["n"]), _unit(m["unit"]))
    if m.groupdict().get("next"):
        raise Bad("future_timeframe")
    if (
        count
        and unit in ("week", "month", "quarter", "year", "half")
        and (full or unit in ("quarter", "half"))
    ):
        return Atom(calendar_unit(unit, today, -count).lo, calendar_unit(unit, today, -1).hi, True)
    return rolling(count, unit, today)


def _a_todate(m: re.Match[str], today: date, year: int | None) -> Atom:
    unit = {"y": "year", "q": "quarter", "m": "month", "w": "week"}[(m["a"] or m["b"] or m["c"] or "y")[0]]
    return Atom(calendar_unit(unit, today, 0).lo, today, True)


_Build = Callable[[re.Match[str], date, int | None], Atom]
_REL = r"(?P<rel>last|past|previous|this|next) "
_SPECS: list[tuple[str, _Build]] = [
    (r"(\d{4})[-/](\d{1,2})[-/](\d{1,2})\b", _a_iso),
    (r"(\d{1,2})[./](\d{1,2})[./](\d{4}|\d\d)\b", _a_dmy),
    (r"(\d{1,2})/(\d{1,2})()\b(?!/)", _a_dmy),
    (rf"(?:the )?{_DAYNUM} (?:of )?{MONTH}{MAYBE_YEAR}", _a_day),
    (rf"{MONTH} (?:the )?{_DAYNUM}\b{MAYBE_YEAR}", _a_day),
    (r"(\d{4})-(\d\d)\b(?![-\d])", _a_ym),
    (r"(?P<m>\d{1,2})[/.](?P<y>(?:19|20)\d\d)\b", lambda m, t, y: _ym(int(m["y"]), int(m["m"]))),
    (
        r"(?:the )?(?:beginning|start) of (?:the|this|(?P<last>last)) (?P<cal>year|quarter|month|week)\b",
        lambda m, t, y: _start_of(calendar_unit(_unit(m["cal"]), t, -1 if m["last"] else 0)),
    ),
    (
        rf"(?:the )?(?:(?P<part>early|mid|late|beginning of|start of|end of|middle of)[- ])?{MONTH}{MAYBE_YEAR}",
        _a_month,
    ),
    (rf"(?P<rel>last|previous|this|past) {MONTH}", _a_month),
    (rf"(?:the )?(?P<nth>first|second|third|fourth|last) week (?:of|in) {MONTH}{MAYBE_YEAR}", _a_nth_week),
    (rf"(?:the )?q(?P<q>\d)\b{MAYBE_YEAR}", _a_quarter),
    (r"(?P<year>(?:19|20)\d\d)[-/ ]?q(?P<q>\d)\b", _a_quarter),
    (r"q(?P<q>\d)[/-]?(?P<year>(?:19|20)\d\d)\b", _a_quarter),
    (r"q(?P<q>\d) ?[/'-](?P<yy>\d\d)\b", _a_quarter),
    (r"(?P<q>\d)q ?[/'-]?(?:(?P<year>20\d\d)|(?P<yy>\d\d))?\b", _a_quarter),
    (rf"(?:the )?(?P<q>first|second|third|fourth|last|1st|2nd|3rd|4th) quarter (?:of|in) {YEAR}", _a_quarter),
    (r"(?:the )?(?P<q>first|second|third|fourth|1st|2nd|3rd|4th) quarter\b", _a_quarter),
    (rf"h(?P<q>\d)\b{MAYBE_YEAR}", _a_half),
    (r"(?P<year>(?:19|20)\d\d)[-/ ]?h(?P<q>\d)\b", _a_half),
    (r"h(?P<q>\d)[/-]?(?P<year>(?:19|20)\d\d)\b", _a_half),
    (r"h(?P<q>[12]) ?[/'-](?P<yy>\d\d)\b", _a_half),
    (r"(?P<q>[12])h ?[/'-]?(?:(?P<year>20\d\d)|(?P<yy>2\d))\b", _a_half),
    (rf"(?:the )?(?P<half>first|second|1st|2nd) half of {MONTH}{MAYBE_YEAR}", _a_month_half),
    (
        rf"(?:the )?(?P<part>start|beginning|turn|end|middle|early|mid|late|first half|second half)(?: (?:of|in))?[- ](?:the )?(?P<inner>(?:this|last|previous|the)? ?(?:year|quarter|month|week|century|decade)|q\d(?: ?[/' -]?(?:20)?\d\d)?|(?:last|this|previous) year's \w+|{'|'.join(SEASONS)})\b{MAYBE_YEAR}",
        _a_part,
    ),
    (r"(?:the )?turn of the year\b", lambda m, t, y: _start_of(calendar_unit("year", t, 0))),
    (
        r"(?:earlier|later|so far) this (?P<cal>year|quarter|month|week)\b",
        lambda m, t, y: calendar_unit(_unit(m["cal"]), t, 0),
    ),
    (
        r"(?:in |the )?(?:most )?recent (?P<unit>days|weeks|months|years|quarters)\b",
        lambda m, t, y: rolling(3, _unit(m["unit"]), t),
    ),
    (
        r"(?:the )?(?:coming|next|following|upcoming) (?:few |couple of |\d+ )?(?:days|weeks|months|quarters|years)\b",
        _a_future,
    ),
    (r"(?:this|the) (?:morning|afternoon|evening)\b|tonight\b", lambda m, t, y: calendar_unit("day", t, 0)),
    (
        r"last night\b|yesterday (?:morning|afternoon|evening|night)\b",
        lambda m, t, y: calendar_unit("day", t, -1),
    ),
    (r"(?P<rel>last|this|previous) year(?:'s)? q(?P<q>\d)\b", _a_quarter_of),
    (
        r"(?P<y8>(?:19|20)\d\d)(?P<m8>0\d|1[0-2])(?P<d8>[0-3]\d)\b",
        lambda m, t, y: _single(day_of(int(m["y8"]), int(m["m8"]), int(m["d8"]))),
    ),
    (r"(?:the )?(?:19)?(?P<d>[5-9]0)s\b|the nineties\b|the eighties\b|the noughties\b", _a_old_decade),
    (
        r"(?P<old>1[0-8]\d\d)\b(?![.,-]\d)",
        lambda m, t, y: Atom(date(int(m["old"]), 1, 1), date(int(m["old"]), 12, 31), True),
    ),
    (r"(\d{1,2})\.(\d{1,2})\.()(?!\d)", _a_dmy),
    (r"(?:v|v\.|vecka|kw|uke|uge|week) ?(?P<w>\d{1,2})(?:[/ ](?P<year>20\d\d))?\b", _a_week),
    (
        rf"(?:the )?(?P<q>first|second|1st|2nd|last) half\b(?! (?:of )?(?:a |an )?(?:day|week|month|hour)s?){MAYBE_YEAR}",
        _a_half,
    ),
    (r"(?P<year>\d{4})-?w(?P<w>\d{1,2})\b", _a_week),
    (rf"(?:the )?(?:week (?:no\.? |number )?|w|wk ?)(?P<w>\d{{1,2}})\b{MAYBE_YEAR}", _a_week),
    (
        rf"(?:the )?(?P<rel>(?:last|past|previous|this|next) )?(?P<season>{'|'.join(SEASONS)})\b{MAYBE_YEAR}",
        _a_season,
    ),
    (rf"(?:(?P<part>early|mid|late|beginning of|start of|end of)[- ]|(?:the )?year )?{YEAR}\b", _a_year),
    (r"(?:the )?((?:19|20)\d0)'?s\b", _a_decade),
    (r"(?:the )?day before yesterday|yesterday|today|tomorrow|now\b", _a_named),
    (rf"{COUNT} ?{UNIT} ago\b", _a_ago),
    (
        r"(?P<over>(?:over|in|during|for|within|across) )?(?P<the>the )?(?P<rel>last|past|previous|this|current|next|coming) "
        r"(?:calendar )?(?P<cal>weekend|day|week|wk|fortnight|month|mth|quarter|qtr|half|year|yr|decade|hour)\b",
        _a_relative,
    ),
    (rf"(?P<rel>(?:last|past|previous|this|next) )?{WEEKDAY}", _a_weekday),
    (r"the (\d{1,2})(?:st|nd|rd|th)\b", _a_nth_day),
    (
        rf"(?:the )?(?:last|past|previous|trailing|(?P<next>next|coming)) {COUNT} ?(?P<full>full |complete |calendar "
        rf"|whole )?{UNIT}",
        _a_rolling,
    ),
    (rf"{COUNT} ?{UNIT}", _a_rolling),
    (
        r"(?P<a>[yqmw])td\b|(?P<b>year|quarter|month|week)[- ]to[- ]date\b|so far (?:this|the) (?P<c>year|quarter|month"
        r"|week)\b|(?:this|the) (?:year|month|quarter|week) so far\b",
        _a_todate,
    ),
    (r"(?:over )?the weekend\b", lambda m, t, y: calendar_unit("weekend", t, 0 if t.weekday() == 6 else -1)),
    (
        r"(?:lately|recently|these days|nowadays|at the moment|right now)\b",
        lambda m, t, y: rolling(30, "day", t),
    ),
    (r"(?:overnight)\b", lambda m, t, y: rolling(1, "hour", t)),
]
_WEEK_OF = re.compile(
    r"(?:the )?week (?:of|starting|beginning|commencing|from|that (?:began|started)(?: on)?)(?: on)? (?:the )?(?=\S)"
)
_ATOMS: list[tuple[re.Pattern[str], _Build]] = [(re.compile(rx), build) for rx, build in _SPECS]
