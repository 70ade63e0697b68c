"""The command line. Exit status: 0 an answer, 1 an error told in words, 2 wrong use."""

from __future__ import annotations

import json
import signal
import sys
import threading
import webbrowser
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn, TextIO
from zoneinfo import ZoneInfo

import click
from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table

from bot.answer import Answer, answer_to_json, refused
from bot.parse import parse
from bot.parse.convention import context_from_json, parse_to_json
from bot.question import Question, Refusal
from bot.settings import Settings, is_zone, load_settings

if TYPE_CHECKING:
    from bot.ingest.load import IngestReport
    from bot.jobs import Job
    from bot.sources.store import Store
    from bot.sources.warehouse import Warehouse
    from bot.state import State

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


def _zone(given: str | None, settings: Settings) -> str:
    zone = given or settings.timezone
    if not is_zone(zone):
        _stop(f"TIDINGS_TIMEZONE is {zone!r}, which is no time zone; set it to one like Europe/Stockholm.")
    return zone


def _stop(sentence: str) -> NoReturn:
    err.print(sentence, style="red", markup=False)
    sys.exit(1)


def _end() -> Callable[[], None]:
    """Takes note of Ctrl-C, or of being told to end, from now on; what it returns waits for that."""
    told = threading.Event()
    for sign in (signal.SIGINT, signal.SIGTERM):
        signal.signal(sign, lambda *_: told.set())

    def wait() -> None:
        # Awake now and then, as a signal that reaches another thread does not wake this one, which heeds it.
        while not told.wait(0.5):
            pass

    return wait


def _today(today: datetime | None, zone: str) -> date:
    return today.date() if today else datetime.now(ZoneInfo(zone)).date()


def _read(text: str, today: date, zone: str, surface: str = "dm") -> Question | Refusal:
    """A console text as Slack would deliver it: `/command text` is a slash command."""
    if text.startswith("/"):
        command, _, text = text.partition(" ")
        surface = f"command:{command}"
    return parse(text, surface, None, today, zone)


def _store(settings: Settings) -> Store:
    from bot.sources.store import Store

    return Store(settings.data)


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
def main() -> None:
    """Tidings: how the world's news treats a topic.

    Start with `sample` (a made-up news world) or `ingest` (real GDELT data), then `ask`.
    Settings come from the environment or .env; `doctor` checks them.
    """


@main.command()
@click.argument("text")
@click.option("--json", "as_json", is_flag=True, help="Print the whole answer as JSON.")
@click.option("--today", type=Day, help="Answer as if it were this day (YYYY-MM-DD).")
@click.option("--tz", "zone", type=ZoneParam(), help="The asker's time zone, like Europe/Stockholm.")
@click.option("--chart", type=click.Path(dir_okay=False, path_type=Path), help="Write the chart here (PNG).")
def ask(text: str, as_json: bool, today: datetime | None, zone: str | None, chart: Path | None) -> None:
    """Answer one question, as the bot would.

    \b
    python -m bot ask "inflation last 30 days"
    python -m bot ask "compare the Riksbank and the ECB since January" --chart chart.png
    """
    settings = load_settings()
    zone = _zone(zone, settings)
    asked = _read(text, _today(today, zone), zone)
    answer = refused(asked) if isinstance(asked, Refusal) else _answer(asked, settings)
    if as_json:
        click.echo(json.dumps(answer_to_json(answer), ensure_ascii=False, indent=2))
    else:
        from bot.render.plain import plain_text

        if answer.headline:
            out.print(answer.headline, style="bold", markup=False)
        out.print(plain_text(answer), markup=False)
    if chart is not None:
        _write_chart(answer, chart)
    sys.exit(1 if answer.error else 0)


def _warehouse(settings: Settings) -> Warehouse:
    from bot.sources.choose import open_warehouse

    return open_warehouse(settings)


