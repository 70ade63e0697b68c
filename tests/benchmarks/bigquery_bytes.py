"""What BigQuery would read, and bill, to fill the tables and to answer questions.

    python tests/benchmarks/bigquery_bytes.py [FILE…] [--articles 160000]

Column bytes are measured on GKG files (by default the real 15-minute file beside the project) and counted as
BigQuery counts them: 8 for a number, date or time, 2 and the UTF-8 bytes for a text. How much of a clustered
partition a key takes is a model: whole blocks are read, whose size Google adapts and does not tell, so three
sizes are shown.
"""

from __future__ import annotations

import argparse
import math
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import cached_property
from pathlib import Path

import duckdb
import sqlglot
from machine import ROOT, describe
from sqlglot import exp

import handlers
from bot.budget import price_usd
from bot.ingest.gkg import blocks
from bot.ingest.load import ingest_files
from bot.parse import parse
from bot.question import Question
from bot.sources.bigquery.backfill import MORNING as HOURS_OF_NIGHT
from bot.sources.bigquery.filling import LATE_DAYS, stages
from bot.sources.duckdb import DuckDBWarehouse
from bot.sources.store import Store
from bot.sources.tables import COLUMNS
from bot.sources.templates import render
from bot.sources.warehouse import Query, Rows, Status
from handlers.series import HEADLINES, OF_A_SPIKE

REAL = ROOT.parent / "shared" / "gdelt" / "gkg" / "20230702153000.gkg.csv.zip"
DAY = date(2023, 7, 2)
MIB = 1 << 20
LEAST = 10 * MIB
"""What a query is billed at least for each table."""
BLOCKS = (1 * MIB, 4 * MIB, 16 * MIB)
READ = {0: "GKGRECORDID", 1: "DATE", 2: "SourceCollectionIdentifier", 3: "SourceCommonName"} | {
    4: "DocumentIdentifier", 7: "Themes", 9: "Locations", 11: "Persons", 13: "Organizations", 15: "V2Tone",
    23: "AllNames", 25: "TranslationInfo", 26: "Extras",
}  # fmt: skip
"""The columns of the source that filling reads, by their place in a row."""
QUESTIONS = {
    "one topic, 30 days": "sentiment on inflation last 30 days",
    "one topic, a year": "sentiment on inflation last 365 days",
    "theme alone, 30 days": "sentiment on theme:econ_inflation last 30 days",
    "theme alone, a year": "sentiment on theme:econ_inflation last 365 days",
    "three topics, 30 days": "compare inflation, housing and unemployment last 30 days",
    "related, 30 days": "topics related to inflation last 30 days",
}


@dataclass(slots=True)
class Recorder:
    """A warehouse that remembers what it was asked, with the stories of an answer that has a spike."""

    inner: DuckDBWarehouse
    asked: list[Query] = field(default_factory=list)

    def run(self, query: Query) -> Rows:
        many = replace(query, params={**query.params, "ids": list(range(HEADLINES + OF_A_SPIKE))})
        self.asked.append(many if query.template == "articles_by_id" else query)
        return self.inner.run(query)

    def status(self) -> Status:
        """As if the store went back for years, so that handlers ask for all days of a question."""
        return replace(self.inner.status(), first_day=date(2015, 2, 18))


