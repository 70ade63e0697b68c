"""Filters and forms that a question names: countries, languages, granularity, chart, digest schedule."""

from __future__ import annotations

import re

COUNTRIES = {
    "SE": "sweden|swedish", "NO": "norway|norwegian", "DK": "denmark|danish", "FI": "finland|finnish",
    "DE": "germany|german", "FR": "france|french", "GB": "united kingdom|uk|britain|british",
    "US": "united states|usa|us|america|american", "IT": "italy|italian", "ES": "spain|spanish",
    "IE": "ireland|irish", "UA": "ukraine|ukrainian", "PL": "poland|polish", "HU": "hungary|hungarian",
    "CN": "china|chinese", "RU": "russia|russian", "IN": "india|indian", "JP": "japan|japanese",
    "NL": "netherlands|dutch", "BR": "brazil|brazilian", "CA": "canada|canadian", "AU": "australia|australian",
}  # fmt: skip
LANGUAGES = {
    "english": "en", "swedish": "sv", "german": "de", "french": "fr", "spanish": "es", "norwegian": "no",
    "danish": "da", "italian": "it", "finnish": "fi", "polish": "pl", "dutch": "nl", "portuguese": "pt",
    "russian": "ru", "chinese": "zh", "japanese": "ja", "arabic": "ar", "ukrainian": "uk", "hungarian": "hu",
}  # fmt: skip
_CODE = {name: code for code, names in COUNTRIES.items() for name in names.split("|")}
_NAMES = "|".join(sorted(_CODE, key=len, reverse=True))
_LANG = "|".join(LANGUAGES)
_MEDIA = r"(?:media|press|newspapers?|papers|outlets|sources|news|coverage)"
_RULES = [
    ("source_country", re.compile(rf"\b(?:(?:in|from|by|only|of) )?(?:the )?(?P<v>{_NAMES}) {_MEDIA}\b")),
    ("source_language", re.compile(rf"\bin (?P<v>{_LANG})\b|\b(?P<w>{_LANG})[- ]language\b")),
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
    ("frequency", re.compile(r"\b(?:every |each )?(?P<v>weekdays?|daily|weekly|monthly)\b")),
    (
        "time",
        re.compile(
            r"\b(?:at )?(?P<h>\d{1,2})(?::(?P<m>\d\d))? ?(?P<ap>am|pm)\b|\bat (?P<h2>\d{1,2})(?::(?P<m2>\d\d))?\b"
        ),
    ),
]
_GRAIN = {"hour": "hourly", "day": "daily", "week": "weekly", "month": "monthly", "quarter": "quarterly"}


def find(text: str, digest: bool) -> tuple[dict[str, str], list[tuple[int, int]]]:
    """The options in lower-cased text, and the spans that named them."""
    out: dict[str, str] = {}
    spans: list[tuple[int, int]] = []
    for key, rx in _DIGEST if digest else _RULES:
        m = rx.search(text)
        if m is None or any(m.start() < b and a < m.end() for a, b in spans):
            continue
        said = m.groupdict()
        value = said.get("v") or said.get("w") or ""
        if key == "time":
            hour = int(said["h"] or said["h2"]) % 24
            hour = hour % 12 + 12 * (said["ap"] == "pm") if said["ap"] else hour
            value = f"{hour:02d}:{said['m'] or said['m2'] or '00'}"
        elif key == "frequency" and value == "weekday":
            value = "weekdays"
        elif key in ("geo", "source_country"):
            value = _CODE[value]
        elif key == "source_language":
            value = LANGUAGES[value]
        out[key] = _GRAIN.get(value, value)
        spans.append(m.span())
    return out, spans
