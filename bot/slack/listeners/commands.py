"""Slash commands: an answer for the asker alone, with a button that shares it."""

from __future__ import annotations

from typing import Any

from slack_bolt import Ack, App

from bot.answer import refused
from bot.jobs import Place, job_key
from bot.question import Question, Refusal, topic_label
from bot.render.blocks import message
from bot.render.mrkdwn import escape
from bot.slack.buttons import answer_rows
from bot.slack.front import Front

COMMANDS = ("/sentiment", "/compare", "/news", "/trends", "/related")


def register(app: App, front: Front) -> None:
    def answer(ack: Ack, command: dict[str, Any]) -> None:
        text, user = command.get("text") or "", command["user_id"]
        if refusal := front.refuses(command["channel_id"]):
            ack(text=refusal, response_type="ephemeral")
            return
        read = front.understand(text, f"command:{command['command']}", user)
        if isinstance(read, Refusal):
            answer = refused(read)
            told = message(answer, actions=answer_rows(answer, read, None))
            ack(text=told.text, blocks=told.blocks, response_type="ephemeral")
            return
        place = Place(command["channel_id"], user, "asker", response_url=command.get("response_url"))
        front.ask(job_key(command["trigger_id"]), place, read)
        ack(text=_waiting(read), response_type="ephemeral")

    for name in COMMANDS:
        app.command(name)(answer)


def _waiting(question: Question) -> str:
    topics = ", ".join(topic_label(t) for t in question.topics)
    return f"Looking at the coverage of {escape(topics)} …" if topics else "One moment …"
