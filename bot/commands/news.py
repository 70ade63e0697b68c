"""News into the store and into BigQuery: GDELT's files and feed, a made-up world, the filling of days."""

from __future__ import annotations

import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import click
from rich.table import Table

from bot.commands.console import Day, err, out, progress, stop, today_of
from bot.settings import load_settings

WORLD_DAYS, WORLD_ARTICLES = 180, 60_000
"""A made-up world with enough days before its events to tell them from chance; made in some seconds."""

if TYPE_CHECKING:
    from bot.ingest.load import IngestReport


@click.command()
@click.argument("files", nargs=-1, type=click.Path(path_type=Path))
@click.option("--feed", is_flag=True, help="Fetch GDELT's own 15-minute files, English and translated.")
@click.option("--hours", default=24, show_default=True, type=click.IntRange(1, 24 * 31), help="With --feed.")
@click.option(
    "--base-url",
    help="With --feed: another copy of the feed than TIDINGS_FEED names (Google's of GDELT's, over https).",
)
@click.option(
    "--rejects", type=click.Path(dir_okay=False, path_type=Path), help="Write the rejected rows here."
)
def ingest(
    files: tuple[Path, ...], feed: bool, hours: int, base_url: str | None, rejects: Path | None
) -> None:
    """Put GKG files into the store: zipped, gzipped or plain.

    \b
    python -m bot ingest 20230702153000.gkg.csv.zip
    python -m bot ingest --feed --hours 24
    """
    if feed == bool(files):
        raise click.UsageError("Give either FILES or --feed.")
    from bot.sources.store import Store

    settings = load_settings()
    store = Store(settings.data)
    if feed:
        from bot.ingest.feed import pull

        url = base_url or settings.feed
        with progress("Fetching") as step:
            report = pull(
                store,
                hours=hours,
                base_url=url,
                now=datetime.now(UTC),
                progress=step,
                announce=lambda count, size: err.print(
                    f"{count:,} files to fetch from {url}, {size / 1e6:,.0f} MB together.", markup=False
                ),
            )
        out.print(report.summary(), markup=False)
        sys.exit(0 if report.ok else 1)
    if rejects:
        try:
            rejects.touch()
        except OSError as e:
            raise click.UsageError(
                f"--rejects {rejects} cannot be written ({e.strerror}); "
                "name a file in a folder that you can write to."
            ) from e
    from bot.ingest.load import ingest_files

    with progress("Reading") as step:
        loaded = ingest_files(store, files, rejects=rejects, progress=step)
    show_report(loaded, rejects)
    sys.exit(1 if loaded.failed_files else 0)


def show_report(report: IngestReport, rejects: Path | None) -> None:
    rate = f" ({report.rows / report.seconds:,.0f} rows/s)" if report.seconds and report.rows else ""
    out.print(
        f"{report.articles:,} articles stored from {report.rows:,} rows of {report.files:,} files "
        f"in {report.seconds:.1f} s{rate}."
    )
    if report.skipped_files:
        out.print(f"{report.skipped_files:,} files were in the store already and were left as they are.")
    if report.rejected:
        table = Table("rejected because", "rows", box=None, pad_edge=False)
        for reason, count in sorted(report.rejected.items(), key=lambda item: (-item[1], item[0])):
            table.add_row(reason.replace("_", " "), f"{count:,}")
        out.print(table)
        if rejects:
            out.print(f"The rejected rows are in {rejects}.", markup=False)
    for name, reason in report.failed_files:
        err.print(f"{name}: {reason}", style="red", markup=False)


@click.command()
@click.option("--days", default=WORLD_DAYS, show_default=True, type=click.IntRange(1, 3660))
@click.option("--articles", default=WORLD_ARTICLES, show_default=True, type=click.IntRange(1, 10_000_000))
@click.option("--seed", default=1, show_default=True)
@click.option("--today", type=Day, help="The world's last day (YYYY-MM-DD); today if not given.")
@click.option(
    "--events",
    type=click.Choice(["none", "some", "all"]),
    default="some",
    show_default=True,
    help="Plant nothing, what a demonstration shows, or every kind of event.",
)
def sample(
    days: int, articles: int, seed: int, today: datetime | None, events: Literal["none", "some", "all"]
) -> None:
    """Fill the store with a made-up news world, for trying out.

    What is planted in it (spikes, shifts, an outage) is told in truth.json in the store's folder.
    """
    from bot.ingest.sample import sample as make
    from bot.sources.store import Store

    settings = load_settings()
    with progress("Making up news") as step:
        report = make(
            Store(settings.data),
            days=days,
            articles=articles,
            seed=seed,
            today=today_of(today, "UTC"),
            planted=events,
            progress=step,
        )
    show_report(report, None)
    out.print(f"Sample data, not real news. Store: {settings.data}", markup=False)
    sys.exit(1 if report.failed_files else 0)


@click.command()
@click.option("--from", "first", type=Day, help="The first day; if not given, four days before today.")
@click.option("--to", "last", type=Day, help="The last day; today if not given.")
@click.option("--most-usd", default=5.0, show_default=True, help="Stop before it costs more than this.")
@click.option("--yes", is_flag=True, help="Do not ask before spending.")
def backfill(first: datetime | None, last: datetime | None, most_usd: float, yes: bool) -> None:
    """Fill BigQuery's tables from GDELT, a day at a time. What is settled already is left alone.

    \b
    python -m bot backfill --from 2026-10-01 --to 2026-10-31
    python -m bot backfill --yes          (daily or hourly: today, and what came late)
    """
    from bot.budget import bytes_for, price_usd
    from bot.sources.bigquery.backfill import fill, plan
    from bot.sources.bigquery.filling import LATE_DAYS
    from bot.sources.bigquery.warehouse import MENDS, BigQueryWarehouse, connection
    from bot.sources.warehouse import WarehouseError

    settings = load_settings()
    today = today_of(None, "UTC")
    start = first.date() if first else today - timedelta(days=LATE_DAYS + 1)
    end = last.date() if last else today
    if start > min(end, today):
        raise click.UsageError("--from has to be before --to and today.")
    warehouse = BigQueryWarehouse(connection(settings), cap=settings.most)
    try:
        work = plan(warehouse, start, end, today)
        if not work.stretches:
            out.print("All of these days are filled and settled.")
            return
        out.print(
            f"{work.days:,} days to fill, about {work.bytes_needed / 1e9:,.1f} GB: "
            f"about ${price_usd(work.bytes_needed):,.2f}."
        )
        if work.outdated:
            out.print(f"{work.outdated:,} settled days were filled by other templates and stay as they are.")
        if not yes and not click.confirm("Fill them?"):
            return
        with progress("Filling") as step:
            report = fill(warehouse, work, bytes_for(most_usd), step)
    except WarehouseError as error:
        stop(f"{error.detail}. {MENDS.get(error.reason, 'Run it again: it goes on where it stopped.')}")
    out.print(
        f"{report.articles:,} articles of {report.days:,} days, {report.bytes_billed / 1e9:,.1f} GB billed: "
        f"${price_usd(report.bytes_billed):,.2f}."
    )
    if report.gaps:
        days = ", ".join(map(str, report.gaps[:10])) + (" …" if len(report.gaps) > 10 else "")
        out.print(f"GDELT has nothing, or next to nothing, for {days}: they are gaps, not zeros.")
    if report.stopped:
        stop("Stopped at the limit. Run it again to go on, with a higher --most-usd if one step needs more.")
