"""Finds the timeframe in a text and resolves it against a given day.

Periods are inclusive; one without a year is the latest that has begun; what ends after today is cut.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial

from bot.reasons import RefusalCode

DAY = timedelta(days=1)
_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_NUMBERS = {
    w: n for n, w in enumerate("zero one two three four five six seven eight nine ten eleven twelve".split())
} | {"a": 1, "an": 1, "couple": 2, "few": 3, "fifteen": 15, "eighteen": 18, "twenty": 20, "thirty": 30}
_NUMBERS |= {"sixty": 60, "ninety": 90, "hundred": 100, "twenty-four": 24, "fourteen": 14, "several": 3}
_SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}
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
_MAYBE_YEAR = rf"(?:,? (?:of |in )?{YEAR}|,? '(?P<yy>\d\d)\b)?"
_DAYNUM = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_COUNT = r"(?P<n>\d{1,4}|(?:a )?(?:" + "|".join(sorted(_NUMBERS, key=len, reverse=True)) + r")(?: of)?)"
_WORD_UNIT = (
    r"(?P<unit>hours?|hrs?|days?|weeks?|wks?|fortnights?|months?|mths?|mos?|quarters?|qtrs?|halves"
    r"|years?|yrs?|decades?)\b"
)
_UNIT = _WORD_UNIT[:-3] + r"|h|d|w|m|q|y)\b"
_WEEKDAY = r"(?P<wd>mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\b"


@dataclass(frozen=True, slots=True)
class Period:
    """Inclusive days; `lo` None means from the first day of the data."""

    lo: date | None
    hi: date


@dataclass(frozen=True, slots=True)
class Found:
    """Where a timeframe stands in the text and what it says: a period; with an error, one that may be meant."""

    at: int
    end: int
    period: Period | None
    error: RefusalCode | None = None


class _Bad(Exception):
    """A timeframe that is understood and cannot be used; carries its reason code, and the nearest usable one."""

    def __init__(self, code: RefusalCode, nearest: Period | None = None) -> None:
        super().__init__(code)
        self.code = code
        self.nearest = nearest


@dataclass(frozen=True, slots=True)
class _Atom:
    lo: date
    hi: date
    dated: bool  # names its year, or is relative to today


def add_months(day: date, months: int) -> date:
    """The same day of another month, or that month's last day."""
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    if not 1 <= year <= 9998:
        raise _Bad("invalid_date")
    return date(year, month + 1, min(day.day, (_first(year, month + 2) - DAY).day))


