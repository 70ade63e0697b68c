"""Digests and alerts: the commands, the menus beside each, and the form."""

from __future__ import annotations

import re
from dataclasses import replace

from slack_bolt import Ack, App

from bot.answer import refused
from bot.digests import subscriptions
from bot.digests.values import Subscription
from bot.jobs import Follow, LookBack, Place, Preview, Tell, job_key
from bot.question import Question, Refusal, topic_label
from bot.render.blocks import Message, message
from bot.render.digest_blocks import FOLLOW_MENU
from bot.render.mrkdwn import escape
from bot.slack import digest_form
from bot.slack.buttons import (
    FOLLOW_ANYWAY,
    FOLLOW_OTHERWISE,
    SAVE_ALERT,
    answer_rows,
    question_of,
)
from bot.slack.following import (
    EXPIRED,
    GONE,
    NOT_YOURS,
    Following,
    may_change,
    new_alert,
    new_subscription,
    read_alert,
)
from bot.slack.front import Front
from bot.slack.requests import Click, Command, Form

COMMANDS = ("/digest", "/alert")
NO_FORM = "Slack did not open the form. Try again, or type it: `/digest inflation every monday 08:00`."
LOOKING = "Looking whether there is news on that …"
ALERT_NEEDS_TOPIC = (
    "Name what to watch, such as `/alert riksbank`, and if you like how sensitively: low, medium or high."
)


def register(app: App) -> None:
    app.command("/digest")(digest)
    app.command("/alert")(alert)
    app.action(re.compile(f"^{SAVE_ALERT}_\\w+$"))(save_alert)
    app.action(re.compile(f"^{FOLLOW_MENU}"))(menu)
    app.action(FOLLOW_ANYWAY)(follow_anyway)
    app.action(FOLLOW_OTHERWISE)(follow_otherwise)
    app.view(digest_form.SAVED)(saved)


def digest(ack: Ack, front: Front, typed: Command) -> None:
    read = front.understand(typed.text or "", "command:/digest", typed.user_id)
    place = Place(typed.channel_id, typed.user_id, "asker", response_url=typed.response_url)
    if isinstance(read, Refusal):
        answer = refused(read)
        told = message(answer, actions=answer_rows(answer, None, None))
    else:
        told = manage(front, read, place, typed.trigger_id) or Message(LOOKING, ())
    ack(text=told.text, blocks=told.blocks or None, response_type="ephemeral")


def alert(ack: Ack, front: Front, typed: Command) -> None:
    """Looks back first: how often would it have fired?"""
    text, level = read_alert(typed.text or "")
    read = front.understand(text, "command:/sentiment", typed.user_id) if text else None
    if read is None or isinstance(read, Refusal) or len(read.topics) != 1:
        ack(text=read.message if isinstance(read, Refusal) else ALERT_NEEDS_TOPIC, response_type="ephemeral")
        return
    if problem := front.channels.cannot_arrive(typed.channel_id, typed.user_id):
        ack(text=problem, response_type="ephemeral")
        return
    place = Place(typed.channel_id, typed.user_id, "asker", response_url=typed.response_url)
    wanted = replace(read, action="sentiment")
    front.queue.enqueue(LookBack(job_key(typed.trigger_id), place, question=wanted, level=level))
    named = escape(topic_label(read.topics[0]))
    said = f"Looking back over the last 90 days of {named}, for an alert of {level} sensitivity …"
    ack(text=said, response_type="ephemeral")


def save_alert(ack: Ack, front: Front, typed: Click) -> None:
    ack()
    place, now = front.place(typed), front.clock()
    level, _, value = typed.used.said.partition(" ")
    wanted = new_alert(question_of(value), level, place.user, place.channel, now, typed.trigger_id)
    if problem := front.channels.cannot_arrive(place.channel, place.user):
        front.reply(typed, problem)
        return
    front.reply(typed, Following(front.state).start(wanted, now), instead=True)


