"""What the scheduler calls: digests and alerts that are due."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

import click

from bot.commands.console import Moment, err, moment_of, show_table, stop
from bot.settings import Settings, load_settings

if TYPE_CHECKING:
    from bot.jobs import Job


@click.command()
@click.option("--due", is_flag=True, help="Send the issues that are due now; without it, list all digests.")
@click.option("--dry-run", is_flag=True, help="Only print what would go to whom.")
@click.option("--at", type=Moment, help="As if it were this moment, in UTC (2026-11-23T07:00).")
def digest(due: bool, dry_run: bool, at: datetime | None) -> None:
    """What the scheduler calls for digests. Sending needs the Slack settings that `doctor` checks.

    \b
    python -m bot digest                    all digests, and when each comes next
    python -m bot digest --due --dry-run    what would go out now, and to whom
    python -m bot digest --due              send it
    """
    from bot.digests import subscriptions
    from bot.digests.run import digest_jobs, issues_due
    from bot.digests.schedule import next_moment
    from bot.render.digest_blocks import schedule_text, topics_text
    from bot.state.choose import open_state
    from bot.unfinished import lost_jobs

    settings, now = load_settings(), moment_of(at)
    state = open_state(settings)
    if not due:
        rows = [
            (s.id, topics_text(s), schedule_text(s), s.channel, _coming(s.paused_by, next_moment(s, now)))
            for s in subscriptions.digests(state)
        ]
        show_table(("id", "topics", "when", "to", "next, UTC"), rows, "Nobody follows a digest yet.")
        return
    found = issues_due(state, now)
    rows = [(s.id, topics_text(s), s.channel, s.owner, f"{i.first} to {i.last}") for s, i in found]
    show_table(("id", "topics", "to", "owner", "days told of"), rows, "No issue is due.")
    if not dry_run:
        _work(settings, [*digest_jobs(state, now), *lost_jobs(state)])


@click.command()
@click.option("--due", is_flag=True, help="Look at yesterday for every alert; without it, list all alerts.")
@click.option("--dry-run", is_flag=True, help="Only print what would go to whom.")
@click.option("--at", type=Moment, help="As if it were this moment, in UTC (2026-11-23T07:00).")
def alerts(due: bool, dry_run: bool, at: datetime | None) -> None:
    """What the scheduler calls for alerts.

    \b
    python -m bot alerts --due --dry-run    which alerts would fire for yesterday, and whom they would tell
    """
    from bot.digests import subscriptions
    from bot.digests.run import alert_jobs, alerts_due, days_due
    from bot.render.digest_blocks import topics_text
    from bot.state.choose import open_state

    settings, now = load_settings(), moment_of(at)
    state = open_state(settings)
    if not due:
        kept = [(a.id, topics_text(a), str(a.level), a.channel, a.owner) for a in subscriptions.alerts(state)]
        show_table(("id", "topic", "sensitivity", "to", "owner"), kept, "Nobody follows an alert yet.")
        return
    found = alerts_due(state, now)
    if not dry_run:
        _work(settings, alert_jobs(state, now))
        return
    from bot.asking import Asking
    from bot.slack.work.issues import Told, Trouble, watch_of
    from bot.sources.choose import open_warehouse

    asking = Asking(open_warehouse(settings), state, settings)
    told = [(a, watch_of(a, days, asking)) for a in found if (days := days_due(state, a, now))]
    rows = [(a.id, t.answer.headline, a.channel, a.owner) for a, t in told if isinstance(t, Told)]
    show_table(("id", "would say", "to", "owner"), rows, f"None of {len(found)} alerts would fire.")
    for alert, t in told:
        if isinstance(t, Trouble):
            err.print(f"{alert.id} could not look: {t.words}", markup=False)


def _coming(paused_by: str | None, moment: datetime) -> str:
    return f"paused ({paused_by})" if paused_by else f"{moment:%Y-%m-%d %H:%M}"


def _work(settings: Settings, jobs: list[Job]) -> None:
    """Does the jobs here and now, and waits for them."""
    if not settings.slack_bot_token:
        stop("SLACK_BOT_TOKEN is not set; python -m bot doctor says where to find it.")
    from bot.slack.runtime import start

    runtime = start(settings)
    for job in jobs:
        runtime.queue.enqueue(job)
    runtime.queue.close()
