"""Months made of the store's own days in which nothing moves: whatever is said of them is said wrongly.

Half are its days with their weeks in random order, so that weekdays and the memory of days stay as they are.
Bursts stay too, and are true where they stand: they are not counted. The other half are quiet days, drawn
from how far ordinary days of the topic scatter (`bot.statistics.quiet`): there every claim counts.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from random import Random

import numpy as np

from bot.answer import Day
from bot.question import Question
from bot.sources.warehouse import Status, Warehouse
from bot.statistics.quiet import quiet
from bot.vocabulary.readings import aliases
from handlers import claims
from handlers.history import HISTORY_DAYS, history
from handlers.refusals import NotAnswerable
from handlers.series import measure, prepare
from handlers.window import Window

MONTH, WEEK = 30, 7
FEWEST = 90
"""Days of news under which a topic is not asked about."""
ORDERS = 5
"""Random orders of each topic's days, and as many draws of quiet ones."""
LEAST_ARTICLES = 2
"""A day, of the topics asked about."""


@dataclass(frozen=True, slots=True)
class Placebo:
    """Of how many topic-months something was said, and how many findings of each kind."""

    months: int = 0
    wrong: int = 0
    kinds: dict[str, int] = field(default_factory=dict)


def placebo(warehouse: Warehouse, status: Status, months: int, seed: int) -> Placebo:
    """Asks for claims on `months` months or more without events. Raises WarehouseError, NotAnswerable."""
    draw, wrong, done, kinds = Random(seed), 0, 0, Counter[str]()
    terms = sorted({f"{k.kind}:{k.topic}" for keys in aliases().values() for k in keys if k.kind == "theme"})
    draw.shuffle(terms)
    for term in terms:
        if done >= months:
            break
        days = _days(term, warehouse, status)
        for _ in range(ORDERS if days else 0):
            shuffled = _shuffled(days, draw)
            for said in (
                [kind for kind in _said(term, shuffled) if kind != "spike"],
                _said(term, _quiet(shuffled, draw)),
            ):
                done, wrong = done + 1, wrong + bool(said)
                kinds.update(said)
    return Placebo(done, wrong, dict(kinds))


def _days(term: str, warehouse: Warehouse, status: Status) -> list[Day]:
    """The finished days of a topic, those of the last months; none where there is too little of it."""
    assert status.last_day is not None
    end = status.last_day
    start = end - timedelta(MONTH - 1)
    question = Question("volume", ((term,),), start, end, today=end + timedelta(1))
    try:
        found = measure(prepare(question, warehouse, status), question.topics[0], question)
    except NotAnswerable:
        return []
    days = list(found.history.days)[-(HISTORY_DAYS + MONTH) :]
    enough = len(days) >= FEWEST and sum(d.articles for d in days) >= LEAST_ARTICLES * len(days)
    return days if enough else []


def _shuffled(days: list[Day], draw: Random) -> list[Day]:
    """The same days in another order of weeks; each weekday stays one."""
    weeks = [days[i : i + WEEK] for i in range(len(days) % WEEK, len(days), WEEK)]
    draw.shuffle(weeks)
    first = days[-1].day - timedelta(WEEK * len(weeks) - 1)
    in_order = (d for week in weeks for d in week)
    return [replace(d, day=first + timedelta(i)) for i, d in enumerate(in_order)]


def _quiet(days: list[Day], draw: Random) -> list[Day]:
    """The same days with coverage of which nothing stands out."""
    ordinary = quiet([d.articles for d in days], [d.total for d in days])
    if ordinary is None:
        return days
    counts = ordinary.counts(np.random.default_rng(draw.getrandbits(32)), len(days))
    return [
        replace(d, articles=int(n), total=round(ordinary.total)) for d, n in zip(days, counts, strict=True)
    ]


def _said(topic: str, days: list[Day]) -> list[str]:
    end: date = days[-1].day
    start = end - timedelta(MONTH - 1)
    before = start - timedelta(MONTH), start - timedelta(1)
    window = Window(start, end, before, end + timedelta(1), None)
    past = history(days, [d for d in days if before[0] <= d.day <= before[1]])
    return [f.kind for f in claims.decide(claims.of_topic(topic, past, window)) if f.said]
