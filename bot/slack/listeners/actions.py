"""Clicks: share an answer, ask what a button says, open the form."""

from __future__ import annotations

import re
from dataclasses import replace

from slack_bolt import Ack, App

from bot.jobs import Ask, Share, job_key
from bot.slack import edit, memory
from bot.slack.buttons import (
    ASK_QUESTION,
    ASK_SUGGESTION,
    COMPARE_QUESTION,
    CONFIRM_COST,
    EDIT_QUESTION,
    SHARE_ANSWER,
    UNDO_READING,
    question_of,
)
from bot.slack.front import Front
from bot.slack.listeners.digests import do
from bot.slack.requests import Click

TAKEN_BACK = "I took that reading back. Say it in other words, such as: sentiment on inflation last 30 days."
NO_FORM = "Slack did not open the form. Press the button again, or type the question."


def register(app: App) -> None:
    app.action(SHARE_ANSWER)(share)
    app.action(re.compile(f"^{ASK_SUGGESTION}_\\d+$"))(ask)
    app.action(ASK_QUESTION)(ask_question)
    app.action(UNDO_READING)(undo_reading)
    app.action(CONFIRM_COST)(confirm_cost)
    app.action(EDIT_QUESTION)(edit_question)
    app.action(COMPARE_QUESTION)(edit_question)


def share(ack: Ack, front: Front, typed: Click) -> None:
    front.queue.enqueue(Share(job_key(typed.trigger_id), front.place(typed), shared=typed.used.said))
    ack()


def ask(ack: Ack, front: Front, typed: Click) -> None:
    place = front.place(typed)
    surface = "dm" if place.seen_by == "dm" else "mention"
    read = front.understand(typed.used.said, surface, place.user)
    do(front, read, place, job_key(typed.trigger_id))
    ack()


def undo_reading(ack: Ack, front: Front, typed: Click) -> None:
    """The rewriter's reading is taken back, with its answer, by who asked."""
    ack()
    user, _, ts = typed.used.said.partition(" ")
    if user != typed.user.id:
        front.reply(typed, f"Only <@{user}>, who asked, can take this back.")
        return
    place = front.place(typed)
    memory.forget(front.state, place.channel, place.thread_ts, ts)
    front.reply(typed, TAKEN_BACK, instead=True)


def ask_question(ack: Ack, front: Front, typed: Click) -> None:
    """The question that a button carries, on the person's today."""
    place = front.place(typed)
    question = replace(question_of(typed.used.said), today=front.today(place.user))
    front.ask(job_key(typed.trigger_id), place, question)
    ack()


def confirm_cost(ack: Ack, front: Front, typed: Click) -> None:
    """The person has seen what the question costs, and wants it all the same."""
    question, key = question_of(typed.used.said), job_key(typed.trigger_id)
    front.queue.enqueue(Ask(key, front.place(typed), question=question, confirmed=True))
    ack()


def edit_question(ack: Ack, front: Front, typed: Click) -> None:
    ack()
    front.open_form(typed, edit.form(question_of(typed.used.said), front.place(typed)), NO_FORM)
