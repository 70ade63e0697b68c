"""Entry points for Cloud Functions and functions-framework."""

from __future__ import annotations

import logging
from functools import cache

from flask import Request, Response, make_response
from slack_bolt.adapter.google_cloud_functions import SlackRequestHandler

from bot.settings import load_settings
from bot.slack.runtime import Runtime, start

logger = logging.getLogger(__name__)

LARGEST_BODY = 1024 * 1024
"""Bytes. Slack's largest requests, clicks that carry their message, stay far below."""


class SettingMissing(Exception):
    """A setting without which Slack's requests can be neither verified nor answered."""


@cache
def runtime() -> Runtime:
    """The bot of this process, built when the first request comes. Raises SettingMissing."""
    settings = load_settings()
    for name, value in (
        ("SLACK_SIGNING_SECRET", settings.slack_signing_secret),
        ("SLACK_BOT_TOKEN", settings.slack_bot_token),
    ):
        if not value:
            raise SettingMissing(f"{name} is not set; python -m bot doctor says where to find it.")
    return start(settings)


def slack(request: Request) -> Response:
    """The public front: verifies, reads, acknowledges and hands on what Slack sends."""
    if request.method == "GET":
        return make_response("Tidings is up. Slack sends its requests here.", 200)
    request.max_content_length = LARGEST_BODY
    try:
        app = runtime().app
    except SettingMissing as missing:
        logger.error("%s", missing)
        return make_response("Tidings is not set up; its log says what is missing.", 500)
    return SlackRequestHandler(app).handle(request)
