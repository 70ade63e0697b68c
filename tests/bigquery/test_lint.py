"""Every query, in every structure, keeps to what makes it cheap, safe and the same on both engines."""

from __future__ import annotations

from datetime import date

import pytest
import sqlglot
from jinja2 import Environment, meta
from sqlglot import exp

from bot.sources.bigquery.filling import add_columns, make_tables, stage
from bot.sources.duckdb import duckdb_sql
from bot.sources.templates import FOLDER, render
from bot.sources.warehouse import Query
from tests.bigquery import structures
from tests.bigquery.analyser import GKG
from tests.bigquery.lint import faults

BOUND = "month BETWEEN @first_month AND @last_month"
UNBOUNDED = "mentions is not bounded by month"


@pytest.mark.parametrize("template", structures.COLUMNS)
def test_a_question_is_bounded_explicit_and_portable(template: str) -> None:
    asked = [q for q, _ in structures.questions() if q.template == template]
    assert asked
    for query in asked:
        text = render(query, "news.")
        assert list(faults(text, question=True)) == [], query.shape
        assert text.startswith("-- "), "says what it returns and scans"
        used = {p.name for p in sqlglot.parse_one(text, read="bigquery").find_all(exp.Parameter)}
        assert used <= query.params.keys()
        assert sqlglot.parse_one(duckdb_sql(text), read="duckdb")


def test_what_fills_is_bounded_and_explicit() -> None:
    for query in structures.fillings():
        if query != add_columns():
            assert list(faults(render(query, "news."), question=False)) == [], query


def test_the_source_is_read_once_a_partition_and_only_what_is_kept_of_it() -> None:
    day = date(2023, 7, 2)
    query = stage(day, day, day)
    tree = sqlglot.parse_one(render(query), read="bigquery")
    [source] = [t for t in tree.find_all(exp.Table) if ".".join(p.name for p in t.parts) == GKG]
    read = {c.name for c in source.find_ancestor(exp.Select).find_all(exp.Column)} - {"record", "day"}
    assert read == {
        *("_PARTITIONDATE", "GKGRECORDID", "DATE", "SourceCollectionIdentifier", "SourceCommonName"),
        *("DocumentIdentifier", "Themes", "Locations", "Persons", "Organizations", "V2Tone", "AllNames"),
        *("TranslationInfo", "Extras"),
    }


@pytest.mark.parametrize(
    ("sql", "fault"),
    [
        ("SELECT topic FROM mentions", UNBOUNDED),
        ("SELECT topic FROM mentions WHERE day = @day", UNBOUNDED),
        ("SELECT topic FROM mentions WHERE month >= @first_month", UNBOUNDED),
        (f"SELECT topic FROM mentions WHERE {BOUND} OR day = @day", UNBOUNDED),
        ("SELECT topic FROM mentions WHERE DATE_ADD(month, INTERVAL 1 DAY) = @day", UNBOUNDED),
        ("SELECT topic FROM mentions WHERE month = day", UNBOUNDED),
        ("SELECT topic FROM mentions WHERE month IN (SELECT MAX(day) FROM loads)", UNBOUNDED),
        (f"SELECT m.topic FROM mentions AS m JOIN topic_days AS t ON t.topic = m.topic WHERE m.{BOUND}",
         "topic_days is not bounded by month"),
        ("DELETE FROM articles WHERE id = @id", "articles is not bounded by day"),
        (f"SELECT Themes FROM `{GKG}` WHERE DATE = @stamp", f"{GKG} is not bounded by _PARTITIONDATE"),
        (f"SELECT GCAM FROM `{GKG}` WHERE _PARTITIONDATE = @day", "reads GCAM"),
        ("SELECT * FROM loads", "selects *"),
        ("SELECT day FROM loads WHERE version = 'x'", "holds a text that should be a parameter"),
        ("SELECT day / articles FROM loads", "a division by zero is no error on DuckDB"),
        ("SELECT x FROM UNNEST(@ids) AS x WITH OFFSET AS n", "UNNEST WITH OFFSET counts from 1 on DuckDB"),
        ("SELECT APPROX_TOP_COUNT(day, 3) FROM loads", "ApproxTopK is not known to mean the same on DuckDB"),
        ("SELECT EXTRACT(DAYOFWEEK FROM day) FROM loads", "Extract is not known to mean the same on DuckDB"),
    ],
)  # fmt: skip
def test_a_fault_is_found(sql: str, fault: str) -> None:
    assert fault in list(faults(sql, question=True))


def test_a_dataset_goes_before_every_table() -> None:
    for query, _ in structures.questions():
        if query.template.startswith("trending_"):
            continue
        tree = sqlglot.parse_one(render(query, "news."), read="bigquery")
        steps = {step.alias for step in tree.find_all(exp.CTE)}
        assert {t.db for t in tree.find_all(exp.Table) if t.name not in steps} == {"news"}, query


def test_templates_see_structure_and_the_dataset_and_nothing_else() -> None:
    for path in FOLDER.glob("*.sql"):
        names = meta.find_undeclared_variables(Environment().parse(path.read_text("utf-8")))
        assert names <= {"shape", "dataset"}, path.name


@pytest.mark.parametrize(
    "shape", [{"most": "1; DROP TABLE x"}, {"terms": [{"readings": [["0"]]}]}, {"most": 1.5}]
)
def test_structure_carries_no_text(shape: dict[str, object]) -> None:
    with pytest.raises(TypeError, match="numbers and truth values only"):
        render(Query("catalogue", shape=shape))


def test_the_tables_are_partitioned_clustered_and_demand_a_bound() -> None:
    expected = {
        "articles": ("day", ["id"]),
        "mentions": ("month", ["kind", "topic", "day"]),
        "topic_days": ("month", ["kind", "topic", "day"]),
        "staging": ("day", []),
        "coverage_days": ("DATE_TRUNC(day, MONTH)", []),
        "loads": (None, []),
    }
    found = {}
    for query in make_tables(expiration_days=400):
        tree = sqlglot.parse_one(render(query), read="bigquery")
        partition = tree.find(exp.PartitionedByProperty)
        cluster = tree.find(exp.ClusterProperty)
        options = {p.name: p.args["value"].sql() for p in tree.find_all(exp.Property) if p.args.get("value")}
        table = query.template.removeprefix("tables_")
        found[table] = (
            partition.this.sql("bigquery") if partition else None,
            [c.name for c in cluster.expressions] if cluster else [],
        )
        assert (options.get("require_partition_filter") == "TRUE") is (
            table not in ("coverage_days", "loads")
        )
        expires = {"articles": "400", "mentions": "431", "topic_days": "431"}
        assert options.get("partition_expiration_days") == expires.get(table)
    assert found == expected
    assert "expiration" not in "".join(render(query) for query in make_tables())