def _answer(question: Question, settings: Settings) -> Answer:
    from bot.asking import Asking
    from bot.sources.interest.choose import open_interest
    from handlers.interest import add_interest, wants_interest

    warehouse = _warehouse(settings)
    state = _state(settings)
    answer = Asking(warehouse, state, settings).answer(question, "console")
    if not wants_interest(question):
        return answer
    return add_interest(answer, open_interest(settings, state, warehouse))


def _write_chart(answer: Answer, path: Path) -> None:
    from bot.render.chart import chart_png

    png = chart_png(answer)
    if png is None:
        err.print("There is nothing to draw for this answer, so no chart was written.")
        return
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(png)
    except OSError as error:
        _stop(f"The chart could not be written to {path}: {error.strerror}.")
    err.print(f"Chart: {path}", markup=False)


@main.command("parse")
@click.argument("text", required=False)
@click.option("--jsonl", is_flag=True, help="Read lines of JSON from standard input, write one for each.")
@click.option(
    "--surface", default="dm", show_default=True, help="mention, dm, thread or command:/sentiment …"
)
@click.option("--today", type=Day, help="Read as if it were this day (YYYY-MM-DD).")
@click.option("--tz", "zone", type=ZoneParam(), help="The asker's time zone.")
def parse_command(
    text: str | None, jsonl: bool, surface: str, today: datetime | None, zone: str | None
) -> None:
    """Show how a text is understood, as JSON.

    With --jsonl, lines {"id","text","surface","context","today","tz"} come in on standard input
    and lines {"id","parse"} go out.
    """
    zone = _zone(zone, load_settings())
    if jsonl == (text is not None):
        raise click.UsageError("Give either a TEXT or --jsonl with lines on standard input.")
    if text is not None:
        result = _read(text, _today(today, zone), zone, surface)
        click.echo(json.dumps(parse_to_json(result), ensure_ascii=False, indent=2))
        return
    for number, line in enumerate(sys.stdin, 1):
        if line.strip():
            click.echo(_parse_line(line, number, _today(today, zone), zone))


def _parse_line(line: str, number: int, today: date, zone: str) -> str:
    try:
        item = json.loads(line)
        result = parse(
            item["text"],
            item.get("surface") or "dm",
            context_from_json(item["context"]) if item.get("context") else None,
            date.fromisoformat(item["today"]) if item.get("today") else today,
            item.get("tz") or zone,
        )
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise click.UsageError(f"Line {number} is not a JSON object with a text: {error}") from None
    return json.dumps({"id": item.get("id"), "parse": parse_to_json(result)}, ensure_ascii=False)


@main.command()
@click.argument("files", nargs=-1, type=click.Path(path_type=Path))
@click.option("--feed", is_flag=True, help="Fetch GDELT's own 15-minute files, English and translated.")
@click.option("--hours", default=24, show_default=True, type=click.IntRange(1, 24 * 31), help="With --feed.")
@click.option(
    "--base-url",
    default="http://data.gdeltproject.org/gdeltv2/",
    show_default=True,
    help="With --feed: another copy of the feed.",
)
@click.option(
    "--rejects", type=click.Path(dir_okay=False, path_type=Path), help="Write the rejected rows here."
)
def ingest(files: tuple[Path, ...], feed: bool, hours: int, base_url: str, rejects: Path | None) -> None:
    """Put GKG files into the store: zipped, gzipped or plain.

    \b
    python -m bot ingest 20230702153000.gkg.csv.zip
    python -m bot ingest --feed --hours 24
    """
    if feed == bool(files):
        raise click.UsageError("Give either FILES or --feed.")
    store = _store(load_settings())
    if feed:
        from bot.ingest.feed import pull

        with _progress("Fetching") as step:
            report = pull(store, hours=hours, base_url=base_url, now=datetime.now(UTC), progress=step)
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

    with _progress("Reading") as step:
        loaded = ingest_files(store, files, rejects=rejects, progress=step)
    _show_report(loaded, rejects)
    sys.exit(1 if loaded.failed_files else 0)


