"""Socket Mode: the same bot without a public address, for trying it in a real workspace."""

from __future__ import annotations

from slack_bolt.adapter.socket_mode import SocketModeHandler

from bot.settings import Settings
from bot.slack.runtime import start


def run(settings: Settings) -> None:
    """Listens until interrupted, then finishes what was asked."""
    runtime = start(settings)
    handler = SocketModeHandler(runtime.app, settings.slack_app_token)
    try:
        handler.start()  # type: ignore[no-untyped-call]
    except KeyboardInterrupt:
        pass
    finally:
        handler.close()  # type: ignore[no-untyped-call]
        runtime.queue.close()
