"""Proposes what narrows or forms a question: places, media, languages, sites, granularity, charts, breakdowns."""

from __future__ import annotations

import re

from bot.parse.grammar import Arc
from bot.parse.lattice import Lattice, Step
from bot.parse.options import CODE_OF, LANGUAGES

_IN = frozenset("in within across inside throughout".split())
_FROM = frozenset("in from by across among within according through only the".split())
_OUTLETS = frozenset(
    "media press newspaper newspapers papers paper outlets outlet sources journalists broadcasters dailies tv television publications reporters tabloids ones".split()
)
_COVERAGE = frozenset("coverage news headlines articles stories reporting".split())
_WHOLE_PLACE = frozenset("war wars made born life conflict genocide coup ceasefire fighting".split())
_EVERYWHERE = frozenset("worldwide globally everywhere internationally".split())
_HOST = re.compile(r"(?:www\.)?((?:[a-z0-9-]+\.)+[a-z]{2,})")
_LABELLED_HOST = re.compile(r"(?:site|domain|source):(?:www\.)?((?:[a-z0-9-]+\.)+[a-z]{2,})")
_LABELLED = re.compile(r"(sourcecountry|sourcelang|sourcelanguage|country|lang|language):(\w[\w ]*)")
_GRAINS = {"hour": "hourly", "day": "daily", "week": "weekly", "month": "monthly", "quarter": "quarterly",
           "hours": "hourly", "days": "daily", "weeks": "weekly", "months": "monthly", "quarters": "quarterly"}  # fmt: skip
_GRAIN_WORDS = frozenset("hourly daily weekly monthly quarterly".split())
_CHARTS = {"line": "line", "bar": "bar", "area": "area", "table": "table", "bars": "bar", "lines": "line", "column": "bar",
           "columns": "bar", "histogram": "bar", "tabular": "table"}  # fmt: skip
_CHART_NOUNS = frozenset("chart graph plot form format diagram view".split())
_TONES = {"negative": "negative", "positive": "positive", "critical": "negative", "favourable": "positive", "favorable": "positive",
          "gloomiest": "negative", "harshest": "negative", "upbeat": "positive"}  # fmt: skip
_LISTED = frozenset("articles article headlines headline stories story news pieces".split())
_PARTS = {"country": "country", "countries": "country", "source": "source", "sources": "source", "outlet": "source", "outlets": "source",
          "newspaper": "source", "publisher": "source", "publishers": "source", "language": "language", "languages": "language"}  # fmt: skip
_ARTICLES = frozenset(("a", "an", "the"))


def propose(lattice: Lattice, digest: bool) -> None:
    """Adds a step for every phrase of these kinds; places are left in the topics where several are named."""
    lows = [word for meaning in lattice.meant for word in meaning.split()]
    home = [n for n, meaning in enumerate(lattice.meant) for _ in meaning.split()]
    ends = [*home, len(lattice.tokens)]
    places: list[tuple[int, Step]] = []
    for i, low in enumerate(lows):
        token = lattice.tokens[home[i]]
        if token.mark:
            continue
        if found := _place(lattice, lows, i):
            places.append((home[i], Step(ends[found[0]], Arc.ADJUNCT, 0.0, "", ("geo", found[1]))))
        grains = (
            () if digest else _grain(low, lows, i, home[i] > 0 and lattice.cased and token.text[0].isupper())
        )
        for end, key, value, cost in (
            *_media(lows, i),
            *_site(lows, i),
            *grains,
            *_chart(lows, i),
            *_order(lows, i),
        ):
            lattice.steps[home[i]].append(Step(ends[end], Arc.ADJUNCT, cost, "", (key, value)))
        if grains and (inside := lattice.inside[home[i]]):
            least = 0.1 if grains[0][3] > 1 else 0.6
            lattice.inside[home[i]] = (max(inside[0], least), max(inside[1], least), False, False)
        if low in _EVERYWHERE:
            lattice.steps[home[i]].append(Step(home[i] + 1, Arc.ADJUNCT, 0.0))
            lattice.inside[home[i]] = (1.5, 1.5, False, False)
    if len({step.value for _, step in places}) < 2:
        for at, step in places:
            lattice.steps[at].append(step)


def country_at(lows: list[str], i: int, shouted: bool = False) -> tuple[int, str] | None:
    """The end and the code of the country whose name or adjective begins at a word."""
    for size in (4, 3, 2, 1):
        name = " ".join(lows[i : i + size])
        if (code := CODE_OF.get(name)) and i + size <= len(lows):
            if name == "us" and not shouted and (not i or lows[i - 1] != "the"):
                continue
            return i + size, code
    return None


def _place(lattice: Lattice, lows: list[str], i: int) -> tuple[int, str] | None:
    if lows[i] not in _IN or (i and lows[i - 1] in _WHOLE_PLACE):
        return None
    at = i + 1 + (lows[i + 1 : i + 2] == ["the"])
    shouted = any(t.text in ("US", "U.S.", "USA") for t in lattice.tokens)
    found = country_at(lows, at, shouted) if at < len(lows) else None
    if found is None or lows[found[0] : found[0] + 1] in (["war"], ["'s"]):
        return None
    if lows[found[0] : found[0] + 1] and (lows[found[0]] in _OUTLETS or lows[found[0]] in _COVERAGE):
        return None
    return found


