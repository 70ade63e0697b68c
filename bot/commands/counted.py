"""What is counted for a topic, on the console: the reading, its parts, and every article."""

from __future__ import annotations

import json
import sys
from datetime import datetime
from typing import NoReturn

import click

from bot.answer import Answer
from bot.commands.ask import asking_of, read
from bot.commands.console import Day, ZoneParam, err, out, today_of, zone_of
from bot.counted import CountedArticle, CountedTopic
from bot.question import Refusal
from bot.settings import load_settings


@click.command()
@click.argument("text")
@click.option("--jsonl", is_flag=True, help="Write a line of JSON an article.")
@click.option("--today", type=Day, help="Count as if it were this day (YYYY-MM-DD).")
@click.option("--tz", "zone", type=ZoneParam(), help="The asker's time zone.")
def counted(text: str, jsonl: bool, today: datetime | None, zone: str | None) -> None:
    """Show how a topic is read and every article that counts for it, in order of days.

    With --jsonl, lines {"id","url","title","parts"} go out: parts are the readings that the article carries.

    \b
    python -m bot counted "US inflation last 7 days"
    """
    settings = load_settings()
    zone = zone_of(zone, settings)
    asked = read(text, today_of(today, zone), zone)
    if isinstance(asked, Refusal):
        _refuse(asked.message, asked.suggestions)
    found = asking_of(settings).counted(asked, "console")
    if isinstance(found, Answer):
        _refuse(found.summary, found.suggestions)
    for topic in found:
        if jsonl:
            for article in topic.articles:
                click.echo(json.dumps(_line(article), ensure_ascii=False))
        else:
            _show(topic)


def _line(article: CountedArticle) -> dict[str, object]:
    return {"id": article.id, "url": article.url, "title": article.title, "parts": list(article.parts)}


def _show(topic: CountedTopic) -> None:
    out.print(f"{topic.topic}, {topic.start} to {topic.end}: {len(topic.articles):,} articles", style="bold")
    for reading in topic.readings:
        carrying = sum(reading in a.parts for a in topic.articles)
        told = "left out" if reading.startswith("-") else f"{carrying:,}"
        out.print(f"  {reading}: {told}", markup=False)
    for note in topic.notes:
        out.print(note, markup=False)
    for article in topic.articles:
        title = article.title or article.url
        out.print(f"{article.day}  {title}  [{', '.join(article.parts)}]", markup=False)


def _refuse(message: str, suggestions: tuple[str, ...]) -> NoReturn:
    err.print(message, markup=False)
    for suggestion in suggestions:
        err.print(f"  {suggestion}", markup=False)
    sys.exit(1)
