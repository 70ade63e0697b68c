"""Where an answer to a click belongs."""

from __future__ import annotations

from bot.jobs import Place
from bot.slack.requests import Click, Container


def place_of_click(click: Click) -> Place:
    """The place of the clicked message; of a click in the app's home, the person's own id for a channel."""
    user, container = click.user.id, click.container or Container()
    if click.channel is None:
        return Place(user, user, "dm")
    channel, thread, url = click.channel.id, container.thread_ts, click.response_url
    if container.is_ephemeral:
        return Place(channel, user, "asker", thread, url)
    if channel.startswith("D"):
        return Place(channel, user, "dm", thread, url)
    return Place(channel, user, "thread", thread or container.message_ts, url)
