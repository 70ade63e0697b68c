"""Questions that the news in the store answers well: by what was planted in it, or by what came in."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

import click

from bot.commands.console import out, stop
from bot.settings import Settings, load_settings
from bot.sources.warehouse import Status, Warehouse, WarehouseError

NOTHING_TO_ASK = "The store is empty. Fill it with `python -m bot sample`, or with real news: `make real`."


@dataclass(frozen=True, slots=True)
class Example:
    """A question, and in a few words what its answer shows."""

    text: str
    shows: str


_PLANTED = {
    "spike": ("how much coverage did {} get in the last 30 days?", "a spike, with the headlines behind it"),
    "tone_shift": ("sentiment on {} last 60 days", "a change of tone, and since when"),
    "related": ("which topics are mentioned together with {}?", "what the news tells together"),
    "level": ("coverage of {} last 120 days", "coverage that stays above what it was"),
    "lead": ("search trends for {} last 90 days", "searches beside the news"),
}
"""The question that shows a planted event of a kind, in the order of a tour."""
_WITH = ("inflation", "unemployment")
"""What a topic of the made-up world is compared with: large topics in which nothing is planted."""
_NEWS = (
    ("latest articles about {}", "the headlines"),
    ("how much coverage did {} get?", "its share of all coverage"),
    ("which topics are mentioned together with {}?", "what the news tells together"),
)
_TRIED = 400
"""Topics of the store that are looked at for the most covered ones with a name that people use."""


def examples(settings: Settings, warehouse: Warehouse) -> tuple[Example, ...]:
    """What to ask of the news in the store, the most telling first; of an empty store nothing.

    Raises WarehouseError.
    """
    status = warehouse.status()
    path = settings.data / "truth.json"
    truth = json.loads(path.read_text("utf-8")) if status.sample and path.exists() else []
    return _of_truth(truth) or _of_news(warehouse, status)


def _of_truth(truth: Sequence[Mapping[str, Any]]) -> tuple[Example, ...]:
    """A question for each kind of event that was planted, and a comparison as the third."""
    topics = {e["kind"]: e["topic"] for e in reversed(truth)}
    found = [
        Example(text.format(topics[kind]), shows)
        for kind, (text, shows) in _PLANTED.items()
        if kind in topics
    ]
    if "tone_shift" in topics:
        both = " and ".join(_WITH)
        found.insert(2, Example(f"compare {topics['tone_shift']}, {both}", "several topics on one scale"))
    return tuple(found)


def _of_news(warehouse: Warehouse, status: Status) -> tuple[Example, ...]:
    """About the two topics with most articles among those that have a name of their own."""
    from bot.sources.catalogue import catalogue

    if status.last_day is None:
        return ()
    entries = catalogue(warehouse, status).entries
    by_articles = sorted(entries, key=lambda e: -e.articles)
    names = [
        e.name
        for e in islice(by_articles, _TRIED)
        if e.key.kind in ("theme", "organization") and e.text == e.name
    ]
    names = list(dict.fromkeys(names))[:2]
    found = [Example(text.format(names[0]), shows) for text, shows in _NEWS] if names else []
    if len(names) == 2:
        found.insert(2, Example(f"compare {names[0]} and {names[1]}", "two topics on one scale"))
    return tuple(found)


@click.command("examples")
def examples_command() -> None:
    """Print questions that the news in the store answers well, one a line."""
    from bot.sources.choose import open_warehouse

    settings = load_settings()
    try:
        found = examples(settings, open_warehouse(settings))
    except WarehouseError as error:
        stop(f"The news cannot be read: {error.detail}.")
    if not found:
        stop(NOTHING_TO_ASK)
    for example in found:
        out.print(example.text, markup=False)
