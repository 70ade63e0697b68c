"""What a scheduler has done: what is due is queued, and the newest days are filled."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import datetime

from bot.answer import Answer
from bot.budget import bytes_for
from bot.digests.run import alert_jobs, digest_jobs
from bot.jobs import Issue, Job, Lost, Overdue, Queue, Watch
from bot.settings import Settings
from bot.state import State
from bot.unfinished import lost_jobs

REFRESH_USD = 5.0
"""What one refresh may cost at most; an hour's takes cents."""

MONTHS = 200
"""Shuffled topic-months that are asked about each night."""
PROMISED = 0.005
"""The rate of false claims that an answer promises."""


class FalseClaims(Exception):
    """More is said of days on which nothing moved than is promised: the schedule's call fails, and alarms."""


Work = Callable[[Settings, State, Queue, datetime], str]
"""Does its part as of that moment and says what it did. Raises where it is to be called again."""


def digests(_settings: Settings, state: State, queue: Queue, now: datetime) -> str:
    """A job for each issue that is due, and for each person whose question came to nothing.

    The same issue is the same job, however often this runs.
    """
    return _queued(queue, [*digest_jobs(state, now), *lost_jobs(state)], "issues")


def alerts(_settings: Settings, state: State, queue: Queue, now: datetime) -> str:
    """A job for each alert that has not looked at the day before."""
    return _queued(queue, alert_jobs(state, now), "alerts")


def refresh(settings: Settings, _state: State, _queue: Queue, now: datetime) -> str:
    """Fills today, and once a day the days for which late news may have come. Raises WarehouseError."""
    if settings.warehouse != "bigquery":
        return "nothing to refresh: the embedded store is filled by python -m bot ingest --feed"
    from bot.sources.bigquery.backfill import fill, plan_refresh
    from bot.sources.bigquery.warehouse import BigQueryWarehouse, connection

    warehouse = BigQueryWarehouse(connection(settings), cap=settings.most)
    work = plan_refresh(warehouse, now)
    report = fill(warehouse, work, bytes_for(REFRESH_USD), lambda _done, _of: None)
    return f"{report.articles} articles of {report.days} days, {report.bytes_billed} bytes billed"


def placebo(settings: Settings, state: State, _queue: Queue, now: datetime) -> str:
    """Asks for claims on shuffled days. Raises FalseClaims where more is said than is promised."""
    from bot.asking import Asking
    from bot.sources.choose import open_warehouse
    from bot.statistics.rates import wilson
    from bot.words.claims import placebo_told

    found = Asking(open_warehouse(settings), state, settings).placebo(MONTHS, now.toordinal())
    if isinstance(found, Answer):
        return found.summary
    told = placebo_told(found.months, found.wrong, found.kinds)
    if wilson(found.wrong, found.months)[0] > PROMISED:
        raise FalseClaims(told)
    return told


def _queued(queue: Queue, jobs: list[Job], what: str) -> str:
    """Queues jobs, and says how many are new to the queue and how many it had already."""
    new = Counter(type(job) for job in jobs if queue.enqueue(job))
    said = [f"{new[Issue] + new[Watch]} {what} queued"]
    if there := len(jobs) - new.total():
        said.append(f"{there} queued before")
    if new[Overdue]:
        said.append(f"{new[Overdue]} owners to be told")
    if new[Lost]:
        said.append(f"{new[Lost]} askers to be told")
    return ", ".join(said)


WORK: dict[str, Work] = {"digests": digests, "alerts": alerts, "refresh": refresh, "placebo": placebo}
"""By the last part of the path that a scheduler calls."""
