"""Getting an answer to the person who asked, by whichever way is left."""

from __future__ import annotations

import logging
from contextlib import suppress
from dataclasses import dataclass, replace

from slack_sdk.errors import SlackClientError

from bot.jobs import Place
from bot.question import Question
from bot.render import limits
from bot.render.blocks import Message
from bot.slack import memory
from bot.slack.channels import Channels
from bot.slack.work import detour
from bot.slack.work.delivery import Compose, Delivery, Undelivered
from bot.state import State

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Reach:
    """Where the asker's place takes no message, they get it directly."""

    delivery: Delivery
    channels: Channels
    state: State

    def deliver(
        self,
        place: Place,
        message: Message | Compose,
        chart: str | None = None,
        notice: str | None = None,
        *,
        about: Question | None = None,
    ) -> str | None:
        """Delivers; what may not stand in its place comes directly, and is `about` what goes on there.

        Returns the timestamp of a message that stands in its place and can be edited. Raises Undelivered.
        """
        compose: Compose = (lambda _chart, _notice: message) if isinstance(message, Message) else message
        try:
            return self.delivery.deliver(place, compose, chart, notice)
        except Undelivered as refused:
            direct = self.channels.direct(place.user) if detour.helps(place, refused.code) else None
            if direct is None:
                raise
            line = detour.opening(self.delivery.client, place, refused.code)
        there = Place(direct, place.user, "dm")
        posted = self.delivery.deliver(there, under(line, compose), chart, notice)
        if posted and about:
            memory.remember(self.state, direct, None, about, posted, place.user)
        return None

    def tell(self, place: Place, text: str) -> None:
        """Words in mrkdwn. Where nothing is left, the log says that they were not told."""
        if place.response_url:
            with suppress(Undelivered):
                self.delivery.respond(place, Message(text, ()))
                return
        try:
            self.deliver(place, Message(text, ()))
        except Undelivered as error:
            logger.error("nobody could be told %r: %s", text, error)

    def show_working(self, place: Place) -> None:
        """A line under the thread while the answer is made; Slack takes it away when the answer comes."""
        if place.thread_ts is None or place.seen_by == "asker":
            return
        try:
            self.delivery.client.assistant_threads_setStatus(
                channel_id=place.channel, thread_ts=place.thread_ts, status="is reading the news …"
            )
        except (SlackClientError, OSError) as error:
            logger.info("no status shown: %s", type(error).__name__)

    def found(self, place: Place) -> Place:
        """The place, with the channel of a person's direct messages where only the person was known."""
        if place.channel != place.user or not place.user:
            return place
        return replace(place, channel=self.channels.direct(place.user) or place.channel)


def under(said: str, compose: Compose) -> Compose:
    """The message under a line of mrkdwn, in which ids and links are Slack's own and safe as they are."""

    def headed(chart: str | None, notice: str | None) -> Message:
        whole = compose(chart, notice)
        line = {"type": "context", "elements": [{"type": "mrkdwn", "text": said}]}
        blocks = limits.fit((line, *whole.blocks)) if whole.blocks else ()
        return Message(f"{said}\n{whole.text}", blocks)

    return headed
