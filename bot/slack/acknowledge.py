"""An answer to Slack in time, whatever hangs behind the front."""

from __future__ import annotations

import logging
from concurrent.futures import ThreadPoolExecutor, wait
from contextvars import copy_context

from slack_bolt import App, BoltRequest, BoltResponse

from bot.deadline import Deadline, until
from bot.slack import requests
from bot.slack.requests import Command, Form

logger = logging.getLogger(__name__)

IN_ALL = 2.3
"""Seconds for reading a request and all that is asked of others for it; after three Slack gives up."""
AT_ONCE = 64
"""Requests worked on: twice as many as are admitted, so that some that hang leave room for others."""

LATE = (
    "This takes longer than Slack waits, so I cannot tell whether it was handed on. If nothing comes within "
    "a minute, ask again."
)


class Acknowledger:
    """Has Bolt see to each request in a thread of its own, and answers for it when its time is up.

    What hangs then ends by its own limits, which the deadline sets; nobody waits for it.
    """

    def __init__(self, app: App) -> None:
        self._app = app
        self._pool = ThreadPoolExecutor(AT_ONCE, thread_name_prefix="request")

    def __call__(self, request: BoltRequest, deadline: Deadline) -> BoltResponse:
        with until(deadline):
            done = self._pool.submit(copy_context().run, self._app.dispatch, request)
        wait((done,), deadline.left())
        if done.done():
            return done.result()
        done.cancel()
        logger.error("a request was not handed on in time")
        return trouble(requests.typed(request.body), LATE)


def trouble(typed: requests.Request, sentence: str) -> BoltResponse:
    """The acknowledgement that tells a person of trouble, where one can.

    After an event Slack comes again; after a click it shows a warning beside the button.
    """
    match typed:
        case Command():
            return BoltResponse(status=200, body={"response_type": "ephemeral", "text": sentence})
        case Form(view=view):
            errors = {next(iter(view.state.values), ""): sentence}
            return BoltResponse(status=200, body={"response_action": "errors", "errors": errors})
    return BoltResponse(status=500, body="")
