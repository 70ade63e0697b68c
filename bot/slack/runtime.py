"""Puts the parts together: settings in, a running bot out."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from typing import TYPE_CHECKING

from slack_bolt import App

from bot.jobs import InProcessQueue, Job
from bot.settings import Settings
from bot.slack.app import build_app
from bot.state import SqliteState, State

if TYPE_CHECKING:
    from bot.slack.worker import Worker


@dataclass(frozen=True, slots=True)
class Runtime:
    """The bot in one process: the app that listens, and the queue that works."""

    app: App
    queue: InProcessQueue
    state: State


def start(
    settings: Settings,
    *,
    clock: Callable[[], datetime] = lambda: datetime.now(UTC),
    sleep: Callable[[float], None] = time.sleep,
) -> Runtime:
    """The bot with its state and news under `settings.data`. Asks Slack nothing."""
    state = SqliteState(settings.data / "state.sqlite")

    @cache
    def worker() -> Worker:
        """With all that the front does without: drawing and the engine take a second to load."""
        from bot.slack.delivery import Delivery
        from bot.slack.worker import Worker
        from bot.sources.choose import open_warehouse
        from bot.sources.interest.choose import open_interest

        delivery = Delivery.to(settings.slack_bot_token, settings.slack_api_url, sleep)
        warehouse = open_warehouse(settings)
        return Worker(warehouse, state, delivery, clock, open_interest(settings, state, warehouse))

    def work(job: Job) -> None:
        worker()(job)

    queue = InProcessQueue(work)
    return Runtime(build_app(settings, queue, state, clock=clock), queue, state)
