"""Jobs handed to Cloud Tasks, which delivers each to the worker until it is done.

By its REST API: the client library takes three times as long to load, which a cold front has not.
"""

from __future__ import annotations

import base64
import json
from functools import cached_property
from typing import TYPE_CHECKING, Any

from bot.deadline import OutOfTime, patience
from bot.jobs import Job, job_to_json
from bot.settings import Settings

if TYPE_CHECKING:
    from requests import Session

TIMEOUT = 1.0
"""Seconds for one try, of which there are two, where the request has so many left."""

DEADLINE = "600s"
"""How long the worker may take for one delivery."""


class NotQueued(Exception):
    """Cloud Tasks did not take the job."""


class CloudTasksQueue:
    """Tasks are named by their jobs' keys, so a request that Slack delivers again is no second task.

    A name stays taken for an hour or more after its task is done, so another attempt has a name of its own.
    """

    def __init__(self, settings: Settings) -> None:
        self._settings = settings

    def enqueue(self, job: Job) -> bool:
        """Whether it is new. Raises NotQueued."""
        s = self._settings
        task = {
            "name": f"{s.queue}/tasks/{job.key}" + (f"-{job.attempt}" if job.attempt else ""),
            "dispatchDeadline": DEADLINE,
            "httpRequest": {
                "url": s.worker_url,
                "httpMethod": "POST",
                "headers": {"Content-Type": "application/json"},
                "body": base64.b64encode(json.dumps(job_to_json(job)).encode()).decode(),
                "oidcToken": {"serviceAccountEmail": s.tasks_account, "audience": s.worker_url},
            },
        }
        status = self._create({"task": task})
        # Conflict: there is or was a task of this name.
        if status not in (200, 409):
            raise NotQueued(f"status {status}")
        return status == 200

    def close(self) -> None:
        self._session.close()

    def _create(self, body: dict[str, Any]) -> int:
        from google.auth.exceptions import GoogleAuthError
        from requests import RequestException

        url = f"{self._settings.tasks_url.rstrip('/')}/v2/{self._settings.queue}/tasks"
        for last in (False, True):
            try:
                status = self._session.post(url, json=body, timeout=patience(TIMEOUT)).status_code
            except (GoogleAuthError, OutOfTime) as error:
                raise NotQueued(type(error).__name__) from error
            except RequestException as error:
                # Asked again even where the answer was lost: the name sees to it that it is one task.
                if last:
                    raise NotQueued(type(error).__name__) from error
                continue
            if status < 500 or last:
                return status
        raise AssertionError("the last try returns or raises")

    @cached_property
    def _session(self) -> Session:
        if self._settings.tasks_url.startswith("http://"):
            import requests

            return requests.Session()  # a stand-in on this machine, which gets no credentials
        import google.auth
        from google.auth.transport.requests import AuthorizedSession

        credentials, _ = google.auth.default(scopes=["https://www.googleapis.com/auth/cloud-platform"])
        session: Session = AuthorizedSession(credentials)  # type: ignore[no-untyped-call]
        return session
