"""Mentions, direct messages, and follow-ups in threads: an answer under what was asked."""

from __future__ import annotations

from typing import Any

from slack_bolt import App

from bot.jobs import Place, Tell, job_key
from bot.parse import follows
from bot.question import Question
from bot.render.blocks import Block
from bot.slack.following import Following
from bot.slack.front import Front
from bot.slack.listeners.digests import manage
from bot.slack.memory import recall


def register(app: App, front: Front) -> None:
    following = Following(front.state)

    @app.event("app_mention")
    def mentioned(event: dict[str, Any], body: dict[str, Any]) -> None:
        if not _from_a_person(event):
            return
        thread = event.get("thread_ts")
        place = Place(event["channel"], event["user"], "thread", thread or event["ts"])
        if refusal := front.refuses(place.channel, body.get("is_ext_shared_channel")):
            tell(event, place, refusal)
            return
        context = recall(front.state, place.channel, thread, event["ts"]) if thread else None
        _ask(event, place, "mention", context)

    @app.event("message")
    def said(event: dict[str, Any], body: dict[str, Any]) -> None:
        if not _from_a_person(event):
            return
        if event.get("channel_type") == "im":
            direct(event)
        elif event.get("thread_ts") and not _names(event, _own_ids(body)):
            overheard(event)

    def direct(event: dict[str, Any]) -> None:
        """A thread goes on with its question; on the open floor only what plainly does."""
        thread = event.get("thread_ts")
        text = event.get("text") or ""
        context = recall(front.state, event["channel"], thread, event["ts"])
        if thread is None and not follows(text, front.today(event["user"])):
            context = None
        _ask(event, Place(event["channel"], event["user"], "dm", thread), "dm", context)

    def overheard(event: dict[str, Any]) -> None:
        """In a thread of the bot's, what plainly goes on with its answer; people talking are left alone."""
        context = recall(front.state, event["channel"], event["thread_ts"], event["ts"])
        text = event.get("text") or ""
        if context is None or not follows(text, front.today(event["user"])):
            return
        if front.refuses(event["channel"]):
            return
        read = front.understand(text, "thread", event["user"], context)
        if isinstance(read, Question) and read.action not in ("unknown", "help"):
            place = Place(event["channel"], event["user"], "thread", event["thread_ts"])
            front.ask(_key(event), place, read, event["ts"])

    def tell(event: dict[str, Any], place: Place, text: str, blocks: tuple[Block, ...] = ()) -> None:
        """What needs no news."""
        front.queue.enqueue(Tell(_key(event), place, text=text, blocks=blocks))

    def _ask(event: dict[str, Any], place: Place, surface: str, context: Question | None) -> None:
        text = event.get("text") or ""
        read = front.understand(text, surface, place.user, context)
        if isinstance(read, Question) and read.action.startswith("digest"):
            told = manage(front, following, read, place.user, place.channel, _key(event))
            tell(event, place, told.text, told.blocks)
            return
        front.ask(_key(event), place, read, event["ts"])


def _key(event: dict[str, Any]) -> str:
    """By (channel, ts) and not the event's id: one message can arrive as both kinds of event."""
    return job_key(event["channel"], event["ts"])


def _from_a_person(event: dict[str, Any]) -> bool:
    """No bot (not even this one), no edit, no deletion, nobody joining."""
    return (
        bool(event.get("user")) and not event.get("bot_id") and event.get("subtype") in (None, "file_share")
    )


def _names(event: dict[str, Any], ids: frozenset[str]) -> bool:
    """Whether the text mentions one of them; then it comes as a mention too."""
    return any(f"<@{i}" in (event.get("text") or "") for i in ids)


def _own_ids(body: dict[str, Any]) -> frozenset[str]:
    return frozenset(a["user_id"] for a in body.get("authorizations") or () if a.get("user_id"))