def follow_anyway(ack: Ack, front: Front, typed: Click) -> None:
    """A digest without news yet: its owner has said that it is wanted."""
    ack()
    following = Following(front.state)
    if (wanted := _waiting(front, typed)) is None:
        return
    if problem := front.channels.cannot_arrive(wanted.channel, wanted.owner):
        front.reply(typed, problem)
        return
    front.reply(typed, following.start(wanted, front.clock()), instead=True)
    front.refresh_home(typed.user.id)


def follow_otherwise(ack: Ack, front: Front, typed: Click) -> None:
    ack()
    if wanted := _waiting(front, typed):
        open_digest_form(front, typed, wanted)


def _waiting(front: Front, typed: Click) -> Subscription | None:
    """The digest that the click is about; None, said why, where it waits no longer or for somebody else."""
    wanted = Following(front.state).waiting(typed.used.said)
    if wanted is None:
        front.reply(typed, EXPIRED)
    elif not may_change(wanted, typed.user.id, front.client):
        front.reply(typed, NOT_YOURS.format(owner=wanted.owner))
        return None
    return wanted


def menu(ack: Ack, front: Front, typed: Click) -> None:
    ack()
    what, _, id = typed.used.said.partition(":")
    user, value = typed.user.id, subscriptions.find(front.state, id)
    if value is None:
        front.reply(typed, GONE)
    elif not may_change(value, user, front.client):
        front.reply(typed, NOT_YOURS.format(owner=value.owner))
    elif what == "preview":
        front.queue.enqueue(Preview(job_key(typed.trigger_id), front.place(typed), follow=id))
    elif what == "edit" and isinstance(value, Subscription):
        open_digest_form(front, typed, value)
    else:
        said = Following(front.state).act(what, value, front.clock())
        if typed.channel is not None:
            front.reply(typed, said)
        front.refresh_home(user)


def saved(ack: Ack, front: Front, typed: Form) -> None:
    user = typed.user.id
    read = digest_form.read(typed.view, front.reader(user))
    if isinstance(read, dict):
        ack(response_action="errors", errors=read)
        return
    known = subscriptions.find(front.state, read.id)
    if isinstance(known, Subscription):
        if not may_change(known, user, front.client):
            ack(response_action="errors", errors={"topics": NOT_YOURS.format(owner=known.owner)})
            return
        read = replace(read, muted_until=known.muted_until)
    if read.channel == read.owner:
        read = replace(read, channel=front.channels.direct(read.owner) or read.owner)
    if problem := front.channels.cannot_arrive(read.channel, read.owner):
        ack(response_action="errors", errors={"channel": problem})
        return
    # A form has no place of its own, so what it did is told in the person's messages with the bot.
    place = Place(user, user, "dm")
    front.queue.enqueue(Follow(job_key(typed.view.id, "saved"), place, wanted=read))
    ack()


def do(front: Front, read: Question | Refusal, place: Place, key: str, ts: str = "") -> None:
    """What was read is answered, or done where it is about digests."""
    if not isinstance(read, Question) or not read.action.startswith("digest"):
        front.ask(key, place, read, ts)
    elif told := manage(front, read, place, key):
        front.queue.enqueue(Tell(key, place, text=told.text, blocks=told.blocks))


def manage(front: Front, question: Question, place: Place, key: str) -> Message | None:
    """What a digest command in words does, and what to answer; delivered again (by `key`), the same.

    None where a worker first looks whether there is news, and answers.
    """
    user, now, following = place.user, front.clock(), Following(front.state)
    if question.action == "digest-remove":
        return following.stop(question, user)
    if question.action == "digest-subscribe":
        new = new_subscription(question, user, place.channel, front.zone(user), now, key)
        if problem := front.channels.cannot_arrive(new.channel, user):
            return Message(problem, ())
        front.queue.enqueue(Follow(job_key(key, "follow"), place, wanted=new))
        return None
    return following.listing(user, now)


def open_digest_form(front: Front, click: Click, subscription: Subscription) -> None:
    front.open_form(click, digest_form.form(subscription), NO_FORM)
