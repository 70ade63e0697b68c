"""One of the bot's functions on loopback, with stand-ins for all that is beside it. Runnable.

Typed lines reach the function as they would in the cloud: from a person in Slack, from the queue, from
the scheduler. What the bot then says in Slack is printed.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from bot.cloud_tasks import CloudTasksQueue
from bot.digests import subscriptions
from bot.digests.values import Alert, Subscription
from bot.jobs import Ask, Job, Place, Refuse, job_key
from bot.local_slack import LocalSlack, Person
from bot.local_slack.objects import BOT_USER, Message
from bot.local_slack.person import Reply
from bot.parse import parse
from bot.question import Question
from bot.settings import load_settings
from bot.state.choose import open_state
from tests import worlds
from tests.ports import is_open
from tests.serverless.processes import (
    DIGEST_URL,
    SCHEDULER_ACCOUNT,
    TASKS_ACCOUNT,
    WORKER_URL,
    Function,
    environment,
)
from tests.serverless.soak import small_world
from tests.serverless.tasks import Tasks
from tests.state.emulator import emulator, missing

PORTS = {"slack": 8080, "worker": 8081, "digest": 8082}
TYPE = {
    "slack": "a command such as /sentiment inflation, or what follows @tidings",
    "worker": "a question, as a task of the queue, or /smoke",
    "digest": "/digests, /alerts or /refresh, as the scheduler calls them",
}
ANNA, CHANNEL = "UANNA", "CNEWS"
PATIENCE = 120.0
"""Seconds in which the queue is expected to have delivered everything."""


@dataclass(frozen=True, slots=True)
class Cloud:
    """The function that is tried, and what is beside it."""

    target: str
    function: Function
    slack: LocalSlack
    tasks: Tasks

    def send(self, line: str) -> str:
        """Brings a typed line to the function; what came back at once."""
        match self.target:
            case "slack":
                return self._as_person(line)
            case "worker" if not line.startswith("/"):
                return self._as_queue(line)
            case "worker":
                return self._call(line, "GET", WORKER_URL, TASKS_ACCOUNT)
        return self._call(line, "POST", DIGEST_URL, SCHEDULER_ACCOUNT)

    def said(self) -> list[Message]:
        return self.slack.workspace.from_bot()

    def _as_person(self, line: str) -> str:
        anna = Person(self.slack, self.function.url, ANNA)
        if line.startswith("/"):
            command, _, text = line.partition(" ")
            reply = anna.command(command, text, CHANNEL)
            with suppress(ValueError):
                reply = Reply(reply.status, json.loads(reply.body)["text"])
        else:
            _, reply = anna.mention(line, CHANNEL)
        return f"{reply.status} {reply.body}"

    def _as_queue(self, line: str) -> str:
        message = self.slack.workspace.say(CHANNEL, ANNA, line)
        place = Place(CHANNEL, ANNA, "thread", message.ts)
        read = parse(line, "mention", None, worlds.TODAY, "UTC")
        key = job_key(CHANNEL, message.ts)
        if isinstance(read, Question):
            job: Job = Ask(key, place, question=read)
        else:
            job = Refuse(key, place, refusal=read)
        CloudTasksQueue(load_settings()).enqueue(job)
        return f"task {job.key}"

    def _call(self, path: str, method: str, audience: str, account: str) -> str:
        headers = {"Authorization": f"Bearer {self.tasks.signer.token(audience, account)}"}
        url = self.function.url.rstrip("/") + path
        request = urllib.request.Request(url, headers=headers, method=method)
        try:
            with urllib.request.urlopen(request, timeout=PATIENCE) as response:
                return f"{response.status} {response.read().decode()}"
        except urllib.error.HTTPError as refused:
            return f"{refused.code} {refused.read().decode()}"


@contextmanager
def cloud(target: str, port: int) -> Iterator[Cloud]:
    """All of it, with made-up news, until the end. The settings are put into the environment."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        firestore = None if missing() else stack.enter_context(emulator())
        slack, tasks = stack.enter_context(LocalSlack()), stack.enter_context(Tasks())
        slack.workspace.add_user(ANNA, "anna")
        slack.workspace.add_channel(CHANNEL, ANNA, BOT_USER, name="news")
        env = environment(small_world(folder), slack, tasks, firestore) | {"TIDINGS_LEASE_SECONDS": "60"}
        os.environ.update(env)
        # The emulator takes seconds for its first call, and the front does not wait so long.
        open_state(load_settings()).get("timezone", ANNA)
        function = Function(target, env, port=port, quiet=False)
        stack.callback(function.kill)
        worker = function
        if target != "worker":
            worker = Function("worker", env)
            stack.callback(worker.kill)
            worker.ready()
        function.ready()
        tasks.addresses = [worker.url]
        print(f"{target} at {function.url}, state in {'Firestore' if firestore else 'SQLite'}")
        if why := missing():
            print(f"({why})")
        yield Cloud(target, function, slack, tasks)


def follow() -> None:
    """A digest and an alert in the channel that are due today."""
    long_ago = worlds.NOW - timedelta(days=3)
    topics = (("inflation",), ("riksbank",))
    state = open_state(load_settings())
    subscriptions.save(
        state,
        Subscription("d-daily", ANNA, CHANNEL, topics, "daily", "monday", "00:00", "UTC", created=long_ago),
    )
    subscriptions.save(state, Alert("a-alert", ANNA, CHANNEL, topics[0], "high", created=long_ago))


def lines(prompt: str) -> Iterator[str]:
    """What is typed, or piped in, until its end or Ctrl-C."""
    with suppress(EOFError, KeyboardInterrupt):
        while True:
            if line := input(prompt if sys.stdin.isatty() else "").strip():
                yield line


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("target", choices=PORTS)
    options.add_argument("--port", type=int, help="instead of 8080, 8081 or 8082")
    given = options.parse_args()
    port = given.port or PORTS[given.target]
    if is_open(port):
        sys.exit(f"Port {port} is taken: stop what listens there, or give another one with --port.")
    with cloud(given.target, port) as there:
        if given.target == "digest":
            follow()
        print(f"Type {TYPE[given.target]}. Ctrl-C ends.", flush=True)
        shown = 0
        for line in lines("> "):
            print(there.send(line), flush=True)
            there.tasks.wait(PATIENCE)
            for message in there.said()[shown:]:
                print(f"\n#news {message.text}\n", flush=True)
            shown = len(there.said())


if __name__ == "__main__":
    main()