@contextmanager
def _progress(what: str) -> Iterator[Callable[[int, int], None]]:
    """A progress bar on standard error, as a function of (done, of)."""
    with Progress(
        TextColumn(what), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn(), console=err, transient=True
    ) as bar:
        task = bar.add_task(what, total=None)
        yield lambda done, of: bar.update(task, completed=done, total=of)


def _show_report(report: IngestReport, rejects: Path | None) -> None:
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


@main.command()
@click.option("--days", default=90, show_default=True, type=click.IntRange(1, 3660))
@click.option("--articles", default=30_000, show_default=True, type=click.IntRange(1, 10_000_000))
@click.option("--seed", default=1, show_default=True)
@click.option("--today", type=Day, help="The world's last day (YYYY-MM-DD); today if not given.")
def sample(days: int, articles: int, seed: int, today: datetime | None) -> None:
    """Fill the store with a made-up news world, for trying out.

    What is planted in it (spikes, shifts, an outage) is told in truth.json in the store's folder.
    """
    from bot.ingest.sample import sample as make

    settings = load_settings()
    with _progress("Making up news") as step:
        report = make(
            _store(settings),
            days=days,
            articles=articles,
            seed=seed,
            today=_today(today, "UTC"),
            progress=step,
        )
    _show_report(report, None)
    out.print(f"Sample data, not real news. Store: {settings.data}", markup=False)
    sys.exit(1 if report.failed_files else 0)


@main.command()
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
    from bot.digests.run import issue_job, issues_due
    from bot.digests.schedule import next_moment
    from bot.render.digest_blocks import schedule_text, topics_text

    settings, now = load_settings(), _moment(at)
    state = _state(settings)
    if not due:
        rows = [
            (s.id, topics_text(s), schedule_text(s), s.channel, _coming(s.paused_by, next_moment(s, now)))
            for s in subscriptions.digests(state)
        ]
        _show_table(("id", "topics", "when", "to", "next, UTC"), rows, "Nobody follows a digest yet.")
        return
    found = issues_due(state, now)
    rows = [(s.id, topics_text(s), s.channel, s.owner, f"{i.first} to {i.last}") for s, i in found]
    _show_table(("id", "topics", "to", "owner", "days told of"), rows, "No issue is due.")
    if not dry_run:
        _work(settings, [issue_job(s, i) for s, i in found])


@main.command()
@click.option("--due", is_flag=True, help="Look at yesterday for every alert; without it, list all alerts.")
@click.option("--dry-run", is_flag=True, help="Only print what would go to whom.")
@click.option("--at", type=Moment, help="As if it were this moment, in UTC (2026-11-23T07:00).")
def alerts(due: bool, dry_run: bool, at: datetime | None) -> None:
    """What the scheduler calls for alerts.

    \b
    python -m bot alerts --due --dry-run    which alerts would fire for yesterday, and whom they would tell
    """
    from bot.digests import subscriptions
    from bot.digests.run import alerts_due, watch_job
    from bot.render.digest_blocks import topics_text

    settings, now = load_settings(), _moment(at)
    state = _state(settings)
    if not due:
        kept = [(a.id, topics_text(a), str(a.level), a.channel, a.owner) for a in subscriptions.alerts(state)]
        _show_table(("id", "topic", "sensitivity", "to", "owner"), kept, "Nobody follows an alert yet.")
        return
    found = alerts_due(state, now)
    if not dry_run:
        _work(settings, [watch_job(a, now) for a in found])
        return
    from bot.slack.work.issues import watch_of

    warehouse = _warehouse(settings)
    told = [(a, watch_of(a, now, warehouse)) for a in found]
    rows = [(a.id, t.answer.headline, a.channel, a.owner) for a, t in told if t]
    _show_table(("id", "would say", "to", "owner"), rows, f"None of {len(found)} alerts would fire.")


def _moment(at: datetime | None) -> datetime:
    return at.replace(tzinfo=UTC) if at else datetime.now(UTC)


