"""Questions on the console: answered, or shown as they are understood."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from bot.answer import Answer, answer_to_json, refused
from bot.commands.ask_lines import answer_lines
from bot.commands.console import Day, ZoneParam, err, out, stop, today_of, zone_of
from bot.parse import parse
from bot.parse.convention import context_from_json, parse_to_json
from bot.question import Question, Refusal
from bot.settings import Settings, load_settings

if TYPE_CHECKING:
    from bot.asking import Asking


@click.command()
@click.argument("text", required=False)
@click.option("--json", "as_json", is_flag=True, help="Print the whole answer as JSON.")
@click.option("--blocks", is_flag=True, help="Print the blocks that Slack would get, as JSON.")
@click.option("--jsonl", is_flag=True, help="Read lines of JSON from standard input, write one for each.")
@click.option("--yes", is_flag=True, help="Answer a costly question without asking first.")
@click.option("--today", type=Day, help="Answer as if it were this day (YYYY-MM-DD).")
@click.option("--tz", "zone", type=ZoneParam(), help="The asker's time zone, like Europe/Stockholm.")
@click.option("--chart", type=click.Path(dir_okay=False, path_type=Path), help="Write the chart here (PNG).")
def ask(
    text: str | None,
    as_json: bool,
    blocks: bool,
    jsonl: bool,
    yes: bool,
    today: datetime | None,
    zone: str | None,
    chart: Path | None,
) -> None:
    """Answer one question, as the bot would.

    With --jsonl, lines {"id","text","today","tz"} come in on standard input (the last two may be left out)
    and lines {"id","answer"} go out, one for each, whatever is wrong with a line or its question.

    \b
    python -m bot ask "inflation last 30 days"
    python -m bot ask "compare the Riksbank and the ECB" --chart chart.png
    """
    settings = load_settings()
    zone = zone_of(zone, settings)
    if as_json and blocks:
        raise click.UsageError("Give --json or --blocks, not both.")
    if jsonl == (text is not None) or (jsonl and (as_json or blocks or chart)):
        raise click.UsageError("Give either a TEXT, or --jsonl alone with lines on standard input.")
    answer_of = answerer(
        settings, lambda costly: yes or (not (as_json or blocks or jsonl) and _agreed(costly))
    )
    if text is None:
        answer_lines(sys.stdin, answer_of, lambda tz: today_of(today, tz), zone)
        return
    answer = answer_of(text, today_of(today, zone), zone)
    if as_json:
        click.echo(json.dumps(answer_to_json(answer), ensure_ascii=False, indent=2))
    elif blocks:
        click.echo(json.dumps(_blocks(answer), ensure_ascii=False, indent=2))
    else:
        from bot.render.plain import plain_text

        if answer.headline:
            out.print(answer.headline, style="bold", markup=False)
        out.print(plain_text(answer), markup=False)
        if answer.error == "needs_confirmation":
            err.print("To have it answered all the same, add --yes.", markup=False)
    if chart is not None:
        _write_chart(answer, chart)
    sys.exit(1 if answer.error else 0)


def read(text: str, today: date, zone: str, surface: str = "dm") -> Question | Refusal:
    """A console text as Slack would deliver it: `/command text` is a slash command."""
    if text.startswith("/"):
        command, _, text = text.partition(" ")
        surface = f"command:{command}"
    return parse(text, surface, None, today, zone)


def asking_of(settings: Settings) -> Asking:
    """How the console asks: what the settings name, within the same budgets as people in Slack."""
    from bot.asking import Asking
    from bot.sources.choose import open_warehouse
    from bot.sources.interest.choose import open_interest
    from bot.state.choose import open_state

    warehouse = open_warehouse(settings)
    state = open_state(settings)
    return Asking(warehouse, state, settings, interest=open_interest(settings, state, warehouse))


def answerer(
    settings: Settings, agreed: Callable[[Answer], bool] = lambda _: False
) -> Callable[[str, date, str], Answer]:
    """What answers a text of a day in a time zone; `agreed` decides on questions that are costly."""
    asking = asking_of(settings)

    def answer(text: str, today: date, zone: str) -> Answer:
        asked = read(text, today, zone)
        if isinstance(asked, Refusal):
            return refused(asked)
        found = asking.answer(asked, "console")
        if found.error == "needs_confirmation" and agreed(found):
            return asking.answer(asked, "console", confirmed=True)
        return found

    return answer


def _blocks(answer: Answer) -> list[dict[str, Any]]:
    """What Slack would get in a channel, with stand-ins for the ids of the chart and of the kept answer."""
    from bot.render.blocks import message
    from bot.render.chart import figure
    from bot.slack.buttons import answer_rows

    rows = answer_rows(answer, None, None if answer.error else "ANSWER")
    return list(message(answer, chart_file="CHART" if figure(answer) else None, actions=rows).blocks)


def _agreed(costly: Answer) -> bool:
    """Asks whoever sits at the terminal; nobody there has agreed to nothing."""
    if not sys.stdin.isatty():
        return False
    p = costly.provenance
    return click.confirm(
        f"This question may read up to {p.bytes_scanned / 1e9:,.0f} GB, which costs up to "
        f"${p.price_usd:.2f}. Answer it?",
        err=True,
    )


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
        stop(f"The chart could not be written to {path}: {error.strerror}.")
    err.print(f"Chart: {path}", markup=False)


@click.command("parse")
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
    zone = zone_of(zone, load_settings())
    if jsonl == (text is not None):
        raise click.UsageError("Give either a TEXT or --jsonl with lines on standard input.")
    if text is not None:
        result = read(text, today_of(today, zone), zone, surface)
        click.echo(json.dumps(parse_to_json(result), ensure_ascii=False, indent=2))
        return
    for number, line in enumerate(sys.stdin, 1):
        if line.strip():
            click.echo(_parse_line(line, number, today_of(today, zone), zone))


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
