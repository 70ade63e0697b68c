"""Page titles as words, for the store and for the phrases people type: one function, so that both agree."""

from __future__ import annotations

import html
import re
import unicodedata
from typing import NamedTuple

# A vowel sign of Hindi or an accent written apart belongs to its word, though `\w` has no marks.
MARKS = "".join(
    chr(c) for c in (*range(0x300, 0x1E00), *range(0xA66F, 0xAC00)) if unicodedata.category(chr(c))[0] == "M"
)
_LETTER = rf"[\w{MARKS}\u200c\u200d]"
# Chinese and Japanese do without spaces: each sign counts as a word, so a pair of signs is found as a phrase.
SIGN = "[\u3040-\u30ff\u3400-\u9fff]"
_WORD = re.compile(rf"{SIGN}|(?:(?!{SIGN}){_LETTER})+(?:['’.&-](?:(?!{SIGN}){_LETTER})+)*")
_ASCII_WORD = re.compile(r"\w+(?:['.&-]\w+)*", re.ASCII)
_OUTLET = re.compile(" [-|—–] ")
_NO_LETTER = re.compile("[^a-z0-9]")
_OUTLET_LETTERS = 4
"""Shorter names stand in many domains by chance."""


def clean_title(title: str) -> str:
    """The title as a person reads it: entities resolved, composed (NFC), white space folded."""
    if "&" in title:
        title = html.unescape(title)
    if not title.isascii():
        title = unicodedata.normalize("NFC", title)
    return " ".join(title.split())


class Title(NamedTuple):
    """A page title: its `text` as a person reads it, what copies of one `story` share, and its `words`.

    `story` is the clean title without the outlet's name, case folded, and may be empty. Of the parts between
    `` - ``, `` | `` or `` — `` the first is the outlet where the page's domain spells it; else the last is,
    where the domain spells it or it is shorter than what stands before it.
    """

    text: str
    story: str
    words: list[str]


def read_title(title: str, source: str = "") -> Title:
    """A title as GKG writes it, entities and all, cleaned once and read in its three ways.

    `source` is the domain of the page.
    """
    text = clean_title(title)
    story = text
    # Most titles have no outlet's name, which this tells sooner than the pattern.
    if " - " in text or " | " in text or " — " in text or " – " in text:
        story = _without_outlet(text, source)
    return Title(text, story.casefold(), _words(text))


def _without_outlet(text: str, source: str) -> str:
    dashes = list(_OUTLET.finditer(text))
    if not dashes:
        return text
    domain = _letters(source)
    if _spelt(text[: dashes[0].start()], domain):
        return text[dashes[0].end() :]
    before, last = text[: dashes[-1].start()], text[dashes[-1].end() :]
    return before if len(last) < len(before) or _spelt(last, domain) else text


def _spelt(name: str, domain: str) -> bool:
    """Whether an outlet's name stands in its domain: ``Liverpool FC`` in ``liverpoolfc.com``."""
    letters = _letters(name)
    return len(letters) >= _OUTLET_LETTERS and letters in domain


def _letters(text: str) -> str:
    return _NO_LETTER.sub("", text.lower())


def title_words(title: str) -> list[str]:
    """The words of a title or phrase in order, lower case; ``China’s AT&T`` gives china, at&t.

    Apostrophes, dots, ampersands and hyphens inside a word stay, the possessive ``'s`` goes.
    """
    return _words(clean_title(title))


def _words(cleaned: str) -> list[str]:
    text = cleaned.lower()
    if text.isascii():
        words = _ASCII_WORD.findall(text)
    else:
        words = _WORD.findall(unicodedata.normalize("NFC", text).replace("’", "'"))
    return [w.removesuffix("'s") for w in words] if "'s" in text or "’s" in text else words
