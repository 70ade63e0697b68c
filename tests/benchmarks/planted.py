"""Whether what is planted in made-up worlds is found, asked in plain words.

    python tests/benchmarks/planted.py [DAYS [SEEDS]]

Worlds of 333 articles a day, each with its own seed, with a spike, a shift of tone and a level of coverage
planted (`bot.ingest.sample.plan_events`). Every question goes through the parser and the handlers.
"""

from __future__ import annotations

import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from machine import describe

import handlers
from bot.findings import Finding
from bot.ingest.sample import Event, plan_events, sample
from bot.parse import parse
from bot.question import Question
from bot.sources.duckdb import DuckDBWarehouse
from bot.sources.store import Store

TODAY = date(2026, 11, 20)
ARTICLES_A_DAY = 333
SPANS = (30, 90, 300)
KINDS = {"spike": "spike", "tone_shift": "tone_shift", "level": "level_shift"}
"""What is planted → the kind of finding that tells it."""
WORDS = {
    "spike": (
        "why was {topic} in the news over the last {days} days?",
        "coverage of {topic} last {days} days",
        "how much was written about {topic} in the past {days} days?",
    ),
    "tone_shift": (
        "sentiment on {topic} last {days} days",
        "how did the news feel about {topic} in the last {days} days?",
        "how negative is the news about {topic} over the last {days} days?",
    ),
    "level": (
        "coverage of {topic} last {days} days",
        "how much has been written about {topic} over the past {days} days?",
        "volume {topic} last {days} days",
    ),
}


def ask(text: str, topic: str, warehouse: DuckDBWarehouse) -> list[Finding]:
    """What the answer says."""
    question = parse(text, "dm", None, TODAY, "UTC")
    assert isinstance(question, Question), (text, question)
    assert question.topics == ((topic,),), (text, question.topics)
    answer = handlers.answer(question, warehouse)
    assert answer.error is None, (text, answer.summary)
    return [f for f in answer.findings if f.said and f.kind != "gap"]


def tells(f: Finding, event: Event) -> bool:
    if f.kind != KINDS[event.kind] or f.start is None:
        return False
    return event.kind != "spike" or (f.start <= event.end and event.start <= (f.end or f.start))


def dated(f: Finding, event: Event) -> bool:
    """Whether the true start lies in what is stated: the interval of a shift, the days of a spike."""
    low, high = f.from_low or f.start, f.from_high or f.end
    return low is not None and high is not None and low <= event.start <= high


def world(days: int, seed: int) -> Iterator[tuple[Event, int, bool, bool, Counter[str]]]:
    """Of each planted event and span: whether every wording told it, dated it, and what was said besides."""
    with tempfile.TemporaryDirectory() as folder:
        store = Store(Path(folder))
        sample(store, days=days, articles=days * ARTICLES_A_DAY, seed=seed, today=TODAY)
        warehouse = DuckDBWarehouse(store)
        for event in plan_events(days, TODAY):
            for span in SPANS if event.kind in KINDS else ():
                told, right, besides = [], [], Counter[str]()
                for words in WORDS[event.kind]:
                    said = ask(words.format(topic=event.topic, days=span), event.topic, warehouse)
                    found = [f for f in said if tells(f, event)]
                    told.append(bool(found))
                    right.append(any(dated(f, event) for f in found))
                    besides.update({f.kind for f in said if f not in found})
                yield event, span, all(told), all(right), besides


def main(days: int, seeds: int) -> None:
    print(describe())
    told, right = defaultdict[tuple[str, int], list[int]](list), Counter[tuple[str, int]]()
    for seed in range(1, seeds + 1):
        for event, span, found, in_interval, besides in world(days, seed):
            told[event.kind, span] += [seed] if found else []
            right[event.kind, span] += in_interval
            print(f"  seed {seed} {event.kind} {span} {found} {in_interval} {dict(besides)}", flush=True)
    for (kind, span), hits in told.items():
        dates = f"true start inside what is stated {right[kind, span]} of {len(hits)}"
        print(f"{days} days, {kind:10} asked over {span:3} days: said {len(hits)} of {seeds}, {dates}")


if __name__ == "__main__":
    given = [int(x) for x in sys.argv[1:]]
    main(given[0] if given else 120, given[1] if len(given) > 1 else 8)
