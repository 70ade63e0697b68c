"""The words of a topic expression made into topics: ``(oil OR gas) and Norway -sports vs coal``.

What stays whole (quoted text, square brackets, known names) comes as one private-use character each.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from bot.parse.names import PLACES
from bot.parse.slack_text import MASK
from bot.question import KINDS, Topic

_EDGE = " \t,.:;?!–—"
_ARTICLE = re.compile(r"^(?:(?:the|an?)\s+)+(?=\S)", re.I)
_OR = re.compile(r"\s*,?\s+or\s+", re.I)
_AND = re.compile(r"\s+and\s+|\s+as well as\s+|\s+together with\s+|\s+&\s+", re.I)
_EXCLUDE = re.compile(
    r"\s*(?:,\s*)?(?:\bAND NOT\b|\bNOT\b|\b(?:without|excluding|exclude|except(?: for)?|but not|not including|minus|leaving out|other than)\b)\s+",
    re.I,
)
_PLACE = re.compile(
    r"\s+(?:in|across)\s+(?:the\s+)?(?=(?:"
    + "|".join(map(re.escape, PLACES))
    + r")\s*$|[A-ZÅÄÖÉ][\w'’.-]*(?: [A-ZÅÄÖÉ][\w'’.-]*){0,2}\s*$)"
)
_WHOLE_WITH_PLACE = re.compile(r"\b(?:war|wars|life|made|born|conflict|genocide|coup|ceasefire)$", re.I)
_KIND = re.compile(rf"\b({'|'.join(KINDS)}):\s*", re.I)
_COMMA = re.compile(r"\s*[,;](?:\s+|(?=[^\W\d]))(?:and\s+|or\s+|vs\.?\s+|&\s+)?")


def topics(parts: list[str], way: str, unmask: Callable[[str], str]) -> list[Topic]:
    """The topics of the parts that stood apart already. `way` tells how each parts further: at commas ("list"), also
    at and, or, with ("compare"), or at every and ("and": searches know no AND)."""
    out: list[Topic] = []
    for part in parts:
        for piece in split(part, way):
            if topic := _topic(piece, way, unmask):
                out.append(topic)
    out = list(dict.fromkeys(out))
    if way == "and" and len(parts) == 1:
        out = list(dict.fromkeys(alone for topic in out for alone in _each_term(topic)))
    return out


def _each_term(topic: Topic) -> list[Topic]:
    unwanted = tuple(term for term in topic if term.startswith("-"))
    return [(term, *unwanted) for term in topic if not term.startswith("-")]


def split(text: str, way: str) -> list[str]:
    """The pieces of an expression that are topics of their own."""
    operators = re.search(r"\(.*\)|\bOR\b|\bAND\b|\bNOT\b", text)
    if way == "whole":
        return _COMMA.split(text)
    if re.search(r"[,;]", text) and not (operators and way != "compare"):
        parts = _COMMA.split(text)
        if way != "list" or len(parts) > 1:
            last = _AND.split(parts[-1]) if len(parts) > 1 and way in ("compare", "and") else [parts[-1]]
            return [
                *parts[:-1],
                *(p for piece in last for p in (_OR.split(piece) if way == "compare" else [piece])),
            ]
    if way == "compare":
        if _OR.search(text) and not operators:
            return _OR.split(text)
        for rule in (r"\s+[/|]\s+", r"\s+[Aa]nd\s+|\s+&\s+", r"\s+(?:to|with|from)\s+", r"\s*/\s*|\s*;\s*"):
            parts = re.split(rule, text)
            if len(parts) > 1:
                return parts
    if way == "list" and re.search(r"\w\s+[/|]\s+\w", text):
        return re.split(r"\s+[/|]\s+", text)
    if way == "and":
        return re.split(r"\s+(?i:and)\s+|\s+[/|&+]\s+|\s+or\s+", text)
    return [text]


def _topic(text: str, way: str, unmask: Callable[[str], str]) -> Topic:
    """One topic's AND-ed terms: ``(a OR b) and c -d`` gives ``a|b``, ``c``, ``-d``."""
    wanted, *unwanted = _EXCLUDE.split(text) if _excludes(text) else [text]
    terms: list[str] = []
    for group in (piece for part in _split_and(wanted) for piece in _placed(part, way)):
        dropped = re.findall(r"(?:^|\s)-([\w\ue000-\uf8ff][^\s]*)", group)
        group = re.sub(r"(?:^|\s)-[\w\ue000-\uf8ff][^\s]*", " ", group)
        if alternatives := _alternatives(group, unmask):
            terms.append("|".join(alternatives))
        terms += ["-" + word for d in dropped for word in _alternatives(d, unmask)]
    for group in unwanted:
        for part in re.split(r"\s*,\s*|\s+(?:or|and|nor)\s+", group, flags=re.I):
            terms += ["-" + word for word in _alternatives(part, unmask)]
    return tuple(sorted(dict.fromkeys(terms), key=lambda term: term.startswith("-")))


def _excludes(text: str) -> bool:
    """Whether something is excluded; a lower-case `not` belongs to the name."""
    match = _EXCLUDE.search(text)
    return match is not None and match.start() > 0 and (match[0].strip() != "not")


def _split_and(text: str) -> list[str]:
    """Parts at `and`, outside brackets."""
    parts, depth, last = [], 0, 0
    for m in re.finditer(r"[()]|\s+and\s+|\s+as well as\s+|\s+together with\s+", text, re.I):
        if m[0] == "(":
            depth += 1
        elif m[0] == ")":
            depth = max(0, depth - 1)
        elif depth == 0:
            parts.append(text[last : m.start()])
            last = m.end()
    parts.append(text[last:])
    return [piece for part in parts for piece in _bracketed(part)]


def _placed(text: str, way: str) -> list[str]:
    """``wildfires in California`` as two parts; searches know no places but countries."""
    m = _PLACE.search(text)
    if m is None or not m.start() or way == "and" or _WHOLE_WITH_PLACE.search(text[: m.start()]):
        return [text]
    return [text[: m.start()], text[m.end() :]]


def _bracketed(text: str) -> list[str]:
    """``(a OR b) c`` as two parts."""
    m = re.match(r"^([^()]*)\(([^()]*)\)([^()]*)$", text)
    if m and re.search(r"\bor\b|\|", m[2], re.I):
        return [p for p in (m[1], m[2].replace(" or ", " OR "), m[3]) if p.strip()]
    return [text]


def _alternatives(text: str, unmask: Callable[[str], str]) -> list[str]:
    words = []
    for part in re.split(r"\s+(?:OR|or)\s+|\s*\|\s*", text):
        whole = re.search(r"\w\(\w+\)|\([^()]*\)", part)
        edge = _EDGE if whole else _EDGE + "()[]{}"
        part = part.rstrip(edge).lstrip(edge.replace(".", "") if re.match(r"\s*\.\w", part) else edge)
        kind = _KIND.match(part)
        prefix = f"{kind[1].lower()}:" if kind else ""
        bare = part[kind.end() :] if kind else part
        if not MASK.match(bare):
            bare = _ARTICLE.sub("", bare)
        said = unmask(bare).replace("|", " ")
        said = " ".join(said.split()).lstrip("-").strip()
        if said and re.search(r"[^\W_]|[^\x00-\x7f]", said):
            words.append(prefix + said)
    return list(dict.fromkeys(words))
