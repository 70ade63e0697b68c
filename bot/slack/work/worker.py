"""What happens to a job: claimed, answered, drawn, posted; and where that fails, told."""

from __future__ import annotations

import logging
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from typing import Any

from msgspec import structs

from bot import unfinished
from bot.answer import Answer, answer_from_json, answer_to_json, refused
from bot.asking import Asking
from bot.clock import Clock, utc_now
from bot.digests import subscriptions
from bot.digests.values import Subscription
from bot.jobs import (
    USEFUL_FOR,
    Ask,
    Erase,
    Follow,
    Issue,
    Job,
    LookBack,
    Lost,
    Overdue,
    Place,
    Preview,
    Refuse,
    Reword,
    Share,
    Tell,
    Watch,
)
from bot.logs import failure
from bot.parse import parse
from bot.question import Refusal
from bot.render.blocks import Message, message
from bot.render.mrkdwn import escape
from bot.rewriter.rewriter import Rewriter
from bot.settings import Settings
from bot.slack import home, memory, recent, zones
from bot.slack.buttons import answer_rows, undo_button
from bot.slack.channels import Channels
from bot.slack.following import GONE, Following
from bot.slack.work import detour, issues
from bot.slack.work.delivery import Compose, Delivery, Undelivered
from bot.slack.work.drawing import drawn
from bot.slack.work.due import DueWork, NotNow
from bot.slack.work.post_log import PostLog
from bot.slack.work.reach import Reach, under
from bot.sources.interest.source import NoInterest, SearchInterest
from bot.sources.warehouse import Warehouse
from bot.state import State, records
from bot.state.lease import Lease, LeaseLost
from bot.state.records import DATA, LEASE, SHARE, SHOWN, Shown
from bot.words.format import moment_text

logger = logging.getLogger(__name__)

DAY = 86_400.0
LOST = "I did not get to what you asked a while ago. Ask again if you still want to know."
TOO_LATE = "This took me too long, so I let it be. Ask again if you still want to know."
SEARCHING = "Searches are being looked up; they follow."
WITH_SEARCHES = "The same answer, now with what people search for."
EXPIRED = "This answer can no longer be shared; ask again, and share the new one."
SHARED_ALREADY = "This answer is already in the channel."
CANNOT_SHARE = "I could not post the answer here."


