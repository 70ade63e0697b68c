"""Clicks: share an answer, ask what a button says, change the timeframe, open the form."""

from __future__ import annotations

import logging
import re
from typing import Any

from slack_bolt import Ack, App, Respond
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError, SlackClientError

from bot.jobs import Ask, Share, job_key
from bot.slack import edit
from bot.slack.buttons import (
    ASK_SUGGESTION,
    CONFIRM_COST,
    EDIT_QUESTION,
    SET_TIMEFRAME,
    SHARE_ANSWER,
    TIMEFRAMES,
    over,
    question_of,
)
from bot.slack.front import Front
from bot.slack.places import place_of_click

logger = logging.getLogger(__name__)

NO_FORM = "Slack did not open the form. Press the button again, or type the question."


def register(app: App, front: Front) -> None:
    @app.action(SHARE_ANSWER)
    def share(ack: Ack, body: dict[str, Any], action: dict[str, Any], respond: Respond) -> None:
        place = place_of_click(body)
        if refusal := front.refuses(place.channel):
            ack()
            respond(refusal, response_type="ephemeral", replace_original=False)
            return
        front.queue.enqueue(Share(job_key(body["trigger_id"]), place, shared=action["value"]))
        ack()

    @app.action(re.compile(f"^{ASK_SUGGESTION}_\\d+$"))
    def ask(ack: Ack, body: dict[str, Any], action: dict[str, Any]) -> None:
        place = place_of_click(body)
        surface = "dm" if place.seen_by == "dm" else "mention"
        read = front.understand(action["value"], surface, place.user)
        front.ask(job_key(body["trigger_id"]), place, read)
        ack()

    @app.action(re.compile(f"^{SET_TIMEFRAME}_({'|'.join(TIMEFRAMES)})$"))
    def set_timeframe(ack: Ack, body: dict[str, Any], action: dict[str, Any]) -> None:
        place = place_of_click(body)
        name = action["action_id"].removeprefix(f"{SET_TIMEFRAME}_")
        question = over(question_of(action["value"]), name, front.today(place.user))
        front.ask(job_key(body["trigger_id"]), place, question)
        ack()

    @app.action(CONFIRM_COST)
    def confirm_cost(ack: Ack, body: dict[str, Any], action: dict[str, Any]) -> None:
        """The person has seen what the question costs, and wants it all the same."""
        place = place_of_click(body)
        question = question_of(action["value"])
        key = job_key(body["trigger_id"])
        front.queue.enqueue(Ask(key, place, question=question, confirmed=True))
        ack()

    @app.action(EDIT_QUESTION)
    def edit_question(
        ack: Ack, body: dict[str, Any], action: dict[str, Any], client: WebClient, respond: Respond
    ) -> None:
        ack()
        view = edit.form(question_of(action["value"]), place_of_click(body))
        try:
            client.views_open(trigger_id=body["trigger_id"], view=view)
        except (SlackApiError, SlackClientError, OSError) as error:
            logger.warning("form not opened: %s", type(error).__name__)
            respond(NO_FORM, response_type="ephemeral", replace_original=False)
