"""Where an answer to a click belongs."""

from __future__ import annotations

from typing import Any

from bot.jobs import Place


def place_of_click(body: dict[str, Any]) -> Place:
    """The place of the clicked message; a click in the app's home is answered in the person's messages.

    There `channel` is the person's own id, which Slack takes for their messages with the bot.
    """
    user, container = body["user"]["id"], body.get("container") or {}
    if not body.get("channel"):
        return Place(user, user, "dm")
    channel, thread, url = body["channel"]["id"], container.get("thread_ts"), body.get("response_url")
    if container.get("is_ephemeral"):
        return Place(channel, user, "asker", thread, url)
    if channel.startswith("D"):
        return Place(channel, user, "dm", thread, url)
    return Place(channel, user, "thread", thread or container.get("message_ts"), url)
