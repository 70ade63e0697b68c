"""Getting a message to its place in Slack, whatever Slack has against it; never silence."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError, SlackClientError
from slack_sdk.webhook import WebhookClient

from bot.jobs import Place
from bot.render.blocks import Message
from bot.slack.patience import Patience

logger = logging.getLogger(__name__)

Compose = Callable[[str | None, str | None], Message]
"""A message from the id of an uploaded chart (or None) and a notice to put in front (or None)."""

NOT_PROCESSED_WAITS = (0.5, 1.0, 2.0, 4.0)
"""Seconds between tries while Slack has not yet processed an uploaded file."""

OUTSIDE = frozenset({"not_in_channel", "channel_not_found", "user_not_in_channel", "is_archived"})
BAD_BLOCKS = frozenset({"invalid_blocks", "invalid_blocks_format", "msg_blocks_too_long"})

NO_CHART_DRAWN = "The chart could not be drawn, so here is the answer in words."
NO_CHART_UPLOADED = "Slack did not take the chart, so here is the answer in words."
NO_CHART_SHOWN = "Slack did not show the chart, so here is the answer in words."
NO_LAYOUT = "Slack did not take this answer's layout, so here it is as plain text."
NOT_A_MEMBER = "I am not in this channel, so the chart is missing: /invite @tidings brings it next time."


class Undelivered(Exception):
    """Slack took the message neither in the channel nor at the response address; `code` is what it said."""

    def __init__(self, message: str, code: str = "") -> None:
        super().__init__(message)
        self.code = code


@dataclass(frozen=True, slots=True)
class Delivery:
    """Posts as the bot. `sleep` is what waiting means, in seconds."""

    client: WebClient
    sleep: Callable[[float], None] = time.sleep

    @classmethod
    def to(cls, token: str, api_url: str, sleep: Callable[[float], None] = time.sleep) -> Delivery:
        """A delivery that is patient with a busy Web API."""
        return cls(WebClient(token, base_url=api_url, retry_handlers=[Patience(sleep)]), sleep)

    def upload(self, png: bytes, alt_text: str) -> str | None:
        """The id of the file, which belongs to no channel yet; None where Slack does not take it."""
        try:
            done = self.client.files_upload_v2(
                content=png, filename="chart.png", title="Chart", alt_txt=alt_text[:1000] or "Chart"
            )
            return str(done["files"][0]["id"])
        except (SlackClientError, OSError) as error:
            logger.warning("chart not uploaded: %s", _reason(error))
            return None

    def deliver(
        self,
        place: Place,
        compose: Compose,
        chart: str | None,
        notice: str | None = None,
        *,
        over: str | None = None,
    ) -> str | None:
        """Posts the best version of the message that Slack takes. Raises Undelivered if it takes none.

        Returns the timestamp of the message, by which it can be written `over` later; None where only
        the asker sees it, for Slack lets nobody edit that. What cannot be written over stays as it is.
        """
        try:
            return self._post_best(place, compose, chart, notice, over)
        except (SlackClientError, OSError) as error:
            logger.warning("not posted: %s", _reason(error))
            if over:
                return over
            if _code(error) in OUTSIDE:
                notice = NOT_A_MEMBER if chart else notice
            elif chart:
                notice = NO_CHART_SHOWN
            try:
                self.respond(place, compose(None, notice))
            except Undelivered as silent:
                raise Undelivered(str(silent), _code(error)) from error
            return None

    def respond(self, place: Place, message: Message) -> None:
        """Answers at the response address, for the asker alone. Raises Undelivered."""
        if place.response_url is None:
            raise Undelivered("there is no response address")
        webhook = WebhookClient(place.response_url, retry_handlers=[Patience(self.sleep)])
        status = 0
        for blocks in (message.blocks, None) if message.blocks else (None,):
            try:
                status = webhook.send(
                    text=message.text, blocks=blocks, response_type="ephemeral", replace_original=False
                ).status_code
            except (SlackClientError, OSError) as error:
                # Without the error's text, which may carry the address.
                raise Undelivered(f"response address: {type(error).__name__}") from None
            if status == 200:
                return
        raise Undelivered(f"response address: status {status}")

    def _post_best(
        self, place: Place, compose: Compose, chart: str | None, notice: str | None, over: str | None
    ) -> str | None:
        if chart:
            for wait in (*NOT_PROCESSED_WAITS, None):
                try:
                    return self._post(place, compose(chart, notice), over)
                except SlackApiError as error:
                    if _code(error) not in BAD_BLOCKS:
                        raise
                    logger.warning("message with chart refused: %s", _reason(error))
                    if not _about_file(error) or wait is None:
                        break
                    self.sleep(wait)
            notice = NO_CHART_SHOWN
        try:
            return self._post(place, compose(None, notice), over)
        except SlackApiError as error:
            if _code(error) not in BAD_BLOCKS:
                raise
            logger.warning("message refused: %s", _reason(error))
        return self._post(place, Message(compose(None, NO_LAYOUT).text, ()), over)

    def _post(self, place: Place, message: Message, over: str | None) -> str | None:
        if over:
            self.client.chat_update(
                channel=place.channel, ts=over, text=message.text, blocks=list(message.blocks)
            )
            return over
        content: dict[str, Any] = {"text": message.text, "unfurl_links": False, "unfurl_media": False}
        if message.blocks:
            content["blocks"] = list(message.blocks)
        if place.thread_ts:
            content["thread_ts"] = place.thread_ts
        if place.seen_by == "asker":
            del content["unfurl_links"], content["unfurl_media"]
            self.client.chat_postEphemeral(channel=place.channel, user=place.user, **content)
            return None
        return str(self.client.chat_postMessage(channel=place.channel, **content)["ts"])


def _code(error: Exception) -> str:
    if isinstance(error, SlackApiError) and isinstance(error.response.data, dict):
        return str(error.response.data.get("error", ""))
    return ""


def _reason(error: Exception) -> str:
    """For the log: Slack's code and its remarks, or the kind of error; no address, no text of people."""
    if isinstance(error, SlackApiError) and isinstance(error.response.data, dict):
        remarks = (error.response.data.get("response_metadata") or {}).get("messages") or []
        return " ".join([_code(error), *map(str, remarks)])
    return type(error).__name__


def _about_file(error: SlackApiError) -> bool:
    return "slack file" in _reason(error).lower() or "slack_file" in _reason(error).lower()
