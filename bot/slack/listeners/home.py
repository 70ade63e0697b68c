"""The app's home is shown when it is opened; its pane of messages greets once (the manifest has prompts)."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from slack_bolt import Ack, App, Respond
from slack_sdk import WebClient

from bot.question import Question
from bot.slack.following import new_subscription
from bot.slack.front import Front
from bot.slack.home import NEW_DIGEST
from bot.slack.listeners.digests import open_form

GREETING = (
    "Hello! I tell how the world's news treats a topic: how much coverage, in what tone, and why it moved. "
    "Ask in your own words, or take one of the suggestions."
)
GREETED_FOR = timedelta(days=365).total_seconds()


def register(app: App, front: Front) -> None:
    @app.event("app_home_opened")
    def opened(event: dict[str, Any], client: WebClient) -> None:
        user = event["user"]
        if event.get("tab") != "messages":
            front.refresh_home(user)
            return
        if front.state.claim(f"greeted:{user}", GREETED_FOR):
            client.chat_postMessage(channel=event["channel"], text=GREETING)

    @app.action(NEW_DIGEST)
    def new_digest(ack: Ack, body: dict[str, Any], client: WebClient, respond: Respond) -> None:
        ack()
        user = body["user"]["id"]
        empty = new_subscription(Question("digest-subscribe"), user, user, front.zone(user), front.clock())
        open_form(client, respond, body["trigger_id"], empty)
