"""Who is let in, what becomes of what is not right, and of neighbours that fail: over HTTP."""

from __future__ import annotations

import hmac
import json
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

import functions_framework
import pytest
from flask.testing import FlaskClient
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from slack_sdk.signature import SignatureVerifier
from werkzeug.test import TestResponse

from bot.jobs import Place, Refuse, job_to_json
from bot.local_slack import LocalSlack, Person
from bot.local_slack.objects import BOT_USER
from bot.question import Question, Refusal
from bot.slack import edit
from bot.slack.buttons import ASK_QUESTION, question_value
from bot.slack.work.worker import Worker
from tests.ports import free_port
from tests.serverless.processes import (
    DIGEST_URL,
    ROOT,
    SCHEDULER_ACCOUNT,
    TASKS_ACCOUNT,
    WORKER_URL,
    environment,
)
from tests.serverless.soak import Asker
from tests.serverless.tasks import QUEUE, Signer, Tasks

MAIN = str(ROOT / "main.py")
FORM, JSON = "application/x-www-form-urlencoded", "application/json"
ANNA, CHANNEL = "UANNA", "CNEWS"


@dataclass(frozen=True, slots=True)
class Bot:
    """The three functions, each as functions-framework wraps it, and their neighbours."""

    slack: LocalSlack
    tasks: Tasks
    front: FlaskClient
    worker: FlaskClient
    digest: FlaskClient

    def send(self, body: bytes, kind: str, **headers: str) -> TestResponse:
        """To the front, signed now unless `headers` say otherwise."""
        stamp = headers.pop("stamp", str(int(time.time())))
        signed = hmac.new(self.slack.signing_secret.encode(), f"v0:{stamp}:".encode() + body, "sha256")
        given = {
            "X-Slack-Request-Timestamp": stamp,
            "X-Slack-Signature": f"v0={signed.hexdigest()}",
            **headers,
        }
        return self.front.post("/", data=body, content_type=kind, headers=given)

    def mention(self, text: str = "help") -> TestResponse:
        person = Person(self.slack, "", ANNA)
        message = self.slack.workspace.say(CHANNEL, ANNA, f"<@{BOT_USER}> {text}")
        return self.send(json.dumps(person._event("app_mention", message)).encode(), JSON)

    def deliver(self, job: object, token: str, tried: int = 0) -> TestResponse:
        headers = {"Authorization": f"Bearer {token}", "X-CloudTasks-TaskRetryCount": str(tried)}
        return self.worker.post("/", json=job, headers=headers)

    def said(self) -> list[str]:
        return [m.text for m in self.slack.workspace.from_bot()]


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bot]:
    folder = tmp_path_factory.mktemp("functions")
    with LocalSlack() as slack, Tasks() as tasks, pytest.MonkeyPatch.context() as patch:
        slack.workspace.add_user(ANNA, "anna")
        slack.workspace.add_channel(CHANNEL, ANNA, BOT_USER)
        for name, value in environment(folder, slack, tasks).items():
            patch.setenv(name, value)
        # What is queued here is counted, and delivered by the tests.
        patch.setattr(tasks, "_deliver", lambda _task, _tried: None)
        clients = [
            functions_framework.create_app(target, MAIN).test_client()
            for target in ("slack", "worker", "digest")
        ]
        yield Bot(slack, tasks, *clients)


@pytest.fixture
def bot(served: Bot) -> Bot:
    served.tasks.created.clear()
    served.tasks.refuse = None
    served.slack.workspace.messages.clear()
    return served


def job(key: str) -> dict[str, Any]:
    place = Place(CHANNEL, ANNA, "thread", "1.0")
    return job_to_json(Refuse(key, place, refusal=Refusal("missing_topic", "Say a topic.")))


# --- the front ---


