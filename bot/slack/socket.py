"""Socket Mode: the same bot without a public address, for trying it in a real workspace."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from slack_bolt.adapter.socket_mode import SocketModeHandler

from bot.settings import Settings
from bot.slack.runtime import start


@contextmanager
def listening(settings: Settings) -> Iterator[None]:
    """The bot while it is connected; at the end what was asked is finished.

    Slack's own errors are raised where it refuses the connection.
    """
    runtime = start(settings)
    handler = SocketModeHandler(runtime.app, settings.slack_app_token)
    try:
        handler.connect()  # type: ignore[no-untyped-call]
        yield
    finally:
        handler.close()  # type: ignore[no-untyped-call]
        runtime.queue.close()
