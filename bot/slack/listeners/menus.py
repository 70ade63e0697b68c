"""The menus under an answer: another period, and whatever the answer is kept for."""

from __future__ import annotations

from dataclasses import replace

from slack_bolt import Ack, App

from bot.answer import Answer, answer_from_json
from bot.jobs import LookBack, job_key
from bot.question import Question
from bot.render.blocks import Block
from bot.render.details import counted_as, details
from bot.slack import edit
from bot.slack.buttons import ANSWER_MENU, CUSTOM, MENU, SET_PERIOD, over
from bot.slack.following import new_subscription
from bot.slack.front import Front
from bot.slack.listeners.actions import NO_FORM
from bot.slack.listeners.digests import open_digest_form
from bot.slack.modal import View, plain
from bot.slack.requests import Click
from bot.state.records import SHOWN

TOO_OLD = "This answer is too old for that: what it was made of is not kept any more. Ask again."
NO_DETAILS = "Slack did not open the details. Choose them again."


def register(app: App) -> None:
    app.action(SET_PERIOD)(set_period)
    app.action(ANSWER_MENU)(menu)


def set_period(ack: Ack, front: Front, typed: Click) -> None:
    """The same question over other days; what only the asker sees is replaced by its answer."""
    ack()
    name, _, key = typed.used.said.partition(":")
    answer = _kept(front, typed, key)
    if answer is None or answer.question is None:
        return
    place = front.place(typed)
    if name == CUSTOM:
        front.open_form(typed, edit.form(answer.question, place), NO_FORM)
        return
    question = over(answer.question, name, front.today(place.user))
    front.ask(job_key(typed.trigger_id), place, question, instead=place.seen_by == "asker")


def menu(ack: Ack, front: Front, typed: Click) -> None:
    ack()
    what, _, key = typed.used.said.partition(":")
    answer = _kept(front, typed, key)
    if answer is None or answer.question is None:
        return
    match what:
        case "details":
            front.open_form(typed, _view(MENU[what], details(answer)), NO_DETAILS)
        case "counted":
            front.open_form(typed, _view(MENU[what], counted_as(answer)), NO_DETAILS)
        case "edit":
            front.open_form(typed, edit.form(answer.question, front.place(typed)), NO_FORM)
        case "digest":
            follow_weekly(front, typed, answer.question)
        case "alert":
            look_back(front, typed, answer.question)


def follow_weekly(front: Front, typed: Click, question: Question) -> None:
    place, now = front.place(typed), front.clock()
    zone, key = front.zone(place.user), typed.trigger_id
    open_digest_form(front, typed, new_subscription(question, place.user, place.channel, zone, now, key))


def look_back(front: Front, typed: Click, question: Question) -> None:
    """How often an alert would have fired, for the person who wants one."""
    place = front.place(typed)
    if problem := front.channels.cannot_arrive(place.channel, place.user):
        front.reply(typed, problem)
        return
    alone = replace(place, seen_by="dm" if place.seen_by == "dm" else "asker")
    wanted = replace(question, action="sentiment")
    front.queue.enqueue(LookBack(job_key(typed.trigger_id), alone, question=wanted, level="medium"))


def _kept(front: Front, typed: Click, key: str) -> Answer | None:
    """The answer that the menu belongs to; None, said so, where it is not kept any more."""
    kept = SHOWN.get(front.state, key)
    if kept is None:
        front.reply(typed, TOO_OLD)
        return None
    return answer_from_json(kept["answer"])


def _view(title: str, blocks: tuple[Block, ...]) -> View:
    return {"type": "modal", "title": plain(title), "close": plain("Close"), "blocks": list(blocks)}
