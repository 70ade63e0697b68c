"""Many questions, each delivered three times, to workers that are killed all the time. Runnable."""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
import threading
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from bot.ingest.load import ingest_files
from bot.ingest.sample import make_world
from bot.local_slack import LocalSlack, Person
from bot.local_slack.workspace import BOT_USER
from bot.sources.store import Store
from tests.serverless.processes import Function, environment
from tests.serverless.tasks import Tasks
from tests.state.emulator import emulator

DELIVERIES = 3
CHANNEL, ANNA = "CNEWS", "UANNA"


@dataclass(frozen=True, slots=True)
class Outcome:
    """How many messages of the bot each question's thread holds, and what it took."""

    answers: Counter[str]
    asked: tuple[str, ...]
    refused: int
    kills: int
    given_up: int
    seconds: float

    @property
    def missing(self) -> list[str]:
        return [ts for ts in self.asked if self.answers[ts] == 0]

    @property
    def doubled(self) -> list[str]:
        return [ts for ts in self.asked if self.answers[ts] > 1]

    def __str__(self) -> str:
        return (
            f"{len(self.asked)} questions, {DELIVERIES} deliveries each, {self.kills} kills of workers, "
            f"{self.seconds:.0f} s: {sum(self.answers.values())} answers, {len(self.missing)} missing, "
            f"{len(self.doubled)} twice, {self.refused} requests refused, {self.given_up} tasks given up"
        )


def soak(
    data: Path,
    questions: int,
    *,
    kill_every: tuple[float, float],
    firestore: str | None = None,
    seed: int = 1,
) -> Outcome:
    """Asks, kills and counts. `kill_every` are the least and most seconds between two kills."""
    dice = random.Random(seed)
    began = time.monotonic()
    with ExitStack() as stack:
        slack = stack.enter_context(LocalSlack())
        tasks = stack.enter_context(Tasks(attempts=60))
        slack.workspace.add_user(ANNA, "anna", tz="Europe/Stockholm")
        slack.workspace.add_channel(CHANNEL, ANNA, BOT_USER)
        env = environment(data, slack, tasks, firestore)
        functions = [Function(target, env) for target in ("slack", "worker", "worker")]
        for function in functions:
            stack.callback(function.kill)
            function.ready()
        front, *workers = functions
        tasks.addresses = [w.url for w in workers]
        anna = Person(slack, front.url, ANNA)
        events = [_event(anna, i) for i in range(questions)]
        deliveries = events * DELIVERIES
        dice.shuffle(deliveries)
        over = threading.Event()
        kills = 0

        def kill() -> None:
            nonlocal kills
            while not over.wait(dice.uniform(*kill_every)):
                victim = dice.choice(workers)
                victim.kill()
                kills += 1
                victim.start()

        killer = threading.Thread(target=kill)
        killer.start()
        try:
            with ThreadPoolExecutor(4) as senders:
                statuses = [r.status for r in senders.map(anna.event, deliveries)]
            tasks.wait(60 + questions * 5)
        finally:
            over.set()
            killer.join()
        said = [m for m in slack.workspace.messages if m.user == BOT_USER]
    return Outcome(
        Counter(m.thread_ts or "" for m in said),
        tuple(e["event"]["ts"] for e in events),
        sum(s != 200 for s in statuses),
        kills,
        len(tasks.given_up),
        time.monotonic() - began,
    )


def _event(anna: Person, i: int) -> dict[str, dict[str, str]]:
    """A mention; each sixth is answered with a chart, the others in words, which is quicker."""
    text = "sentiment inflation last 14 days" if i % 6 == 0 else "help"
    message = anna.slack.workspace.say(CHANNEL, anna.id, f"<@{BOT_USER}> {text}")
    return anna._event("app_mention", message)


def small_world(folder: Path) -> Path:
    """A store's folder with some made-up news."""
    files = make_world(folder / "gkg", days=30, articles=2000, seed=7, today=datetime.now(UTC).date())
    ingest_files(Store(folder / "data"), files, sample=True)
    return folder / "data"


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--questions", type=int, default=1000)
    options.add_argument("--firestore", action="store_true", help="keep the state in Firestore's emulator")
    options.add_argument("--seed", type=int, default=1)
    given = options.parse_args()
    with tempfile.TemporaryDirectory() as folder, ExitStack() as stack:
        host = stack.enter_context(emulator()) if given.firestore else None
        data = small_world(Path(folder))
        outcome = soak(data, given.questions, kill_every=(2, 6), firestore=host, seed=given.seed)
    print(outcome)
    return 1 if outcome.missing or outcome.doubled else 0


if __name__ == "__main__":
    sys.exit(main())
