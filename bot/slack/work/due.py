"""What is due: issues of digests, looks of alerts, and what owners hear where these do not come."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.asking import Asking
from bot.clock import Clock
from bot.digests import subscriptions
from bot.digests.run import days_due, due_issue, owner_of
from bot.digests.values import Alert, Subscription
from bot.jobs import Issue, Overdue, Watch
from bot.slack.work import issues
from bot.slack.work.delivery import Undelivered
from bot.slack.work.drawing import drawn
from bot.slack.work.reach import Reach
from bot.state import State

FIRST_WAIT, LONGEST_WAIT = timedelta(minutes=5), timedelta(hours=2)
"""How long what is due waits after it was tried in vain; each time twice as long, up to the longest."""
SLACK_BUSY = "Slack did not take it."


class NotNow(Exception):
    """What is due can as well come later: the words say why, and `soon` whether the queue may try again."""

    def __init__(self, trouble: str, *, soon: bool) -> None:
        super().__init__(trouble)
        self.trouble = trouble
        self.soon = soon


@dataclass(frozen=True, slots=True)
class DueWork:
    """Nobody waits for this work: its trouble is no message, and it can be done later."""

    asking: Asking
    reach: Reach
    clock: Clock

    @property
    def state(self) -> State:
        return self.reach.state

    def issue(self, job: Issue) -> None:
        value = subscriptions.find(self.state, job.follow)
        now = max(job.moment, self.clock())
        it = due_issue(self.state, value, now) if isinstance(value, Subscription) else None
        if isinstance(value, Subscription) and it is not None and self._may_tell(value, it.moment):
            told = issues.issue_of(value, it, self.asking)
            if self._delivered(value, it.moment, told):
                subscriptions.succeeded(self.state, value.id, it.moment)

    def watch(self, job: Watch) -> None:
        value = subscriptions.find(self.state, job.follow)
        days = days_due(self.state, value, job.moment) if isinstance(value, Alert) else None
        if not isinstance(value, Alert) or days is None:
            return
        if not self._may_tell(value, job.moment):
            return
        told = issues.watch_of(value, days, self.asking)
        if told is None:
            subscriptions.looked(self.state, value.id, days[1])
        elif self._delivered(value, job.moment, told):
            subscriptions.succeeded(self.state, value.id, job.moment, looked=days[1])

    def _delivered(
        self, value: Subscription | Alert, moment: datetime, told: issues.Told | issues.Trouble
    ) -> bool:
        """Trouble is never posted: it is tried again, as Slack is; what cannot ever arrive is given up.

        Raises NotNow.
        """
        if isinstance(told, issues.Trouble):
            raise NotNow(told.words, soon=False)
        delivery = self.reach.delivery
        try:
            delivery.deliver(self.reach.found(told.place), told.compose, *drawn(told.answer, delivery))
        except Undelivered as error:
            if not issues.lasts(error.code):
                raise NotNow(SLACK_BUSY, soon=True) from error
            self._give_up_issue(value, moment, error.code)
            return False
        return True

    def put_off(self, job: Issue | Watch, reason: NotNow) -> None:
        """Longer after each try in vain, where the reason is not Slack's."""
        tries = subscriptions.progress(self.state, job.follow).tries
        wait = timedelta() if reason.soon else min(FIRST_WAIT * 2**tries, LONGEST_WAIT)
        subscriptions.put_off(self.state, job.follow, reason.trouble, self.clock() + wait)

    def tell_owner(self, job: Overdue) -> None:
        """Once, until something comes again."""
        if told := issues.overdue_text(self.state, job.follow, max(job.moment, self.clock())):
            self.reach.tell(job.place, told)
            subscriptions.owner_told(self.state, job.follow)

    def _may_tell(self, value: Subscription | Alert, moment: datetime) -> bool:
        """Whether what is followed may still be told in its place: Slack is asked anew."""
        refusal = self.reach.channels.refusal(value.channel, anew=True)
        if refusal and refusal.passes:
            raise NotNow(SLACK_BUSY, soon=True)
        if refusal:
            self._give_up_issue(value, moment, refusal.code)
        return refusal is None

    def _give_up_issue(self, value: Subscription | Alert, moment: datetime, code: str) -> None:
        owner = self.reach.found(owner_of(value))
        issues.give_up(self.state, value, moment, code, lambda said: self.reach.tell(owner, said))
