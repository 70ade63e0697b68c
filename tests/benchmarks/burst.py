"""A hundred commands at once to the front: alone, beside stalled connections, and while others hang."""

from __future__ import annotations

import re
import socket
import statistics
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path

from machine import ROOT, describe

from bot.local_slack import LocalSlack, Person
from bot.local_slack.objects import BOT_USER
from tests.serverless.processes import Function, environment
from tests.serverless.tasks import Tasks

AT_ONCE = 100
STALLED = 40
QUEUE_SECONDS = 0.2
HANGS = 60.0


class Kept(Tasks):
    """Takes tasks and delivers none, so that the front is measured alone."""

    def _deliver(self, task: dict[str, object], tried: int) -> None: ...


def threads() -> str:
    """As many as Terraform gives the front."""
    found = re.search(r"front_threads = (\d+)", (ROOT / "terraform/functions.tf").read_text())
    assert found
    return found[1]


@contextmanager
def front(*, firestore: bool = False) -> Iterator[tuple[Function, Person, LocalSlack, Tasks]]:
    """The front in one process; `firestore` for one that takes connections and never answers."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        slack, tasks = stack.enter_context(LocalSlack()), stack.enter_context(Kept())
        silent = stack.enter_context(socket.create_server(("127.0.0.1", 0)))
        state = f"127.0.0.1:{silent.getsockname()[1]}" if firestore else None
        env = environment(folder, slack, tasks, state) | {"THREADS": threads()}
        function = Function("slack", env)
        stack.callback(function.kill)
        function.ready()
        person = Person(slack, function.url)
        slack.workspace.add_user(person.id, "anna")
        slack.workspace.add_channel("CNEWS", person.id, BOT_USER)
        person.command("/sentiment", "inflation", "CNEWS")  # warm-up, and what is known of the channel
        yield function, person, slack, tasks


def at_once(person: Person, count: int = AT_ONCE) -> str:
    """What came of so many commands at once, as their senders see it."""

    def ask(i: int) -> float:
        start = time.perf_counter()
        reply = person.command("/sentiment", f"inflation {i}", "CNEWS")
        return time.perf_counter() - start if reply.status == 200 else float("inf")

    with ThreadPoolExecutor(count) as pool:
        times = sorted(pool.map(ask, range(count)))
    late = sum(t > 3 for t in times)
    return f"median {statistics.median(times):.2f} s, longest {times[-1]:.2f} s, {late} over 3 s"


def stalled(port: int, stamp: int) -> socket.socket:
    """A connection that sends headers, with a time that may pass for Slack's, and then nothing."""
    connection = socket.create_connection(("127.0.0.1", port))
    connection.sendall(
        b"POST / HTTP/1.1\r\nHost: here\r\nContent-Length: 1000\r\n"
        + f"X-Slack-Request-Timestamp: {stamp}\r\nX-Slack-Signature: v0={'0' * 64}\r\n\r\n".encode()
    )
    return connection


def main() -> None:
    print(f"{describe()}; {AT_ONCE} commands at once, {threads()} threads, one instance")
    with front() as (function, person, slack, tasks):
        tasks.delay = QUEUE_SECONDS
        print(f"the queue answers in {QUEUE_SECONDS} s: {at_once(person)}")
        for what, stamp in (("old", 1), ("plausible", int(time.time()))):
            with ExitStack() as stack:
                for _ in range(STALLED):
                    stack.enter_context(closing(stalled(function.port, stamp)))
                print(f"beside {STALLED} stalled connections with {what} headers: {at_once(person, 20)} (20)")
        threads_ = int(threads())
        tasks.delay = HANGS
        print(f"the queue hangs, {threads_} at once: {at_once(person, threads_)}")
        tasks.delay, slack.workspace.delay = 0.0, HANGS
        slack.workspace.add_channel("CNEW", person.id, BOT_USER)
        start = time.perf_counter()
        person.command("/sentiment", "inflation", "CNEW")
        print(f"Slack does not say whether a channel is shared: {time.perf_counter() - start:.2f} s")
    with front(firestore=True) as (_, person, slack, tasks):
        print(f"Firestore hangs, {threads_} at once: {at_once(person, threads_)}")
        tasks.delay = slack.workspace.delay = HANGS
        print(f"all of them hang, {threads_} at once: {at_once(person, threads_)}")


if __name__ == "__main__":
    main()
