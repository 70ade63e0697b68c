"""Where an answer may not stand under its question: what the person gets in their direct messages instead."""

from __future__ import annotations

import logging

from slack_sdk import WebClient
from slack_sdk.errors import SlackClientError

from bot.jobs import Place
from bot.slack.channels import is_direct

logger = logging.getLogger(__name__)

OUTSIDE = frozenset({"not_in_channel", "channel_not_found", "user_not_in_channel"})
"""What Slack says where the bot is not."""

_WHY = {
    "not_in_channel": "I am not in that channel",
    "channel_not_found": "I do not see that channel any more",
    "is_archived": "that channel is archived",
    "restricted_action": "only some people may post there",
    "restricted_action_read_only_channel": "only some people may post there",
    "restricted_action_thread_only_channel": "only some people may post there",
    "restricted_action_non_threadable_channel": "nobody may answer in threads there",
    "restricted_action_thread_locked": "that thread is locked",
    "thread_not_found": "that thread is gone",
    "cannot_reply_to_message": "nobody may answer to that message",
    "message_not_found": "that message is gone",
}


def helps(place: Place, code: str) -> bool:
    """Whether a direct message may come through where Slack refused a message of a job with `code`."""
    return not is_direct(place.channel) and (code in _WHY or code.startswith("restricted_action"))


def opening(client: WebClient, place: Place, code: str) -> str:
    """The line in mrkdwn that says why the answer comes here, with a link to where it was asked for."""
    why = _WHY.get(code, _WHY["restricted_action"])
    link = _link(client, place)
    asked = f"<{link}|your question>" if link else "your question"
    return f"I could not answer {asked} in <#{place.channel}>, as {why}. Here is the answer:"


def advice(channel: str, code: str, *, then: str) -> str:
    """What brings the bot into a place it is not in, and what to do `then`; nobody can invite it to all."""
    if code == "is_archived":
        return "This channel is archived, so nobody can post here."
    if is_direct(channel):
        return "I cannot be part of a conversation between people. Ask me in a direct message."
    if code in OUTSIDE:
        return f"Type /invite @tidings, {then}"
    return "Only some people may post here. Ask me in a direct message, or in another channel."


def _link(client: WebClient, place: Place) -> str | None:
    if place.thread_ts is None:
        return None
    try:
        found = client.chat_getPermalink(channel=place.channel, message_ts=place.thread_ts)
        return str(found["permalink"])
    except (SlackClientError, OSError) as error:
        logger.info("no link to a message: %s", type(error).__name__)
    try:
        home = str(client.auth_test()["url"])
    except (SlackClientError, OSError) as error:
        logger.info("no address of the workspace: %s", type(error).__name__)
        return None
    # Slack tells no link to what the bot does not see; its addresses are all made in the same way.
    return f"{home.rstrip('/')}/archives/{place.channel}/p{place.thread_ts.replace('.', '')}"
