"""What can be asked, a row an action: whoever lists actions takes them from here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

Action = Literal[
    "sentiment",
    "volume",
    "compare",
    "articles",
    "related",
    "trends",
    "digest-subscribe",
    "digest-list",
    "digest-remove",
    "help",
    "unknown",
]
ChartKind = Literal["searches", "panels", "bars", "lines", "tone", "share", "related"]


@dataclass(frozen=True, slots=True)
class Row:
    """An action as people meet it.

    `verb` stands before the topics where a question is said back. `label` names it in the form; an action
    with one asks about the news, so its thread remembers it, and its answer has buttons. `command` is its
    slash command. Of `charts` the first that fits an answer is drawn. `example` is a question as a person
    would type it.
    """

    verb: str = ""
    label: str = ""
    command: str = ""
    charts: tuple[ChartKind, ...] = ()
    example: str = ""


ACTIONS: Mapping[Action, Row] = {
    "sentiment": Row(
        verb="sentiment on",
        label="Tone",
        command="/sentiment",
        charts=("bars", "lines", "tone", "share"),
        example="sentiment on inflation last 30 days",
    ),
    "volume": Row(
        verb="coverage of",
        label="Coverage",
        charts=("bars", "lines", "share"),
        example="coverage of sanctions last 90 days",
    ),
    "compare": Row(
        verb="compare",
        label="Comparison",
        command="/compare",
        charts=("bars", "lines", "share"),
        example="compare inflation vs unemployment last 30 days",
    ),
    "articles": Row(
        verb="articles about",
        label="Articles",
        command="/news",
        example="articles about cyber attack last 7 days",
    ),
    "related": Row(
        verb="related to",
        label="Related topics",
        command="/related",
        charts=("related",),
        example="related to unemployment last 90 days",
    ),
    "trends": Row(
        verb="search trends for",
        label="Search interest",
        command="/trends",
        charts=("searches", "bars", "lines", "share"),
        example="search trends for inflation last 90 days",
    ),
    "digest-subscribe": Row(verb="digest on", command="/digest", charts=("panels",)),
    "digest-list": Row(),
    "digest-remove": Row(verb="unsubscribe from"),
    "help": Row(),
    "unknown": Row(),
}

ASKED: tuple[Action, ...] = tuple(action for action, row in ACTIONS.items() if row.label)
"""The actions that ask about the news."""