def test_an_event_becomes_one_task_however_often_it_comes(bot: Bot) -> None:
    body = json.dumps(
        Person(bot.slack, "", ANNA)._event(
            "app_mention", bot.slack.workspace.say(CHANNEL, ANNA, f"<@{BOT_USER}> help")
        )
    ).encode()
    assert [bot.send(body, JSON).status_code for _ in range(3)] == [200] * 3
    assert len(bot.tasks.created) == 1


@pytest.mark.parametrize("status", [400, 403, 404, 429, 500, 503])
def test_where_the_queue_refuses_an_event_comes_again_and_a_command_is_told(bot: Bot, status: int) -> None:
    bot.tasks.refuse = status
    assert bot.mention().status_code == 500
    form = f"command=%2Fsentiment&text=inflation&channel_id={CHANNEL}&user_id={ANNA}&trigger_id=t&team_id=T"
    told = bot.send(form.encode(), FORM)
    assert told.status_code == 200
    assert "reference" in told.get_json()["text"]
    bot.tasks.refuse = None
    assert bot.mention().status_code == 200


def test_where_the_queue_refuses_a_click_and_a_form_are_told(bot: Bot) -> None:
    bot.tasks.refuse = 503
    asker = Asker(bot.slack, "", ANNA)
    question = Question("sentiment", (("inflation",),))
    message = bot.slack.workspace.say(CHANNEL, ANNA, "under which the button is")
    asker.act({"action_id": ASK_QUESTION, "value": question_value(question)}, message)
    asker.submit({**edit.form(question, Place(CHANNEL, ANNA, "thread", "1.0")), "id": "V1"})
    clicked, submitted = (bot.send(request.body.encode(), request.content_type) for request in asker.kept)
    assert clicked.status_code == 200
    (told,) = bot.said()
    assert "reference" in told
    errors = submitted.get_json()["errors"]
    assert "reference" in errors["action"]


@pytest.mark.parametrize(
    "headers",
    [
        {"X-Slack-Signature": ""},
        {"X-Slack-Signature": "v0=" + "0" * 64},
        {"X-Slack-Signature": "v1=ü"},
        {"X-Slack-Request-Timestamp": ""},
        {"X-Slack-Request-Timestamp": "now"},
        {"X-Slack-Request-Timestamp": "1700000000"},
        {"stamp": "1700000000"},
        {"stamp": "9999999999"},
    ],
)
def test_without_slacks_signature_of_now_nobody_is_let_in(bot: Bot, headers: dict[str, str]) -> None:
    body = json.dumps({"type": "event_callback", "event": {"type": "app_mention"}}).encode()
    assert bot.send(body, JSON, **headers).status_code in (400, 401)
    assert not bot.tasks.created


def test_a_signature_of_another_body_is_no_good(bot: Bot) -> None:
    stamp = str(int(time.time()))
    signed = SignatureVerifier(bot.slack.signing_secret).generate_signature(timestamp=stamp, body="{}")
    assert bot.send(b'{"a": 1}', JSON, **{"X-Slack-Signature": signed or ""}).status_code == 401


def test_a_huge_body_is_refused(bot: Bot) -> None:
    assert bot.send(b"x" * (1024 * 1024 + 1), JSON).status_code == 413


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=10), inner, max_size=3),
    max_leaves=8,
)
slack_like = st.dictionaries(
    st.sampled_from("type event command payload user channel trigger_id view actions callback_id".split()),
    json_values
    | st.sampled_from(["event_callback", "block_actions", "view_submission", "/sentiment"])
    | st.sampled_from(["interactive_message", "view_closed", "shortcut", "message_action"])
    | st.fixed_dictionaries(
        {"type": st.sampled_from(["workflow_step", "message"]), "callback_id": st.text()}
    ),
    max_size=6,
)
bodies = (
    st.binary(max_size=300)
    | st.text(max_size=100).map(str.encode)
    | json_values.map(json.dumps).map(str.encode)
    | slack_like.map(json.dumps).map(str.encode)
    | slack_like.map(lambda v: ("payload=" + json.dumps(v)).encode())
    | slack_like.map(lambda v: "&".join(f"{k}={x}" for k, x in v.items()).encode("utf-8", "replace"))
)


