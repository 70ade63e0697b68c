"""What every listener shares: reading a text at once, and handing the job on."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError, SlackClientError

from bot.jobs import Ask, Place, Queue, Refuse
from bot.logs import failure
from bot.parse import parse
from bot.question import Question, Refusal
from bot.settings import Settings, is_zone
from bot.slack import home, memory, recent
from bot.state import State

logger = logging.getLogger(__name__)

ZONE = "timezone"
"""The kind of state record in which a worker keeps a person's time zone, as ``{"tz": name}``."""


CHANNEL = "channel"
"""The kind of state record in which is kept whether a channel is shared with another organisation."""

CHANNEL_KNOWN_FOR = 3600.0
CHANNEL_NOT_LISTED = (
    "I am not allowed to work in this channel. Ask me in a direct message, or ask whoever runs the bot to "
    "add the channel to its list (TIDINGS_CHANNELS)."
)
CHANNEL_SHARED = (
    "This channel is shared with another organisation, and I am set not to work in such. Ask me in a direct "
    "message; whoever runs the bot can allow it (TIDINGS_SHARED_CHANNELS=allow)."
)


@dataclass(frozen=True, slots=True)
class Front:
    """Reads and enqueues; asks neither Slack nor the news, so it is done within milliseconds."""

    settings: Settings
    queue: Queue
    state: State
    clock: Callable[[], datetime]
    client: WebClient

    def understand(
        self, text: str, surface: str, user: str, context: Question | None = None
    ) -> Question | Refusal:
        """The question in `text`, on the asker's today. A bug becomes a refusal with a reference."""
        try:
            zone = self.zone(user)
            return parse(text, surface, context, self._today(zone), zone)
        except Exception:
            return Refusal("internal", failure("a text could not be read"))

    def today(self, user: str) -> date:
        """The day it is where the person is."""
        return self._today(self.zone(user))

    def ask(self, key: str, place: Place, read: Question | Refusal, ts: str = "") -> None:
        """Enqueues what was understood; a question asked at `ts` is what its thread is about from then on."""
        if isinstance(read, Question):
            if place.seen_by != "asker":
                memory.remember(self.state, place.channel, place.thread_ts, read, ts or key)
            recent.note(self.state, place.user, read)
            self.queue.enqueue(Ask(key, place, question=read))
        else:
            self.queue.enqueue(Refuse(key, place, refusal=read))

    def _today(self, zone: str) -> date:
        return self.clock().astimezone(ZoneInfo(zone)).date()

    def refuses(self, channel: str, shared: bool | None = None) -> str | None:
        """Why the bot does not work in this channel, and who can change that; None where it does.

        `shared` tells whether another organisation is in it, where Slack has said so.
        """
        if channel[:1] in ("D", "U", "W"):
            return None
        if self.settings.channels and channel not in self.settings.channels:
            return CHANNEL_NOT_LISTED
        if self.settings.shared_channels:
            return None
        return CHANNEL_SHARED if (self._is_shared(channel) if shared is None else shared) else None

    def refresh_home(self, user: str) -> None:
        """Shows the person's home as things are now; a home that cannot be shown stops nothing else."""
        try:
            self.client.views_publish(user_id=user, view=home.view(self.state, user, self.clock()))
        except (SlackClientError, OSError) as error:
            logger.warning("home not shown: %s", type(error).__name__)

    def _is_shared(self, channel: str) -> bool:
        """Asks Slack once an hour. Where Slack does not let the bot look, it cannot post either."""
        known = self.state.get(CHANNEL, channel)
        if known is None:
            try:
                info = self.client.conversations_info(channel=channel)["channel"]
                known = {"shared": bool(info.get("is_ext_shared") or info.get("is_pending_ext_shared"))}
            except SlackApiError as error:
                logger.info("channel not seen: %s", error.response.get("error"))
                known = {"shared": False}
            except (SlackClientError, OSError) as error:
                logger.warning("channel not seen: %s", type(error).__name__)
                return False
            self.state.put(CHANNEL, channel, known, CHANNEL_KNOWN_FOR)
        return bool(known["shared"])

    def zone(self, user: str) -> str:
        """The person's time zone as last learned, else the bot's."""
        known = (self.state.get(ZONE, user) or {}).get("tz", "")
        return next((z for z in (known, self.settings.timezone) if is_zone(z)), "UTC")
