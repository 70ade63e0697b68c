"""The app's home is shown when it is opened; its pane of messages greets once (the manifest has prompts)."""

from __future__ import annotations

from slack_bolt import Ack, App

from bot.jobs import Place, Tell, job_key
from bot.question import Question
from bot.slack.following import new_subscription
from bot.slack.front import Front
from bot.slack.home import NEW_DIGEST
from bot.slack.listeners.digests import open_digest_form
from bot.slack.requests import Click, Event, HomeOpened
from bot.state.records import GREETED

GREETING = (
    "Hello! I tell how the world's news treats a topic: how much coverage, in what tone, and why it moved. "
    "Ask in your own words, or take one of the suggestions."
)


def register(app: App) -> None:
    app.event("app_home_opened")(opened)
    app.action(NEW_DIGEST)(new_digest)


def opened(front: Front, typed: Event) -> None:
    if not isinstance(typed.event, HomeOpened):
        return
    user, channel = typed.event.user, typed.event.channel
    # A click in the home names no channel, so the one for its answers is learned here.
    front.channels.learn_direct(user, channel)
    if typed.event.tab != "messages":
        front.refresh_home(user)
        return
    if GREETED.get(front.state, user) is None:
        front.queue.enqueue(Tell(job_key(GREETED.name, user), Place(channel, user, "dm"), text=GREETING))
        GREETED.put(front.state, user, {})


def new_digest(ack: Ack, front: Front, typed: Click) -> None:
    ack()
    place, wanted = front.place(typed), Question("digest-subscribe")
    zone, now = front.zone(place.user), front.clock()
    open_digest_form(
        front, typed, new_subscription(wanted, place.user, place.channel, zone, now, typed.trigger_id)
    )
