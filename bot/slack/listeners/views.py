"""Forms that were filled in."""

from __future__ import annotations

from typing import Any

from slack_bolt import Ack, App

from bot.jobs import job_key
from bot.question import Question, Refusal
from bot.slack import edit
from bot.slack.front import Front

NO_QUESTION = Refusal("missing_topic", "I find no topic in this. Name one, such as: inflation.")


def register(app: App, front: Front) -> None:
    @app.view(edit.EDITED)
    def edited(ack: Ack, body: dict[str, Any], view: dict[str, Any]) -> None:
        """An edited question is answered where the first one was; an unreadable one stays in the form."""
        text, place = edit.text_of(view), edit.place_of(view)
        read = front.understand(text, "mention", body["user"]["id"])
        if isinstance(read, Question) and read.action in ("unknown", "help"):
            read = NO_QUESTION
        if isinstance(read, Refusal):
            ack(response_action="errors", errors=edit.errors(read))
            return
        front.ask(job_key(view["id"], text), place, read)
        ack()
