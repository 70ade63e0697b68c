"""Every query, in every structure that is asked for: bounded, explicit, and carrying no value."""

from __future__ import annotations

import itertools
from typing import Any

import pytest
import sqlglot
from sqlglot import exp

from bot.sources.duckdb import duckdb_sql
from bot.sources.templates import FOLDER, render
from bot.sources.warehouse import Query

BOUNDED = {"mentions", "topic_days", "articles", "coverage_days"}
TERMS = (
    {"excluded": False, "readings": [[0], [1, 2]]},
    {"excluded": True, "readings": [[2]]},
)


def structures() -> list[tuple[str, dict[str, Any]]]:
    out = []
    names = [p.stem for p in sorted(FOLDER.glob("*.sql")) if not p.stem.startswith(("_", "tables_", "fill_"))]
    for name, flags, terms in itertools.product(
        names, itertools.product((False, True), repeat=3), ((), TERMS)
    ):
        shape = dict(zip(("source_country", "language", "domain"), flags, strict=True))
        also = {"united_states": flags[0], "rising": flags[1], "topics": (TERMS, TERMS, TERMS[:1])}
        out.append((name, {**shape, **also, "terms": terms, "key_count": 3, "place_count": 1, "most": 9}))
    return out


@pytest.mark.parametrize(("template", "shape"), structures())
def test_a_query_is_bounded_explicit_and_only_parameters(template: str, shape: dict[str, Any]) -> None:
    text = render(Query(template, shape=shape))
    assert text.startswith("-- ")
    (tree,) = sqlglot.parse(text, read="bigquery")
    assert tree is not None
    assert not [s for s in tree.find_all(exp.Star) if not isinstance(s.parent, exp.Count)]
    assert not [x for x in tree.find_all(exp.Literal) if x.is_string]
    for table in tree.find_all(exp.Table):
        select = table.find_ancestor(exp.Select)
        if table.name in BOUNDED:
            assert select is not None
            where = select.args["where"].sql()
            assert "day BETWEEN @start AND @end" in where
            if table.name in ("mentions", "topic_days"):
                assert "month BETWEEN @first_month AND @last_month" in where
    assert sqlglot.parse_one(duckdb_sql(text), read="duckdb")


def test_a_dataset_goes_before_every_table() -> None:
    text = render(Query("series_days", shape={**structures()[-1][1]}), dataset="news.")
    tables = {t.sql() for t in sqlglot.parse_one(text, read="bigquery").find_all(exp.Table)}
    assert tables == {"news.mentions", "news.articles"}
