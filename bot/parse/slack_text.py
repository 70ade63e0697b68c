"""Slack's own text made plain: entities, mentions, channels, links, quotes, emoji, several lines."""

from __future__ import annotations

import html
import re
import unicodedata
from dataclasses import dataclass

from bot.parse import layout

MASK_AT = 0xE000
"""What is quoted or in square brackets is masked by one private-use character each, counted from here."""
MASK = re.compile("[\ue000-\uefff]")

_QUOTES = str.maketrans("“”„«»‟’‘‚‛", '""""""\'\'\'\'')
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ue000-\uf8ff\ufe0e\ufe0f\ufeff]")
_CHANNEL = re.compile(r"(?:\b(?:in|to|into|for)\s+)?<#([A-Z0-9]+)(?:\|[^<>]*)?>", re.I)
_MENTION = re.compile(r"<@([A-Z0-9]+)(?:\|[^<>]*)?>", re.I)
_PING = re.compile(r"<![^<>]*>|(?<!\w)@(?:here|channel|everyone)\b")
_LINK = re.compile(r"<(?:https?|mailto|tel)[^<>|]*(?:\|([^<>]*))?>", re.I)
_EMOJI = re.compile(r"(?<![\w:]):[a-z0-9_+'-]{2,}:(?![\w:])", re.I)
_LABEL = re.compile(
    r"(?:^|\n)[^\S\n]*[•*-]?[^\S\n]*(?:topics?|about|period|time ?frame|when|dates?)[^\S\n]*:[^\S\n]*", re.I
)
_WHOLE = re.compile(r'"([^"\n]*[^"\s][^"\n]*)"|\[([^\[\]"\n]*[^\[\]"\s][^\[\]"\n]*)\]')
# Slack escapes three characters; the others come from what people paste.
_ENTITY = re.compile(r"&(?:amp|lt|gt|quot|apos|nbsp|#\d{1,6}|#x[0-9a-f]{1,5});", re.I)


_NO_LETTERS = frozenset(("So", "Sk", "Cc", "Cf"))
"""Kinds of characters that say nothing: pictures, marks of their own, control characters."""


@dataclass(frozen=True, slots=True)
class Spoken:
    """What a person said: `text` on one line, with what stays whole masked and kept in `masked`.

    `phrases` are those of them that stood in quotation marks; square brackets keep a name whole without
    making it a quotation.

    `channel` is the id of a channel that was named; `to_others` is true where the text begins with
    somebody else's name or with none of ours.
    """

    text: str
    masked: tuple[str, ...]
    phrases: tuple[str, ...]
    channel: str | None
    to_others: bool


def read(raw: str, surface: str) -> Spoken:
    """The plain text of a message as Slack delivers it."""
    text = _INVISIBLE.sub("", unicodedata.normalize("NFC", raw)).translate(_QUOTES)
    first = _MENTION.match(text.lstrip())
    to_others = surface == "thread" and first is not None
    channel = _CHANNEL.search(text)
    text = _CHANNEL.sub(" ", text)
    text = _PING.sub(" ", _MENTION.sub(" ", text))
    text = unescape(_LINK.sub(lambda m: f" {m[1] or ''} ", text))
    text = _EMOJI.sub(" ", _LABEL.sub(" ", text)).replace("`", " ")
    text = "".join(" " if c != "\n" and unicodedata.category(c) in _NO_LETTERS else c for c in text)
    text = re.sub(r"(?<![\w\n])(?<!^)[*_~]+|^[*_~]+(?=\w)|(?<=\n)[*_~]+(?=\w)|[*_~]+(?!\w)", " ", text)
    masked: list[str] = []
    phrases: list[str] = []

    def mask(m: re.Match[str]) -> str:
        said = " ".join(re.sub(r"[\[\]|]", " ", m[1] or m[2]).split())
        if not said:
            return " "
        masked.append(said)
        if m[1]:
            phrases.append(said)
        return chr(MASK_AT + len(masked) - 1)

    text = re.sub(r'["\[\]]', " ", _WHOLE.sub(mask, text.replace("\r", "\n")))
    # Years joined by a dash read as a range, not as a number.
    text = re.sub(r"\b((?:19|20)\d\d)\s?[-–—/]\s?((?:19|20)\d\d)\b", r"\1 to \2", text)
    return Spoken(
        layout.request(text), tuple(masked), tuple(phrases), channel[1] if channel else None, to_others
    )


def unescape(text: str) -> str:
    """Text as typed: ``R&amp;D`` is R&D."""
    return _ENTITY.sub(lambda m: html.unescape(m[0]), text)


def escape(text: str) -> str:
    """The inverse of `unescape`: an ampersand is escaped only where it would read as an escape."""
    return _ENTITY.sub(lambda m: f"&amp;{m[0][1:]}", text).replace("<", "&lt;").replace(">", "&gt;")


def unmask(text: str, masked: tuple[str, ...]) -> str:
    """Masked text with what was masked put back."""
    return MASK.sub(lambda m: masked[ord(m[0]) - MASK_AT], text)
