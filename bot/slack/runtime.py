"""Puts the parts together: settings in, a running bot out."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, partial
from typing import TYPE_CHECKING

from slack_bolt import App

from bot.clock import Clock, utc_now
from bot.jobs import InProcessQueue, Job, Queue
from bot.settings import Settings
from bot.slack.acknowledge import Acknowledger
from bot.slack.app import build_app
from bot.state import State
from bot.state.choose import open_state
from bot.unfinished import NotedQueue, note

if TYPE_CHECKING:
    from bot.slack.work.worker import Worker

FRONT_PATIENCE = 1.0
"""Seconds that the front waits for the state, where the request has so many left."""


@dataclass(frozen=True, slots=True)
class Runtime:
    """The bot in one process: the app that listens, and the queue that works or hands on."""

    app: App
    acknowledge: Acknowledger
    queue: Queue
    state: State
    settings: Settings


def start(
    settings: Settings,
    *,
    clock: Clock = utc_now,
    sleep: Callable[[float], None] = time.sleep,
) -> Runtime:
    """The bot as the settings want it, at the moment that `clock` tells. Asks Slack nothing."""
    state = open_state(settings, FRONT_PATIENCE)
    queue = open_queue(settings, state, clock=clock, sleep=sleep)
    app = build_app(settings, queue, state, clock)
    return Runtime(app, Acknowledger(app), queue, state, settings)


def open_queue(
    settings: Settings,
    state: State,
    *,
    clock: Clock = utc_now,
    sleep: Callable[[float], None] = time.sleep,
) -> Queue:
    """Cloud Tasks where the settings name a queue of it; otherwise threads of this process.

    What people wait for is noted in `state` until it is done.
    """
    if settings.queue:
        from bot.cloud_tasks import CloudTasksQueue

        return NotedQueue(CloudTasksQueue(settings), state)

    @cache
    def worker() -> Worker:
        """Made when it is first needed: drawing and the engine take a second to load."""
        return open_worker(settings, clock=clock, sleep=sleep)

    def work(job: Job) -> None:
        worker()(job)

    return InProcessQueue(work, note=partial(note, state))


def open_worker(
    settings: Settings,
    *,
    clock: Clock = utc_now,
    sleep: Callable[[float], None] = time.sleep,
) -> Worker:
    """With all that the front does without."""
    from bot.slack.work.delivery import Delivery
    from bot.slack.work.worker import Worker
    from bot.sources.choose import open_warehouse
    from bot.sources.interest.choose import open_interest

    state = open_state(settings)
    delivery = Delivery.to(settings.slack_bot_token, settings.slack_api_url, sleep)
    warehouse = open_warehouse(settings)
    interest = open_interest(settings, state, warehouse, clock)
    return Worker(warehouse, state, delivery, clock, interest, settings.lease, settings)
