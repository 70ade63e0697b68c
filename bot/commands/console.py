"""What every command shares: the console, its options, tables and progress bars."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime
from typing import NoReturn, TextIO
from zoneinfo import ZoneInfo

import click
from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table

from bot.settings import Settings, is_zone

out = Console(highlight=False, soft_wrap=True)
err = Console(stderr=True, highlight=False, soft_wrap=True)

Day = click.DateTime(formats=["%Y-%m-%d"])
Moment = click.DateTime(formats=["%Y-%m-%dT%H:%M", "%Y-%m-%d"])


class ZoneParam(click.ParamType[str]):
    """An IANA time zone, checked."""

    name = "zone"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        if not is_zone(value):
            self.fail(f"{value!r} is no time zone; write it like Europe/Stockholm or UTC.", param, ctx)
        return value


def zone_of(given: str | None, settings: Settings) -> str:
    zone = given or settings.timezone
    if not is_zone(zone):
        stop(f"TIDINGS_TIMEZONE is {zone!r}, which is no time zone; set it to one like Europe/Stockholm.")
    return zone


def stop(sentence: str) -> NoReturn:
    err.print(sentence, style="red", markup=False)
    sys.exit(1)


def today_of(today: datetime | None, zone: str) -> date:
    return today.date() if today else datetime.now(ZoneInfo(zone)).date()


def moment_of(at: datetime | None) -> datetime:
    return at.replace(tzinfo=UTC) if at else datetime.now(UTC)


@contextmanager
def progress(what: str) -> Iterator[Callable[[int, int], None]]:
    """A progress bar on standard error, as a function of (done, of)."""
    with Progress(
        TextColumn(what), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn(), console=err, transient=True
    ) as bar:
        task = bar.add_task(what, total=None)
        yield lambda done, of: bar.update(task, completed=done, total=of)


def show_table(heads: tuple[str, ...], rows: Sequence[tuple[str, ...]], nothing: str) -> None:
    if not rows:
        out.print(nothing)
        return
    table = Table(*heads, box=None, pad_edge=False)
    for row in rows:
        table.add_row(*map(escape, row))
    out.print(table)


def utf8(stream: TextIO) -> None:
    """Answers hold names of every language, so the stream writes UTF-8 whatever the locale is."""
    reconfigure = getattr(stream, "reconfigure", None)
    if reconfigure:
        reconfigure(encoding="utf-8", errors="replace")
