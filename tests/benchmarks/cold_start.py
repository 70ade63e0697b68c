"""From the start of the front's process to its first acknowledgement. Runnable."""

from __future__ import annotations

import statistics
import tempfile
import time
from pathlib import Path

from machine import describe

from bot.local_slack import LocalSlack, Person
from bot.local_slack.objects import BOT_USER
from tests.serverless.processes import Function, environment
from tests.serverless.tasks import Tasks
from tests.state.emulator import emulator, missing

RUNS = 10


def cold_start(folder: Path, firestore: str | None = None) -> float:
    """Seconds; the event is acknowledged when its task is created."""
    with LocalSlack() as slack, Tasks() as tasks:
        env = environment(folder, slack, tasks, firestore)
        began = time.perf_counter()
        front = Function("slack", env)
        try:
            front.ready()
            anna = Person(slack, front.url)
            message = slack.workspace.say("CNEWS", anna.id, f"<@{BOT_USER}> help")
            if anna.event(anna._event("app_mention", message)).status != 200:
                raise RuntimeError("not acknowledged")
            return time.perf_counter() - began
        finally:
            front.kill()


def main() -> None:
    print(describe())
    with tempfile.TemporaryDirectory() as folder:
        times = [cold_start(Path(folder)) for _ in range(RUNS)]
        print(f"SQLite, Cloud Tasks: median {statistics.median(times):.2f} s, longest {max(times):.2f} s")
        if reason := missing():
            print(reason)
            return
        with emulator() as host:
            times = [cold_start(Path(folder), host) for _ in range(RUNS)]
        print(f"Firestore, Cloud Tasks: median {statistics.median(times):.2f} s, longest {max(times):.2f} s")


if __name__ == "__main__":
    main()