def _first(year: int, month: int) -> date:
    return date(year + (month - 1) // 12, (month - 1) % 12 + 1, 1)


def _date(year: int, month: int, day: int) -> date:
    try:
        return date(year, month, day)
    except ValueError:
        raise _Bad("invalid_date") from None


def _number(text: str) -> int:
    words = text.removesuffix(" of").removeprefix("a ")
    return int(words) if words.isdecimal() else _NUMBERS[words]


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


def _calendar(unit: str, today: date, offset: int) -> _Atom:
    """The calendar unit that is `offset` away from today's."""
    if unit == "day":
        day = today + offset * DAY
        return _Atom(day, day, True)
    if unit == "week":
        lo = today - today.weekday() * DAY + 7 * offset * DAY
        return _Atom(lo, lo + 6 * DAY, True)
    if unit == "weekend":
        lo = today - today.weekday() * DAY + (5 + 7 * offset) * DAY
        return _Atom(lo, lo + DAY, True)
    size = {"month": 1, "quarter": 3, "half": 6, "year": 12, "decade": 120}[unit]
    base = today.replace(day=1) if unit != "decade" else date(today.year // 10 * 10, 1, 1)
    lo = add_months(date(base.year, (base.month - 1) // min(size, 12) * min(size, 12) + 1, 1), size * offset)
    return _Atom(lo, add_months(lo, size) - DAY, True)


def _rolling(count: int, unit: str, today: date) -> _Atom:
    if count == 0:
        raise _Bad("invalid_date")
    try:
        if unit == "hour":
            return _Atom(today - max(1, -(-count // 24)) * DAY, today, True)
        if unit in ("day", "week", "fortnight"):
            return _Atom(
                today - (count * {"day": 1, "week": 7, "fortnight": 14}[unit] - 1) * DAY, today, True
            )
    except OverflowError:
        raise _Bad("invalid_date") from None
    months = {"month": 1, "quarter": 3, "half": 6, "year": 12, "decade": 120}[unit]
    return _Atom(add_months(today, -count * months) + DAY, today, True)


def _year(m: re.Match[str]) -> int | None:
    groups = m.groupdict()
    return (
        2000 + int(groups["yy"]) if groups.get("yy") else int(groups["year"]) if groups.get("year") else None
    )


def _begun(build: Callable[[int], tuple[date, date]], year: int | None, today: date) -> tuple[date, date]:
    """The period of the year named, else the latest one that has begun."""
    if year is not None:
        return build(year)
    this = build(today.year)
    return this if this[0] <= today else build(today.year - 1)


def _months(start: int, count: int) -> Callable[[int], tuple[date, date]]:
    return lambda y: (_first(y, start), _first(y, start + count) - DAY)


def _mon(m: re.Match[str]) -> int:
    return _MONTHS.index(m["mon"][:3]) + 1


def _atom_at(s: str, pos: int, today: date, year: int | None = None) -> tuple[_Atom, int] | None:
    """The longest endpoint that begins at `pos`; `year` serves one that names none."""
    return _week_of(s, pos, today, year) or _named_at(s, pos, today, year)


def _named_at(s: str, pos: int, today: date, year: int | None) -> tuple[_Atom, int] | None:
    best: tuple[_Atom, int] | None = None
    for rx, build in _ATOMS:
        m = rx.match(s, pos)
        if m and (best is None or m.end() > best[1]):
            best = build(m, today, year), m.end()
    return best


def _week_of(s: str, pos: int, today: date, year: int | None) -> tuple[_Atom, int] | None:
    """``the week of 3 November``: the Monday to Sunday that holds the day."""
    m = _WEEK_OF.match(s, pos)
    inner = _named_at(s, m.end(), today, year) if m else None
    return inner and (_calendar("week", inner[0].lo, 0), inner[1])


def _a_iso(m: re.Match[str], today: date, year: int | None) -> _Atom:
    day = _date(int(m[1]), int(m[2]), int(m[3]))
    return _Atom(day, day, True)


def _a_dmy(m: re.Match[str], today: date, year: int | None) -> _Atom:
    said = int(m[3]) + (2000 if len(m[3]) == 2 else 0) if m[3] else None
    lo, hi = _begun(lambda y: (_date(y, int(m[2]), int(m[1])),) * 2, said or year, today)
    return _Atom(lo, hi, said is not None)


def _a_day(m: re.Match[str], today: date, year: int | None) -> _Atom:
    said = _year(m)
    lo, hi = _begun(lambda y: (_date(y, _mon(m), int(m["day"])),) * 2, said or year, today)
    return _Atom(lo, hi, said is not None)


def _a_ym(m: re.Match[str], today: date, year: int | None) -> _Atom:
    return _ym(int(m[1]), int(m[2]))


def _ym(year: int, month: int) -> _Atom:
    lo = _date(year, month, 1)
    return _Atom(lo, add_months(lo, 1) - DAY, True)


def _start_of(unit: _Atom) -> _Atom:
    return _Atom(unit.lo, unit.lo, True)


def _a_month(m: re.Match[str], today: date, year: int | None) -> _Atom:
    said, part = _year(m), m.groupdict().get("part") or ""
    back = (m.groupdict().get("rel") or "").strip()
    if back and said is None:
        lo, hi = _months(_mon(m), 1)(today.year)
        while (lo if back == "this" else hi) >= today and back != "this":
            lo, hi = _months(_mon(m), 1)(lo.year - 1)
        return _Atom(lo, hi, True)
    lo, hi = _begun(_months(_mon(m), 1), said or year, today)
    if part[:1] in ("e", "b", "s") and not part.startswith("end"):
        hi = lo + 9 * DAY
    elif part.startswith("m"):
        lo, hi = lo + 10 * DAY, lo + 19 * DAY
    elif part:
        lo = lo + 20 * DAY
    return _Atom(lo, hi, said is not None)


def _a_nth_week(m: re.Match[str], today: date, year: int | None) -> _Atom:
    said = _year(m)
    lo, hi = _begun(_months(_mon(m), 1), said or year, today)
    if m["nth"] == "last":
        return _Atom(hi - 6 * DAY, hi, said is not None)
    start = lo + 7 * (_ORDINALS[m["nth"]] - 1) * DAY
    return _Atom(start, start + 6 * DAY, said is not None)


def _a_quarter(m: re.Match[str], today: date, year: int | None) -> _Atom:
    said = _year(m)
    number = int(m["q"]) if m["q"].isdecimal() else _ORDINALS[m["q"]]
    if not 1 <= number <= 4:
        raise _Bad("invalid_date")
    lo, hi = _begun(_months(3 * number - 2, 3), said or year, today)
    return _Atom(lo, hi, said is not None)


def _a_half(m: re.Match[str], today: date, year: int | None) -> _Atom:
    said = _year(m)
    number = {"first": 1, "1st": 1, "second": 2, "2nd": 2, "last": 2}.get(m["q"]) or int(m["q"])
    if number > 2 or number < 1:
        raise _Bad("invalid_date")
    lo, hi = _begun(_months(6 * number - 5, 6), said or year, today)
    return _Atom(lo, hi, said is not None)


def _a_week(m: re.Match[str], today: date, year: int | None) -> _Atom:
    said = _year(m)

    def build(y: int) -> tuple[date, date]:
        try:
            lo = date.fromisocalendar(y, int(m["w"]), 1)
        except ValueError:
            raise _Bad("invalid_date") from None
        return lo, lo + 6 * DAY

    lo, hi = _begun(build, said or year, today)
    return _Atom(lo, hi, said is not None)


def _a_season(m: re.Match[str], today: date, year: int | None) -> _Atom:
    said, start = _year(m), _SEASONS[m["season"]]
    build = _months(start, 3)
    lo, hi = _begun(build, said or year, today)
    if m["rel"] and m["rel"].strip() in ("last", "past", "previous") and hi >= today:
        lo, hi = build(lo.year - 1)
    if m["rel"] and m["rel"].strip() == "next":
        raise _Bad("future_timeframe")
    return _Atom(lo, hi, said is not None or bool(m["rel"]))


def _a_year(m: re.Match[str], today: date, year: int | None) -> _Atom:
    number, part = int(m["year"]), (m["part"] or "")[:3]
    first = {"ear": (1, 4), "mid": (5, 4), "lat": (9, 4), "end": (10, 3), "beg": (1, 3), "sta": (1, 3)}
    lo, hi = _months(*first.get(part, (1, 12)))(number)
    return _Atom(lo, hi, True)


def _a_decade(m: re.Match[str], today: date, year: int | None) -> _Atom:
    lo = date(int(m[1]), 1, 1)
    return _Atom(lo, add_months(lo, 120) - DAY, True)


def _a_named(m: re.Match[str], today: date, year: int | None) -> _Atom:
    offset = {"today": 0, "now": 0, "yesterday": -1, "tomorrow": 1}.get(m[0], -2)
    return _calendar("day", today, offset)


def _a_ago(m: re.Match[str], today: date, year: int | None) -> _Atom:
    unit = _unit(m["unit"])
    count = _number(m["n"])
    if unit in ("month", "quarter", "half", "year", "decade"):
        size = {"month": 1, "quarter": 3, "half": 6, "year": 12, "decade": 120}[unit]
        day = add_months(today, -count * size)
    else:
        day = _rolling(count, unit, today).lo - (DAY if unit not in ("hour",) else 0 * DAY)
    return _Atom(day, day, True)


def _a_relative(m: re.Match[str], today: date, year: int | None) -> _Atom:
    word, text = m["rel"], m["cal"]
    unit = "weekend" if text.startswith("weekend") else _unit(text)
    offset = {"this": 0, "current": 0, "next": 1, "coming": 1}.get(word, -1)
    if unit == "weekend":
        offset = (0 if word != "next" else 1) if today.weekday() == 6 and offset == 0 else offset
        return _calendar(unit, today, offset)
    if unit == "fortnight":
        return _rolling(1, unit, today)
    if unit == "hour":
        return _rolling(1, unit, today)
    if (word == "past" and unit != "quarter") or (word == "last" and unit == "decade"):
        return _rolling(1, unit, today)
    if word == "last" and m["the"] and unit in ("month", "year") and m["over"]:
        return _rolling(1, unit, today)
    if word == "last" and unit == "day":
        return _rolling(1, unit, today)
    return _calendar(unit, today, offset)


def _a_weekday(m: re.Match[str], today: date, year: int | None) -> _Atom:
    number = _WEEKDAYS.index(m["wd"][:3])
    if m["rel"] and m["rel"].strip() == "next":
        raise _Bad("future_timeframe")
    back = (today.weekday() - number) % 7
    if back == 0 and m["rel"] and m["rel"].strip() in ("last", "previous", "past"):
        back = 7
    day = today - back * DAY
    return _Atom(day, day, True)


def _a_nth_day(m: re.Match[str], today: date, year: int | None) -> _Atom:
    """The latest such day of a month that is not after today: on 20 November "the 31st" is 31 October."""
    first = today.replace(day=1)
    for back in range(3):
        month = add_months(first, -back)
        day = month + DAY * (int(m[1]) - 1)
        if day.month == month.month and day <= today:
            return _Atom(day, day, True)
    raise _Bad("invalid_date")


def _a_rolling(m: re.Match[str], today: date, year: int | None) -> _Atom:
    count, unit, full = _number(m["n"]), _unit(m["unit"]), m.groupdict().get("full")
    if m.groupdict().get("next"):
        raise _Bad("future_timeframe")
    if (
        count
        and unit in ("week", "month", "quarter", "year", "half")
        and (full or unit in ("quarter", "half"))
    ):
        return _Atom(_calendar(unit, today, -count).lo, _calendar(unit, today, -1).hi, True)
    return _rolling(count, unit, today)


def _a_todate(m: re.Match[str], today: date, year: int | None) -> _Atom:
    unit = {"y": "year", "q": "quarter", "m": "month", "w": "week"}[(m["a"] or m["b"] or m["c"] or "y")[0]]
    return _Atom(_calendar(unit, today, 0).lo, today, True)


_Build = Callable[[re.Match[str], date, int | None], _Atom]
_REL = r"(?P<rel>last|past|previous|this|next) "
_SPECS: list[tuple[str, _Build]] = [
    (r"(\d{4})[-/](\d{1,2})[-/](\d{1,2})\b", _a_iso),
    (r"(\d{1,2})[./](\d{1,2})[./](\d{4}|\d\d)\b", _a_dmy),
    (r"(\d{1,2})/(\d{1,2})()\b(?!/)", _a_dmy),
    (rf"(?:the )?{_DAYNUM} (?:of )?{MONTH}{_MAYBE_YEAR}", _a_day),
    (rf"{MONTH} (?:the )?{_DAYNUM}\b{_MAYBE_YEAR}", _a_day),
    (r"(\d{4})-(\d\d)\b(?![-\d])", _a_ym),
    (r"(?P<m>\d{1,2})[/.](?P<y>(?:19|20)\d\d)\b", lambda m, t, y: _ym(int(m["y"]), int(m["m"]))),
    (
        r"(?:the )?(?:beginning|start) of (?:the|this|(?P<last>last)) (?P<cal>year|quarter|month|week)\b",
        lambda m, t, y: _start_of(_calendar(_unit(m["cal"]), t, -1 if m["last"] else 0)),
    ),
    (
        rf"(?:the )?(?:(?P<part>early|mid|late|beginning of|start of|end of|middle of)[- ])?{MONTH}{_MAYBE_YEAR}",
        _a_month,
    ),
    (rf"(?P<rel>last|previous|this|past) {MONTH}", _a_month),
    (rf"(?:the )?(?P<nth>first|second|third|fourth|last) week (?:of|in) {MONTH}{_MAYBE_YEAR}", _a_nth_week),
    (rf"(?:the )?q(?P<q>\d)\b{_MAYBE_YEAR}", _a_quarter),
    (r"(?P<year>(?:19|20)\d\d)[- ]?q(?P<q>\d)\b", _a_quarter),
    (rf"(?:the )?(?P<q>first|second|third|fourth|last|1st|2nd|3rd|4th) quarter (?:of|in) {YEAR}", _a_quarter),
    (r"(?:the )?(?P<q>first|second|third|fourth|1st|2nd|3rd|4th) quarter\b", _a_quarter),
    (rf"h(?P<q>\d)\b{_MAYBE_YEAR}", _a_half),
    (r"(?P<year>(?:19|20)\d\d)[- ]?h(?P<q>\d)\b", _a_half),
    (rf"(?:the )?(?P<q>first|second|1st|2nd|last) half(?: (?:of )?{YEAR})?", _a_half),
    (r"(?P<year>\d{4})-?w(?P<w>\d{1,2})\b", _a_week),
    (rf"(?:the )?(?:week (?:no\.? |number )?|w|wk ?)(?P<w>\d{{1,2}})\b{_MAYBE_YEAR}", _a_week),
    (
        rf"(?:the )?(?P<rel>(?:last|past|previous|this|next) )?(?P<season>{'|'.join(_SEASONS)})\b{_MAYBE_YEAR}",
        _a_season,
    ),
    (rf"(?:(?P<part>early|mid|late|beginning of|start of|end of)[- ])?{YEAR}\b", _a_year),
    (r"(?:the )?((?:19|20)\d0)s\b", _a_decade),
    (r"(?:the )?day before yesterday|yesterday|today|tomorrow|now\b", _a_named),
    (rf"{_COUNT} ?{_UNIT} ago\b", _a_ago),
    (
        r"(?P<over>(?:over|in|during|for|within|across) )?(?P<the>the )?(?P<rel>last|past|previous|this|current|next|coming) "
        r"(?:calendar )?(?P<cal>weekend|day|week|wk|fortnight|month|mth|quarter|qtr|half|year|yr|decade|hour)\b",
        _a_relative,
    ),
    (rf"(?P<rel>(?:last|past|previous|this|next) )?{_WEEKDAY}", _a_weekday),
    (r"the (\d{1,2})(?:st|nd|rd|th)\b", _a_nth_day),
    (
        rf"(?:the )?(?:last|past|previous|trailing|(?P<next>next|coming)) {_COUNT} ?(?P<full>full |complete |calendar "
        rf"|whole )?{_UNIT}",
        _a_rolling,
    ),
    (rf"{_COUNT} ?{_UNIT}", _a_rolling),
    (
        r"(?P<a>[yqmw])td\b|(?P<b>year|quarter|month|week)[- ]to[- ]date\b|so far (?:this|the) (?P<c>year|quarter|month"
        r"|week)\b|(?:this|the) (?:year|month|quarter|week) so far\b",
        _a_todate,
    ),
    (r"(?:over )?the weekend\b", lambda m, t, y: _calendar("weekend", t, 0 if t.weekday() == 6 else -1)),
    (
        r"(?:lately|recently|these days|nowadays|at the moment|right now)\b",
        lambda m, t, y: _rolling(30, "day", t),
    ),
    (r"(?:overnight)\b", lambda m, t, y: _rolling(1, "hour", t)),
]
_WEEK_OF = re.compile(
    r"(?:the )?week (?:of|starting|beginning|commencing|from|that (?:began|started)(?: on)?)(?: on)? (?:the )?(?=\S)"
)
_ATOMS: list[tuple[re.Pattern[str], _Build]] = [(re.compile(rx), build) for rx, build in _SPECS]

_EVENT = re.compile(
    r"(?:(?:in|during|over|for) )?(?:the )?(?:(?:\w+ ){0,2}(?:day|days|week|weeks|month|months|year|years) )?(?:ever since|since|after|before"
    r"|until|till|around|following|during|ahead of|(?:in the )?(?:run|lead|build)-?up to|leading up to|in the wake of) (?:(?:the|its|his|her|their|this|that|last) (?!\d))?(?:[\w'’.-]+ ){0,3}?"
    r"(?:brexit|election|elections|vote|pandemic|war|invasion|referendum|olympics|world cup|super bowl|summit|crash|crisis"
    r"|merger|takeover|acquisition|deal|split|ipo|listing|launch|release|scandal|covid|covid-19|inauguration|lockdown|lockdowns"
    r"|christmas|easter|thanksgiving|halloween|ramadan|new year|attack|attacks|bombing|coup|earthquake|hurricane|flood|floods|fire"
    r"|budget|earnings|results|report|strike|strikes|decision|announcement|meeting|hearing|ruling|verdict|trial|debate|conference"
    r"|convention|speech|rate (?:hike|cut|rise|decision)|hike|cut|hikes|cuts|collapse|bankruptcy|bailout|default|resignation"
    r"|appointment|death|assassination|peak|start|beginning|end|outbreak|explosion|accident|recall|sanctions|tariffs|ceasefire"
    r"|handover|transition|liberation day|9/11|financial crisis|breakup|divorce|wedding|funeral|coronation|storm|outage|hack|breach"
    r"|leak|protests?|riots?|murder|arrest|indictment|impeachment|shutdown|reopening|takeover bid|stock split|rebrand(?:ing)?)\b"
)
_OPEN = re.compile(
    r"(?P<w>(?:ever )?since|starting(?: from| on| in)?|beginning|as (?:of|from)|from|after|before|prior to|until|till|"
    r"up (?:to|until|till)|through) (?:the (?!\d))?(?=\S)"
)
_EVER = re.compile(
    r"(?:(?:of|over|for|across) )?(?:all[- ]time|all (?:the )?(?:days|years|data)|(?:the )?(?:whole|entire|full) (?:history|period|archive)"
    r"|as far back as (?:possible|you can))\b|since (?:the (?:very )?beginning|records began|forever)(?! of)\b"
)
_IN = re.compile(
    r"(?:over the course of|in the course of|for (?:all|the whole|the rest) of|(?:all|the whole) of|in|during|over|for|on|of|throughout|within|across|around|back in|say|from|at) (?:the )?(?=\S)"
)
_JOIN = re.compile(r" ?(?:-|–|—|\.\.\.?|…) ?| (?:to|until|till|through|thru|and) (?:the )?")
_DAYS = re.compile(
    rf"(?P<d1>\d{{1,2}})(?:st|nd|rd|th)? ?(?:-|–|to|and) ?(?P<day>\d{{1,2}})(?:st|nd|rd|th)? (?:of )?{MONTH}{_MAYBE_YEAR}"
)
_MONTH_DAYS = re.compile(rf"{MONTH} (?P<d1>\d{{1,2}}) ?(?:-|–|to) ?(?P<day>\d{{1,2}})\b{_MAYBE_YEAR}")
_ONWARDS = re.compile(r" (?:onwards?|on|forward|to date|till now|until now)\b")
_WORD = re.compile(r"(?<![\w'’&.-])(?=[\w.])")
_WEAK = re.compile(rf"(?:{YEAR}|{MONTH}|{_WEEKDAY}|{_COUNT} ?{_UNIT}|{'|'.join(_SEASONS)}|q\d|h\d|w\d+)$")


def _days_of(month: int, first: int, last: int, year: int) -> tuple[date, date]:
    return _date(year, month, first), _date(year, month, last)


def _range_at(s: str, pos: int, today: date) -> tuple[Period, int] | None:
    """The longest timeframe that begins at `pos`. Raises _Bad with the place it ends unknown."""
    for rx in (_DAYS, _MONTH_DAYS):
        if m := rx.match(s, s.startswith("between ", pos) * 8 + s.startswith("from ", pos) * 5 + pos):
            year = _year(m)
            month, first, last = _mon(m), int(m["d1"]), int(m["day"])
            lo, hi = _begun(partial(_days_of, month, first, last), year, today)
            return _ordered(lo, hi), m.end()
    if m := _EVER.match(s, pos):
        return Period(None, today), m.end()
    word, start = "", pos
    if s.startswith("between ", pos):
        word, start = "between", pos + 8
    elif m := _OPEN.match(s, pos):
        word, start = m["w"], m.end()
    elif m := _IN.match(s, pos):
        word, start = "in", m.end()
    whole = _atom_at(s, pos, today)
    got = _atom_at(s, start, today)
    if whole and (got is None or whole[1] >= got[1]):
        word, got = "in" if word else "", whole
    if got is None:
        return None
    atom, end = got
    if word in ("", "between", "from", "in") and (j := _JOIN.match(s, end)):
        second = _atom_at(s, j.end(), today)
        if second and (" and " not in j[0] or word == "between"):
            return _join(s, start if word != "" else pos, j.end(), today), second[1]
    if m := _ONWARDS.match(s, end):
        return Period(atom.lo, today), m.end()
    if word.startswith(("since", "ever", "start", "begin", "as ")):
        return _since(atom.lo, today), end
    if word == "from":
        loose = s[start:end].startswith(
            ("last", "the last", "past", "this", "the past", "yesterday", "today")
        )
        single = atom.lo == atom.hi
        return (Period(atom.lo, atom.hi) if loose or not single else _since(atom.lo, today)), end
    if word == "after":
        return _since(atom.hi + DAY, today), end
    if word in ("before", "prior to"):
        return Period(None, atom.lo - DAY), end
    if word.startswith(("until", "till", "up", "through")):
        return Period(None, atom.hi), end
    return Period(atom.lo, atom.hi), end


def _since(day: date, today: date) -> Period:
    if day > today:
        raise _Bad("future_timeframe")
    return Period(day, today)


def _ordered(lo: date, hi: date) -> Period:
    if lo > hi:
        raise _Bad("reversed_range", Period(hi, lo))
    return Period(lo, hi)


def _join(s: str, first: int, second: int, today: date) -> Period:
    a, b = _atom_at(s, first, today), _atom_at(s, second, today)
    assert a
    assert b
    lo, hi = a[0], b[0]
    if not lo.dated and hi.dated:
        a = _atom_at(s, first, today, hi.hi.year)
        assert a
        lo = a[0]
        if lo.lo > hi.hi:
            a = _atom_at(s, first, today, hi.hi.year - 1)
            assert a
            lo = a[0]
    elif lo.dated and not hi.dated:
        b = _atom_at(s, second, today, lo.lo.year)
        assert b
        hi = b[0]
        if hi.hi < lo.lo:
            b = _atom_at(s, second, today, lo.lo.year + 1)
            assert b
            hi = b[0]
    elif not lo.dated and lo.lo > hi.hi:
        a = _atom_at(s, first, today, lo.lo.year - 1)
        assert a
        lo = a[0]
    return _ordered(lo.lo, hi.hi)


def at(s: str, pos: int, today: date) -> Found | None:
    """The longest timeframe in lower-cased text that begins at `pos`, whether it can be used or not."""
    try:
        got = _range_at(s, pos, today)
    except _Bad as bad:
        return Found(pos, _bad_end(s, pos), bad.nearest, str(bad))
    except (ValueError, OverflowError):
        return None
    event = _EVENT.match(s, pos)
    if event and (got is None or event.end() > got[1]):
        return Found(pos, event.end(), None, "unresolved_timeframe")
    if got is None:
        return None
    period, end = got
    if period.lo and period.lo > today:
        return Found(pos, end, None, "future_timeframe")
    return Found(pos, end, Period(period.lo, min(period.hi, today)))


def is_weak(said: str) -> bool:
    """Whether words that say a time may as well be a part of a name: a bare year, month, weekday or count."""
    return _WEAK.match(said) is not None


def _bad_end(s: str, at: int) -> int:
    """Where a timeframe that cannot be used ends: its words and numbers are no topic."""
    m = re.compile(
        rf"(?:(?:{_COUNT}|\d[\d./-]*(?:st|nd|rd|th)?|q\d|h\d|w\d+|in|since|from|between|and|to|the|of|on|over|after|before"
        rf"|until|next|last|past|coming|week|weekend|{MONTH.replace('?P<mon>', '?:')}|{_WORD_UNIT.replace('?P<unit>', '?:')}"
        rf"|tomorrow|{_WEEKDAY.replace('?P<wd>', '?:')}|{'|'.join(_SEASONS)}|-|–)\b[ ,]*(?:[-–] )?)+".replace(
            "?P<n>", "?:"
        )
    ).match(s, at)
    return m.end() if m and m.end() > at else len(s)


def may_be_name(text: str) -> bool:
    """Whether a text that is all timeframe may be the name of something: ``3M``, ``Black Friday``, ``May``."""
    return bool(re.fullmatch(r"\d+M|[A-Z][\w'’-]*(?: [A-Z0-9][\w'’-]*)*", text.strip(" ?!.")))
