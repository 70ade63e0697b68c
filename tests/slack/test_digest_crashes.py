"""A delivery that dies at any step, and is taken up again: one message in the end."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.digests import subscriptions
from bot.digests.run import issue_job, issues_due
from bot.digests.values import Subscription
from bot.local_slack import LocalSlack
from bot.local_slack.objects import BOT_USER
from bot.slack.work.delivery import Delivery
from bot.slack.work.worker import Worker
from bot.sources.duckdb import DuckDBWarehouse
from bot.sources.store import Store
from bot.state import SqliteState
from tests.worlds import NOW, clock

WATCHED = ("put", "change", "delete")


class Died(BaseException):
    """The process is gone: no handler for failures may catch this."""


class Mortal:
    """A state that dies before its n-th writing, having counted those before."""

    def __init__(self, state: SqliteState, dies_at: int) -> None:
        self._state, self._left = state, dies_at

    def __getattr__(self, name: str) -> Any:
        found = getattr(self._state, name)
        return self._counted(found) if name in WATCHED else found

    def _counted(self, method: Callable[..., Any]) -> Callable[..., Any]:
        def call(*args: Any, **named: Any) -> Any:
            self._left -= 1
            if self._left == 0:
                raise Died
            return method(*args, **named)

        return call


LEASE = 0.3


def deliver(data: Path, file: Path, slack: LocalSlack, dies_at: int) -> bool:
    """One run of the scheduler and its worker; False where it died."""
    state = SqliteState(file)
    delivery = Delivery.to(slack.workspace.token, slack.api_url, sleep=lambda _: None)
    worker = Worker(DuckDBWarehouse(Store(data)), Mortal(state, dies_at), delivery, clock=clock, lease=LEASE)
    try:
        for subscription, it in issues_due(state, NOW):
            worker(issue_job(subscription, it))
    except Died:
        return False
    return True


@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
@pytest.mark.parametrize("dies_at", range(1, 13))
def test_an_issue_that_dies_at_any_step_is_sent_once(world: Path, tmp_path: Path, dies_at: int) -> None:
    file = tmp_path / "state.sqlite"
    made = NOW - timedelta(hours=23)
    topics = (("inflation",),)
    subscriptions.save(
        SqliteState(file),
        Subscription("d-1", "UANNA", "CNEWS", topics, "daily", "monday", "08:00", "UTC", made),
    )
    with LocalSlack() as slack:
        slack.workspace.add_user("UANNA", "anna")
        slack.workspace.add_channel("CNEWS", "UANNA", BOT_USER)
        deliver(world, file, slack, dies_at)
        # The lease of what died runs out, and the scheduler comes again, and once more.
        for _ in range(2):
            time.sleep(LEASE + 0.1)
            assert deliver(world, file, slack, 0)
        posted = slack.workspace.from_bot()
        assert len(posted) == 1, [m.text[:60] for m in posted]
    assert issues_due(SqliteState(file), NOW) == []
