"""How often and how long to try again where Slack is busy or unwell."""

from __future__ import annotations

import socket
import time
from collections.abc import Callable
from urllib.error import URLError

from slack_sdk.errors import SlackApiError
from slack_sdk.http_retry import HttpRequest, HttpResponse, RetryHandler, RetryState

TRIES = 4
LONGEST_WAIT = 60.0
POSTS = ("/chat.postMessage", "/chat.postEphemeral")
LOST_WAITS = (0.5, 1.0, 2.0, 4.0)
"""Seconds after a post without an answer until it is looked for."""


def may_have_arrived(error: Exception) -> bool:
    """Whether Slack may have done what it was asked although this came of it."""
    if isinstance(error, SlackApiError):
        return bool(error.response.status_code >= 500)
    reason = error.reason if isinstance(error, URLError) else error
    return not isinstance(reason, ConnectionRefusedError | socket.gaierror)


class Retries(RetryHandler):
    """Waits as long as a 429 asks for (a minute at most), and ever longer after 5xx or no answer.

    What would show a message twice is not repeated unless Slack surely has not done it.
    """

    def __init__(self, sleep: Callable[[float], None] = time.sleep, *, shows: bool = False) -> None:
        """`shows` for a client whose every request shows a message."""
        super().__init__(max_retry_count=TRIES - 1)
        self._sleep = sleep
        self._shows = shows

    def _can_retry(
        self,
        *,
        state: RetryState,  # noqa: ARG002 - the SDK's signature
        request: HttpRequest,
        response: HttpResponse | None = None,
        error: Exception | None = None,
    ) -> bool:
        if response is not None:
            busy = response.status_code == 429
            return busy or (response.status_code >= 500 and not request.url.endswith(POSTS))
        if isinstance(error, URLError | OSError):
            shows = self._shows or request.url.endswith(POSTS)
            return not (shows and may_have_arrived(error))
        return False

    def prepare_for_next_attempt(
        self,
        *,
        state: RetryState,
        request: HttpRequest,  # noqa: ARG002
        response: HttpResponse | None = None,
        error: Exception | None = None,  # noqa: ARG002
    ) -> None:
        wait = 0.5 * 2**state.current_attempt
        if response is not None and response.status_code == 429:
            asked = {k.lower(): v for k, v in response.headers.items()}.get("retry-after")
            value = asked[0] if isinstance(asked, list) else asked
            wait = float(value) if value and value.isdigit() else wait
        self._sleep(min(wait, LONGEST_WAIT))
        state.next_attempt_requested = True
        state.increment_current_attempt()
