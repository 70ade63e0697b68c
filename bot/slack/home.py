"""The app's home: what a person follows and asked, what to try, and how fresh the data is."""

from __future__ import annotations

import logging
from datetime import datetime
from typing import Any

from slack_sdk import WebClient
from slack_sdk.errors import SlackClientError

from bot.render.mrkdwn import escape
from bot.slack import recent
from bot.slack.buttons import suggestion_buttons
from bot.slack.following import NOTHING, Following
from bot.state import State
from bot.state.records import DATA

logger = logging.getLogger(__name__)

NEW_DIGEST = "new_digest"
EXAMPLES = (
    "sentiment on inflation last 30 days",
    "compare inflation vs unemployment last 30 days",
    "articles about cyber attack last 7 days",
)

View = dict[str, Any]


def publish(client: WebClient, state: State, user: str, now: datetime) -> None:
    """Shows the person's home as things are now; a home that cannot be shown stops nothing else."""
    try:
        client.views_publish(user_id=user, view=view(state, user, now))
    except (SlackClientError, OSError) as error:
        logger.warning("home not shown: %s", type(error).__name__)


def view(state: State, user: str, now: datetime) -> View:
    """The home of one person, as `views.publish` takes it."""
    entries = Following(state).entries(user, now)
    asked = recent.of(state, user)
    new = {
        "type": "button",
        "action_id": NEW_DIGEST,
        "text": {"type": "plain_text", "text": "New digest"},
        "style": "primary",
    }
    blocks: list[View] = [
        _header("What you follow"),
        *(entries or [_section(NOTHING)]),
        {"type": "actions", "elements": [new]},
        _header("Ask again" if asked else "Try this"),
        {"type": "actions", "elements": suggestion_buttons(tuple(asked) or EXAMPLES)},
        _header("How to ask"),
        _section(
            "Mention me in a channel, write to me here, or type `/news` and a question: "
            "*sentiment on inflation since March*, *compare oil vs gas last 90 days*, *articles about "
            "sanctions this week*. In the thread of an answer say only what changes: *what about 2024?*"
        ),
        {"type": "context", "elements": [{"type": "mrkdwn", "text": _data(state)}]},
    ]
    return {"type": "home", "blocks": blocks[:100]}


def _data(state: State) -> str:
    known = DATA.get(state, "status")
    source = "News: <https://www.gdeltproject.org|GDELT Project>"
    if known is None:
        return source
    sample = " :test_tube: Sample data, not real news." if known.get("sample") else ""
    return f"{source} · data until {escape(known['until'])}.{sample}"


def _header(text: str) -> View:
    return {"type": "header", "text": {"type": "plain_text", "text": text}}


def _section(text: str) -> View:
    return {"type": "section", "text": {"type": "mrkdwn", "text": text}}
