"""Work that outlives Slack's three seconds: what is to be done, as a value, and who does it."""

from __future__ import annotations

import hashlib
import logging
import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Literal, Protocol

import msgspec

from bot.digests.values import Level, Subscription
from bot.question import Question, Refusal

logger = logging.getLogger(__name__)

USEFUL_FOR = 600.0
"""Seconds after which an answer would come as a surprise, so that one line says so instead."""


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


class _Job(msgspec.Struct, frozen=True, tag_field="work"):
    """One thing to do. Equal `key`s are the same request, delivered again.

    `asked_at` is in seconds since 1970. Of one key another
    `attempt` is to be queued beside the ones before, which may have come to nothing.
    """

    key: str
    place: Place
    asked_at: float = msgspec.field(default_factory=time.time)
    attempt: int = 0


class Ask(_Job, frozen=True, kw_only=True, tag="ask"):
    """A question to answer; `confirmed` where the person has agreed to what it costs.

    `instead` where the answer takes the place of the one that was clicked, which only the person sees.
    `reworded` is the line that the rewriter made of the person's words at `ts`, where they did not say it
    themselves.
    """

    question: Question
    confirmed: bool = False
    instead: bool = False
    reworded: str = ""
    ts: str = ""


class Reword(_Job, frozen=True, kw_only=True, tag="reword"):
    """A `text`, said at `ts` on `surface` after the question `context`, that the grammar does not read.

    It is put to the rewriter; where that has no line either, the person is asked back. `today` and `zone`
    are the asker's.
    """

    text: str
    surface: str
    context: Question | None
    today: date
    zone: str
    ts: str = ""


class Refuse(_Job, frozen=True, kw_only=True, tag="refuse"):
    """A text that is no question, to be told what it lacks."""

    refusal: Refusal


class Share(_Job, frozen=True, kw_only=True, tag="share"):
    """The answer of the job `shared`, which only its asker sees, to be shown to the channel."""

    shared: str


class LookBack(_Job, frozen=True, kw_only=True, tag="look-back"):
    """How often an alert on the question's topic would have fired; the person asked for `level`."""

    question: Question
    level: Level


class Preview(_Job, frozen=True, kw_only=True, tag="preview"):
    """The digest `follow` as it would be now, for one person."""

    follow: str


class Issue(_Job, frozen=True, kw_only=True, tag="issue"):
    """The issue of the digest `follow` that was due at `moment`."""

    follow: str
    moment: datetime


class Watch(_Job, frozen=True, kw_only=True, tag="watch"):
    """A look of the alert `follow` at the days before `moment`."""

    follow: str
    moment: datetime


class Overdue(_Job, frozen=True, kw_only=True, tag="overdue"):
    """The owner of `follow` is to hear that what was due did not come, as seen at `moment`."""

    follow: str
    moment: datetime


class Lost(_Job, frozen=True, kw_only=True, tag="lost"):
    """Who asked for the job of the key `lost` is to hear that it came to nothing, if it did."""

    lost: str


class Tell(_Job, frozen=True, kw_only=True, tag="tell"):
    """Words that need no news, with their blocks."""

    text: str
    blocks: tuple[dict[str, Any], ...] = ()


class Follow(_Job, frozen=True, kw_only=True, tag="follow"):
    """The digest `wanted`, to be kept if there is news on its topics; else its owner is asked."""

    wanted: Subscription


NOBODY = Place("", "", "dm")


class Erase(_Job, frozen=True, kw_only=True, tag="erase"):
    """All that is kept of a workspace that has let the bot go; there is `NOBODY` to tell."""


Job = (
    Ask
    | Reword
    | Refuse
    | Share
    | LookBack
    | Preview
    | Issue
    | Watch
    | Overdue
    | Lost
    | Tell
    | Follow
    | Erase
)


def job_key(*parts: str) -> str:
    """A key for what Slack names by `parts`: (channel, ts) of a message, or a trigger id."""
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:32]


def job_to_json(job: Job) -> dict[str, Any]:
    """A JSON object."""
    out: dict[str, Any] = msgspec.to_builtins(job)
    return out


def job_from_json(data: dict[str, Any]) -> Job:
    """The inverse of `job_to_json`. Raises msgspec.ValidationError on another shape."""
    found: Job = msgspec.convert(data, Job)
    return found


class Queue(Protocol):
    """Takes a job to be worked on later. Raises if it cannot, so that the asker can be told."""

    def enqueue(self, job: Job) -> bool:
        """Whether it is new; False where the queue has or had this attempt of it already."""

    def close(self) -> None:
        """Takes no more; what is to be done in this process is done before this returns."""


class InProcessQueue:
    """Worker threads in this process. What was enqueued is worked on before the process ends.

    `note` is called with each job first, in case the process is killed.
    """

    def __init__(
        self, work: Callable[[Job], None], threads: int = 2, note: Callable[[Job], None] = lambda _: None
    ) -> None:
        self._work = work
        self._note = note
        self._pool = ThreadPoolExecutor(threads, thread_name_prefix="job")
        self._running: set[Future[None]] = set()

    def enqueue(self, job: Job) -> bool:
        self._note(job)
        running = self._pool.submit(self._run, job)
        self._running.add(running)
        running.add_done_callback(self._running.discard)
        return True

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
