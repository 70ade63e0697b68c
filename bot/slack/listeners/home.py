"""The app's home is shown when it is opened; its pane of messages greets once (the manifest has prompts)."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from slack_bolt import Ack, App, Respond
from slack_sdk import WebClient

from bot.jobs import Place, Tell, job_key
from bot.question import Question
from bot.slack.following import new_subscription
from bot.slack.front import Front
from bot.slack.home import NEW_DIGEST
from bot.slack.listeners.digests import open_form

GREETING = (
    "Hello! I tell how the world's news treats a topic: how much coverage, in what tone, and why it moved. "
    "Ask in your own words, or take one of the suggestions."
)
GREETED = "greeted"
"""The kind of state record of who was greeted."""
GREETED_FOR = timedelta(days=365).total_seconds()


def register(app: App, front: Front) -> None:
    @app.event("app_home_opened")
    def opened(event: dict[str, Any]) -> None:
        user = event["user"]
        if event.get("tab") != "messages":
            front.refresh_home(user)
            return
        if front.state.get(GREETED, user) is None:
            place = Place(event["channel"], user, "dm")
            front.queue.enqueue(Tell(job_key(GREETED, user), place, text=GREETING))
            front.state.put(GREETED, user, {}, GREETED_FOR)

    @app.action(NEW_DIGEST)
    def new_digest(ack: Ack, body: dict[str, Any], client: WebClient, respond: Respond) -> None:
        ack()
        user = body["user"]["id"]
        wanted, trigger = Question("digest-subscribe"), body["trigger_id"]
        empty = new_subscription(wanted, user, user, front.zone(user), front.clock(), trigger)
        open_form(client, respond, trigger, empty)