def _media(lows: list[str], i: int) -> list[tuple[int, str, str, float]]:
    """``in the German press``, ``Danish coverage``, ``in French``, ``Spanish-language papers``."""
    out: list[tuple[int, str, str, float]] = []
    at = i
    while at < len(lows) - 1 and at < i + 4 and lows[at] in _FROM:
        at += 1
    word = lows[at]
    if word.endswith("-language") or (word in LANGUAGES and lows[at + 1 : at + 2] == ["language"]):
        code = LANGUAGES.get(word.removesuffix("-language"))
        end = at + 1 + (not word.endswith("-language"))
        end += lows[end : end + 1] != [] and lows[end] in _OUTLETS
        if code:
            out.append((end, "source_language", code, -0.1))
    if found := country_at(lows, at, True):
        end, code = found
        after = lows[end] if end < len(lows) else ""
        if after == "national" and end + 1 < len(lows):
            end, after = end + 1, lows[end + 1]
        if after in _OUTLETS:
            out.append((end + 1 + (lows[end + 1 : end + 2] == ["only"]), "source_country", code, -0.1))
        elif after in _COVERAGE:
            out.append((end, "source_country", code, 0.0))
    if (
        word in LANGUAGES
        and at > i
        and lows[at - 1] == "in"
        and lows[at + 1 : at + 2] not in (["media"], ["press"])
    ):
        out.append((at + 1 + (lows[at + 1 : at + 2] == ["only"]), "source_language", LANGUAGES[word], 0.0))
    elif word in LANGUAGES and lows[at + 1 : at + 2] == ["only"]:
        out.append((at + 2, "source_language", LANGUAGES[word], 0.0))
    return out


def _site(lows: list[str], i: int) -> list[tuple[int, str, str, float]]:
    low = lows[i]
    if m := _LABELLED_HOST.fullmatch(low):
        return [(i + 1, "domain", m[1], -0.5)]
    if m := _LABELLED.fullmatch(low):
        if "country" in m[1]:
            code = CODE_OF.get(m[2]) or (m[2].upper() if len(m[2]) == 2 else None)
            return [(i + 1, "source_country", code, -0.5)] if code else []
        code = LANGUAGES.get(m[2]) or (m[2] if m[2] in LANGUAGES.values() else None)
        return [(i + 1, "source_language", code, -0.5)] if code else []
    if low in ("from", "on", "by", "in", "only", "per"):
        at = i + 1
        while at < len(lows) and lows[at] in ("only", "just", "the", "from"):
            at += 1
        if i and at < len(lows) and (m := _HOST.fullmatch(lows[at])):
            return [
                (at + 1 + (lows[at + 1 : at + 2] == ["only"]), "domain", m[1], 0.1 if low == "from" else 0.4)
            ]
    return []


def _grain(low: str, lows: list[str], i: int, named: bool) -> list[tuple[int, str, str, float]]:
    after = lows[i + 1 : i + 4]
    if low in ("by", "per", "each", "every") and after and after[0] in _GRAINS and not after[0].endswith("s"):
        return [(i + 2, "granularity", _GRAINS[after[0]], 0.0)]
    if (
        low == "on"
        and after[:1] == ["a"]
        and len(after) == 3
        and after[1] in _GRAIN_WORDS
        and after[2] in ("basis", "level")
    ):
        return [(i + 4, "granularity", after[1], -0.1)]
    if low in _GRAINS and after[:1] in (["by"], ["on"], ["per"]) and after[1:2] == [low]:
        return [(i + 3, "granularity", _GRAINS[low], 0.02)]
    if low in _GRAIN_WORDS or (low.count("-by-") and low.split("-by-")[0] in _GRAINS):
        word = low if low in _GRAIN_WORDS else _GRAINS[low.split("-by-")[0]]
        end = (
            i
            + 1
            + (
                after[:1]
                in (["granularity"], ["resolution"], ["breakdown"], ["numbers"], ["figures"], ["data"])
            )
        )
        return [(end, "granularity", word, 1.2 if named else 0.0)]
    return []


def _order(lows: list[str], i: int) -> list[tuple[int, str, str, float]]:
    """``most negative articles``, ``by country``, ``top sources``: how what is found is to be sorted or parted."""
    at = i + (lows[i] in ("most", "the", "more"))
    tone = _TONES.get(lows[at]) if at < len(lows) - 1 else None
    if tone and lows[at + 1] in _LISTED:
        return [(at + 1, "order", tone, -0.2)]
    if lows[i] in ("by", "per") and lows[i + 1 : i + 2] != [] and lows[i + 1] in _PARTS:
        return [(i + 2, "by", _PARTS[lows[i + 1]], -0.1)]
    if (
        lows[i] in ("top", "biggest", "main", "leading")
        and lows[i + 1 : i + 2] != []
        and lows[i + 1] in _PARTS
    ):
        return [(i + 2, "by", _PARTS[lows[i + 1]], -0.1)]
    return []


def _chart(lows: list[str], i: int) -> list[tuple[int, str, str, float]]:
    at = i
    if lows[i] in ("as", "in", "with", "into"):
        at += 1
        at += lows[at : at + 1] != [] and lows[at] in _ARTICLES
        if at < len(lows) and lows[at] in _CHARTS:
            return [
                (
                    at + 1 + (lows[at + 1 : at + 2] != [] and lows[at + 1] in _CHART_NOUNS),
                    "chart",
                    _CHARTS[lows[at]],
                    0.0,
                )
            ]
        return []
    at += lows[i] in ("a", "an")
    if at + 1 < len(lows) and lows[at] in _CHARTS and lows[at + 1] in _CHART_NOUNS:
        return [(at + 2, "chart", _CHARTS[lows[at]], 0.0)]
    if at > i and at == len(lows) - 1 and lows[at] in _CHARTS:
        return [(at + 1, "chart", _CHARTS[lows[at]], 0.3)]
    return []
