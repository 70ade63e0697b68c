"""Mentions and direct messages: an answer under what was asked."""

from __future__ import annotations

from typing import Any

from slack_bolt import App

from bot.jobs import Job, Place, job_key
from bot.question import Question
from bot.slack.front import Front
from bot.slack.text import typed


def register(app: App, front: Front) -> None:
    @app.event("app_mention")
    def mentioned(event: dict[str, Any], body: dict[str, Any]) -> None:
        if _from_a_person(event):
            place = Place(event["channel"], event["user"], "thread", event.get("thread_ts") or event["ts"])
            _enqueue(event, body, place, "mention")

    @app.event("message")
    def direct_message(event: dict[str, Any], body: dict[str, Any]) -> None:
        """Answers what is said to the bot alone; what else Slack sends here is none of its business."""
        if event.get("channel_type") == "im" and _from_a_person(event):
            place = Place(event["channel"], event["user"], "dm", event.get("thread_ts"))
            _enqueue(event, body, place, "dm")

    def _enqueue(event: dict[str, Any], body: dict[str, Any], place: Place, surface: str) -> None:
        text = typed(event.get("text") or "", _own_ids(body))
        read = front.understand(text, surface, place.user)
        # (channel, ts) and not the event's id: one message can arrive as both kinds of event.
        key = job_key(event["channel"], event["ts"])
        if isinstance(read, Question):
            front.queue.enqueue(Job(key, "answer", place, text, question=read))
        else:
            front.queue.enqueue(Job(key, "answer", place, text, refusal=read))


def _from_a_person(event: dict[str, Any]) -> bool:
    """No bot (not even this one), no edit, no deletion, nobody joining."""
    return (
        bool(event.get("user")) and not event.get("bot_id") and event.get("subtype") in (None, "file_share")
    )


def _own_ids(body: dict[str, Any]) -> frozenset[str]:
    return frozenset(a["user_id"] for a in body.get("authorizations") or () if a.get("user_id"))
