"""What is counted for a topic, shown article by article."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner

import handlers
from bot.answer import Answer
from bot.cli import main
from bot.counted import CountedTopic
from bot.parse import parse
from bot.question import Question
from bot.sources.duckdb import DuckDBWarehouse
from bot.sources.store import Store
from tests.worlds import TODAY


def asked(text: str) -> Question:
    question = parse(text, "dm", None, TODAY, "UTC")
    assert isinstance(question, Question)
    return question


def counted(store: Store, text: str) -> tuple[CountedTopic, ...]:
    found = handlers.counted_for(asked(text), DuckDBWarehouse(store))
    assert not isinstance(found, Answer), found.summary
    return found


def test_the_articles_listed_are_those_that_the_answer_counts(sample_store: Store) -> None:
    text = "coverage of inflation last 7 days"
    (topic,) = counted(sample_store, text)
    answer = handlers.answer(asked(text), DuckDBWarehouse(sample_store))
    assert len(topic.articles) == sum(d.articles for d in answer.series[0].days) > 0
    assert len({a.id for a in topic.articles}) == len(topic.articles)
    assert [a.day for a in topic.articles] == sorted(a.day for a in topic.articles)


def test_each_article_names_the_parts_of_the_reading_that_it_carries(sample_store: Store) -> None:
    (topic,) = counted(sample_store, "coverage of inflation and housing last 30 days")
    inflation = {r for r in topic.readings if "inflation" in r or "price" in r}
    assert topic.articles
    assert all(set(a.parts) <= set(topic.readings) for a in topic.articles)
    assert all(len(a.parts) >= 2 and inflation & set(a.parts) for a in topic.articles)


def test_the_console_writes_a_line_an_article(sample_folder: Path) -> None:
    assert sample_folder.is_dir()
    run = CliRunner().invoke(
        main, ["counted", "inflation last 7 days", "--jsonl", "--today", f"{TODAY:%Y-%m-%d}"]
    )
    assert run.exit_code == 0, run.output
    lines = [json.loads(line) for line in run.output.splitlines()]
    assert lines
    assert all(set(line) == {"id", "url", "title", "parts"} for line in lines)


@pytest.mark.usefixtures("sample_folder")
def test_what_cannot_be_counted_is_told_in_a_sentence() -> None:
    run = CliRunner().invoke(main, ["counted", "zzyzx quargle last 7 days", "--today", f"{TODAY:%Y-%m-%d}"])
    assert run.exit_code == 1
    assert "zzyzx quargle" in run.output


def test_days_without_data_are_told(sample_store: Store) -> None:
    early = Question("volume", (("inflation",),), date(2001, 1, 1), date(2001, 1, 2), today=TODAY)
    found = handlers.counted_for(early, DuckDBWarehouse(sample_store))
    assert isinstance(found, Answer)
    assert found.error == "no_data_for_timeframe"
