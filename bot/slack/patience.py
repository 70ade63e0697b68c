"""How often and how long to try again where Slack is busy or unwell."""

from __future__ import annotations

import time
from collections.abc import Callable
from urllib.error import URLError

from slack_sdk.http_retry import HttpRequest, HttpResponse, RetryHandler, RetryState

TRIES = 4
LONGEST_WAIT = 60.0


class Patience(RetryHandler):
    """Waits as long as a 429 asks for (a minute at most), and ever longer after 5xx or no answer."""

    def __init__(self, sleep: Callable[[float], None] = time.sleep) -> None:
        super().__init__(max_retry_count=TRIES - 1)
        self._sleep = sleep

    def _can_retry(
        self,
        *,
        state: RetryState,  # noqa: ARG002 - the SDK's signature
        request: HttpRequest,  # noqa: ARG002
        response: HttpResponse | None = None,
        error: Exception | None = None,
    ) -> bool:
        if response is not None:
            return response.status_code == 429 or response.status_code >= 500
        return isinstance(error, URLError | OSError)

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
