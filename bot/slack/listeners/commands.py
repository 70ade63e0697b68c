"""Slash commands: an answer for the asker alone, with a button that shares it."""

from __future__ import annotations

from slack_bolt import Ack, App

from bot.actions import ACTIONS, ASKED
from bot.answer import refused
from bot.jobs import Place, job_key
from bot.question import Question, Refusal, topic_label
from bot.render.blocks import message
from bot.render.mrkdwn import escape
from bot.slack.buttons import answer_rows
from bot.slack.front import Front
from bot.slack.requests import Command

COMMANDS = tuple(ACTIONS[action].command for action in ASKED if ACTIONS[action].command)


def register(app: App) -> None:
    for name in COMMANDS:
        app.command(name)(asked)


def asked(ack: Ack, front: Front, typed: Command) -> None:
    text = typed.text or ""
    read = front.understand(text, f"command:{typed.command}", typed.user_id)
    place = Place(typed.channel_id, typed.user_id, "asker", response_url=typed.response_url)
    key = job_key(typed.trigger_id)
    if front.reworded(key, place, read, f"{typed.command} {text}", "mention"):
        ack(text="One moment …", response_type="ephemeral")
        return
    if isinstance(read, Refusal):
        answer = refused(read)
        told = message(answer, actions=answer_rows(answer, read, None))
        ack(text=told.text, blocks=told.blocks, response_type="ephemeral")
        return
    front.ask(key, place, read)
    ack(text=_waiting(read), response_type="ephemeral")


def _waiting(question: Question) -> str:
    topics = ", ".join(topic_label(t) for t in question.topics)
    return f"Looking at the coverage of {escape(topics)} …" if topics else "One moment …"
