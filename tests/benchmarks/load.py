"""Fifty requests a second to the front: how long it takes, and whether anything is lost. Runnable."""

from __future__ import annotations

import argparse
import statistics
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import urlencode

from machine import describe

from bot.local_slack import LocalSlack, Person
from bot.local_slack.objects import BOT_USER
from tests.serverless.processes import Function, environment
from tests.serverless.tasks import Tasks

PER_SECOND = 50
FORM = "application/x-www-form-urlencoded"


class Kept(Tasks):
    """Takes tasks and delivers none, so that the front is measured alone."""

    def _deliver(self, task: dict[str, object], tried: int) -> None: ...


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--seconds", type=int, default=60)
    seconds = options.parse_args().seconds
    with tempfile.TemporaryDirectory() as folder, LocalSlack() as slack, Kept() as tasks:
        front = Function("slack", environment(Path(folder), slack, tasks))
        try:
            front.ready()
            anna = Person(slack, front.url)
            message = slack.workspace.say("CNEWS", anna.id, f"<@{BOT_USER}> sentiment inflation last 14 days")
            mention = anna._event("app_mention", message)

            def ask(i: int) -> float:
                """Mentions and commands in turn, each at its own moment; seconds to the acknowledgement."""
                time.sleep(max(0.0, began + i / PER_SECOND - time.perf_counter()))
                start = time.perf_counter()
                if i % 2:
                    event = mention | {"event": mention["event"] | {"ts": f"{1_700_000_000 + i}.000001"}}
                    status = anna.event(event).status
                else:
                    form = {"command": "/sentiment", "text": "inflation", "channel_id": "CNEWS"}
                    form |= {"user_id": anna.id, "team_id": "T", "trigger_id": f"load.{i}"}
                    status = anna.send(urlencode(form), FORM).status
                took = time.perf_counter() - start
                return took if status == 200 else float("inf")

            began = time.perf_counter()
            for i in range(1_000_000, 1_000_020):  # warm-up
                anna.event(mention | {"event": mention["event"] | {"ts": f"{i}.1"}})
            warm, began = len(tasks.created), time.perf_counter()
            with ThreadPoolExecutor(16) as pool:
                times = sorted(pool.map(ask, range(PER_SECOND * seconds)))
        finally:
            front.kill()
    p99 = times[int(len(times) * 0.99)]
    print(describe())
    print(
        f"{len(times):,} requests, {PER_SECOND} a second: median {statistics.median(times) * 1000:.1f} ms, "
        f"p99 {p99 * 1000:.1f} ms, longest {times[-1] * 1000:.0f} ms, "
        f"{len(times) - (len(tasks.created) - warm)} lost"
    )


if __name__ == "__main__":
    main()
