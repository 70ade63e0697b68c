"""Mentions, direct messages, and follow-ups in threads: an answer under what was asked."""

from __future__ import annotations

from slack_bolt import App

from bot.jobs import NOBODY, Erase, Place, job_key
from bot.parse import follows
from bot.question import Question
from bot.slack import memory
from bot.slack.aside import only_goes_on
from bot.slack.front import Front
from bot.slack.listeners.digests import do
from bot.slack.requests import Event, Mention, Message, TokensRevoked, Uninstalled


def register(app: App) -> None:
    app.event("app_mention")(mentioned)
    app.event("message")(said)
    app.event("app_uninstalled")(let_go)
    app.event("tokens_revoked")(let_go)


def mentioned(front: Front, typed: Event) -> None:
    event = typed.event
    if not isinstance(event, Mention) or not event.by_a_person or not event.user:
        return
    thread = event.thread_ts
    place = Place(event.channel, event.user, "thread", thread or event.ts)
    context = memory.recall(front.state, place.channel, thread, event.ts) if thread else None
    if thread:
        memory.note_speaker(front.state, place.channel, thread, event.ts, event.user)
    _ask(front, event, place, "mention", context)


def said(front: Front, typed: Event) -> None:
    event = typed.event
    if not isinstance(event, Message) or not event.by_a_person or not event.user:
        return
    if event.channel_type == "im":
        front.channels.learn_direct(event.user, event.channel)
        _direct(front, event, event.user)
    elif event.thread_ts and not any(f"<@{own}" in event.said for own in typed.own_ids):
        # With the bot's name in it, it comes as a mention too.
        _overheard(front, event, event.user, event.thread_ts, typed.is_ext_shared_channel)


def let_go(front: Front, typed: Event) -> None:
    """The bot has left the workspace: what people followed ends, and what was kept of them is erased."""
    event = typed.event
    if isinstance(event, Uninstalled) or (isinstance(event, TokensRevoked) and event.tokens.bot):
        front.queue.enqueue(Erase(job_key("erase", typed.event_id or ""), NOBODY))


def _direct(front: Front, event: Message, user: str) -> None:
    """A thread goes on with its question; on the open floor only what plainly does."""
    context = memory.recall(front.state, event.channel, event.thread_ts, event.ts)
    if event.thread_ts is None and not follows(event.said, front.today(user)):
        context = None
    _ask(front, event, Place(event.channel, user, "dm", event.thread_ts), "dm", context)


def _overheard(front: Front, event: Message, user: str, thread: str, shared: bool | None) -> None:
    """In a thread of the bot's, its asker going on right after the answer; people talking are left alone."""
    context = memory.continued_by(front.state, event.channel, thread, event.ts, user)
    if (
        context
        and follows(event.said, front.today(user), context)
        and not front.channels.refusal(event.channel, shared)
    ):
        read = front.understand(event.said, "thread", user, context)
        if isinstance(read, Question) and only_goes_on(event.said, read, context):
            front.ask(_key(event), Place(event.channel, user, "thread", thread), read, event.ts)
            return
    memory.note_speaker(front.state, event.channel, thread, event.ts, None)


def _ask(front: Front, event: Message, place: Place, surface: str, context: Question | None) -> None:
    read = front.understand(event.said, surface, place.user, context)
    if not front.reworded(_key(event), place, read, event.said, surface, context, event.ts):
        do(front, read, place, _key(event), event.ts)


def _key(event: Message) -> str:
    """By (channel, ts) and not the event's id: one message can arrive as both kinds of event."""
    return job_key(event.channel, event.ts)
