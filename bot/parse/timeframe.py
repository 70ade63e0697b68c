"""Finds the timeframe that begins at a place in a text, and resolves it against a given day.

Periods are inclusive; one without a year is the latest that has begun; what ends after today is cut.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import partial

from bot.parse.calendar import DAY, Atom, Bad, Period, begun, day_of, rolling
from bot.parse.endpoints import atom_at
from bot.parse.time_words import (
    COUNT,
    MAYBE_YEAR,
    MONTH,
    SEASONS,
    UNIT,
    WEEKDAY,
    WORD_UNIT,
    YEAR,
    month_of,
    number_of,
    unit_of,
    whole,
    year_of,
)
from bot.reasons import RefusalCode

__all__ = ["Found", "Period", "at", "is_weak"]


@dataclass(frozen=True, slots=True)
class Found:
    """Where a timeframe stands in the text and what it says: a period; with an error, one that may be meant."""

    at: int
    end: int
    period: Period | None
    error: RefusalCode | None = None


_EVENT = re.compile(
    r"(?:(?:in|during|over|for) )?(?:the )?(?:(?:\w+ ){0,2}(?:day|days|week|weeks|month|months|year|years) )?(?:ever since|since|after|before"
    r"|until|till|following|during|ahead of|(?:in the )?(?:run|lead|build)-?up to|leading up to|in the wake of) (?!my |our |your |a client|the client|next |i |we )(?:(?:the|its|his|her|their|this|that|last) (?!\d))?(?:[\w'’.-]+ ){0,3}?"
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
    r"(?:(?:in |during |for |over )?(?:the )?(?:period|time ?frame|date range|time range)(?: of| from| between| is)?:?|over the course of|in the course of|for (?:all|the whole|the rest) of|(?:all|the whole) of|in|during|over|for|on|of|throughout|within|across|around|back in|say|from|at) (?:the )?(?=\S)"
)
_JOIN = re.compile(
    r" ?(?:-->?|->|=>|-|–|—|→|\.\.\.?|…|/(?=(?:19|20)\d\d)) ?| (?:to|until|till|through|thru|and) (?:the )?"
)
_DAYS = re.compile(
    rf"(?P<d1>\d{{1,2}})(?:st|nd|rd|th)? ?(?:-|–|to|and) ?(?P<day>\d{{1,2}})(?:st|nd|rd|th)? (?:of )?{MONTH}{MAYBE_YEAR}"
)
_MONTH_DAYS = re.compile(rf"{MONTH} (?P<d1>\d{{1,2}}) ?(?:-|–|to) ?(?P<day>\d{{1,2}})\b{MAYBE_YEAR}")
_WEEKS = re.compile(
    rf"(?:in |for |over |during |from |between )?(?:the )?(?:weeks|week|wks?|w|v\.?|kw|veckorna|vecka) ?(?P<w1>\d{{1,2}}) ?(?:-|–|to|and|till|until|bis|och) ?(?:w|week |v\.? ?|kw ?)?(?P<w2>\d{{1,2}})\b(?!-){MAYBE_YEAR}"
)
_DAYS_NUMBERED = re.compile(
    r"(?P<d1>\d{1,2})\.? ?[-–] ?(?P<day>\d{1,2})[./](?P<month>\d{1,2})\b(?:[./](?P<year>(?:19|20)\d\d)\b|[./](?P<yy>\d\d)\b)?"
)
_LENGTH_BEFORE = re.compile(
    rf"(?:(?:in|over|during|for) )?(?:the )?(?:last )?{COUNT} ?{UNIT} (?:up to|to|until|till|ending(?: on| in)?|before|prior to|leading up to) (?:the )?(?=\S)"
)
_OR_SO = re.compile(r" or so\b")
_ONWARDS = re.compile(
    r" (?:onwards?|on(?=\s*(?:$|[,.?!;]))|forward|to date|till now|until now|(?:to|until|till) (?:the )?present|(?:to|until|till) today)\b"
)

_WEAK = re.compile(
    rf"(?:{YEAR}|weekend|{MONTH}|{WEEKDAY}|{COUNT} ?{UNIT}|{'|'.join(SEASONS)}|q\d|\dq|h\d|w\d+|1\d\d\d)$"
)


def _days_of(month: int, first: int, last: int, year: int) -> tuple[date, date]:
    return day_of(year, month, first), day_of(year, month, last)


def _weeks(m: re.Match[str], today: date) -> Period:
    """``weeks 40-44``: the Monday of the first to the Sunday of the last."""

    def build(year: int) -> tuple[date, date]:
        return date.fromisocalendar(year, int(m["w1"]), 1), date.fromisocalendar(year, int(m["w2"]), 7)

    try:
        lo, hi = begun(build, year_of(m, today), today)
    except ValueError:
        raise Bad("invalid_date") from None
    return _ordered(lo, hi)


def _range_at(s: str, pos: int, today: date) -> tuple[Period, int] | None:
    """The longest timeframe that begins at `pos`. Raises Bad with the place it ends unknown."""
    for rx in (_DAYS, _MONTH_DAYS):
        if m := rx.match(s, s.startswith("between ", pos) * 8 + s.startswith("from ", pos) * 5 + pos):
            year = year_of(m, today)
            month, first, last = month_of(m), int(m["d1"]), int(m["day"])
            lo, hi = begun(partial(_days_of, month, first, last), year, today)
            return _ordered(lo, hi), m.end()
    if (m := _DAYS_NUMBERED.match(s, pos)) and 1 <= int(m["month"]) <= 12:
        build = partial(_days_of, int(m["month"]), int(m["d1"]), int(m["day"]))
        return _ordered(*begun(build, year_of(m, today), today)), m.end()
    if (m := _LENGTH_BEFORE.match(s, pos)) and (until := atom_at(s, m.end(), today)):
        count, unit = whole(number_of(m["n"]), unit_of(m["unit"]))
        upto = until[0].lo - DAY if re.search(r" (?:before|prior to) ", m[0]) else until[0].hi
        return Period(rolling(count, unit, upto).lo, upto), until[1]
    if m := _WEEKS.match(s, pos):
        return _weeks(m, today), m.end()
    if m := _EVER.match(s, pos):
        return Period(None, today), m.end()
    word, start = "", pos
    if s.startswith("between ", pos):
        word, start = "between", pos + 8
    elif m := _OPEN.match(s, pos):
        word, start = m["w"], m.end()
    elif m := _IN.match(s, pos):
        word, start = "in", m.end()
    longer = atom_at(s, pos, today)
    got = atom_at(s, start, today)
    if longer and (got is None or longer[1] >= got[1]):
        word, got, start = "in" if word else "", longer, pos
    if got is None:
        return None
    atom, end = got
    if word in ("", "between", "from", "in") and (j := _JOIN.match(s, end)):
        second = atom_at(s, j.end(), today)
        if second and (" and " not in j[0] or word == "between"):
            return _join(s, start, j.end(), today), second[1]
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
        raise Bad("future_timeframe")
    return Period(day, today)


def _ordered(lo: date, hi: date) -> Period:
    if lo > hi:
        raise Bad("reversed_range", Period(hi, lo))
    return Period(lo, hi)


def _join(s: str, first: int, second: int, today: date) -> Period:
    """From one end to the other; a year that only one of them names serves both."""
    lo, hi = _end_at(s, first, today), _end_at(s, second, today)
    if not lo.dated and hi.dated:
        lo = _end_at(s, first, today, hi.hi.year)
        if lo.lo > hi.hi:
            lo = _end_at(s, first, today, hi.hi.year - 1)
    elif lo.dated and not hi.dated:
        hi = _end_at(s, second, today, lo.lo.year)
        if hi.hi < lo.lo:
            hi = _end_at(s, second, today, lo.lo.year + 1)
    elif not lo.dated and lo.lo > hi.hi:
        lo = _end_at(s, first, today, lo.lo.year - 1)
    return _ordered(lo.lo, hi.hi)


def _end_at(s: str, pos: int, today: date, year: int | None = None) -> Atom:
    """The end that was found at `pos`, in another year. Raises Bad where it has no such day."""
    got = atom_at(s, pos, today, year)
    if got is None:
        raise Bad("invalid_date")
    return got[0]


def at(s: str, pos: int, today: date) -> Found | None:
    """The longest timeframe in lower-cased text that begins at `pos`, whether it can be used or not."""
    try:
        got = _range_at(s, pos, today)
    except Bad as bad:
        return Found(pos, _bad_end(s, pos), bad.nearest, bad.code)
    except (ValueError, OverflowError):
        return None
    event = _EVENT.match(s, pos)
    if event and (got is None or event.end() > got[1]):
        return Found(pos, event.end(), None, "unresolved_timeframe")
    if got is None:
        return None
    period, end = got
    if m := _OR_SO.match(s, end):
        end = m.end()
    if period.lo and period.lo > today:
        return Found(pos, end, None, "future_timeframe")
    return Found(pos, end, Period(period.lo, min(period.hi, today)))


def is_weak(said: str) -> bool:
    """Whether words that say a time may as well be a part of a name: a bare year, month, weekday or count."""
    return _WEAK.match(said) is not None


def _bad_end(s: str, at: int) -> int:
    """Where a timeframe that cannot be used ends: its words and numbers are no topic."""
    m = _BAD_RUN.match(s, at)
    return m.end() if m and m.end() > at else len(s)


_BAD_RUN = re.compile(
    rf"(?:(?:{COUNT}|\d[\d./-]*(?:st|nd|rd|th)?|q\d|h\d|w\d+|in|since|from|between|and|to|the|of|on|over|after|before"
    rf"|until|next|last|past|coming|week|weekend|{MONTH.replace('?P<mon>', '?:')}|{WORD_UNIT.replace('?P<unit>', '?:')}"
    rf"|tomorrow|coming|upcoming|following|days|weeks|months|years|few|{WEEKDAY.replace('?P<wd>', '?:')}|{'|'.join(SEASONS)}|-|–)\b[ ,]*(?:[-–] )?)+".replace(
        "?P<n>", "?:"
    )
)
