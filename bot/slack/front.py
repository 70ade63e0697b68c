"""What every listener shares: reading a text at once, and handing the job on."""

from __future__ import annotations

import logging
from dataclasses import dataclass, replace
from datetime import date
from zoneinfo import ZoneInfo

from slack_sdk import WebClient
from slack_sdk.errors import SlackClientError
from slack_sdk.webhook import WebhookClient

from bot.clock import Clock
from bot.deadline import patience
from bot.jobs import Ask, Place, Queue, Refuse, Reword, Tell, job_key
from bot.logs import failure
from bot.parse import parse
from bot.question import Question, Refusal
from bot.rewriter.reading import unread
from bot.settings import Settings
from bot.slack import fields, home, memory, recent, zones
from bot.slack.channels import Channels
from bot.slack.modal import View
from bot.slack.places import place_of_click
from bot.slack.requests import Click
from bot.state import State

logger = logging.getLogger(__name__)

PATIENCE = 2
"""Seconds that the front waits for Slack: the trigger of a click is good for three."""


class FrontClient(WebClient):
    """Waits for Slack no longer than the request at hand may take."""

    @property  # type: ignore[override]
    def timeout(self) -> float:
        return patience(self._most)

    @timeout.setter
    def timeout(self, seconds: float) -> None:
        self._most = seconds


@dataclass(frozen=True, slots=True)
class Front:
    """Reads and enqueues; asks Slack little and the news nothing, so it is done within milliseconds."""

    settings: Settings
    queue: Queue
    state: State
    clock: Clock
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

    def reader(self, user: str) -> fields.Read:
        """How a person's fields of forms are read."""

        def read(text: str, context: Question | None = None, /) -> Question | Refusal:
            return self.understand(text, "thread" if context else "mention", user, context)

        return read

    def today(self, user: str) -> date:
        """The day it is where the person is."""
        return self._today(self.zone(user))

    def ask(
        self, key: str, place: Place, read: Question | Refusal, ts: str = "", *, instead: bool = False
    ) -> None:
        """Enqueues what was understood; a question asked at `ts` is what its thread is about from then on.

        `instead` of the clicked message, where only the person sees it.
        """
        if isinstance(read, Question):
            if place.seen_by != "asker":
                memory.remember(self.state, place.channel, place.thread_ts, read, ts or key, place.user)
            recent.note(self.state, place.user, read)
            self.queue.enqueue(Ask(key, place, question=read, instead=instead))
        else:
            self.queue.enqueue(Refuse(key, place, refusal=read))

    def reworded(
        self,
        key: str,
        place: Place,
        read: Question | Refusal,
        text: str,
        surface: str,
        context: Question | None = None,
        ts: str = "",
    ) -> bool:
        """Whether a worker puts `text`, read as `read`, to the rewriter: if there is one and it may help."""
        if not self.settings.rewriter or not unread(read, text):
            return False
        zone = self.zone(place.user)
        self.queue.enqueue(
            Reword(
                key,
                place,
                text=text,
                surface=surface,
                context=context,
                today=self._today(zone),
                zone=zone,
                ts=ts,
            )
        )
        return True

    def _today(self, zone: str) -> date:
        return self.clock().astimezone(ZoneInfo(zone)).date()

    @property
    def channels(self) -> Channels:
        """Where the bot works, and where what is followed can arrive."""
        return Channels(self.settings, self.state, self.client)

    def place(self, click: Click) -> Place:
        """Where the answer to a click belongs."""
        place = place_of_click(click)
        if place.channel != place.user:
            return place
        # Should Slack not say now which conversation that is, the worker asks it with more patience.
        return replace(place, channel=self.channels.direct(place.user) or place.user)

    def reply(self, click: Click, text: str, *, instead: bool = False) -> None:
        """Words for whoever clicked, `instead` of the clicked message if wished.

        Where Slack gave no address to answer at, as in the app's home, they come as a direct message.
        """
        if click.response_url and self.respond(click.response_url, text, instead=instead):
            return
        there = self.place(click)
        place = replace(there, seen_by="dm" if there.seen_by == "dm" else "asker", response_url=None)
        self.queue.enqueue(Tell(job_key(click.trigger_id, "reply"), place, text=text))

    def open_form(self, click: Click, view: View, otherwise: str) -> None:
        """Opens a form, or says `otherwise`: the click may be too old for one, or Slack unwell."""
        try:
            self.client.views_open(trigger_id=click.trigger_id, view=view)
        except (SlackClientError, OSError) as error:
            logger.warning("form not opened: %s", type(error).__name__)
            self.reply(click, otherwise)

    def respond(self, url: str, text: str, *, instead: bool = False) -> bool:
        """Whether Slack took the words for whoever asked."""
        try:
            seconds = patience(PATIENCE, telling=True)
            sent = WebhookClient(url, timeout=seconds).send(  # type: ignore[arg-type]
                text=text, response_type="ephemeral", replace_original=instead
            )
        except (SlackClientError, OSError) as error:
            logger.warning("not told: %s", type(error).__name__)
            return False
        return sent.status_code == 200

    def refresh_home(self, user: str) -> None:
        """Shows the person's home as things are now."""
        home.publish(self.client, self.state, user, self.clock())

    def zone(self, user: str) -> str:
        """The person's time zone as last learned, else the bot's."""
        return zones.of(self.state, user, self.settings.timezone)
