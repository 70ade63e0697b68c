"""The demonstration: four questions chosen by what is in the store, their answers at a glance."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence
from datetime import timedelta
from pathlib import Path

import click
from rich.text import Text

from bot.answer import SAMPLE_NOTICE, Answer, Series
from bot.commands.console import out, stop, today_of
from bot.settings import load_settings
from bot.sources.warehouse import WarehouseError

QUESTIONS = 4
WIDTH = 96
_BARS = "▁▂▃▄▅▆▇█"
_HEADLINES = 3
_RELATED = 5


@click.command()
@click.option("--charts", type=click.Path(file_okay=False, path_type=Path), help="Write the charts here.")
def demo(charts: Path | None) -> None:
    """Ask four questions that show what Tidings does, of the news in the store."""
    from bot.commands.ask import answerer
    from bot.commands.examples import NOTHING_TO_ASK, examples
    from bot.render.chart import chart_png
    from bot.sources.choose import open_warehouse

    settings = load_settings()
    try:
        chosen = examples(settings, open_warehouse(settings))[:QUESTIONS]
    except WarehouseError as error:
        stop(f"The news cannot be read: {error.detail}.")
    if not chosen:
        stop(NOTHING_TO_ASK)
    answer_of, zone = answerer(settings), settings.timezone
    today = today_of(None, zone)
    for number, example in enumerate(chosen, 1):
        answer = answer_of(example.text, today, zone)
        _show(example.text, example.shows, answer)
        if charts and (png := chart_png(answer)):
            charts.mkdir(parents=True, exist_ok=True)
            path = charts / f"{number}.png"
            path.write_bytes(png)
            out.print(f"  chart: {path}", style="dim", markup=False)


def _show(question: str, shows: str, answer: Answer) -> None:
    out.print()
    out.print(Text.assemble(("  › ", "bold green"), (question, "bold green"), ("   " + shows, "dim")))
    out.print()
    if answer.headline:
        out.print(f"  {answer.headline}", style="bold", markup=False)
    for line in _lines(answer.series):
        out.print(line)
    told = answer.summary.replace(SAMPLE_NOTICE, "").strip()
    out.print(textwrap.indent(textwrap.fill(told, WIDTH), "  "), markup=False)
    articles = [a for s in answer.spikes for a in s.headlines] or answer.articles
    for article in articles[:_HEADLINES]:
        out.print(Text.assemble(("  • ", "cyan"), (article.title, "cyan"), (f"  {article.source}", "dim")))
    for related in answer.related[:_RELATED]:
        out.print(Text.assemble(("  • ", "cyan"), (related.topic, "cyan")))


def _lines(of: Sequence[Series]) -> Iterator[Text]:
    """Each topic's share of all coverage as bars on one scale; days without data are gaps."""
    shares = [_shares(series) for series in of]
    most = max((v for row in shares for v in row if v is not None), default=0.0)
    width = max((len(series.topic) for series in of), default=0)
    for series, row in zip(of, shares, strict=True):
        yield Text.assemble(f"  {series.topic:<{width}}  ", ("".join(_bar(v, most) for v in row), "cyan"))
    if any(shares):
        yield Text(f"  {'':<{width}}  share of all coverage, a bar a day", "dim")


def _shares(series: Series) -> list[float | None]:
    """A topic's share on each day from its first to its last; None where there is no data."""
    known = {d.day: d.articles / d.total for d in series.days if d.total}
    if not known:
        return []
    first, last = min(known), max(known)
    return [known.get(first + timedelta(n)) for n in range((last - first).days + 1)]


def _bar(value: float | None, most: float) -> str:
    if value is None:
        return " "
    return _BARS[round(value / most * (len(_BARS) - 1)) if most else 0]
