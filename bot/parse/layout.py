"""Which lines of a text ask: salutations, signatures, quoted lines and copies to others are told apart."""

from __future__ import annotations

import re

_QUOTED = re.compile(r"\s*>+\s?")
_ITEM = re.compile(r"\s*(?:[•*‣▪·]|[-–](?=\s)|\(?\d{1,2}[.)](?=\s))\s*(?=\S)")
_GREETING = re.compile(
    r"(?:hi|hello|hey|hiya|dear|good (?:morning|afternoon|evening|day)|morning|afternoon|evening|greetings|hej|hejsan|hallo|guten (?:tag|morgen)|bonjour|salut)"
    r"(?: (?:all|team|there|everyone|everybody|folks|colleagues|both|again|[A-ZÅÄÖÉ][\w'’.-]*)){0,3}\s*[,!.:–-]*",
    re.I,
)
_CLOSING = re.compile(
    r"(?:(?:kind|best|warm|many|with best|with kind|kindest|warmest) )?(?:regards|wishes|thanks|thank you(?: (?:so|very) much)?(?: in advance)?|thx|cheers|best|br|rgds|sincerely|yours(?: \w+)?"
    r"|mvh|hälsningar|vänliga hälsningar|tack(?: på förhand)?|(?:mit )?(?:freundlichen|besten|liebe|viele) grüße[n]?|danke|vg|lg|cordialement|merci(?: d'avance)?|bien à vous)"
    r"(?: (?:in advance|again|a lot|so much|all|both))?\s*[,.!–-]*(?:\s*/?\s*[A-ZÅÄÖÉ][\w.'’-]*){0,3}",
    re.I,
)
_INLINE_CLOSING = re.compile(
    r"(?<=[.!?])[^\S\n]+(?:(?:kind|best|warm|many|with best|with kind) )?(?:regards|wishes|thanks|cheers|best|br|rgds|sincerely|yours|mvh|vg|lg|cordialement)[,.!]?"
    r"(?:[^\S\n]+/?[A-ZÅÄÖÉ][\w.'’-]*){0,3}\s*$",
    re.I,
)
_SIGNED = re.compile(
    r"(?:--+|__+|/\s?[A-ZÅÄÖÉ][\w.'’-]*|[-–—]\s?[A-ZÅÄÖÉ][\w.'’-]*|sent from my .*)\s*", re.I
)
_COPY = re.compile(
    r"(?:cc|bcc|fyi|to|from|subject|sent|date|re|fwd?)\s*:?\s*(?:@|<@).*|(?:cc|bcc)\b.*|(?:from|sent|to)\s*:.*",
    re.I,
)
_HANDED_ON = re.compile(r"(?:fwd?|wg|tr|vb)\s*:.*|-* ?(?:forwarded message|original message) ?-*", re.I)
"""What stands over a message that is passed on: then the quoted lines are what is asked."""
_SUBJECT = re.compile(r"(?:subject|re|fwd?|betreff|ämne)\s*:\s*", re.I)


def request(text: str) -> str:
    """The lines that ask, joined: a list's items by commas, other lines by line breaks."""
    text = _INLINE_CLOSING.sub("", text)
    if "\n" not in text:
        return " ".join(text.split())
    lines = [line.strip() for line in text.split("\n")]
    lines = [line for line in lines if line]
    own = [line for line in lines if not _QUOTED.match(line)]
    if len(own) < len(lines) and all(_HANDED_ON.fullmatch(line) for line in _unsigned(own)):
        own = []
    lines = own or [_QUOTED.sub("", line, count=1) for line in lines]
    kept = [
        line
        for n, line in enumerate(lines)
        if not _COPY.fullmatch(line) or len(lines) == 1 or not n < len(lines)
    ] or lines
    kept = _unsigned(kept)
    while len(kept) > 1 and _GREETING.fullmatch(kept[0]):
        kept = kept[1:]
    return _joined([_SUBJECT.sub("", line) for line in kept])


def _unsigned(lines: list[str]) -> list[str]:
    """Without the closing formula and what follows it."""
    for n, line in enumerate(lines):
        if n and (_CLOSING.fullmatch(line) or _SIGNED.fullmatch(line)):
            return lines[:n]
    return lines


def _joined(lines: list[str]) -> str:
    out = ""
    listed = False
    for line in lines:
        item = _ITEM.match(line)
        said = " ".join((line[item.end() :] if item else line).split())
        if not said:
            continue
        if not out:
            out = said
        elif item and listed:
            out = f"{out.rstrip(',;')}, {said}"
        elif item:
            out = f"{out} {said}"
        else:
            out = f"{out} \n {said}"
        listed = item is not None
    return out
