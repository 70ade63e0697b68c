"""When a digest is to come, and what else a text says of digests."""

from __future__ import annotations

import re

_RULES = [
    (
        "frequency",
        re.compile(
            r"\b(?:(?:every |each |on )?(?P<v>weekdays?|daily|weekly|monthly)"
            r"|(?:every|each|once a|once every) (?P<w>(?:work|working |business )?day|morning|evening|week|month)"
            r"|(?:on )?the (?:first|1st) (?:day )?of (?:each|every|the) (?P<x>month))\b"
        ),
    ),
    (
        "time",
        re.compile(
            r"\b(?:at )?(?P<h>\d{1,2})(?:[:.](?P<m>\d\d))? ?(?P<ap>am|pm)\b|\b(?:at|kl\.?|um|à) ?(?P<h2>\d{1,2})(?:[:.h](?P<m2>\d\d))?(?: ?(?:o'clock|uhr|h))?\b"
            r"|\b(?P<h3>\d{1,2}):(?P<m3>\d\d)\b|\bat (?P<word>noon|midday|midnight)\b"
        ),
    ),
    (
        "weekday",
        re.compile(
            r"\b(?:(?:every|each|on|on every|on each) )?(?P<v>mon|tues|wednes|thurs|fri|satur|sun)days?\b(?: (?:mornings?|afternoons?|evenings?))?"
            r"|\b(?:every|each|on|on every|on each) (?P<w>mon|tues?|wed|thu(?:rs?)?|fri|sat|sun)\b\.?"
        ),
    ),
    ("digest_id", re.compile(r"(?:\bdigest |\bno\. ?|\bnumber |\bid ?|#)#?(?P<v>d?-?\d+)\b")),
]
_WEEKDAYS = {
    "mon": "monday", "tues": "tuesday", "wednes": "wednesday", "thurs": "thursday",
    "fri": "friday", "satur": "saturday", "sun": "sunday", "tue": "tuesday", "wed": "wednesday", "thu": "thursday", "thur": "thursday", "sat": "saturday",
}  # fmt: skip
_FREQUENCIES = {
    "weekday": "weekdays", "weekdays": "weekdays", "workday": "weekdays", "daily": "daily", "day": "daily",
    "morning": "daily", "evening": "daily", "weekly": "weekly", "week": "weekly", "monthly": "monthly", "month": "monthly",
}  # fmt: skip
RECURS = re.compile(
    r"\b(?:every|each) (?:(?:work|working |business |week)?day|morning|evening|(?:mon|tues|wednes|thurs|fri|satur|sun)day)s?\b|\b(?:every|each) (?:mon|tues?|wed|thu(?:rs?)?|fri|sat|sun)\b"
    r"|\b(?:daily|weekly|monthly|weekday|morning|evening) (?:[\w'&-]+ ){0,3}(?:summary|summaries|digest|update|report|mail|email|e-mail|briefing|round-?up|newsletter)s?\b(?! (?:of|on) the)"
    r"|\b(?:mon|tues|wednes|thurs|fri)days? at \d"
    r"|\bsend(?:ing)? (?:me|us)\b(?!.*\b(?:last|past|since|this (?:week|month|year|quarter)|q[1-4]|\d{4}|ytd|yesterday|today|weeks? \d+|between|\d+ ?d|\dq\d+|these days|lately|20\d\d|basis|in week)\b).*\b(?:every|each|daily|weekly|monthly)\b"
)
"""What asks for something again and again."""
LISTS = re.compile(
    r"\b(?:list|show|see|what|which)\b.*\b(?:digests|subscriptions)\b|^my (?:digests|subscriptions)$|\b(?:which|what) (?:digests|subscriptions)\b|\bwhat am i (?:subscribed to|following|getting|signed up for)\b|\bwhat do i (?:follow|get|subscribe to)\b"
)
"""What asks which digests there are."""
NO_TIME = "none"
"""What is read where a time was named that no day has."""

RARE_SCHEDULE = re.compile(
    r"\b(?:every (?:other|second|third|\d+) \w+|(?:bi|semi)-?(?:weekly|monthly)|fortnightly|quarterly|hourly|every hour|yearly|annually"
    r"|(?:twice|three times) a (?:day|week|month)|on demand)\b"
)
_NAMED_HOURS = {"noon": "12:00", "midday": "12:00", "midnight": "00:00"}


def schedule(text: str) -> tuple[dict[str, str], list[tuple[int, int]]]:
    """When a digest is to come, from lower-cased text, and the spans that say so."""
    out: dict[str, str] = {}
    spans: list[tuple[int, int]] = []
    for key, rx in _RULES:
        free = (m for m in rx.finditer(text) if not any(m.start() < b and a < m.end() for a, b in spans))
        m = next(free, None)
        if m is None or key in out:
            continue
        value = _value(key, m)
        out[key] = value
        spans.append(m.span())
    if "weekday" in out:
        out.setdefault("frequency", "weekly")
    return out, spans


def _value(key: str, m: re.Match[str]) -> str:
    said = m.groupdict()
    value = said.get("v") or said.get("w") or said.get("x") or ""
    if key == "time":
        return _time(said)
    if key == "weekday":
        return _WEEKDAYS[value]
    return _FREQUENCIES[value.split()[-1]] if key == "frequency" else value


def _time(said: dict[str, str | None]) -> str:
    """``8am``, ``at 8``, ``07:30``, ``at noon`` as HH:MM; NO_TIME for an hour that no day has."""
    if said["word"]:
        return _NAMED_HOURS[said["word"]]
    hour = int(said["h"] or said["h2"] or said["h3"] or 0)
    minute = int(said["m"] or said["m2"] or said["m3"] or 0)
    if said["ap"]:
        if not 1 <= hour <= 12:
            return NO_TIME
        hour = hour % 12 + 12 * (said["ap"] == "pm")
    return f"{hour:02d}:{minute:02d}" if hour < 24 and minute < 60 else NO_TIME
