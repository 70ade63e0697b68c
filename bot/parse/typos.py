"""Misspelt grammar words put right; words of a topic are never touched."""

from __future__ import annotations

import re

_LONG = (
    "sentiment compare compared coverage related headlines articles mentions trends versus subscribe unsubscribe volume"
    " between yesterday quarter weekend months january february september october november december august"
).split()
_TIME = (
    "last past previous this since until week weeks month months year years day days quarter quarters january february"
    " march april june july august september october november december yesterday today"
).split()
_AROUND = re.compile(r"(?:last|past|previous|this|since|until|from|in|\d+)$")
_UNIT = re.compile(r"(?:\d+|days?|weeks?|months?|years?|quarters?)$")
_NOT_TYPOS = frozenset(
    "cover covers company compares relate relates article mention trend march past lost list cast fast vast east test best cost"
    " weak weed seek meek mouth moth earth yard ear dear hear near tear bear your may say pay way lay play stay thin thus his data date"
    " weekly monthly quarterly yearly hourly daily fortnightly the and for are was not now new old one two ten may june july like time article's articles' volumes headline prevention attention retention convention contention intention".split()
)
_WORD = re.compile(r"[a-z]{3,12}(?![\w'’&-])")


def distance(a: str, b: str, most: int) -> int:
    """Edits (a swap of neighbours counts once) from `a` to `b`; `most + 1` where there are more."""
    if abs(len(a) - len(b)) > most:
        return most + 1
    before: list[int] = []
    row = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        last, before, row = before, row, [i]
        for j, y in enumerate(b, 1):
            row.append(min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (x != y)))
            if i > 1 and j > 1 and x == b[j - 2] and a[i - 2] == y:
                row[j] = min(row[j], last[j - 2] + 1)
        if min(row) > most:
            return most + 1
    return row[-1]


def _nearest(word: str, words: list[str]) -> str | None:
    most = 2 if len(word) >= 8 else 1
    near = [(distance(word, known, most), known) for known in words if len(known) >= 4]
    best = min(near, default=(most + 1, ""))
    return best[1] if best[0] <= most else None


def _stem(word: str) -> str:
    """Roughly: ``mentioned`` is as good a word as ``mentions``."""
    return next((word[: -len(end)] for end in ("ing", "ed", "es", "s", "e") if word.endswith(end)), word)


def mend(text: str) -> str:
    """The text with misspelt grammar words replaced, where their place shows that they are such.

    Long words are put right wherever they stand in lower case (the first word in any case); short words of
    time only beside a number, a unit or a word such as `last` or `since`.
    """
    words = text.split(" ")
    known = {*_LONG, *_TIME, *_NOT_TYPOS}
    stems = {_stem(word) for word in known}
    for i, raw in enumerate(words):
        word = raw.strip(",.?!:;")
        low = word.lower()
        before = words[i - 1].lower() if i else ""
        if not _WORD.fullmatch(low) or low in known or _stem(low) in stems:
            continue
        if word != low and i > 0 and before not in ("since", "until", "last", "in"):
            continue
        after = words[i + 1].lower().strip(",.?!") if i + 1 < len(words) else ""
        right = None
        if _AROUND.fullmatch(before) or (_UNIT.fullmatch(after) and (i == 0 or after[0].isdigit())):
            right = _nearest(low, _TIME)
        if right is None and len(low) >= 6 and (word == low or i == 0):
            right = _nearest(low, _LONG)
        if right:
            words[i] = raw.replace(word, right)
    if words and words[0].lower() in ("smae", "sane", "saem") and len(words) > 1:
        words[0] = "same"
    return " ".join(words)
