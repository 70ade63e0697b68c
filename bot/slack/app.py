"""The Bolt app: verifies what Slack sends, and hands it to the listeners."""

from __future__ import annotations

import logging
from typing import Any

from slack_bolt import App, BoltResponse
from slack_bolt.authorization import AuthorizeResult
from slack_sdk import WebClient
from slack_sdk.errors import SlackClientError
from slack_sdk.webhook import WebhookClient

from bot.clock import Clock
from bot.jobs import Queue
from bot.logs import failure
from bot.settings import Settings
from bot.slack.front import Front
from bot.slack.listeners import actions, commands, digests, events, home, views
from bot.state import State

logger = logging.getLogger(__name__)

PATIENCE = 2
"""Seconds that the front waits for Slack to open a form: the trigger of a click is good for three."""


def build_app(settings: Settings, queue: Queue, state: State, clock: Clock) -> App:
    """An app that asks Slack nothing while it is built, nor before it has acknowledged.

    Work is done before the response, as nothing after it is sure to run in a function.
    """

    def authorize() -> AuthorizeResult:
        return AuthorizeResult(enterprise_id=None, team_id=None, bot_token=settings.slack_bot_token)

    client = WebClient(settings.slack_bot_token, base_url=settings.slack_api_url, timeout=PATIENCE)
    app = App(
        signing_secret=settings.slack_signing_secret,
        process_before_response=True,
        token_verification_enabled=False,
        authorize=authorize,
        client=client,
    )
    front = Front(settings, queue, state, clock, client)
    for listeners in (commands, events, actions, views, digests, home):
        listeners.register(app, front)

    @app.error
    def told(error: Exception, body: dict[str, Any]) -> BoltResponse:
        """Events are sent again, so Slack is told; what is not sent again is told to the person."""
        try:
            raise error
        except Exception:
            sentence = failure("a request could not be handed on")
        match body:
            case {"command": _}:
                return BoltResponse(status=200, body={"response_type": "ephemeral", "text": sentence})
            case {"type": "view_submission", "view": {"state": {"values": {**fields}}}} if fields:
                errors = {next(iter(fields)): sentence}
                return BoltResponse(status=200, body={"response_action": "errors", "errors": errors})
            case {"type": "block_actions", "response_url": url} if _respond(url, sentence):
                return BoltResponse(status=200, body="")
        # After an event Slack comes again; after a click it shows a warning beside the button.
        return BoltResponse(status=500, body="")

    return app


def _respond(url: str, sentence: str) -> bool:
    """Whether Slack took the sentence for whoever clicked."""
    try:
        sent = WebhookClient(url, timeout=PATIENCE).send(
            text=sentence, response_type="ephemeral", replace_original=False
        )
    except (SlackClientError, OSError) as error:
        logger.warning("not told of a failure: %s", type(error).__name__)
        return False
    return sent.status_code == 200