def _coming(paused_by: str | None, moment: datetime) -> str:
    return f"paused ({paused_by})" if paused_by else f"{moment:%Y-%m-%d %H:%M}"


def _show_table(heads: tuple[str, ...], rows: Sequence[tuple[str, ...]], nothing: str) -> None:
    if not rows:
        out.print(nothing)
        return
    table = Table(*heads, box=None, pad_edge=False)
    for row in rows:
        table.add_row(*map(escape, row))
    out.print(table)


def _work(settings: Settings, jobs: list[Job]) -> None:
    """Does the jobs here and now, and waits for them."""
    if not settings.slack_bot_token:
        _stop("SLACK_BOT_TOKEN is not set; python -m bot doctor says where to find it.")
    from bot.slack.runtime import start

    runtime = start(settings)
    for job in jobs:
        runtime.queue.enqueue(job)
    runtime.queue.close()


def _state(settings: Settings) -> State:
    from bot.state.choose import open_state

    return open_state(settings)


@main.command()
@click.option("--port", default=8080, show_default=True, help="Where the page listens, on loopback only.")
@click.option("--open/--no-open", "open_page", default=False, help="Open the page in a browser.")
def serve(port: int, open_page: bool) -> None:
    """The playground: the bot in a Slack-like page in the browser, no Slack account needed.

    An empty store is filled with sample data first.
    """
    from bot.ingest.sample import sample as make
    from bot.playground.server import free_port, running, warm

    settings = load_settings()
    store = _store(settings)
    if not store.status().articles:
        out.print("The store is empty, so it is filled with a made-up news world first.")
        with _progress("Making up news") as step:
            make(store, days=90, articles=30_000, seed=1, today=_today(None, "UTC"), progress=step)
    chosen = free_port(port)
    if chosen != port:
        out.print(f"Port {port} is taken, so this is {chosen}.")
    with running(settings.data, chosen) as address:
        warm(settings.data)
        wait_for_the_end = _end()
        out.print(f"Tidings is here: {address}  (for trying out, on this machine only; Ctrl+C ends it)")
        if open_page:
            webbrowser.open(address)
        wait_for_the_end()


@main.command()
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
    today = _today(None, "UTC")
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
        with _progress("Filling") as step:
            report = fill(warehouse, work, bytes_for(most_usd), step)
    except WarehouseError as error:
        _stop(f"{error.detail}. {MENDS.get(error.reason, 'Run it again: it goes on where it stopped.')}")
    out.print(
        f"{report.articles:,} articles of {report.days:,} days, {report.bytes_billed / 1e9:,.1f} GB billed: "
        f"${price_usd(report.bytes_billed):,.2f}."
    )
    if report.gaps:
        days = ", ".join(map(str, report.gaps[:10])) + (" …" if len(report.gaps) > 10 else "")
        out.print(f"GDELT has nothing, or next to nothing, for {days}: they are gaps, not zeros.")
    if report.stopped:
        _stop("Stopped at the limit. Run it again to go on, with a higher --most-usd if one step needs more.")


@main.command()
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
        _stop(f"{' and '.join(missing)} not set. Put the tokens of your Slack app into .env; see README.md.")
    from bot.doctor import slack
    from bot.slack.socket import listening

    for check in slack(settings):
        if check.state == "bad":
            _stop(f"{check.what}: {check.found}. {check.mend}")
    with listening(settings):
        wait_for_the_end = _end()
        out.print("Tidings is listening. Stop it with Ctrl-C.")
        wait_for_the_end()
        out.print("Stopping, once what was asked is answered.")


@main.command()
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


def _utf8(stream: TextIO) -> None:
    """Answers hold names of every language, whatever the console's locale."""
    reconfigure = getattr(stream, "reconfigure", None)
    if reconfigure:
        reconfigure(encoding="utf-8", errors="replace")


_utf8(sys.stdout)
_utf8(sys.stderr)