@settings(max_examples=3000, deadline=None, suppress_health_check=list(HealthCheck))
@given(bodies, st.sampled_from([JSON, FORM, "text/plain", "multipart/form-data", "", "application/x-ü"]))
@example(b"\xff\xfe", JSON)
@example(b"[1]", JSON)
@example(b"payload=[1]", FORM)
@example(b"null", JSON)
@example(b'payload={"type": "block_actions", "actions": null}', FORM)
@example(b'payload={"type": "block_actions", "actions": []}', FORM)
@example(b'payload={"type": "interactive_message", "callback_id": "x"}', FORM)
@example(b'{"type": "event_callback", "event": {"type": "workflow_step_execute"}}', JSON)
def test_what_is_malformed_is_no_crash_and_no_job(served: Bot, body: bytes, kind: str) -> None:
    served.tasks.created.clear()
    assert served.send(body, kind).status_code < 500
    assert not served.tasks.created


# --- the worker ---


@pytest.fixture(scope="module")
def token(served: Bot) -> str:
    return served.tasks.signer.token(WORKER_URL, TASKS_ACCOUNT)


def test_the_queue_is_let_in_and_its_job_done_once(bot: Bot, token: str) -> None:
    assert bot.deliver(job("once"), token).status_code == 200
    assert bot.deliver(job("once"), token).status_code == 200
    assert bot.said() == ["Say a topic."]


def test_googles_keys_are_fetched_once_for_many_calls(bot: Bot, token: str) -> None:
    assert [bot.deliver(job("keys"), token).status_code for _ in range(3)] == [200] * 3
    assert bot.tasks.certs_fetched == 1


def test_others_are_not_let_in(bot: Bot) -> None:
    signer = bot.tasks.signer
    wrong = [
        "",
        "nonsense",
        signer.token(DIGEST_URL, TASKS_ACCOUNT),
        signer.token(WORKER_URL, "someone@else.iam.gserviceaccount.com"),
        signer.token(WORKER_URL, TASKS_ACCOUNT, email_verified=False),
        signer.token(WORKER_URL, TASKS_ACCOUNT, email_verified="false"),
        signer.token(WORKER_URL, TASKS_ACCOUNT, email_verified=1),
        signer.token(WORKER_URL, TASKS_ACCOUNT, iss="https://else.example"),
        signer.token(WORKER_URL, TASKS_ACCOUNT, exp=int(time.time()) - 60),
        Signer().token(WORKER_URL, TASKS_ACCOUNT),
    ]
    assert [bot.deliver(job("x"), t).status_code for t in wrong] == [403] * len(wrong)
    assert bot.said() == []


@pytest.mark.parametrize("setting", ["TIDINGS_WORKER_URL", "TIDINGS_TASKS_ACCOUNT"])
def test_while_a_setting_is_missing_nobody_is_let_in(
    bot: Bot, token: str, setting: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(setting, "")
    anew = functions_framework.create_app("worker", MAIN).test_client()
    assert replace(bot, worker=anew).deliver(job("x"), token).status_code == 403


@pytest.mark.parametrize("what", [None, [], {}, {"key": "x"}, {"key": "k", "work": "dance", "place": {}}])
def test_what_is_no_job_is_refused(bot: Bot, token: str, what: object) -> None:
    assert bot.deliver(what, token).status_code == 400


def test_a_body_nested_beyond_reading_is_refused(bot: Bot, token: str) -> None:
    headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}
    assert bot.worker.post("/", data=b"[" * 200_000, headers=headers).status_code == 400


