"""Getting a message to its place in Slack, whatever Slack has against it; never silence."""

from __future__ import annotations

import hashlib
import logging
import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from http.client import HTTPException
from typing import Any

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError, SlackClientError
from slack_sdk.webhook import WebhookClient

from bot.jobs import Place
from bot.render.blocks import Message
from bot.slack.work import detour
from bot.slack.work.post_log import SEEN, Post, PostLog
from bot.slack.work.retries import LOST_WAITS, Retries, may_have_arrived
from bot.state.lease import Lease

logger = logging.getLogger(__name__)

LOST = (SlackClientError, OSError, HTTPException)
"""What a call raises that Slack refused, or whose answer did not come or cannot be read."""

Compose = Callable[[str | None, str | None], Message]
"""A message from the id of an uploaded chart (or None) and a notice to put in front (or None)."""

NOT_PROCESSED_WAITS = (0.5, 1.0, 2.0, 4.0)
"""Seconds between tries while Slack has not yet processed an uploaded file."""

BAD_BLOCKS = frozenset({"invalid_blocks", "invalid_blocks_format", "msg_blocks_too_long"})

NO_CHART_DRAWN = "The chart could not be drawn, so here is the answer in words."
NO_CHART_UPLOADED = "Slack did not take the chart, so here is the answer in words."
NO_CHART_SHOWN = "Slack did not show the chart, so here is the answer in words."
NO_LAYOUT = "Slack did not take this answer's layout, so here it is as plain text."
IN_DOUBT = "I was interrupted just as I answered. If you do not see the answer here, ask again."
NO_CHART_HERE = "I cannot post here, so the chart is missing."


class Undelivered(Exception):
    """Slack took the message neither in the channel nor at the response address; `code` is what it said."""

    def __init__(self, message: str, code: str = "") -> None:
        super().__init__(message)
        self.code = code


class InDoubt(Exception):
    """The message may stand in Slack or not, and there is no way to find out."""


@dataclass(frozen=True, slots=True)
class Attempt:
    """A message on its way: what to say, where, and `over` which message, if over any."""

    post: Post
    place: Place
    compose: Compose
    chart: str | None
    notice: str | None
    over: str | None = None

    @property
    def message(self) -> Message:
        return self.compose(self.chart, self.notice)

    def without_chart(self, notice: str | None) -> Attempt:
        return replace(self, chart=None, notice=notice)

    def as_text(self) -> Attempt:
        """Without any layout."""
        text = self.compose(None, NO_LAYOUT).text
        return replace(self, chart=None, notice=None, compose=lambda _chart, _notice: Message(text, ()))

    def versions(self) -> list[Attempt]:
        """The same message, each version simpler than the one before: with its chart, in blocks, as text."""
        if self.chart is None:
            return [self, self.as_text()]
        return [self, self.without_chart(NO_CHART_SHOWN), self.as_text()]


