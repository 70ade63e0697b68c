"""A thousand digests due in the same minute: how long until all are out, within Slack's rates.

The local Slack takes one message a second in each channel and answers 429 beyond, as Slack does; four
worker threads share the machine. Topics are drawn from a few, as those of a workspace are.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from machine import describe

from bot.digests import subscriptions
from bot.digests.run import issue_job, issues_due
from bot.digests.values import Subscription
from bot.ingest.sample import sample
from bot.local_slack import LocalSlack
from bot.local_slack.objects import BOT_USER, Call, Failure
from bot.local_slack.workspace import Workspace
from bot.slack.work.delivery import Delivery
from bot.slack.work.worker import Worker
from bot.sources.duckdb import DuckDBWarehouse
from bot.sources.store import Store
from bot.state import SqliteState

NOW = datetime.now(UTC).replace(hour=12, minute=0, second=0, microsecond=0)
CHANNELS = 100
TOPICS = ("inflation", "riksbank", "housing", "sanctions", "unemployment", "taxes", "strike", "trade")
LAST: dict[str, float] = defaultdict(float)
"""Channel → when something was last posted there."""


class Busy(Workspace):
    """One message a second in each channel."""

    def call(self, method: str, params: Mapping[str, Any], token: str) -> tuple[Call, Failure | None]:
        if method == "chat.postMessage":
            with self._changed:
                now, channel = time.monotonic(), str(params.get("channel"))
                if now - LAST[channel] < 1:
                    self.fail(method, Failure("ratelimited", 429, retry_after=1))
                else:
                    LAST[channel] = now
                return super().call(method, params, token)
        return super().call(method, params, token)


def main(count: int) -> None:
    print(describe())
    with tempfile.TemporaryDirectory() as folder, LocalSlack() as slack:
        data = Path(folder)
        sample(Store(data), days=90, articles=30_000, seed=1, today=NOW.date())
        slack.workspace.__class__ = Busy
        slack.workspace.add_user("UANNA", "anna")
        state = SqliteState(data / "state.sqlite")
        for i in range(count):
            channel = f"C{i % CHANNELS}"
            slack.workspace.add_channel(channel, "UANNA", BOT_USER)
            topics = tuple((TOPICS[(i + k) % len(TOPICS)],) for k in range(1 + i % 3))
            made = NOW - timedelta(hours=20)
            subscriptions.save(
                state,
                Subscription(f"d-{i}", "UANNA", channel, topics, "daily", "monday", "12:00", "UTC", made),
            )
        delivery = Delivery.to(slack.workspace.token, slack.api_url)
        worker = Worker(DuckDBWarehouse(Store(data)), state, delivery, clock=lambda: NOW)
        begun = time.perf_counter()
        due = issues_due(state, NOW)
        found = time.perf_counter() - begun
        with ThreadPoolExecutor(4) as pool:
            list(pool.map(worker, [issue_job(s, it) for s, it in due]))
        took = time.perf_counter() - begun
        posted = Counter(m.channel for m in slack.workspace.from_bot())
        late = len(issues_due(state, NOW))
        busy = sum(c.status == 429 for c in slack.workspace.calls)
        print(
            f"{count} due, found in {found:.1f} s; {sum(posted.values())} posted in {took:.0f} s, {late} left"
        )
        print(f"{len(posted)} channels; Slack asked to wait {busy} times")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1000)
