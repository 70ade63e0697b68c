"""Where the bot works: the channels it is allowed in, and the direct messages of each person."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from typing import Any, Literal

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError, SlackClientError

from bot.settings import Settings
from bot.state import State
from bot.state.records import CHANNEL, DIRECT

logger = logging.getLogger(__name__)


Code = Literal["channel_not_listed", "channel_shared", "channel_not_seen", "channel_unknown"]

SENTENCES: dict[Code, str] = {
    "channel_not_listed": (
        "I am not allowed to work in this channel. Ask me in a direct message, or ask whoever runs the bot "
        "to add the channel to its list (TIDINGS_CHANNELS)."
    ),
    "channel_shared": (
        "This channel is shared with another organisation, and I am set not to work in such. Ask me in a "
        "direct message; whoever runs the bot can allow it (TIDINGS_SHARED_CHANNELS=allow)."
    ),
    "channel_not_seen": (
        "Slack does not let me see whether another organisation shares this channel, so I do not answer "
        "here. Type /invite @tidings, then ask again, or ask me in a direct message."
    ),
    "channel_unknown": (
        "Slack did not tell me just now whether another organisation shares this channel, so I do not answer "
        "here. Try again in a minute, or ask me in a direct message."
    ),
}
UNSEEN = ("channel_not_found", "missing_scope")
"""What Slack says of channels that it will not show the next time either."""

NOT_YOURS = "That is somebody else's conversation. Choose a channel that I am in, or your messages with me."
NOT_A_MEMBER = (
    "I am not in that channel, so nothing could arrive there. Type /invite @tidings in it, then try again, "
    "or choose another place."
)
ARCHIVED = "That channel is archived, so nothing could arrive there. Choose another place."
NOT_SEEN = (
    "Slack does not let me see that channel, so nothing could arrive there. Type /invite @tidings in it, "
    "then try again, or choose another place."
)
NO_ANSWER = "Slack did not tell me about that channel just now. Try again in a minute."


@dataclass(frozen=True, slots=True)
class NotHere:
    """Why the bot does not work in a channel, and in `message` who can change that; some reasons pass."""

    code: Code

    @property
    def message(self) -> str:
        return SENTENCES[self.code]

    @property
    def passes(self) -> bool:
        return self.code == "channel_unknown"


def is_direct(channel: str) -> bool:
    """Whether an id is of direct messages, or of a person, who stands for their messages with the bot."""
    return channel[:1] in ("D", "U", "W")


@dataclass(frozen=True, slots=True)
class Channels:
    """The rules of the settings, with what Slack says of channels. Fails closed."""

    settings: Settings
    state: State
    client: WebClient

    def refusal(self, channel: str, shared: bool | None = None, *, anew: bool = False) -> NotHere | None:
        """Why the bot does not work in this channel; None where it does.

        `shared` tells whether another organisation is in it, where Slack has said so with the request. `anew`
        asks Slack even where it said within the hour that nobody else is.
        """
        if is_direct(channel):
            return None
        if self.settings.channels and channel not in self.settings.channels:
            return NotHere("channel_not_listed")
        if self.settings.shared_channels:
            return None
        if shared is None and not anew and CHANNEL.get(self.state, channel):
            return None
        if shared is None:
            about, code = self._about(channel)
            if about is None:
                return NotHere("channel_not_seen" if code in UNSEEN else "channel_unknown")
            shared = _is_shared(about)
        if shared:
            CHANNEL.delete(self.state, channel)
            return NotHere("channel_shared")
        CHANNEL.put(self.state, channel, {"shared": False})
        return None

    def cannot_arrive(self, channel: str, owner: str) -> str | None:
        """Why what `owner` follows could not arrive in `channel`, and what to do; None where it could."""
        if is_direct(channel):
            return None if channel == owner or channel == self.direct(owner) else NOT_YOURS
        about, code = self._about(channel)
        if about is None:
            return NOT_SEEN if code in UNSEEN else NO_ANSWER
        if refusal := self.refusal(channel, _is_shared(about)):
            return refusal.message
        if about.get("is_archived"):
            return ARCHIVED
        return None if about.get("is_member") else NOT_A_MEMBER

    def direct(self, user: str) -> str | None:
        """The channel of a person's messages with the bot; None where Slack did not say."""
        if known := DIRECT.get(self.state, user):
            return str(known["channel"])
        try:
            channel = str(self.client.conversations_open(users=user)["channel"]["id"])
        except (SlackClientError, OSError) as error:
            logger.warning("direct messages not found: %s", type(error).__name__)
            return None
        self.learn_direct(user, channel)
        return channel

    def learn_direct(self, user: str, channel: str) -> None:
        """Keeps what Slack said of its own accord."""
        if DIRECT.get(self.state, user) != {"channel": channel}:
            DIRECT.put(self.state, user, {"channel": channel})

    def _about(self, channel: str) -> tuple[dict[str, Any] | None, str]:
        """What Slack says of the channel, or None and why it does not."""
        try:
            about: dict[str, Any] = self.client.conversations_info(channel=channel)["channel"]
        except SlackApiError as error:
            code = error.response.get("error") if isinstance(error.response.data, dict) else ""
            logger.warning("channel not seen: %s", code)
            return None, str(code)
        except (SlackClientError, OSError) as error:
            logger.warning("channel not seen: %s", type(error).__name__)
            return None, ""
        return about, ""


def _is_shared(about: dict[str, Any]) -> bool:
    """Whether others are in the channel, or are invited to it."""
    return bool(
        about.get("is_ext_shared")
        or about.get("is_pending_ext_shared")
        or about.get("pending_connected_team_ids")
    )