class Layout:
    """Rows and bytes of the source and of our tables on a day of so many articles."""

    def __init__(self, files: Sequence[Path], articles: int) -> None:
        self.articles = articles
        self.source = _source_bytes(files)
        self.store = Store(Path(tempfile.mkdtemp(prefix="bigquery-bytes-")))
        self.measured = ingest_files(self.store, files).articles
        self.con = self.store.connect()
        self.width = {table: _width(self.con, table) for table in COLUMNS}

    @cached_property
    def rows(self) -> Mapping[str, float]:
        """Rows of each table a day. New topics get rarer with more articles: a power law, fitted here."""
        mentions, half, whole = self.con.execute(
            "SELECT (SELECT count(*) FROM mentions), "
            "(SELECT count(DISTINCT (kind, topic)) FROM mentions WHERE article_id % 2 = 0), "
            "(SELECT count(DISTINCT (kind, topic)) FROM mentions)"
        ).fetchall()[0]
        scale = self.articles / self.measured
        return {
            "articles": self.articles,
            "mentions": mentions * scale,
            "topic_days": whole * scale ** math.log2(whole / half),
            "coverage_days": 1_000,
        }

    def share(self, kind: object, topic: object) -> float:
        """The part of all articles that carries a topic."""
        [(found,)] = self.con.execute(
            "SELECT count(*) FROM mentions WHERE kind = ? AND topic = ?", [kind, topic]
        ).fetchall()
        return float(found) / self.measured

    def before(self, kind: object) -> float:
        """The part of the bytes of mentions that clustering puts before a kind."""
        width = " + ".join(f"octet_length(encode({c}))" for c in ("kind", "topic"))
        others = sum(size for name, size in self.width["mentions"].items() if name not in ("kind", "topic"))
        [(part,)] = self.con.execute(
            f"SELECT sum(({width} + {others}) * (kind < ?)::INT) / sum({width} + {others}) FROM mentions",
            [kind],
        ).fetchall()
        return float(part)

    def billed(self, query: Query, block: int) -> float:
        """The bytes billed for a query."""
        read: dict[str, float] = {}
        tree = sqlglot.parse_one(render(query), read="bigquery")
        for table in tree.find_all(exp.Table):
            if table.name in COLUMNS:
                read[table.name] = read.get(table.name, 0.0) + self._scan(table, query, block)
        return sum(max(LEAST, size) for size in read.values())

    def _scan(self, table: exp.Table, query: Query, block: int) -> float:
        select = table.find_ancestor(exp.Select)
        assert select is not None
        name, widths = table.name, self.width[table.name]
        used = {c.name for c in select.find_all(exp.Column) if c.find_ancestor(exp.Select) is select}
        part = sum(widths[c] for c in used & widths.keys()) / sum(widths.values())
        days = _days(query)
        months = _months(query)
        if name == "coverage_days":
            return sum(whole for whole, _ in months) * self.size(name) * part
        if name == "articles":
            if isinstance(ids := query.params.get("ids"), list):  # at worst each on a day of its own
                return len(ids) * min(self.size(name), block) * part
            return days * self.size(name) * part
        equal = _constants(select, query)
        if "topic" not in equal and not _ranges(select):
            kinds = self.before(query.params["titles"]) if _bounded(select, "kind") else 1.0
            return sum(days for _, days in months) * self.size(name) * part * kinds
        share = self.share(equal["kind"], equal["topic"]) if "topic" in equal else 0.0
        a_day = share * self.articles if name == "mentions" else float(share > 0)
        taken = 0.0
        for whole, asked in months:
            per_block = block / sum(widths.values())
            held = self.rows[name] * whole / per_block
            taken += min(held, 1 + a_day * asked / per_block)
        return taken * block * part

    def size(self, table: str) -> float:
        """Bytes of a table for one day."""
        return self.rows[table] * sum(self.width[table].values())


def _source_bytes(files: Sequence[Path]) -> Mapping[str, float]:
    """Mean bytes of a row of the source in the columns that filling reads."""
    total: dict[str, float] = dict.fromkeys(READ.values(), 0.0)
    rows = 0
    for file in files:
        for block in blocks(file):
            for line in block.splitlines():
                cells = line.split(b"\t")
                if len(cells) != 27:
                    continue
                rows += 1
                for place, name in READ.items():
                    number = name in ("DATE", "SourceCollectionIdentifier")
                    total[name] += 8 if number else 2 + len(cells[place])
    return {name: size / rows for name, size in total.items()}


def _width(con: duckdb.DuckDBPyConnection, table: str) -> Mapping[str, float]:
    """Mean bytes of a row, by column."""
    sizes = ", ".join(
        f"avg(2 + octet_length(encode({c})))" if kind == "VARCHAR" else "8.0"
        for c, kind in COLUMNS[table].items()
    )
    [row] = con.execute(f"SELECT {sizes} FROM {table}").fetchall()
    return dict(zip(COLUMNS[table], map(float, row), strict=True))


def _constants(select: exp.Select, query: Query) -> Mapping[str, object]:
    """Columns that WHERE holds equal to a parameter, with its value."""
    where = select.args["where"].this
    equal = [e for e in where.flatten() if isinstance(e, exp.EQ) and isinstance(e.expression, exp.Parameter)]
    return {e.this.name: query.params[e.expression.name] for e in equal}


def _ranges(select: exp.Select) -> bool:
    return any(e.this.name == "topic" for e in select.args["where"].find_all(exp.GT))


def _bounded(select: exp.Select, column: str) -> bool:
    return any(e.this.name == column for e in select.args["where"].find_all(exp.LT))


