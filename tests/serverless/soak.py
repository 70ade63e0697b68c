"""Many questions, each delivered three times, to workers that are killed all the time. Runnable."""

from __future__ import annotations

import argparse
import itertools
import random
import sys
import tempfile
import threading
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from bot.jobs import Place
from bot.local_slack import LocalSlack, Person
from bot.local_slack.objects import BOT_USER
from bot.local_slack.person import Reply
from bot.parse import parse
from bot.question import Question
from bot.slack import edit
from bot.slack.buttons import ASK_QUESTION, question_value
from bot.slack.work.delivery import IN_DOUBT
from tests import worlds
from tests.serverless.processes import Function, environment
from tests.serverless.tasks import Tasks
from tests.state.emulator import emulator

DELIVERIES = 3
ANNA = "UANNA"


class Request(NamedTuple):
    """What Slack sends for something that a person does."""

    body: str
    content_type: str


@dataclass(frozen=True, slots=True)
class Asker(Person):
    """A person whose requests are kept, to be sent later and more than once."""

    kept: list[Request] = field(default_factory=list)

    def send(self, body: str, content_type: str, **_: Any) -> Reply:
        self.kept.append(Request(body, content_type))
        return Reply(200, "")


@dataclass(frozen=True, slots=True)
class Outcome:
    """How many messages of the bot each question's channel holds, and what it took.

    What only the asker sees can be neither found nor edited, so a worker that dies just then leaves it
    `in_doubt`: the asker is told to look, and to ask again if there is nothing.
    """

    asked: tuple[str, ...]
    answers: Counter[str]
    in_doubt: Counter[str]
    refused: int
    kills: int
    given_up: int
    seconds: float

    @property
    def missing(self) -> list[str]:
        return [c for c in self.asked if self.answers[c] + self.in_doubt[c] == 0]

    @property
    def doubled(self) -> list[str]:
        return [c for c in self.asked if self.answers[c] > 1 or self.in_doubt[c] > 1]

    def __str__(self) -> str:
        return (
            f"{len(self.asked)} questions, {DELIVERIES} deliveries each, {self.kills} kills of workers, "
            f"{self.seconds:.0f} s: {sum(self.answers.values())} answers, {len(self.missing)} missing, "
            f"{len(self.doubled)} twice, {sum(self.in_doubt.values())} askers told to look, "
            f"{self.refused} requests refused, {self.given_up} tasks given up"
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
        env = environment(data, slack, tasks, firestore)
        functions = [Function(target, env) for target in ("slack", "worker", "worker")]
        for function in functions:
            stack.callback(function.kill)
            function.ready()
        front, *workers = functions
        tasks.addresses = [w.url for w in workers]
        asker = Asker(slack, "", ANNA)
        for i, ask in zip(range(questions), itertools.cycle(WAYS_TO_ASK), strict=False):
            slack.workspace.add_channel(f"C{i}", ANNA, BOT_USER)
            ask(asker, f"C{i}", i % CHARTS == 0)
        deliveries = asker.kept * DELIVERIES
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
                anna = Person(slack, front.url, ANNA)
                statuses = [r.status for r in senders.map(lambda request: anna.send(*request), deliveries)]
            tasks.wait(60 + questions * 5)
        finally:
            over.set()
            killer.join()
        said = slack.workspace.from_bot()
    return Outcome(
        tuple(slack.workspace.channels),
        Counter(m.channel for m in said if m.text != IN_DOUBT),
        Counter(m.channel for m in said if m.text == IN_DOUBT),
        sum(s != 200 for s in statuses),
        kills,
        len(tasks.given_up),
        time.monotonic() - began,
    )


def _mention(asker: Asker, channel: str, chart: bool) -> None:
    asker.mention("sentiment inflation last 14 days" if chart else "help", channel)


def _command(asker: Asker, channel: str, chart: bool) -> None:
    asker.command("/sentiment", "inflation last 14 days" if chart else "help", channel)


def _click(asker: Asker, channel: str, chart: bool) -> None:
    button = {"action_id": ASK_QUESTION, "value": question_value(_question(chart))}
    asker.act(button, asker.slack.workspace.say(channel, ANNA, "under which the button is"))


def _form(asker: Asker, channel: str, chart: bool) -> None:
    thread = asker.slack.workspace.say(channel, ANNA, "whose answer's question is edited").ts
    view = edit.form(_question(chart), Place(channel, ANNA, "thread", thread))
    asker.submit({**view, "id": f"V{channel}"}, timeframe="last 7 days")


WAYS_TO_ASK = (_mention, _command, _click, _form)
CHARTS = 5
"""Every so manieth question is answered with a chart, the others in words, which is quicker."""


def _question(chart: bool) -> Question:
    text = "sentiment of inflation" if chart else "articles about inflation"
    question = parse(text, "mention", None, worlds.TODAY, "UTC")
    assert isinstance(question, Question)
    return question


def small_world(folder: Path) -> Path:
    """A store's folder with some made-up news."""
    return worlds.world(folder / "data")


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
