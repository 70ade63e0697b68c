"""Entry points for Cloud Functions and functions-framework."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, TypeVar

import msgspec
from flask import Request, Response, make_response
from slack_bolt.adapter.flask.handler import to_bolt_request, to_flask_response
from werkzeug.exceptions import BadRequest, UnsupportedMediaType

from bot import logs
from bot.callers import refusal
from bot.clock import Clock, utc_now
from bot.deadline import Deadline
from bot.jobs import job_from_json
from bot.settings import BadSetting, Settings, load_settings
from bot.slack import bodies
from bot.slack.acknowledge import IN_ALL
from bot.slack.requests import turned_away
from bot.slack.runtime import Runtime, open_queue, open_worker, start
from bot.state.choose import open_state

if TYPE_CHECKING:
    from bot.slack.work.worker import Worker

logs.set_up()
logger = logging.getLogger(__name__)

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Application:
    """The three functions over the same settings and clock. `create` makes one.

    `runtime` and `the_worker` are built when they are first called for, as a function needs one of them.
    """

    settings: Settings
    clock: Clock
    runtime: Callable[[], Runtime]
    the_worker: Callable[[], Worker]

    def slack(self, request: Request) -> Response:
        """The public front: verifies, reads, acknowledges and hands on what Slack sends.

        Raises BadSetting.
        """
        deadline = Deadline(time.monotonic() + IN_ALL)
        if request.method == "GET":
            bodies.discard(request)
            return make_response("Tidings is up. Slack sends its requests here.", 200)
        if status := bodies.refused(request.headers, time.time()):
            bodies.discard(request)
            return make_response("This is no request of Slack's.", status)
        body = bodies.read(request)
        if body is None:
            return make_response("The request did not come whole.", 408)
        bot = self.runtime()
        secret, kind = bot.settings.slack_signing_secret, request.content_type or ""
        if status := turned_away(secret, request.headers, body, kind):
            return make_response("" if status == 200 else "This is no request of Slack's.", status)
        return to_flask_response(bot.acknowledge(to_bolt_request(request), deadline))

    def worker(self, request: Request) -> Response:
        """The private worker: does a job that Cloud Tasks delivers.

        What is not a success is delivered again.
        """
        its = self.settings
        if problem := refusal(
            request.headers.get("Authorization", ""), its.worker_url, its.tasks_account, its.certs_url
        ):
            logger.warning("not let in: %s", problem)
            return make_response("Only the queue may call this.", 403)
        if request.method == "GET":
            return self._smoke()
        try:
            job = job_from_json(request.get_json())
            tried = int(request.headers.get("X-CloudTasks-TaskRetryCount", "0"))
        except (
            BadRequest,
            UnsupportedMediaType,
            msgspec.ValidationError,
            ValueError,
            RecursionError,
        ) as error:
            logger.error("not a job: %s", type(error).__name__)
            return make_response("This is not a job.", 400)
        try:
            done = self.the_worker()(job, last=tried + 1 >= its.attempts)
        except Exception:
            logger.exception("job %s failed, delivery %d", job.key, tried + 1)
            return make_response("It did not work; deliver it again.", 500)
        if not done:
            return make_response("Another worker has this job; deliver it again.", 409)
        return make_response("Done.", 200)

    def _smoke(self) -> Response:
        """What a new revision of the worker says to a question, before it gets people's."""
        from bot.smoke import ask_itself

        try:
            passed, said = ask_itself(self.the_worker().asking, self.clock().date())
        except Exception:
            logger.exception("the smoke question failed")
            return make_response("It did not work; the log says why.", 500)
        logger.log(logging.INFO if passed else logging.ERROR, "smoke question: %s", said)
        return make_response(said, 200 if passed else 500)

    def digest(self, request: Request) -> Response:
        """The private timetable, for Cloud Scheduler.

        /digests and /alerts queue what is due, /refresh fills.
        """
        its = self.settings
        if problem := refusal(
            request.headers.get("Authorization", ""), its.digest_url, its.scheduler_account, its.certs_url
        ):
            logger.warning("not let in: %s", problem)
            return make_response("Only the scheduler may call this.", 403)
        from bot.scheduled import WORK

        name = request.path.rstrip("/").rpartition("/")[2]
        if name not in WORK:
            return make_response(f"There is no {name!r} to do; there are: {', '.join(WORK)}.", 404)
        state = open_state(its)
        queue = open_queue(its, state, clock=self.clock)
        try:
            said = WORK[name](its, state, queue, self.clock())
            queue.close()
        except Exception:
            logger.exception("%s failed", name)
            return make_response(f"{name} did not work; its log says why.", 500)
        logger.info("%s: %s", name, said)
        return make_response(said, 200)


def once(make: Callable[[], T]) -> Callable[[], T]:
    """The same thing at every call, made at the first, also where several come at once."""
    lock, made = threading.Lock(), cache(make)

    def get() -> T:
        with lock:
            return made()

    return get


def create(settings: Settings, clock: Clock = utc_now) -> Application:
    """The application whose day is the clock's. Nothing is opened or asked yet."""

    def runtime() -> Runtime:
        for name, value in (
            ("SLACK_SIGNING_SECRET", settings.slack_signing_secret),
            ("SLACK_BOT_TOKEN", settings.slack_bot_token),
        ):
            if not value:
                raise BadSetting(f"{name} is not set; python -m bot doctor says where to find it.")
        return start(settings, clock=clock)

    return Application(settings, clock, once(runtime), once(lambda: open_worker(settings, clock=clock)))


@cache
def _of_the_environment() -> Application:
    """This process's own. Raises BadSetting."""
    return create(load_settings())


def slack(request: Request) -> Response:
    """The entry point of the public front."""
    try:
        return _of_the_environment().slack(request)
    except BadSetting as missing:
        logger.error("%s", missing)
        return make_response("Tidings is not set up; its log says what is missing.", 500)


def worker(request: Request) -> Response:
    """The entry point of the private worker."""
    return _of_the_environment().worker(request)


def digest(request: Request) -> Response:
    """The entry point of the private timetable."""
    return _of_the_environment().digest(request)