@dataclass(frozen=True, slots=True)
class Delivery:
    """Posts as the bot. `sleep` is what waiting means, in seconds; `post_log` what the job has shown."""

    client: WebClient
    sleep: Callable[[float], None] = time.sleep
    post_log: PostLog = field(default_factory=PostLog)

    @classmethod
    def to(cls, token: str, api_url: str, sleep: Callable[[float], None] = time.sleep) -> Delivery:
        """A delivery that is patient with a busy Web API."""
        return cls(WebClient(token, base_url=api_url, retry_handlers=[Retries(sleep)]), sleep)

    def remembering(self, lease: Lease) -> Delivery:
        """A delivery for one job, which shows nothing that an earlier attempt of it has shown."""
        return replace(self, post_log=PostLog(lease))

    def upload(self, png: bytes, alt_text: str) -> str | None:
        """The id of the file, which belongs to no channel yet; None where Slack does not take it."""
        digest = hashlib.sha256(png).hexdigest()[:16]
        if known := self.post_log.file(digest):
            return known
        try:
            done = self.client.files_upload_v2(
                content=png, filename="chart.png", title="Chart", alt_txt=alt_text[:1000] or "Chart"
            )
            file = str(done["files"][0]["id"])
        except LOST as error:
            logger.warning("chart not uploaded: %s", _reason(error))
            return None
        self.post_log.uploaded(digest, file)
        return file

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
        the asker sees it, for Slack lets nobody edit that. Raises Undelivered also where it cannot be.
        What an earlier attempt of the job posted is written over too, and where nobody can say whether
        it did, the person is told to look.
        """
        post = self.post_log.post()
        attempt = Attempt(post, place, compose, chart, notice, over)
        if over:
            try:
                return self._post_best(attempt)
            except LOST as error:
                raise Undelivered("the message stays as it was", _code(error)) from error
        if post.ts == SEEN:
            return None
        try:
            there = self._find(attempt) if post.ts == "" else post.ts
            return self._post_or_respond(replace(attempt, over=there))
        except InDoubt as doubt:
            logger.warning("in doubt: %s", doubt)
            post.done(SEEN)
            self._say_in_doubt(place)
            return None

    def _post_or_respond(self, attempt: Attempt) -> str | None:
        """Posts the message, or where Slack takes none, answers the asker alone."""
        try:
            return self._post_best(attempt)
        except LOST as error:
            logger.warning("not posted: %s", _reason(error))
            if attempt.over:
                return attempt.over
            try:
                self.respond(attempt.place, _aside(attempt, _code(error)).message)
            except Undelivered as silent:
                raise Undelivered(str(silent), _code(error)) from error
            attempt.post.done(SEEN)
            return None

    def respond(self, place: Place, message: Message) -> None:
        """Answers at the response address, for the asker alone. Raises Undelivered."""
        status = 0
        for blocks in (message.blocks, None) if message.blocks else (None,):
            status = self._send(
                place, text=message.text, blocks=blocks, response_type="ephemeral", replace_original=False
            )
            if status == 200:
                return
        raise Undelivered(f"response address: status {status}")

    def replace(self, place: Place, message: Message) -> bool:
        """Whether the message stands in place of the clicked one, which only the asker sees."""
        return self._sent_over(place, text=message.text, blocks=message.blocks, replace_original=True)

    def remove(self, place: Place) -> None:
        """Takes away the clicked message, which only the asker sees, if Slack lets it."""
        self._sent_over(place, delete_original=True)

    def _sent_over(self, place: Place, **content: Any) -> bool:
        try:
            return self._send(place, response_type="ephemeral", **content) == 200
        except Undelivered as error:
            logger.info("the clicked message stays: %s", error)
            return False

    def _send(self, place: Place, **content: Any) -> int:
        """The status with which the response address takes it. Raises Undelivered where none comes back."""
        if place.response_url is None:
            raise Undelivered("there is no response address")
        webhook = WebhookClient(place.response_url, retry_handlers=[Retries(self.sleep, shows=True)])
        try:
            return webhook.send(**content).status_code
        except LOST as error:
            # Without the error's text, which may carry the address.
            raise Undelivered(f"response address: {type(error).__name__}") from None

    def _post_best(self, attempt: Attempt) -> str | None:
        """The first of the attempt's versions whose layout Slack takes."""
        *versions, last = attempt.versions()
        for version in versions:
            try:
                return self._post_processed(version)
            except SlackApiError as error:
                if _code(error) not in BAD_BLOCKS:
                    raise
                logger.warning("message refused: %s", _reason(error))
        return self._post(last)

    def _post_processed(self, attempt: Attempt) -> str | None:
        """Posts, and waits where Slack has not yet processed the chart that was just uploaded."""
        for wait in NOT_PROCESSED_WAITS if attempt.chart else ():
            try:
                return self._post(attempt)
            except SlackApiError as error:
                if _code(error) not in BAD_BLOCKS or not _about_file(error):
                    raise
                logger.warning("chart not processed yet: %s", _reason(error))
                self.sleep(wait)
        return self._post(attempt)

    def _post(self, attempt: Attempt) -> str | None:
        place, post, message = attempt.place, attempt.post, attempt.message
        if attempt.over:
            self.client.chat_update(
                channel=place.channel, ts=attempt.over, text=message.text, blocks=list(message.blocks)
            )
            post.done(attempt.over)
            return attempt.over
        content: dict[str, Any] = {"text": message.text}
        if message.blocks:
            content["blocks"] = list(message.blocks)
        if place.thread_ts:
            content["thread_ts"] = place.thread_ts
        post.begin()
        try:
            if place.seen_by != "asker":
                ts = self._post_once(attempt, content)
                post.done(ts)
                return ts
            self.client.chat_postEphemeral(channel=place.channel, user=place.user, **content)
        except (SlackApiError, OSError) as error:
            if not may_have_arrived(error):
                post.refused()
            elif place.seen_by == "asker":
                raise InDoubt(_reason(error)) from error
            raise
        post.done(SEEN)
        return None

    def _post_once(self, attempt: Attempt, content: dict[str, Any]) -> str:
        """Posts; where the answer was lost, looks whether the message is there before trying again."""
        for wait in LOST_WAITS:
            try:
                done = self.client.chat_postMessage(
                    channel=attempt.place.channel,
                    unfurl_links=False,
                    unfurl_media=False,
                    metadata=attempt.post.mark,
                    **content,
                )
                return str(done["ts"])
            except (SlackApiError, OSError) as error:
                if not may_have_arrived(error):
                    raise
                lost = error
            self.sleep(wait)
            if found := self._find(attempt):
                return found
        raise lost

    def _find(self, attempt: Attempt) -> str | None:
        """The timestamp of the message, if it stands in Slack. Raises InDoubt if that cannot be known."""
        place, post = attempt.place, attempt.post
        if place.seen_by == "asker" or post.mark is None:
            raise InDoubt("only the asker would see it")
        there: dict[str, Any] = {"channel": place.channel, "oldest": post.since, "limit": 200}
        try:
            if place.thread_ts:
                got = self.client.conversations_replies(
                    ts=place.thread_ts, include_all_metadata=True, **there
                )
            else:
                got = self.client.conversations_history(include_all_metadata=True, **there)
        except LOST as error:
            raise InDoubt(_reason(error)) from error
        return next((str(m["ts"]) for m in got["messages"] if m.get("metadata") == post.mark), None)

    def _say_in_doubt(self, place: Place) -> None:
        said = Message(IN_DOUBT, ())
        try:
            if place.response_url:
                self.respond(place, said)
            else:
                self.client.chat_postEphemeral(
                    channel=place.channel, user=place.user, text=IN_DOUBT, thread_ts=place.thread_ts
                )
        except (Undelivered, SlackClientError, OSError) as error:
            logger.error("nobody could be told to look: %s", _reason(error))


def _aside(attempt: Attempt, code: str) -> Attempt:
    """What the asker alone is shown of a message that Slack refused with `code`."""
    if not attempt.chart:
        return attempt
    if code in detour.OUTSIDE or detour.helps(attempt.place, code):
        mend = detour.advice(attempt.place.channel, code, then="and the next answer brings it.")
        return attempt.without_chart(f"{NO_CHART_HERE} {mend}")
    return attempt.without_chart(NO_CHART_SHOWN)


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