def _span(query: Query) -> tuple[date, date]:
    start, end = query.params["start"], query.params["end"]
    assert isinstance(start, date)
    assert isinstance(end, date)
    return start, end


def _days(query: Query) -> int:
    start, end = _span(query)
    return (end - start).days + 1


def _months(query: Query) -> list[tuple[int, int]]:
    """Of each month touched: its days, and those of them asked about."""
    asked: dict[date, int] = {}
    for n in range(_days(query)):
        month = (_span(query)[0] + timedelta(n)).replace(day=1)
        asked[month] = asked.get(month, 0) + 1
    return [(30, days) for days in asked.values()]


def _report(layout: Layout) -> Iterator[str]:
    row = sum(layout.source.values())
    source = row * layout.articles
    staged = layout.rows["mentions"] * sum(layout.width["mentions"][c] for c in ("kind", "topic"))
    articles = layout.size("articles")
    yield f"{layout.articles:,} articles a day; topics a day {layout.rows['topic_days']:,.0f} (extrapolated)"
    for name, size in sorted(layout.source.items(), key=lambda item: -item[1]):
        yield f"    {name:28} {size:7.0f} bytes a row"
    for table in COLUMNS:
        width = sum(layout.width[table].values())
        rows, size = layout.rows[table], layout.size(table)
        yield f"{table:14} {rows:12,.0f} rows a day of {width:4.0f} bytes = {size / 1e6:8.1f} MB"
    yield f"source columns, a day            {source / 1e6:8.1f} MB, each partition read once"
    yield f"staging and articles read, a day {(2 * staged + 2 * articles) / 1e6:8.1f} MB"
    for name, days in (("a day alone", 1), ("a year of backfill", 365)):
        partitions = len(stages(DAY, DAY + timedelta(days - 1), date.max))
        size = source * partitions + days * (2 * staged + 2 * articles)
        price = price_usd(size)
        yield f"{name:24} {size / 1e9:8.1f} GB  USD {price:6.2f}  (source {partitions / days:.3f} times)"
    filled = 2 * staged + 2 * articles
    hourly = 24 * (1.5 * source + filled / 2)  # yesterday's partition, and of today half on average
    again = HOURS_OF_NIGHT * (source + filled) + (LATE_DAYS + 3) * source + (LATE_DAYS + 2) * filled
    yield f"refreshed every hour     {(hourly + again) / 1e9:8.1f} GB a day"
    a_day = layout.articles * sum(layout.source[c] for c in ("Themes", "V2Tone", "DATE"))
    recorder = Recorder(DuckDBWarehouse(layout.store))
    for name, text in QUESTIONS.items():
        question = parse(text, "dm", None, DAY + timedelta(1), "UTC")
        assert isinstance(question, Question), question
        recorder.asked.clear()
        handlers.answer(question, recorder)
        read = max(_days(query) for query in recorder.asked)
        asked = 365 if "year" in name else 30
        yield f"{name}: {len(recorder.asked)} queries, over {read} days with those to compare with"
        for block in BLOCKS:
            total = sum(layout.billed(query, block) for query in recorder.asked)
            parts = (f"{total / days / a_day:.1%} of {days * a_day / 1e9:.1f} GB" for days in (read, asked))
            yield (
                f"    blocks of {block // MIB:2} MB: {total / 1e6:8.1f} MB, {', '.join(parts)}; "
                f"a thousand for USD {price_usd(1000 * total):.2f}"
            )
        parts = (f"{q.template} {layout.billed(q, BLOCKS[1]) / 1e6:.0f}" for q in recorder.asked)
        yield f"    MB with blocks of {BLOCKS[1] // MIB} MB: {', '.join(parts)}"
    span = {"start": DAY - timedelta(89), "end": DAY}
    size = layout.billed(Query("catalogue", span, {"most": 1}), BLOCKS[1])
    yield f"what there is to ask about, 90 days: {size / 1e9:.1f} GB, USD {price_usd(size):.3f} each time"


def main(files: Iterable[Path], articles: int) -> None:
    print(describe())
    for line in _report(Layout(list(files), articles)):
        print(line)


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--articles", type=int, default=160_000)
    said = parser.parse_args()
    if said.files or REAL.exists():
        main(said.files or [REAL], said.articles)
    else:
        print(f"not measured: no GKG file is given, and {REAL} is not there")
