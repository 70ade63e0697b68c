"""Forms that were filled in."""

from __future__ import annotations

from slack_bolt import Ack, App

from bot.jobs import job_key
from bot.slack import edit
from bot.slack.buttons import question_value
from bot.slack.front import Front
from bot.slack.requests import Form


def register(app: App) -> None:
    app.view(edit.EDITED)(edited)


def edited(ack: Ack, front: Front, typed: Form) -> None:
    """An edited question is answered where the first one was; an unreadable one stays in the form."""
    user, place = typed.user.id, edit.place_of(typed.view)
    read = edit.read(typed.view, front.reader(user))
    if isinstance(read, dict):
        ack(response_action="errors", errors=read)
        return
    if refusal := front.channels.refusal(place.channel):
        ack(response_action="errors", errors={"topics": refusal.message})
        return
    front.ask(job_key(typed.view.id, question_value(read)), place, read)
    ack()
