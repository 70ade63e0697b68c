"""The front while its neighbours hang and strangers hold connections: over HTTP, as gunicorn serves it."""

from __future__ import annotations

import json
import socket
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing
from dataclasses import dataclass
from urllib.parse import urlencode

import pytest
from slack_bolt import App, BoltRequest, BoltResponse
from slack_sdk.signature import SignatureVerifier

from bot.deadline import Deadline
from bot.jobs import Place
from bot.local_slack import LocalSlack, Person
from bot.local_slack.objects import BOT_USER
from bot.question import Question
from bot.slack import edit
from bot.slack.acknowledge import LATE, Acknowledger
from bot.slack.bodies import LARGEST
from bot.slack.buttons import ASK_QUESTION, question_value
from tests.serverless.processes import Function, environment
from tests.serverless.tasks import Tasks

ANNA, CHANNEL = "UANNA", "CNEWS"
LONG = 60.0
"""Seconds that a neighbour takes which hangs: longer than anybody here waits."""
QUESTION = Question("sentiment", (("inflation",),))


@dataclass(frozen=True, slots=True)
class Front:
    """The front as a process, beside stand-ins that can be made to hang."""

    function: Function
    slack: LocalSlack
    tasks: Tasks

    @property
    def anna(self) -> Person:
        return Person(self.slack, self.function.url, ANNA)

    def headers(self, length: int | None, *, stamp: int = 0, signature: str = "v0=" + "0" * 64) -> bytes:
        lines = [
            "POST / HTTP/1.1",
            "Host: here",
            "Content-Type: application/json",
            f"X-Slack-Request-Timestamp: {stamp or int(time.time())}",
            f"X-Slack-Signature: {signature}",
        ]
        if length is not None:
            lines.append(f"Content-Length: {length}")
        return ("\r\n".join(lines) + "\r\n\r\n").encode()

    def connect(self, sent: bytes) -> socket.socket:
        connection = socket.create_connection(("127.0.0.1", self.function.port), timeout=LONG)
        connection.sendall(sent)
        return connection

    def status(self, *pieces: bytes) -> int:
        with closing(self.connect(b"")) as connection:
            for piece in pieces:
                connection.sendall(piece)
            return int(connection.recv(100).split()[1])


@pytest.fixture(scope="module", params=["sqlite", "firestore that hangs"])
def served(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Front]:
    with ExitStack() as stack:
        firestore = None
        if request.param != "sqlite":
            silent = stack.enter_context(socket.create_server(("127.0.0.1", 0)))
            firestore = f"127.0.0.1:{silent.getsockname()[1]}"
        slack, tasks = stack.enter_context(LocalSlack()), stack.enter_context(Tasks())
        slack.workspace.add_user(ANNA, "anna")
        slack.workspace.add_channel(CHANNEL, ANNA, BOT_USER)
        env = environment(tmp_path_factory.mktemp("front"), slack, tasks, firestore)
        function = Function("slack", env | {"THREADS": "8", "TIDINGS_SHARED_CHANNELS": "allow"})
        stack.callback(function.kill)
        function.ready()
        yield Front(function, slack, tasks)


@pytest.fixture
def front(served: Front) -> Iterator[Front]:
    served.tasks.created.clear()
    served.slack.workspace.messages.clear()
    yield served
    served.tasks.delay = served.slack.workspace.delay = 0.0


def test_whoever_asks_is_told_while_the_queue_hangs_and_slack_is_asked_to_come_again(front: Front) -> None:
    front.tasks.delay = LONG
    anna = front.anna
    message = front.slack.workspace.say(CHANNEL, ANNA, "under which the button is")
    button = {"action_id": ASK_QUESTION, "value": question_value(QUESTION)}
    form = {**edit.form(QUESTION, Place(CHANNEL, ANNA, "thread", "1.0")), "id": "V1"}
    with ThreadPoolExecutor(4) as pool:
        command = pool.submit(anna.command, "/sentiment", "inflation", CHANNEL)
        mention = pool.submit(anna.mention, "sentiment inflation", CHANNEL)
        click = pool.submit(anna.act, button, message)
        submitted = pool.submit(anna.submit, form)
    assert command.result().status == 200
    assert "Looking" not in command.result().json()["text"]
    assert mention.result()[1].status == 500
    assert "reference" in json.dumps(submitted.result().json()["errors"]) or LATE in submitted.result().body
    told = [m for m in front.slack.workspace.from_bot() if "reference" in m.text]
    assert told or click.result().status == 500


