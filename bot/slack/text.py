"""What a person typed, from what Slack sends: its own markup taken apart, then unescaped."""

from __future__ import annotations

import html
import re

_MARKUP = re.compile(r"<([@#!]?)([^<>|]*)(?:\|([^<>]*))?>")


def typed(text: str, own_ids: frozenset[str] = frozenset()) -> str:
    """The words as typed, without mentions of the bot itself.

    ``<@U1> oil &amp; gas in <#C2|news>`` from the bot U1 gives ``oil & gas in #news``.
    """

    def plain(match: re.Match[str]) -> str:
        sign, what, label = match.groups()
        if sign == "@":
            return "" if what in own_ids else f"@{label or what}"
        if sign == "#":
            return f"#{label or what}"
        if sign == "!":
            return label or f"@{what}"
        return str(label or what)

    return html.unescape(_MARKUP.sub(plain, text)).strip()
