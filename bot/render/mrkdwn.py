"""Outside text made safe for Slack's mrkdwn: nothing a publisher or a person wrote may act."""

from __future__ import annotations

import re
from urllib.parse import quote, urlsplit

from bot.render.limits import URL
from bot.words.labels import printable

_PING = re.compile(r"@(?=(?:here|channel|everyone|group)\b)", re.IGNORECASE)
_WORD_JOINER = "\u2060"


def escape(text: str) -> str:
    """Plain text as mrkdwn that shows just that text: no links, no pings, one line stays one line.

    Slack's own three entities carry ``& < >``; a word joiner keeps ``@here`` from waking a channel.
    """
    text = printable(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return _PING.sub(f"@{_WORD_JOINER}", text)


def code(text: str) -> str:
    """Text in code style, as for something to type. Backticks inside would end it, so they go."""
    quoted = escape(_one_line(text)).replace("`", "'")
    return f"`{quoted}`"


def link(url: str, label: str) -> str:
    """A link with a label, or the label alone where the URL is not http(s), broken or too long."""
    shown = escape(_one_line(label)).replace("|", "∣")
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return shown
    if parts.scheme.lower() not in ("http", "https") or not parts.netloc:
        return shown
    safe = quote(url.strip(), errors="replace", safe="!#$%&'()*+,/:;=?@[]~").replace("&", "&amp;")
    if len(safe) > URL:
        return shown
    return f"<{safe}|{shown or escape(parts.netloc)}>"


def _one_line(text: str) -> str:
    return " ".join(text.split())
