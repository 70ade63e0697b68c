"""What time it is where a person is, as far as the bot has learned it."""

from __future__ import annotations

import logging

from slack_sdk import WebClient
from slack_sdk.errors import SlackClientError

from bot.settings import is_zone
from bot.state import State
from bot.state.records import ZONE

logger = logging.getLogger(__name__)


def of(state: State, user: str, otherwise: str) -> str:
    """The person's time zone as last learned, else `otherwise`, else UTC."""
    known = kept["tz"] if (kept := ZONE.get(state, user)) else ""
    return next((z for z in (known, otherwise) if is_zone(z)), "UTC")


def learn(client: WebClient, state: State, user: str) -> None:
    """Keeps the asker's time zone for the front, so that the next "today" is theirs."""
    if not user or ZONE.get(state, user) is not None:
        return
    try:
        profile = client.users_info(user=user)["user"]
        ZONE.put(state, user, {"tz": profile.get("tz") or ""})
    except (SlackClientError, OSError, KeyError) as error:
        logger.warning("time zone not learned: %s", type(error).__name__)
