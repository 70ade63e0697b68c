"""The bot running until it is told to end, and the check of what it needs."""

from __future__ import annotations

import signal
import sys
import threading
import webbrowser
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from functools import partial
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import click
from rich.markup import escape
from rich.table import Table

from bot.clock import Clock, utc_now
from bot.commands.console import out, progress, stop, today_of
from bot.commands.news import WORLD_ARTICLES, WORLD_DAYS
from bot.settings import Settings, load_settings

if TYPE_CHECKING:
    from bot.local_slack import LocalSlack
    from bot.playground.hosting import Function


@click.command()
@click.option("--port", default=8080, show_default=True, help="Where the page listens, on loopback only.")
@click.option("--open/--no-open", "open_page", default=False, help="Open the page in a browser.")
def serve(port: int, open_page: bool) -> None:
    """The playground: the bot in a Slack-like page in the browser, no Slack account needed.

    An empty store is filled with sample data first.
    """
    from bot.ingest.sample import sample as make
    from bot.playground.server import free_port
    from bot.sources.store import Store

    settings = load_settings()
    store = Store(settings.data)
    held = store.manifest()
    if not held.articles or (held.outdated and held.sample):
        what = "of an earlier version" if held.outdated else "empty"
        out.print(f"The store is {what}, so it is filled with a made-up news world first.")
        with progress("Making up news") as step:
            make(
                store,
                days=WORLD_DAYS,
                articles=WORLD_ARTICLES,
                seed=1,
                today=today_of(None, "UTC"),
                progress=step,
            )
    chosen = free_port(port)
    if chosen != port:
        out.print(f"Port {port} is taken, so this is {chosen}.")
    out.print("Asking the first questions …")
    with playing(settings, chosen, greeted=True) as address:
        wait_for_the_end = end()
        out.print(f"Tidings is here: {address}  (for trying out, on this machine only; Ctrl+C ends it)")
        if open_page:
            webbrowser.open(address)
        wait_for_the_end()


@contextmanager
def playing(
    settings: Settings, port: int = 0, clock: Clock = utc_now, *, greeted: bool = False
) -> Iterator[str]:
    """The bot in the playground as long as the context lasts; yields the page's address.

    Where people are `greeted`, a conversation about the store's news stands in #markets already.

    Of the settings those of Slack are the playground's own. Its people live at the moment of `clock`.
    """
    from bot.commands.scene import scene
    from bot.ingest.sample.page import article_page
    from bot.playground.server import running
    from bot.slack import zones
    from bot.slack.typed import reading
    from bot.sources.store import Store
    from bot.state.choose import open_state
    from main import create

    def bot(slack: LocalSlack) -> Function:
        mine = replace(
            settings,
            slack_bot_token=slack.workspace.token,
            slack_signing_secret=slack.signing_secret,
            slack_api_url=slack.api_url,
        )
        return create(mine, clock).slack

    shown = scene(settings)
    if not greeted:
        shown = replace(shown, conversation=None)
    state = open_state(settings)

    def read(text: str, channel: str, thread_ts: str | None, user: str) -> str:
        zone = zones.of(state, user, settings.timezone)
        return reading(state, text, channel, thread_ts, clock().astimezone(ZoneInfo(zone)).date(), zone)

    with running(bot, port, partial(article_page, Store(settings.data)), shown, read) as address:
        yield address


def warm(settings: Settings, today: date) -> None:
    """Asks and draws once, so that the first person does not wait for imports and fonts."""
    from bot.commands.ask import answerer
    from bot.commands.scene import scene
    from bot.render.chart import chart_png

    answer_of = answerer(settings)
    for text in scene(settings).examples[:3]:
        chart_png(answer_of(text, today, "UTC"))


@click.command()
def socket() -> None:
    """Run the bot in a workspace over Socket Mode, until Ctrl-C."""
    settings = load_settings()
    missing = [
        name
        for name, value in [
            ("SLACK_BOT_TOKEN", settings.slack_bot_token),
            ("SLACK_APP_TOKEN", settings.slack_app_token),
        ]
        if not value
    ]
    if missing:
        stop(f"{' and '.join(missing)} not set. Put the tokens of your Slack app into .env; see README.md.")
    from bot.doctor import slack
    from bot.slack.socket import listening

    for check in slack(settings):
        if check.state == "bad":
            stop(f"{check.what}: {check.found}. {check.mend}")
    with listening(settings):
        wait_for_the_end = end()
        out.print("Tidings is listening. Stop it with Ctrl-C.")
        wait_for_the_end()
        out.print("Stopping, once what was asked is answered.")


@click.command()
@click.option("--fix", is_flag=True, help="Make BigQuery's dataset and tables where they are missing.")
def doctor(fix: bool) -> None:
    """Check every setting, token and permission, and say how to mend each."""
    from bot.doctor import examine

    checks = examine(load_settings(), fix=fix)
    table = Table("", "what", "found", "to mend", box=None, pad_edge=False)
    signs = {"ok": "[green]✓[/]", "off": "[dim]–[/]", "bad": "[red]✗[/]"}
    for check in checks:
        table.add_row(signs[check.state], *map(escape, (check.what, check.found, check.mend)))
    out.print(table)
    sys.exit(1 if any(check.state == "bad" for check in checks) else 0)


def end() -> Callable[[], None]:
    """Takes note of Ctrl-C, or of being told to end, from now on; what it returns waits for that."""
    told = threading.Event()
    for sign in (signal.SIGINT, signal.SIGTERM):
        signal.signal(sign, lambda *_: told.set())

    def wait() -> None:
        # Awake now and then, as a signal that reaches another thread does not wake this one, which heeds it.
        while not told.wait(0.5):
            pass

    return wait
