"""What every query must keep to, judged on its syntax tree: bounded by partition, explicit, and portable."""

from __future__ import annotations

from collections.abc import Iterator

import sqlglot
from sqlglot import exp

from tests.bigquery.analyser import GKG, TREND_TABLES

PARTITION = {
    "articles": ("day",),
    "mentions": ("month",),
    "topic_days": ("month",),
    "coverage_days": ("day",),
    "staging": ("day",),
    GKG: ("_PARTITIONDATE", "_PARTITIONTIME"),
    **dict.fromkeys(TREND_TABLES, ("refresh_date",)),
}
"""Partitioned tables → the columns by which they are partitioned."""

PORTABLE = frozenset(
    "And AnyValue Avg Between Cast Coalesce Count CountIf DateDiff EndsWith Exists If In LogicalOr Lower Max "
    "Min Mod Or Round RowNumber StartsWith StrPosition Sum Unnest".split()
)
"""Functions that sqlglot carries to DuckDB with the same meaning, as far as the questions need them."""


def faults(sql: str, *, question: bool) -> Iterator[str]:
    """What is wrong with a script; `question` is for what runs on DuckDB too."""
    for tree in sqlglot.parse(sql, read="bigquery"):
        assert tree is not None
        yield from _unbounded(tree)
        if any(c.name == "GCAM" for c in tree.find_all(exp.Column)):
            yield "reads GCAM"
        if any(not isinstance(star.parent, exp.Count) for star in tree.find_all(exp.Star)):
            yield "selects *"
        if question:
            yield from _not_portable(tree)
            if any(literal.is_string for literal in tree.find_all(exp.Literal)):
                yield "holds a text that should be a parameter"


def _unbounded(tree: exp.Expression) -> Iterator[str]:
    """Tables whose partitions are not bounded on both sides by constants, where the table is read."""
    for table in tree.find_all(exp.Table):
        name = ".".join(part.name for part in table.parts)
        columns = PARTITION.get(name) or PARTITION.get(table.name)
        if not columns or isinstance(table.parent, exp.Schema | exp.Insert | exp.Create):
            continue
        reader = table.find_ancestor(exp.Select, exp.Delete)
        where = reader.args.get("where") if reader else None
        # Only what all of WHERE demands can prune; a part of an OR cannot.
        demands = list(where.this.flatten()) if where and isinstance(where.this, exp.And) else []
        demands = demands or ([where.this] if where else [])
        sides = {side for d in demands for side in _sides(d, columns, table.alias_or_name)}
        if sides != {"from", "to"}:
            yield f"{name} is not bounded by {columns[0]}"


def _sides(demand: exp.Expression, columns: tuple[str, ...], alias: str) -> frozenset[str]:
    """Which ends of the partitions a condition bounds, by comparing the column itself with a constant."""
    of_column = (
        isinstance(column := demand.this, exp.Column)
        and column.name in columns
        and column.table in ("", alias)
    )
    if not of_column:
        return frozenset()
    others = [value for key, value in demand.args.items() if key != "this"]
    parts = [p for value in others for p in (value if isinstance(value, list) else [value])]
    if any(isinstance(p, exp.Expression) and p.find(exp.Column, exp.Select) for p in parts):
        return frozenset()
    if isinstance(demand, exp.EQ | exp.Between | exp.In):
        return frozenset({"from", "to"})
    if isinstance(demand, exp.GT | exp.GTE):
        return frozenset({"from"})
    return frozenset({"to"}) if isinstance(demand, exp.LT | exp.LTE) else frozenset()


def _not_portable(tree: exp.Expression) -> Iterator[str]:
    for call in tree.find_all(exp.Func):
        name = call.name if isinstance(call, exp.Anonymous) else type(call).__name__
        if name not in PORTABLE:
            yield f"{name} is not known to mean the same on DuckDB"
        if isinstance(call, exp.Unnest) and call.args.get("offset"):
            yield "UNNEST WITH OFFSET counts from 1 on DuckDB"
    if tree.find(exp.Div):
        yield "a division by zero is no error on DuckDB"
