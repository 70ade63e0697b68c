"""What time it is where a person is, as far as the bot has learned it."""

from __future__ import annotations

import logging

from slack_sdk import WebClient
from slack_sdk.errors import SlackClientError

from bot.settings import is_zone
from bot.state import State

logger = logging.getLogger(__name__)

ZONE = "timezone"
"""The kind of state record in which a worker keeps a person's time zone, as ``{"tz": name}``."""

KEPT_FOR = 7 * 86_400.0


def of(state: State, user: str, otherwise: str) -> str:
    """The person's time zone as last learned, else `otherwise`, else UTC."""
    known = (state.get(ZONE, user) or {}).get("tz", "")
    return next((z for z in (known, otherwise) if is_zone(z)), "UTC")


def learn(client: WebClient, state: State, user: str) -> None:
    """Keeps the asker's time zone for the front, so that the next "today" is theirs."""
    if not user or state.get(ZONE, user) is not None:
        return
    try:
        profile = client.users_info(user=user)["user"]
        state.put(ZONE, user, {"tz": profile.get("tz") or ""}, KEPT_FOR)
    except (SlackClientError, OSError, KeyError) as error:
        logger.warning("time zone not learned: %s", type(error).__name__)
