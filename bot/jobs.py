"""Work that outlives Slack's three seconds: what is to be done, as a value, and who does it."""

from __future__ import annotations

import hashlib
import logging
import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal, Protocol

import msgspec

from bot.question import Question, Refusal

logger = logging.getLogger(__name__)

VERSION = 1


@dataclass(frozen=True, slots=True)
class Place:
    """Where an answer goes, and who sees it: the asker alone, a thread, or a direct message.

    `response_url` is the address that Slack gives with a command or a click. It lets whoever has
    it write, so it is kept out of `repr` and with it out of the log.
    """

    channel: str
    user: str
    seen_by: Literal["asker", "thread", "dm"]
    thread_ts: str | None = None
    response_url: str | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class Job:
    """One thing to do for one request of Slack. Equal `key`s are the same request, delivered again.

    `text` is what was typed, or what to ``tell``, with its `blocks`. An ``answer`` has a `question` or a
    `refusal`; a ``share`` names in `shared` the key of the answer that is to be shown to the channel. An
    ``issue`` (of a digest), a ``watch`` (of an alert), a ``preview`` (of either) and a ``look-back`` (how
    often an alert would have fired) name in `follow` what they are for; an issue and a watch also the
    `moment` they were due. `asked_at` is in seconds since 1970.
    """

    key: str
    work: Literal["answer", "share", "issue", "watch", "preview", "look-back", "tell"]
    place: Place
    text: str = ""
    question: Question | None = None
    refusal: Refusal | None = None
    shared: str | None = None
    follow: str | None = None
    moment: datetime | None = None
    confirmed: bool = False
    blocks: tuple[dict[str, Any], ...] = ()
    asked_at: float = field(default_factory=time.time, compare=False)
    version: int = VERSION


def job_key(*parts: str) -> str:
    """A key for what Slack names by `parts`: (channel, ts) of a message, or a trigger id."""
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:32]


def job_to_json(job: Job) -> dict[str, Any]:
    """A JSON object."""
    out: dict[str, Any] = msgspec.to_builtins(job)
    return out


def job_from_json(data: dict[str, Any]) -> Job:
    """The inverse of `job_to_json`. Raises msgspec.ValidationError on another shape."""
    return msgspec.convert(data, Job)


class Queue(Protocol):
    """Takes a job to be worked on later. Raises if it cannot, so that the asker can be told."""

    def enqueue(self, job: Job) -> None: ...

    def close(self) -> None:
        """Takes no more; what is to be done in this process is done before this returns."""


class InProcessQueue:
    """Worker threads in this process. What was enqueued is worked on before the process ends."""

    def __init__(self, work: Callable[[Job], None], threads: int = 2) -> None:
        self._work = work
        self._pool = ThreadPoolExecutor(threads, thread_name_prefix="job")
        self._running: set[Future[None]] = set()

    def enqueue(self, job: Job) -> None:
        running = self._pool.submit(self._run, job)
        self._running.add(running)
        running.add_done_callback(self._running.discard)

    def wait(self, seconds: float) -> bool:
        """Whether all that was enqueued so far is done, as soon as it is or when the time is up."""
        return not wait(tuple(self._running), seconds).not_done

    def close(self) -> None:
        self._pool.shutdown(wait=True)

    def _run(self, job: Job) -> None:
        try:
            self._work(job)
        except Exception:
            logger.exception("job %s was not done", job.key)
