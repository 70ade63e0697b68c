"""Page titles as words, for the store and for the phrases people type: one function, so that both agree."""

from __future__ import annotations

import html
import re
import unicodedata
from itertools import pairwise

# A vowel sign of Hindi or an accent written apart belongs to its word, though `\w` has no marks.
MARKS = "".join(
    chr(c) for c in (*range(0x300, 0x1E00), *range(0xA66F, 0xAC00)) if unicodedata.category(chr(c))[0] == "M"
)
_LETTER = rf"[\w{MARKS}\u200c\u200d]"
# Chinese and Japanese do without spaces: each sign counts as a word, so a pair of signs is found as a phrase.
SIGN = "[\u3040-\u30ff\u3400-\u9fff]"
_WORD = re.compile(rf"{SIGN}|(?:(?!{SIGN}){_LETTER})+(?:['’.&-](?:(?!{SIGN}){_LETTER})+)*")
_ASCII_WORD = re.compile(r"\w+(?:['.&-]\w+)*", re.ASCII)
_OUTLET = re.compile(r"\s+[-|—–]\s+")


def clean_title(title: str) -> str:
    """The title as a person reads it: entities resolved, composed (NFC), white space folded."""
    if "&" in title:
        title = html.unescape(title)
    if not title.isascii():
        title = unicodedata.normalize("NFC", title)
    return " ".join(title.split())


def title_words(title: str) -> list[str]:
    """The words of a title or phrase in order, lower case; ``China’s AT&T`` gives china, at&t.

    Apostrophes, dots, ampersands and hyphens inside a word stay, the possessive ``'s`` goes.
    """
    text = clean_title(title).lower()
    if text.isascii():
        words = _ASCII_WORD.findall(text)
    else:
        words = _WORD.findall(unicodedata.normalize("NFC", text).replace("’", "'"))
    return [w.removesuffix("'s") for w in words] if "'s" in text or "’s" in text else words


def title_topics(title: str) -> list[str]:
    """The distinct topic keys of kind ``title``: each word, and each pair of adjacent words."""
    words = title_words(title)
    pairs = [f"{a} {b}" for a, b in pairwise(words)]
    return list(dict.fromkeys(words + pairs))


def story_title(title: str) -> str:
    """What copies of one story share: the clean title without the outlet's name, case folded; may be ''.

    The last part after `` - ``, `` | `` or `` — `` is taken for the outlet where something stands before it.
    """
    cleaned = clean_title(title)
    cuts = [m.start() for m in _OUTLET.finditer(cleaned)]
    return (cleaned[: cuts[-1]] if cuts and cuts[-1] else cleaned).casefold()
