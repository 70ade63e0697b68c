"""Filters and forms that a question names: countries, languages, granularity, chart, digest schedule."""

from __future__ import annotations

import re

from bot.vocabulary.lookups import countries_as_written

COUNTRIES = countries_as_written()
"""ISO 3166-1 alpha-2 → the country's names and its adjective, as written in a question."""

LANGUAGES = {
    "english": "en", "swedish": "sv", "german": "de", "french": "fr", "spanish": "es", "norwegian": "no",
    "danish": "da", "italian": "it", "finnish": "fi", "polish": "pl", "dutch": "nl", "portuguese": "pt",
    "russian": "ru", "chinese": "zh", "japanese": "ja", "arabic": "ar", "ukrainian": "uk", "hungarian": "hu",
    "turkish": "tr", "greek": "el", "czech": "cs", "slovak": "sk", "romanian": "ro", "bulgarian": "bg",
    "croatian": "hr", "serbian": "sr", "estonian": "et", "latvian": "lv", "lithuanian": "lt", "icelandic": "is",
    "korean": "ko", "hindi": "hi", "hebrew": "he", "persian": "fa", "farsi": "fa", "thai": "th",
    "vietnamese": "vi", "indonesian": "id", "catalan": "ca", "mandarin": "zh",
}  # fmt: skip
CODE_OF = {name: code for code, names in COUNTRIES.items() for name in names.split("|")}
_NAMES = "|".join(sorted(CODE_OF, key=len, reverse=True))
_LANG = "|".join(LANGUAGES)
_MEDIA = r"(?:media|press|newspapers?|papers|outlets|sources|news|coverage)"
_HOST = r"(?:[a-z0-9-]+\.)+[a-z]{2,}"
_RULES = [
    ("domain", re.compile(rf"\b(?:site|domain|source): ?(?P<v>{_HOST})(?![\w.])")),
    (
        "domain",
        re.compile(
            rf"(?<=\w )(?:only )?(?:from|on|by|in|according to) (?:www\.)?(?P<v>{_HOST})(?: only)?(?![\w.])"
        ),
    ),
    ("source_country", re.compile(rf"\b(?:(?:in|from|by|only|of) )?(?:the )?(?P<v>{_NAMES}) {_MEDIA}\b")),
    ("source_language", re.compile(rf"\bin (?P<v>{_LANG})\b|\b(?P<w>{_LANG})(?:[- ]language| only)\b")),
    ("geo", re.compile(rf"(?<!war )\bin (?:the )?(?P<v>{_NAMES})(?!\w)(?! (?:and|war)\b)")),
    (
        "granularity",
        re.compile(
            r"\b(?:by|per|each) (?P<v>hour|day|week|month|quarter)\b|\b(?P<w>hourly|weekly|monthly|quarterly)\b"
        ),
    ),
    (
        "chart",
        re.compile(
            r"\b(?:as )?an? (?P<v>line|bar|area|table)(?: chart| graph)?$|\bas an? (?P<w>line|bar|area|table)(?: chart)?\b"
        ),
    ),
]
_DIGEST = [
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
_FILTERS = ("domain", "source_country", "source_language", "geo")
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
    r"|\bsend (?:me|us)\b(?!.*\b(?:last|past|since|this (?:week|month|year|quarter)|q[1-4]|\d{4}|ytd|yesterday|today|weeks? \d+|between|\d+ ?d|\dq\d+|these days|lately|20\d\d|basis|in week)\b).*\b(?:every|each|daily|weekly|monthly)\b"
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
_GRAIN = {"hour": "hourly", "day": "daily", "week": "weekly", "month": "monthly", "quarter": "quarterly"}


def find(text: str, digest: bool) -> tuple[dict[str, str], list[tuple[int, int]]]:
    """The options in lower-cased text, and the spans that named them."""
    out: dict[str, str] = {}
    spans: list[tuple[int, int]] = []
    for key, rx in [*_DIGEST, *(r for r in _RULES if r[0] in _FILTERS)] if digest else _RULES:
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
    if key in ("geo", "source_country"):
        return CODE_OF[value]
    if key == "source_language":
        return LANGUAGES[value]
    if key == "frequency":
        return _FREQUENCIES[value.split()[-1]]
    return _GRAIN.get(value, value)


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