def test_a_form_that_slack_does_not_open_keeps_nobody_waiting(front: Front) -> None:
    message = front.slack.workspace.say(CHANNEL, ANNA, "under which the button is")
    front.slack.workspace.delay = LONG
    clicked = front.anna.act({"action_id": "edit_question", "value": question_value(QUESTION)}, message)
    assert clicked.status in (200, 500)


@pytest.mark.parametrize(
    ("status", "length", "stamp", "signature"),
    [
        (401, 1000, 1, "v0=" + "0" * 64),
        (401, 1000, 0, "v0=short"),
        (401, 1000, 0, ""),
        (411, None, 0, "v0=" + "0" * 64),
        (413, LARGEST + 1, 0, "v0=" + "0" * 64),
        (408, 1000, 0, "v0=" + "0" * 64),
    ],
)
def test_headers_are_judged_before_the_body_and_no_body_is_waited_for_long(
    front: Front, status: int, length: int | None, stamp: int, signature: str
) -> None:
    """Nothing of the body is ever sent, so without an answer this waits until it fails."""
    assert front.status(front.headers(length, stamp=stamp, signature=signature)) == status


def test_a_body_that_comes_in_pieces_is_read(front: Front) -> None:
    body = urlencode({"ssl_check": "1", "token": "x"})
    stamp = int(time.time())
    signed = SignatureVerifier(front.slack.signing_secret).generate_signature(timestamp=str(stamp), body=body)
    head = front.headers(len(body), stamp=stamp, signature=signed or "").replace(
        b"application/json", b"application/x-www-form-urlencoded"
    )
    assert front.status(head, body[:5].encode(), body[5:].encode()) == 200


def test_connections_that_send_headers_and_nothing_more_keep_nobody_out(front: Front) -> None:
    plausible, old = front.headers(1000), front.headers(1000, stamp=1)
    unasked = b"GET / HTTP/1.1\r\nHost: here\r\nContent-Length: 1000\r\n\r\n"
    with ExitStack() as stack:
        for kind in (plausible, plausible + b"{", old, unasked):
            for _ in range(10):
                stack.enter_context(closing(front.connect(kind)))
        assert front.anna.command("/sentiment", "inflation", CHANNEL).status == 200


# --- what is answered when a request hangs for good ---


class Hanging(App):
    """Bolt, with a listener that does not come back before it is let go."""

    def __init__(self) -> None:
        self.let_go = threading.Event()

    def dispatch(self, req: BoltRequest) -> BoltResponse:
        self.let_go.wait(LONG)
        return BoltResponse(status=200, body=f"too late for {req.mode}")


@pytest.mark.parametrize(
    ("body", "status", "told"),
    [
        ({"command": "/sentiment", "user_id": "U", "channel_id": "C", "trigger_id": "t"}, 200, True),
        (
            {
                "type": "event_callback",
                "event": {"type": "app_mention", "channel": "C", "user": "U", "ts": "1.0", "text": "x"},
            },
            500,
            False,
        ),
    ],
)
def test_when_the_time_is_up_an_answer_is_given_for_what_still_hangs(
    body: dict[str, object], status: int, told: bool
) -> None:
    request = BoltRequest(body=json.dumps(body), headers={"content-type": "application/json"})
    hanging = Hanging()
    given = Acknowledger(hanging)(request, Deadline(0.0, lambda: 1.0))
    hanging.let_go.set()
    assert given.status == status
    assert (LATE in str(given.body)) is told
