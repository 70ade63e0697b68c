"""How the bot would read what a person is typing."""

from __future__ import annotations

from collections.abc import Callable

from bot.local_slack.objects import BOT_USER

Reading = Callable[[str, str, "str | None", str], str]
"""How a text would be read, in words: from the text, the channel, the thread and the person."""


def read_typing(
    reading: Reading | None, user: str, channel: str, text: str, thread_ts: str | None = None
) -> str:
    """The reading in words; empty where the bot would not hear the text."""
    heard = channel.startswith("D") or thread_ts or text.startswith("/") or f"<@{BOT_USER}>" in text
    said = text.replace(f"<@{BOT_USER}>", "").strip()
    return reading(said, channel, thread_ts, user) if reading and heard and said else ""