def test_a_failing_job_comes_again_until_the_last_delivery_tells(
    bot: Bot, token: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_: object) -> None:
        raise RuntimeError("a bug")

    monkeypatch.setattr(Worker, "_show", fails)
    broken = job("broken")
    assert bot.deliver(broken, token).status_code == 500
    assert bot.said() == []
    assert bot.deliver(broken, token, tried=bot.tasks.attempts - 1).status_code == 200
    assert "reference" in bot.said()[0]


# --- the timetable ---


def test_the_scheduler_has_done_what_there_is(bot: Bot) -> None:
    headers = {"Authorization": f"Bearer {bot.tasks.signer.token(DIGEST_URL, SCHEDULER_ACCOUNT)}"}
    assert bot.digest.post("/digests", headers=headers).get_data(as_text=True) == "0 issues queued"
    assert bot.digest.post("/alerts", headers=headers).get_data(as_text=True) == "0 alerts queued"
    assert bot.digest.post("/refresh", headers=headers).status_code == 200
    unknown = bot.digest.post("/dance", headers=headers)
    assert (unknown.status_code, "digests" in unknown.get_data(as_text=True)) == (404, True)


def test_only_the_scheduler_may_have_it_done(bot: Bot, token: str) -> None:
    for headers in ({}, {"Authorization": f"Bearer {token}"}):
        assert bot.digest.post("/digests", headers=headers).status_code == 403


# --- the stand-in for Cloud Tasks ---


def test_the_stand_in_takes_a_name_once_and_no_other_queue(bot: Bot) -> None:
    def create(queue: str) -> int:
        task = {"task": {"name": f"{QUEUE}/tasks/a", "httpRequest": {}}}
        request = urllib.request.Request(f"{bot.tasks.url}/v2/{queue}/tasks", json.dumps(task).encode())
        try:
            with urllib.request.urlopen(request) as response:
                return int(response.status)
        except urllib.error.HTTPError as refused:
            return refused.code

    assert [create(QUEUE), create(QUEUE), create("another")] == [200, 409, 404]


def test_with_the_state_down_an_event_comes_again_or_is_handed_on(
    bot: Bot, token: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    from bot.state import SqliteState

    def down(*_: object) -> None:
        raise OSError("the state is down")

    for name in ("get", "put", "delete", "list", "change"):
        monkeypatch.setattr(SqliteState, name, down)
    reply = bot.mention()
    assert reply.status_code >= 500 or len(bot.tasks.created) == 1
    assert bot.deliver(job("down"), token).status_code == 500
    assert bot.deliver(job("down"), token, tried=bot.tasks.attempts - 1).status_code < 600
    assert any("reference" in text for text in bot.said())


# --- trying one out ---


@pytest.mark.parametrize(
    ("target", "typed", "shown"),
    [
        (
            "slack",
            "/sentiment inflation\nhelp",
            ["200 Looking at the coverage of inflation", "#news Ask how"],
        ),
        ("worker", "articles about inflation\n/smoke", ["task ", "#news ", "200 The tone of inflation"]),
        (
            "digest",
            "/digests\n/digests\n/dance",
            ["200 1 issues", "#news Daily digest", "200 0 issues", "404"],
        ),
    ],
)
def test_each_function_can_be_tried_by_typing(target: str, typed: str, shown: list[str]) -> None:
    script = str(ROOT / "tests/serverless/local.py")
    command = [sys.executable, script, target, "--port", str(free_port())]
    ran = subprocess.run(command, input=typed, capture_output=True, text=True, timeout=600, check=True)
    at = [ran.stdout.find(words) for words in shown]
    assert -1 not in at, ran.stdout
    assert at == sorted(at)


def test_a_port_that_is_taken_is_told() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        command = [sys.executable, str(ROOT / "tests/serverless/local.py"), "worker"]
        port = str(taken.getsockname()[1])
        ran = subprocess.run(
            [*command, "--port", port], capture_output=True, text=True, timeout=300, check=False
        )
    assert ran.returncode == 1
    assert f"Port {port} is taken" in ran.stderr
