"""What people wait for, from when it is queued until it is done, so that nobody waits in vain.

A queue delivers a job so often and no more. Where none of its deliveries came to an end, and be it because
no worker could be started or the process was killed, a sweep finds the job here, and who asked is told.
"""

from __future__ import annotations

import logging
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

import msgspec

from bot.jobs import (
    USEFUL_FOR,
    Ask,
    Follow,
    Job,
    LookBack,
    Lost,
    Place,
    Preview,
    Queue,
    Refuse,
    Reword,
    Share,
    Tell,
    job_key,
)
from bot.state import State
from bot.state.records import LEASE, UNFINISHED, Unfinished

logger = logging.getLogger(__name__)

Awaited = Ask | Reword | Refuse | Share | LookBack | Preview | Tell | Follow


@dataclass(frozen=True, slots=True)
class NotedQueue:
    """A queue whose jobs are noted while they are handed on, so that noting costs no time."""

    inner: Queue
    state: State
    _pool: ThreadPoolExecutor = field(default_factory=lambda: ThreadPoolExecutor(4, "noting"))

    def enqueue(self, job: Job) -> bool:
        """As the queue beneath. A job that it refuses is noted all the same, unless who asked hears of it."""
        noting = self._pool.submit(note, self.state, job)
        try:
            return self.inner.enqueue(job)
        except Exception:
            if job.place.response_url:
                noting.result()
                done(self.state, job.key)
            raise
        finally:
            noting.result()

    def close(self) -> None:
        self._pool.shutdown()
        self.inner.close()


def note(state: State, job: Job) -> None:
    """Somebody waits for the job, if it is of such a kind. A job without a note is better than none."""
    if not isinstance(job, Awaited):
        return
    record: Unfinished = {"place": msgspec.to_builtins(job.place), "asked_at": job.asked_at}
    try:
        UNFINISHED.put(state, job.key, record)
    except Exception as error:
        logger.warning("job %s was not noted: %s", job.key, type(error).__name__)


def done(state: State, key: str) -> None:
    """Nobody waits for this job any more. What cannot be written now the sweep finds out by itself."""
    try:
        UNFINISHED.delete(state, key)
    except Exception as error:
        logger.warning("job %s is still noted: %s", key, type(error).__name__)


def lost_jobs(state: State, now: float | None = None) -> list[Job]:
    """A job for each that is not done although its answer would come too late by `now` (seconds since 1970).

    It names the other and tells who asked, if no worker has come to the other meanwhile.
    """
    now = time.time() if now is None else now
    jobs: list[Job] = []
    for key, record in UNFINISHED.all(state):
        age = now - record["asked_at"]
        if age <= USEFUL_FOR:
            continue
        if (LEASE.get(state, key) or {}).get("done"):
            UNFINISHED.delete(state, key)
            continue
        # Every ten minutes another one, should this one too be lost.
        name = job_key("lost", key, str(int(age // USEFUL_FOR)))
        jobs.append(Lost(name, msgspec.convert(record["place"], Place), lost=key))
    return jobs