@dataclass(frozen=True, slots=True)
class Worker:
    """Does jobs. Safe to call from several threads, and with the same job more than once.

    `lease` is how many seconds a job is kept by a worker that has fallen silent.
    """

    warehouse: Warehouse
    state: State
    delivery: Delivery
    clock: Clock = utc_now
    interest: SearchInterest = field(default_factory=NoInterest)
    lease: float = 60.0
    settings: Settings = field(default_factory=Settings)

    @property
    def asking(self) -> Asking:
        """How questions are answered: from what is kept, within the budget, with what it cost."""
        return Asking(self.warehouse, self.state, self.settings, self.clock, self.interest)

    def __call__(self, job: Job, *, last: bool = True) -> bool:
        """One delivery of the job: whatever happens, the person is told once.

        False where another worker has the job now, so that it is to be delivered again in case that
        one dies. What failed is raised for the same reason, unless this was the `last` delivery.
        """
        lease = Lease(self.state, job.key, self.lease)
        try:
            taken = lease.take()
        except Exception:
            if not last:
                raise
            said = failure(f"job {job.key} could not be taken")
            # What nobody waits for is found again by the scheduler; its place need not hear of it.
            if not isinstance(job, Issue | Watch | Overdue):
                self._tell(job.place, said)
            return True
        if taken != "taken":
            logger.info("job %s is %s", job.key, taken)
            return taken == "done"
        bound = replace(self, delivery=self.delivery.remembering(lease))
        try:
            with lease.kept():
                bound._work(job)
            lease.finish()
            if isinstance(job, unfinished.Awaited):
                unfinished.done(self.state, job.key)
        except LeaseLost:
            logger.warning("job %s was taken over", job.key)
            return False
        except NotNow as reason:
            lease.release()
            if reason.soon and not last:
                raise
            logger.warning("job %s is not done now", job.key)
            if isinstance(job, Issue | Watch):
                bound.due.put_off(job, reason)
            return True
        except Exception:
            if not last:
                with suppress(Exception):  # the lease runs out by itself; the reason is what matters
                    lease.release()
                raise
            bound._give_up(job, lease)
        zones.learn(self.delivery.client, self.state, job.place.user)
        return True

    @property
    def channels(self) -> Channels:
        """Where answers may stand."""
        return Channels(self.settings, self.state, self.delivery.client)

    @property
    def reach(self) -> Reach:
        """How words come to a person."""
        return Reach(self.delivery, self.channels, self.state)

    @property
    def due(self) -> DueWork:
        """What has a time, and nobody waiting for it."""
        return DueWork(self.asking, self.reach, self.clock)

    def _work(self, job: Job) -> None:
        job = structs.replace(job, place=self.reach.found(job.place))
        asked = not isinstance(job, Issue | Watch | Overdue | Lost | Erase)
        if asked and (refusal := self.channels.refusal(job.place.channel)):
            self._tell(job.place, refusal.message)
            return
        if (
            isinstance(job, Ask | Reword | Refuse | Share | LookBack)
            and time.time() - job.asked_at > USEFUL_FOR
        ):
            self._tell(job.place, TOO_LATE)
            return
        match job:
            case Ask():
                self._answer(job)
            case Reword():
                self._reword(job)
            case Refuse():
                self._show(job, refused(job.refusal))
            case Share():
                self._share(job)
            case LookBack():
                self._look_back(job)
            case Preview():
                self._preview(job)
            case Issue():
                self.due.issue(job)
            case Watch():
                self.due.watch(job)
            case Overdue():
                self.due.tell_owner(job)
            case Lost():
                self._tell_lost(job)
            case Tell():
                self.reach.deliver(job.place, Message(job.text, job.blocks))
            case Follow():
                self._follow(job)
            case Erase():
                # Not the leases, by which this is known to be done; they hold no words and end in a day.
                self.state.clear(LEASE.name)

    def _give_up(self, job: Job, lease: Lease) -> None:
        """Says that it did not work, unless what was asked for is there already.

        What nobody is waiting for is tried again instead.
        """
        said = failure(f"job {job.key} failed")
        try:
            if isinstance(job, Issue | Watch):
                lease.release()
                self.due.put_off(job, NotNow(said, soon=False))
                return
            if not self.delivery.post_log.shown:
                self._tell(job.place, said)
            lease.finish()
            unfinished.done(self.state, job.key)
        except Exception:
            logger.exception("job %s was given up", job.key)

    def _answer(self, job: Ask) -> None:
        self.reach.show_working(job.place)
        shown: list[tuple[Answer, str | None]] = []

        def news_first(news: Answer) -> None:
            shown.append((news, self._show(job, news, notice=SEARCHING)))

        answer = self.asking.answer(
            job.question, job.place.user, confirmed=job.confirmed, meanwhile=news_first
        )
        if until := answer.provenance.data_until:
            DATA.put(self.state, "status", {"until": moment_text(until), "sample": answer.provenance.sample})
        if not shown:
            self._show(job, answer)
            return
        ((news, posted),) = shown
        if posted:
            with suppress(Undelivered):
                self._show(job, answer, over=posted)
                return
        if answer.provenance.sources != news.provenance.sources:
            self._show(job, answer, notice=WITH_SEARCHES)
        else:
            self._tell(job.place, " ".join(c for c in answer.caveats if c not in news.caveats))

    def _reword(self, job: Reword) -> None:
        """Answers the rewriter's reading and says so, or asks back; digests wait for a click."""
        rewriter = Rewriter.of(self.settings, self.state)
        found = rewriter.read(job.text, job.context, job.today, job.zone)
        read = found.question if found else parse(job.text, job.surface, job.context, job.today, job.zone)
        if found and found.question.action.startswith("digest"):
            told = f"I read this as “{found.line}”. Nothing is done until you press the button."
            read = Refusal(
                "ambiguous", told, found.question.action, found.question.topics, suggestions=(found.line,)
            )
        if isinstance(read, Refusal):
            refuse = Refuse(job.key, job.place, job.asked_at, job.attempt, refusal=read)
            self._show(refuse, refused(read))
            return
        ts = job.ts or job.key
        if found:
            if job.place.seen_by != "asker":
                memory.remember(self.state, job.place.channel, job.place.thread_ts, read, ts, job.place.user)
            recent.note(self.state, job.place.user, read)
        reworded = found.line if found else ""
        asked = Ask(job.key, job.place, job.asked_at, job.attempt, question=read, reworded=reworded, ts=ts)
        self._answer(asked)

    def _show(
        self, job: Ask | Refuse, answer: Answer, *, over: str | None = None, notice: str | None = None
    ) -> str | None:
        """Draws and delivers; the timestamp of the message, if it can be edited."""
        chart, undrawn = drawn(answer, self.delivery)
        place, key = job.place, job.key if isinstance(job, Ask) and not answer.error else None
        if key:
            kept: Shown = {"answer": answer_to_json(answer), "chart": chart, "user": place.user}
            SHOWN.put(self.state, key, kept)
        refusal = job.refusal if isinstance(job, Refuse) else None
        rows = answer_rows(answer, refusal, key, alone=place.seen_by == "asker")
        if isinstance(job, Ask) and job.reworded:
            rows = [[undo_button(job.place.user, job.ts)], *rows]
        compose, notice = _compose(answer, rows), undrawn or notice
        if isinstance(job, Ask) and job.reworded:
            compose = under(f"I read this as “{escape(job.reworded)}”.", compose)
        if over:
            return self.delivery.deliver(place, compose, chart, notice, over=over)
        instead = key is not None and isinstance(job, Ask) and job.instead
        if instead and self.delivery.replace(place, compose(chart, notice)):
            return None
        posted = self.reach.deliver(place, compose, chart, notice, about=answer.question)
        if instead:
            self.delivery.remove(place)
        return posted

    def _share(self, job: Share) -> None:
        kept = SHOWN.get(self.state, job.shared)
        if kept is None:
            return self._tell(job.place, EXPIRED)
        once = f"{job.shared}:{job.place.channel}"

        def first(there: records.Share | None) -> records.Share | None:
            return None if there else {"job": job.key}

        # A later attempt of the same job goes on; another click is told.
        if SHARE.change(self.state, once, first) != {"job": job.key}:
            return self._tell(job.place, SHARED_ALREADY)
        in_channel = replace(job.place, seen_by="thread", response_url=None)
        said = f"<@{kept['user']}> asked, and shares the answer:"
        compose = under(said, _compose(answer_from_json(kept["answer"]), []))
        try:
            posted = self.delivery.deliver(in_channel, compose, kept["chart"])
        except Undelivered as refused:
            SHARE.delete(self.state, once)
            mend = detour.advice(job.place.channel, refused.code, then="then press the button again.")
            return self._tell(job.place, f"{CANNOT_SHARE} {mend}")
        question = answer_from_json(kept["answer"]).question
        if posted and question:
            # A follow-up in the thread of what was shared goes on with it.
            memory.remember(self.state, job.place.channel, posted, question, posted, job.place.user)
        return None

    def _look_back(self, job: LookBack) -> None:
        found = issues.look_back(job.question, self.clock(), job.level, job.place.user, self.asking)
        self.reach.deliver(job.place, found)

    def _follow(self, job: Follow) -> None:
        following, now = Following(self.state), self.clock()
        if missing := issues.without_news(job.wanted, now, self.asking):
            following.wait(job.wanted)
            self.reach.deliver(job.place, issues.doubtful(job.wanted, missing))
            return
        self.reach.deliver(job.place, following.started(job.wanted, now))
        home.publish(self.delivery.client, self.state, job.place.user, now)

    def _preview(self, job: Preview) -> None:
        value = subscriptions.find(self.state, job.follow)
        if not isinstance(value, Subscription):
            self._tell(job.place, GONE)
            return
        told = issues.preview_of(value, self.clock(), self.asking)
        if isinstance(told, issues.Trouble):
            self._tell(job.place, told.words)
            return
        self.reach.deliver(job.place, told.compose, *drawn(told.answer, self.delivery))

    def _tell_lost(self, job: Lost) -> None:
        """Takes the job away from whoever might still come to it, and says that it came to nothing."""
        lost = Lease(self.state, job.lost, self.lease)
        taken = lost.take()
        if taken == "held":
            return  # and noted still, for the next sweep
        if taken == "taken":
            if not PostLog(lost).shown:
                place = job.place
                if self.channels.refusal(place.channel):
                    place = self.reach.found(Place(place.user, place.user, "dm"))
                self._tell(place, LOST)
            lost.finish()
        unfinished.done(self.state, job.lost)

    def _tell(self, place: Place, sentence: str) -> None:
        self.reach.tell(place, escape(sentence))


def _compose(answer: Answer, rows: Sequence[Sequence[dict[str, Any]]]) -> Compose:
    def compose(chart: str | None, notice: str | None) -> Message:
        return message(answer, chart_file=chart, notice=notice, actions=rows)

    return compose
