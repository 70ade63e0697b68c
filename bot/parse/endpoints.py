"""One end of a timeframe: a day, a week, a month, a quarter, a season … as people write them."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from functools import cache

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
from bot.parse.from_today import a_ago, a_named, a_nth_day, a_relative, a_rolling, a_todate, a_weekday
from bot.parse.time_words import (
    COUNT,
    DAYNUM,
    MAYBE_YEAR,
    MONTH,
    ORDINALS,
    SEASONS,
    SPOKEN_YEAR,
    UNIT,
    WEEKDAY,
    YEAR,
    month_of,
    spoken_year,
    unit_of,
    year_of,
)


def atom_at(s: str, pos: int, today: date, year: int | None = None) -> tuple[Atom, int] | None:
    """The longest endpoint that begins at `pos`; `year` serves one that names none."""
    return _week_of(s, pos, today, year) or _named_at(s, pos, today, year)


def _named_at(s: str, pos: int, today: date, year: int | None) -> tuple[Atom, int] | None:
    best: tuple[Atom, int] | None = None
    for rx, build in _atoms():
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
    start = lo + 7 * (ORDINALS[m["nth"]] - 1) * DAY
    return Atom(start, start + 6 * DAY, said is not None)


def _a_quarter(m: re.Match[str], today: date, year: int | None) -> Atom:
    said = year_of(m, today)
    number = int(m["q"]) if m["q"].isdecimal() else ORDINALS[m["q"]]
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


def _a_whole_year(m: re.Match[str], today: date, year: int | None) -> Atom:
    """``FY25``, ``calendar year 2025``: the calendar year of that number."""
    said = year_of(m, today)
    assert said is not None
    return Atom(date(said, 1, 1), date(said, 12, 31), True)


def _a_spoken_year(m: re.Match[str], today: date, year: int | None) -> Atom:
    return Atom(date(number := spoken_year(m[0]), 1, 1), date(number, 12, 31), True)


def _a_decade(m: re.Match[str], today: date, year: int | None) -> Atom:
    lo = date(int(m[1]), 1, 1)
    return Atom(lo, add_months(lo, 120) - DAY, True)


_Build = Callable[[re.Match[str], date, int | None], Atom]
_REL = r"(?P<rel>last|past|previous|this|next) "
_SPECS: list[tuple[str, _Build]] = [
    (r"(\d{4})[-/](\d{1,2})[-/](\d{1,2})\b", _a_iso),
    (r"(\d{1,2})[./](\d{1,2})[./](\d{4}|\d\d)\b", _a_dmy),
    (r"(\d{1,2})/(\d{1,2})()\b(?!/)", _a_dmy),
    (rf"(?:the )?{DAYNUM} (?:of )?{MONTH}{MAYBE_YEAR}", _a_day),
    (rf"{MONTH} (?:the )?{DAYNUM}\b{MAYBE_YEAR}", _a_day),
    (r"(\d{4})-(\d\d)\b(?![-\d])", _a_ym),
    (r"(?P<m>\d{1,2})[/.](?P<y>(?:19|20)\d\d)\b", lambda m, t, y: _ym(int(m["y"]), int(m["m"]))),
    (
        r"(?:the )?(?:beginning|start) of (?:the|this|(?P<last>last)) (?P<cal>year|quarter|month|week)\b",
        lambda m, t, y: _start_of(calendar_unit(unit_of(m["cal"]), t, -1 if m["last"] else 0)),
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
    (
        rf"(?:the )?(?P<q>first|second|third|fourth|last|1st|2nd|3rd|4th) quarter (?:(?:of|in) )?{YEAR}",
        _a_quarter,
    ),
    (r"(?:the )?(?P<q>first|second|third|fourth|1st|2nd|3rd|4th) quarter\b", _a_quarter),
    (rf"h(?P<q>\d)\b{MAYBE_YEAR}", _a_half),
    (r"(?P<year>(?:19|20)\d\d)[-/ ]?h(?P<q>\d)\b", _a_half),
    (
        r"(?:the )?(?:fiscal year|financial year|calendar year|fy|cy) ?'?(?:(?P<year>20\d\d)|(?P<yy>\d\d))\b",
        _a_whole_year,
    ),
    (r"(?:ltm|ttm|(?:last|trailing) twelve months)\b", lambda m, t, y: rolling(12, "month", t)),
    (r"(?:the )?new year(?:'s)?(?: (?:day|eve))?\b", lambda m, t, y: _single(date(t.year, 1, 1))),
    (
        r"(?:the )?(?:last|past|previous) half[- ](?:a )?year\b|half a year\b",
        lambda m, t, y: rolling(6, "month", t),
    ),
    (rf"{SPOKEN_YEAR}\b", _a_spoken_year),
    (r"h(?P<q>\d)[/-]?(?P<year>(?:19|20)\d\d)\b", _a_half),
    (r"h(?P<q>[12]) ?[/'-](?P<yy>\d\d)\b", _a_half),
    (r"(?P<q>[12])h ?[/'-]?(?:(?P<year>20\d\d)|(?P<yy>2\d))\b", _a_half),
    (rf"(?:the )?(?P<half>first|second|1st|2nd) half of {MONTH}{MAYBE_YEAR}", _a_month_half),
    (
        rf"(?:the )?(?P<part>start|beginning|turn|end|middle|early|mid|late|first half|second half)(?: (?:of|in))?[- ](?:the )?(?P<inner>(?:this|last|previous|the)? ?(?:year|quarter|month|week|century|decade)|q\d(?: ?[/' -]?(?:20)?\d\d)?|(?:last|this|previous) year's \w+|{'|'.join(SEASONS)})\b{MAYBE_YEAR}",
        _a_part,
    ),
    (
        r"(?:the )?(?:whole|full|entire) (?P<cal>year|quarter|month|week)\b",
        lambda m, t, y: calendar_unit(unit_of(m["cal"]), t, 0),
    ),
    (r"(?:the )?turn of the year\b", lambda m, t, y: _start_of(calendar_unit("year", t, 0))),
    (
        r"(?:earlier|later|so far) this (?P<cal>year|quarter|month|week)\b",
        lambda m, t, y: calendar_unit(unit_of(m["cal"]), t, 0),
    ),
    (
        r"(?:in |the )?(?:most )?recent (?P<unit>days|weeks|months|years|quarters)\b",
        lambda m, t, y: rolling(3, unit_of(m["unit"]), t),
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
    (r"(?:the )?day before yesterday|yesterday|today|tomorrow|now\b", a_named),
    (rf"{COUNT} ?{UNIT} ago\b", a_ago),
    (
        r"(?P<over>(?:over|in|during|for|within|across) )?(?P<the>the )?(?P<rel>last|past|previous|this|current|next|coming) "
        r"(?:calendar )?(?P<cal>weekend|day|week|wk|fortnight|month|mth|quarter|qtr|half|year|yr|decade|hour)\b",
        a_relative,
    ),
    (rf"(?P<rel>(?:last|past|previous|this|next) )?{WEEKDAY}", a_weekday),
    (r"the (\d{1,2})(?:st|nd|rd|th)\b", a_nth_day),
    (
        rf"(?:the )?(?:last|past|previous|trailing|(?P<next>next|coming)) {COUNT} ?(?P<full>full |completed? |calendar "
        rf"|whole |finished |closed )?{UNIT}",
        a_rolling,
    ),
    (rf"{COUNT} ?{UNIT}", a_rolling),
    (
        r"(?P<a>[yqmw])td\b|(?P<b>year|quarter|month|week)[- ]to[- ]date\b|so far (?:this|the) (?P<c>year|quarter|month"
        r"|week)\b|(?:this|the) (?:year|month|quarter|week) so far\b",
        a_todate,
    ),
    (
        r"(?:over )?(?:the )?weekend\b",
        lambda m, t, y: calendar_unit("weekend", t, 0 if t.weekday() == 6 else -1),
    ),
    (
        r"(?:lately|recently|these days|nowadays|at the moment|right now)\b",
        lambda m, t, y: rolling(30, "day", t),
    ),
    (r"(?:overnight)\b", lambda m, t, y: rolling(1, "hour", t)),
]
_WEEK_OF = re.compile(
    r"(?:the )?week (?:of|starting|beginning|commencing|from|that (?:began|started)(?: on)?)(?: on)? (?:the )?(?=\S)"
)


@cache
def _atoms() -> list[tuple[re.Pattern[str], _Build]]:
    """The patterns, made when the first text names a time: whoever loads the parser need not wait for them."""
    return [(re.compile(rx), build) for rx, build in _SPECS]
