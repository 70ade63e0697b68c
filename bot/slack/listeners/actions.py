"""Clicks: share an answer with the channel, or ask what a button says."""

from __future__ import annotations

import re
from typing import Any

from slack_bolt import Ack, App

from bot.jobs import Job, Place, job_key
from bot.question import Question
from bot.slack.front import ASK_SUGGESTION, SHARE_ANSWER, Front


def register(app: App, front: Front) -> None:
    @app.action(SHARE_ANSWER)
    def share(ack: Ack, body: dict[str, Any], action: dict[str, Any]) -> None:
        front.queue.enqueue(Job(job_key(body["trigger_id"]), "share", _place(body), shared=action["value"]))
        ack()

    @app.action(re.compile(f"^{ASK_SUGGESTION}_\\d+$"))
    def ask(ack: Ack, body: dict[str, Any], action: dict[str, Any]) -> None:
        text, place = action["value"], _place(body)
        surface = "dm" if place.seen_by == "dm" else "mention"
        words = text
        if text.startswith("/"):
            command, _, words = text.partition(" ")
            surface = f"command:{command}"
        read = front.understand(words, surface, place.user)
        key = job_key(body["trigger_id"])
        if isinstance(read, Question):
            front.queue.enqueue(Job(key, "answer", place, text, question=read))
        else:
            front.queue.enqueue(Job(key, "answer", place, text, refusal=read))
        ack()


def _place(body: dict[str, Any]) -> Place:
    """The answer to a click appears where the clicked message is."""
    channel, container = body["channel"]["id"], body.get("container") or {}
    thread = container.get("thread_ts")
    url = body.get("response_url")
    user = body["user"]["id"]
    if container.get("is_ephemeral"):
        return Place(channel, user, "asker", thread, url)
    if channel.startswith("D"):
        return Place(channel, user, "dm", thread, url)
    return Place(channel, user, "thread", thread or container.get("message_ts"), url)
