"""Digests and alerts: the commands, the menus beside each, and the form."""

from __future__ import annotations

import logging
import re
from dataclasses import replace
from typing import Any

from slack_bolt import Ack, App, Respond
from slack_sdk import WebClient
from slack_sdk.errors import SlackClientError

from bot.answer import refused
from bot.digests import subscriptions
from bot.digests.values import Subscription
from bot.jobs import LookBack, Place, Preview, job_key
from bot.question import Question, Refusal
from bot.render.blocks import Message, message
from bot.render.digest_blocks import FOLLOW_MENU
from bot.slack import digest_form
from bot.slack.buttons import FOLLOW_WEEKLY, SAVE_ALERT, answer_rows, question_of
from bot.slack.following import (
    GONE,
    NOT_YOURS,
    Following,
    may_change,
    new_alert,
    new_subscription,
    read_alert,
)
from bot.slack.front import Front
from bot.slack.places import place_of_click

logger = logging.getLogger(__name__)

COMMANDS = ("/digest", "/alert")
NO_FORM = "Slack did not open the form. Try again, or type it: `/digest inflation every monday 08:00`."
ALERT_NEEDS_TOPIC = (
    "Name what to watch, such as `/alert riksbank`, and if you like how sensitively: low, medium or high."
)


def register(app: App, front: Front) -> None:
    following = Following(front.state)

    @app.command("/digest")
    def digest(ack: Ack, command: dict[str, Any]) -> None:
        user, channel = command["user_id"], command["channel_id"]
        read = front.understand(command.get("text") or "", "command:/digest", user)
        if isinstance(read, Refusal):
            answer = refused(read)
            told = message(answer, actions=answer_rows(answer, None, None))
        else:
            told = manage(front, following, read, user, channel, command["trigger_id"])
        ack(text=told.text, blocks=told.blocks or None, response_type="ephemeral")

    @app.command("/alert")
    def alert(ack: Ack, command: dict[str, Any]) -> None:
        """Looks back first: how often would it have fired?"""
        user = command["user_id"]
        text, level = read_alert(command.get("text") or "")
        read = front.understand(text, "command:/sentiment", user) if text else None
        if read is None or isinstance(read, Refusal) or len(read.topics) != 1:
            said = read.message if isinstance(read, Refusal) else ALERT_NEEDS_TOPIC
            ack(text=said, response_type="ephemeral")
            return
        place = Place(command["channel_id"], user, "asker", response_url=command.get("response_url"))
        wanted = replace(read, action="sentiment")
        front.queue.enqueue(LookBack(job_key(command["trigger_id"]), place, question=wanted, level=level))
        ack(text="Looking back over the last 90 days …", response_type="ephemeral")

    @app.action(re.compile(f"^{SAVE_ALERT}_\\w+$"))
    def save_alert(ack: Ack, body: dict[str, Any], action: dict[str, Any], respond: Respond) -> None:
        ack()
        place = place_of_click(body)
        level, _, value = action["value"].partition(" ")
        question = question_of(value)
        wanted = new_alert(question, level, place.user, place.channel, front.clock(), body["trigger_id"])
        if refusal := front.refuses(place.channel):
            respond(refusal, response_type="ephemeral", replace_original=False)
            return
        respond(following.start(wanted, front.clock()), response_type="ephemeral", replace_original=True)

    @app.action(FOLLOW_WEEKLY)
    def follow_weekly(
        ack: Ack, body: dict[str, Any], action: dict[str, Any], client: WebClient, respond: Respond
    ) -> None:
        ack()
        place = place_of_click(body)
        question = question_of(action["value"])
        trigger = body["trigger_id"]
        zone = front.zone(place.user)
        new = new_subscription(question, place.user, place.channel, zone, front.clock(), trigger)
        open_form(client, respond, trigger, new)

    @app.action(re.compile(f"^{FOLLOW_MENU}"))
    def menu(
        ack: Ack, body: dict[str, Any], action: dict[str, Any], client: WebClient, respond: Respond
    ) -> None:
        ack()
        what, _, id = (action.get("selected_option") or action)["value"].partition(":")
        user = body["user"]["id"]
        value = subscriptions.find(front.state, id)
        if what == "preview" and value is not None:
            place = place_of_click(body)
            front.queue.enqueue(Preview(job_key(body["trigger_id"]), place, follow=id))
            return
        if what == "edit" and isinstance(value, Subscription):
            if may_change(value, user, client):
                open_form(client, respond, body["trigger_id"], value)
            else:
                respond(
                    NOT_YOURS.format(owner=value.owner), response_type="ephemeral", replace_original=False
                )
            return
        said = following.act(what, id, user, front.clock(), client) if value else GONE
        if body.get("response_url"):
            respond(said, response_type="ephemeral", replace_original=False)
        front.refresh_home(user)

    @app.view(digest_form.SAVED)
    def saved(ack: Ack, body: dict[str, Any], view: dict[str, Any], client: WebClient) -> None:
        user, now = body["user"]["id"], front.clock()
        read = digest_form.read(view, now)
        if isinstance(read, dict):
            ack(response_action="errors", errors=read)
            return
        if refusal := front.refuses(read.channel):
            ack(response_action="errors", errors={"channel": refusal})
            return
        known = subscriptions.find(front.state, read.id)
        if isinstance(known, Subscription):
            if not may_change(known, user, client):
                ack(response_action="errors", errors={"topics": NOT_YOURS.format(owner=known.owner)})
                return
            read = replace(read, muted_until=known.muted_until)
        said = following.start(read, now)
        ack()
        _tell(client, user, said)
        front.refresh_home(user)


def manage(
    front: Front, following: Following, question: Question, user: str, channel: str, key: str
) -> Message:
    """What a digest command in words does, and what to answer; delivered again (by `key`), the same."""
    now = front.clock()
    if question.action == "digest-remove":
        return Message(following.stop(question, user), ())
    if question.action == "digest-subscribe":
        new = new_subscription(question, user, channel, front.zone(user), now, key)
        if refusal := front.refuses(new.channel):
            return Message(refusal, ())
        return Message(following.start(new, now), ())
    return following.listing(user, now)


def open_form(client: WebClient, respond: Respond, trigger: str, subscription: Subscription) -> None:
    """Opens the form of a digest, or says that it did not."""
    try:
        client.views_open(trigger_id=trigger, view=digest_form.form(subscription))
    except (SlackClientError, OSError) as error:
        logger.warning("form not opened: %s", type(error).__name__)
        respond(NO_FORM, response_type="ephemeral", replace_original=False)


def _tell(client: WebClient, user: str, said: str) -> None:
    """A form has no place of its own, so what it did is told in the person's messages with the bot."""
    try:
        client.chat_postMessage(channel=client.conversations_open(users=user)["channel"]["id"], text=said)
    except (SlackClientError, OSError) as error:
        logger.warning("not told that a digest was saved: %s", type(error).__name__)
