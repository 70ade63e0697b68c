"""Slack's own text made plain: entities, mentions, channels, links, quotes, emoji, several lines."""

from __future__ import annotations

import html
import re
import unicodedata
from dataclasses import dataclass

QUOTE_AT = 0xE000
"""Quoted strings are masked by one private-use character each, counted from here."""
MASK = re.compile("[\ue000-\uefff]")

_QUOTES = str.maketrans("“”„«»‟’‘‚‛", '""""""\'\'\'\'')
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ue000-\uf8ff\ufe0e\ufe0f\ufeff]")
_CHANNEL = re.compile(r"(?:\b(?:in|to|into|for)\s+)?<#([A-Z0-9]+)(?:\|[^<>]*)?>", re.I)
_MENTION = re.compile(r"<@([A-Z0-9]+)(?:\|[^<>]*)?>", re.I)
_PING = re.compile(r"<![^<>]*>|(?<!\w)@(?:here|channel|everyone)\b")
_LINK = re.compile(r"<(?:https?|mailto|tel)[^<>|]*(?:\|([^<>]*))?>", re.I)
_EMOJI = re.compile(r"(?<![\w:]):[a-z0-9_+'-]{2,}:(?![\w:])", re.I)
_LABEL = re.compile(r"(?:^|\n)\s*[•*-]?\s*(?:topics?|about|period|time ?frame|when|dates?)\s*:\s*", re.I)
_QUOTED = re.compile(r'"([^"\n]*[^"\s][^"\n]*)"')


@dataclass(frozen=True, slots=True)
class Spoken:
    """What a person said: `text` on one line with quoted strings masked, `phrases` the strings themselves.

    `channel` is the id of a channel that was named; `to_others` is true where the text begins with
    somebody else's name or with none of ours.
    """

    text: str
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
    text = html.unescape(_LINK.sub(lambda m: f" {m[1] or ''} ", text))
    text = _EMOJI.sub(" ", _LABEL.sub(" ", text)).replace("`", " ")
    text = "".join(" " if unicodedata.category(c) in ("So", "Sk", "Cc", "Cf") else c for c in text)
    text = re.sub(r"(?<!\w)[*_~]+(?=\S)|(?<=\S)[*_~]+(?!\w)|•", " ", text)
    phrases: list[str] = []

    def mask(m: re.Match[str]) -> str:
        phrases.append(" ".join(m[1].split()).replace("|", " "))
        return chr(QUOTE_AT + len(phrases) - 1)

    text = _QUOTED.sub(mask, text).replace('"', " ")
    text = re.sub(r"^[\s>]+", "", text)
    # Years joined by a dash read as a range, not as a number.
    text = re.sub(r"\b((?:19|20)\d\d)\s?[-–—/]\s?((?:19|20)\d\d)\b", r"\1 to \2", text)
    return Spoken(" ".join(text.split()), tuple(phrases), channel[1] if channel else None, to_others)


def unmask(text: str, phrases: tuple[str, ...]) -> str:
    """Masked text with its quoted strings put back."""
    return MASK.sub(lambda m: phrases[ord(m[0]) - QUOTE_AT], text)
