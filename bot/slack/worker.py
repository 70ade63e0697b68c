"""What happens to a job: claimed, answered, drawn, posted; and where that fails, told."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor, wait
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Any

from slack_sdk.errors import SlackClientError

import handlers
from bot.answer import Answer, answer_from_json, answer_to_json, refused
from bot.digests import book
from bot.digests.run import due_issue, may_fire
from bot.digests.values import Alert, Subscription
from bot.jobs import Job, Place
from bot.render import limits
from bot.render.blocks import Message, message
from bot.render.chart import chart_png
from bot.render.mrkdwn import escape
from bot.slack import telling
from bot.slack.buttons import ASK_SUGGESTION, answer_rows
from bot.slack.delivery import NO_CHART_DRAWN, NO_CHART_UPLOADED, Compose, Delivery, Undelivered
from bot.slack.following import GONE
from bot.slack.front import ZONE, failure
from bot.sources.interest.source import NoInterest, SearchInterest
from bot.sources.warehouse import Warehouse
from bot.state import CLAIM, State
from handlers.interest import add_interest, wants_interest

logger = logging.getLogger(__name__)

DAY = 86_400.0
CLAIMED_FOR = DAY
SHAREABLE_FOR = 7 * DAY
ZONE_KEPT_FOR = 7 * DAY
AT_ONCE = 0.5
"""Seconds in which searches that are at hand come; the news is not held back for others."""
SHARED = "shared"
"""The kind of state record of an answer that its asker may share."""

SEARCHING = "Searches are being looked up; they follow."
WITH_SEARCHES = "The same answer, now with what people search for."
EXPIRED = "This answer can no longer be shared; ask again, and share the new one."
SHARED_ALREADY = "This answer is already in the channel."
CANNOT_SHARE = "I could not post to this channel. Type /invite @tidings, then press the button again."


@dataclass(frozen=True, slots=True)
class Worker:
    """Does jobs. Safe to call from several threads, and with the same job more than once."""

    warehouse: Warehouse
    state: State
    delivery: Delivery
    clock: Callable[[], datetime] = lambda: datetime.now(UTC)
    interest: SearchInterest = field(default_factory=NoInterest)

    def __call__(self, job: Job) -> None:
        """One delivery of the job: whatever happens, the person is told once."""
        try:
            if not self.state.claim(job.key, CLAIMED_FOR):
                logger.info("job %s was already taken", job.key)
                return
            match job.work:
                case "share":
                    self._share(job)
                case "answer":
                    self._answer(job)
                case "look-back":
                    self._look_back(job)
                case "preview":
                    self._preview(job)
                case "issue":
                    self._issue(job)
                case "watch":
                    self._watch(job)
        except Exception:
            self._tell(job.place, failure(f"job {job.key} failed"))
        self._learn_zone(job.place.user)

    def _answer(self, job: Job) -> None:
        self._show_working(job.place)
        if job.question is not None:
            answer = handlers.answer(job.question, self.warehouse)
        elif job.refusal is not None:
            answer = refused(job.refusal)
        else:
            raise ValueError("a job to answer has a question or a refusal")
        if not wants_interest(job.question):
            self._show(job, answer)
            return
        with ThreadPoolExecutor(1, thread_name_prefix="searches") as pool:
            searching = pool.submit(self._with_searches, answer)
            if not wait([searching], AT_ONCE).not_done:
                self._show(job, searching.result())
                return
            posted = self._show(job, answer, notice=SEARCHING)
            whole = searching.result()
        if posted:
            self._show(job, whole, over=posted)
        elif whole.provenance.sources != answer.provenance.sources:
            self._show(job, whole, notice=WITH_SEARCHES)
        else:
            self._tell(job.place, " ".join(c for c in whole.caveats if c not in answer.caveats))

    def _with_searches(self, answer: Answer) -> Answer:
        """The answer with what people search for; the news stands whatever happens."""
        try:
            return add_interest(answer, self.interest)
        except Exception:
            return replace(answer, caveats=(*answer.caveats, failure("searches were not added")))

    def _show(
        self, job: Job, answer: Answer, *, over: str | None = None, notice: str | None = None
    ) -> str | None:
        """Draws and delivers; the timestamp of the message, if it can be edited."""
        chart, undrawn = self._chart(answer)
        asked_alone = job.place.seen_by == "asker" and job.question is not None and not answer.error
        if asked_alone:
            kept = {"answer": answer_to_json(answer), "chart": chart, "user": job.place.user}
            self.state.put(SHARED, job.key, kept, SHAREABLE_FOR)
        rows = answer_rows(answer, job.refusal, job.key if asked_alone else None)
        return self.delivery.deliver(job.place, _compose(answer, rows), chart, undrawn or notice, over=over)

    def _chart(self, answer: Answer) -> tuple[str | None, str | None]:
        """The id of the uploaded chart, or None and perhaps why there is none."""
        try:
            png = chart_png(answer)
        except Exception:
            logger.exception("a chart was not drawn")
            return None, NO_CHART_DRAWN
        if png is None:
            return None, None
        file = self.delivery.upload(png, answer.alt_text)
        return file, None if file else NO_CHART_UPLOADED

    def _share(self, job: Job) -> None:
        kept = self.state.get(SHARED, job.shared or "")
        if kept is None:
            return self._tell(job.place, EXPIRED)
        once = f"share:{job.shared}:{job.place.channel}"
        if not self.state.claim(once, SHAREABLE_FOR):
            return self._tell(job.place, SHARED_ALREADY)
        in_channel = replace(job.place, seen_by="thread", response_url=None)
        compose = _shared_by(kept["user"], _compose(answer_from_json(kept["answer"]), []))
        try:
            self.delivery.deliver(in_channel, compose, kept["chart"])
        except Undelivered:
            self.state.delete(CLAIM, once)
            self._tell(job.place, CANNOT_SHARE)
        except Exception:
            self.state.delete(CLAIM, once)
            raise
        return None

    def _look_back(self, job: Job) -> None:
        if job.question is None:
            raise ValueError("a look back has a question")
        found = telling.look_back(job.question, self.clock(), job.text, self.warehouse)
        self.delivery.deliver(job.place, lambda _chart, _notice: found, None)

    def _preview(self, job: Job) -> None:
        value = book.find(self.state, job.follow or "")
        if not isinstance(value, Subscription):
            self._tell(job.place, GONE)
            return
        told = telling.preview_of(value, self.clock(), self.warehouse)
        self.delivery.deliver(job.place, told.compose, *self._chart(told.answer))

    def _issue(self, job: Job) -> None:
        value = book.find(self.state, job.follow or "")
        now = max(job.moment or self.clock(), self.clock())
        it = due_issue(self.state, value, now) if isinstance(value, Subscription) else None
        if isinstance(value, Subscription) and it is not None:
            self._deliver(job, value, it.moment, telling.issue_of(value, it, self.warehouse))

    def _watch(self, job: Job) -> None:
        value, now = book.find(self.state, job.follow or ""), job.moment or self.clock()
        if not isinstance(value, Alert) or not may_fire(self.state, value, now):
            return
        if told := telling.watch_of(value, now, self.warehouse):
            self._deliver(job, value, now, told)

    def _deliver(self, job: Job, value: Subscription | Alert, moment: datetime, told: telling.Told) -> None:
        """What cannot ever arrive is given up; what Slack is too busy for is tried again by the scheduler."""
        try:
            self.delivery.deliver(told.place, told.compose, *self._chart(told.answer))
        except Undelivered as error:
            if error.code not in telling.MENDING:
                logger.warning("%s is tried again later: %s", value.id, error.code or error)
                self.state.delete(CLAIM, job.key)
                return
            owner = Place(value.owner, value.owner, "dm")
            telling.give_up(self.state, value, moment, error.code, lambda said: self._send(owner, said))
            return
        book.succeeded(self.state, value.id, moment)

    def _tell(self, place: Place, sentence: str) -> None:
        """A sentence by whichever way is left."""
        self._send(place, escape(sentence))

    def _send(self, place: Place, text: str) -> None:
        told = Message(text, ())
        try:
            if place.response_url:
                self.delivery.respond(place, told)
            else:
                self.delivery.deliver(place, lambda _chart, _notice: told, None)
        except Undelivered as error:
            logger.error("nobody could be told %r: %s", text, error)

    def _show_working(self, place: Place) -> None:
        """A line under the thread while the answer is made; Slack takes it away when the answer comes."""
        if place.thread_ts is None or place.seen_by == "asker":
            return
        try:
            self.delivery.client.assistant_threads_setStatus(
                channel_id=place.channel, thread_ts=place.thread_ts, status="is reading the news …"
            )
        except (SlackClientError, OSError) as error:
            logger.info("no status shown: %s", type(error).__name__)

    def _learn_zone(self, user: str) -> None:
        """Keeps the asker's time zone for the front, so that the next "today" is theirs."""
        if self.state.get(ZONE, user) is not None:
            return
        try:
            profile = self.delivery.client.users_info(user=user)["user"]
            self.state.put(ZONE, user, {"tz": profile.get("tz") or ""}, ZONE_KEPT_FOR)
        except (SlackClientError, OSError, KeyError) as error:
            logger.warning("time zone not learned: %s", type(error).__name__)


def _compose(answer: Answer, rows: Sequence[Sequence[dict[str, Any]]]) -> Compose:
    def compose(chart: str | None, notice: str | None) -> Message:
        return message(answer, chart_file=chart, notice=notice, actions=rows, ask=ASK_SUGGESTION)

    return compose


def _shared_by(user: str, compose: Compose) -> Compose:
    """The message under a line that names who asked; user ids are Slack's own and safe as they are."""

    def named(chart: str | None, notice: str | None) -> Message:
        said = f"<@{user}> asked, and shares the answer:"
        whole = compose(chart, notice)
        line = {"type": "context", "elements": [{"type": "mrkdwn", "text": said}]}
        return Message(f"{said}\n{whole.text}", limits.fit((line, *whole.blocks)))

    return named
