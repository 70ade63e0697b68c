"""Google's own analyser accepts every query; its evaluator finds what the embedded store finds."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date

import pytest

from bot.ingest.load import ingest_files
from bot.sources.bigquery.filling import fill_day, stage
from bot.sources.duckdb import DuckDBWarehouse
from bot.sources.store import Store
from bot.sources.tables import COLUMNS
from bot.sources.templates import FOLDER, render
from bot.sources.warehouse import Value
from tests.bigquery import structures
from tests.bigquery.analyser import GKG, GoogleSQL, tables
from tests.bigquery.rows import DAY, ROWS, text_of

pytest.importorskip("zetasql", reason="Google's analyser (PyPI zetasql) is not installed")
pytestmark = pytest.mark.xdist_group("analyser")


@pytest.fixture(scope="module")
def google() -> GoogleSQL:
    return GoogleSQL()


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """The rows as the embedded store takes them in."""
    folder = tmp_path_factory.mktemp("rows")
    file = folder / "20230702101500.gkg.csv"
    file.write_text(text_of(ROWS), "utf-8")
    store = Store(folder / "store")
    report = ingest_files(store, [file])
    assert report.articles == 13, report
    return store


@pytest.fixture(scope="module")
def embedded(store: Store) -> Mapping[str, list[dict[str, object]]]:
    """The embedded store's tables, with times in UTC."""
    con = store.connect()
    found: dict[str, list[dict[str, object]]] = {}
    for table, columns in COLUMNS.items():
        rows = con.execute(f"SELECT {', '.join(columns)} FROM {table}").fetchall()
        found[table] = [dict(zip(columns, row, strict=True)) for row in rows]
    for row in found["articles"]:
        row["seen_at"] = row["seen_at"].replace(tzinfo=UTC)  # type: ignore[attr-defined]
    return found


_INSERT = re.compile(r"INSERT INTO \w+ \([^)]*\)")


def _stage(google: GoogleSQL, held: list[dict[str, object]]) -> list[dict[str, object]]:
    """The rows that the filling adds to what staging holds."""
    source = [
        {
            **{name: value or None for name, value in row.items()},
            "DATE": int(row["DATE"]),
            "SourceCollectionIdentifier": int(row["SourceCollectionIdentifier"]),
            "_PARTITIONDATE": DAY,
        }
        for row in ROWS
    ]
    query = stage(DAY, DAY, DAY)
    return google.rows(_INSERT.sub("", render(query)), query.params, {GKG: source, "staging": held})


@pytest.fixture(scope="module")
def staged(google: GoogleSQL) -> list[dict[str, object]]:
    """The rows as the filling puts them into an empty staging."""
    return _stage(google, [])


def _selects(script: str) -> list[str]:
    """The queries whose rows the statements of a script insert; none of them holds a semicolon."""
    return [_INSERT.split(s)[1] for s in script.split(";") if _INSERT.search(s)]


def _sorted(rows: list[dict[str, object]]) -> list[list[tuple[str, object]]]:
    """Rows in one order, their numbers to ten digits: sums may be added up in any order."""
    plain = [[(k, round(v, 10) if isinstance(v, float) else v) for k, v in row.items()] for row in rows]
    return sorted(plain, key=repr)


@pytest.mark.parametrize("template", structures.COLUMNS)
def test_a_question_is_valid_and_yields_what_its_reader_expects(google: GoogleSQL, template: str) -> None:
    asked = [(q, columns) for q, columns in structures.questions() if q.template == template]
    assert asked
    for query, columns in asked:
        [statement] = google.check(render(query), query.params)
        assert (statement.kind, statement.columns) == ("Query", columns), query.shape


def test_the_tables_have_the_columns_of_the_embedded_store() -> None:
    carried_over = {"BIGINT": "INT64", "VARCHAR": "STRING", "DOUBLE": "FLOAT64"}
    for table, columns in COLUMNS.items():
        expected = {name: carried_over.get(kind, kind) for name, kind in columns.items()}
        assert list(tables()[table].items()) == list(expected.items())


def test_what_makes_and_fills_the_tables_is_valid(google: GoogleSQL) -> None:
    for query in structures.fillings():
        kinds = [s.kind for s in google.check(render(query), query.params)]
        if query.template == "fill_day":
            assert (kinds[0], kinds[-1]) == ("Begin", "Commit")
            assert kinds.count("Insert") == 5
            assert set(kinds[1:-1]) == {"Delete", "Insert"}
        else:
            if query.template == "tables_columns":
                assert set(kinds) == {"AlterTable"}
                continue
            assert kinds == ["Insert" if query.template == "fill_staging" else "CreateTable"]


def test_no_template_is_left_out() -> None:
    parts = {p.stem for p in FOLDER.glob("fill_*.sql")}
    made = {q.template for q in structures.fillings()}
    included = {n for n in parts if f'"{n}.sql"' in (FOLDER / "fill_day.sql").read_text()}
    templates = {p.stem for p in FOLDER.glob("*.sql") if not p.stem.startswith("_")}
    known = set(structures.COLUMNS) | made | included
    assert templates == known, "tests/bigquery/structures.py says of each template what it yields"


@pytest.mark.parametrize(
    ("sql", "said"),
    [
        ("SELECT headline FROM articles", "Unrecognized name: headline"),
        ("SELECT day FROM articles WHERE title > 5", "No matching signature"),
        ("SELECT day, COUNT(*) FROM articles", "neither grouped nor aggregated"),
        ("SELECT id::INT64 FROM articles", "Syntax error"),
        ("SELECT id FROM articles WHERE day = @nothing", "Query parameter 'nothing' not found"),
        ("SELECT median(tone) FROM articles", "Function not found"),
    ],
)
def test_what_bigquery_refuses_is_refused(google: GoogleSQL, sql: str, said: str) -> None:
    with pytest.raises(Exception, match=said):
        google.check(sql, {})


def test_rows_are_staged_as_the_embedded_store_takes_them_in(
    staged: list[dict[str, object]], embedded: Mapping[str, list[dict[str, object]]]
) -> None:
    second = next(row for row in staged if row["record"] == "20230702101500-5")
    first = [row for row in staged if row is not second]
    assert second["id"] in {row["id"] for row in first}
    # Which pages were not read is told when the whole day is known.
    columns = [name for name in COLUMNS["articles"] if name != "tone"]
    articles, ours = ([{n: row[n] for n in columns} for row in of] for of in (first, embedded["articles"]))
    assert _sorted(articles) == _sorted(ours)
    assert sum(row["tone"] is None for row in embedded["articles"]) > 4


def test_staging_again_adds_only_rows_that_came_late(
    google: GoogleSQL, staged: list[dict[str, object]]
) -> None:
    assert _stage(google, staged) == []
    late = staged[2]
    assert _stage(google, [row for row in staged if row is not late]) == [late]


def test_a_day_is_filled_from_staging_as_the_embedded_store_derives_it(
    google: GoogleSQL, staged: list[dict[str, object]], embedded: Mapping[str, list[dict[str, object]]]
) -> None:
    query = fill_day(DAY, settled=True, before=None)
    content = {"staging": staged, "articles": embedded["articles"]}
    for table, select in zip(COLUMNS, _selects(render(query)), strict=False):
        filled = google.rows(select, query.params, content)
        rows = [dict(zip(COLUMNS[table], row.values(), strict=True)) for row in filled]
        assert _sorted(rows) == _sorted(embedded[table]), table


ASKED: Mapping[str, Value] = {
    "start": date(2023, 7, 1),
    "end": date(2023, 7, 3),
    "first_month": date(2023, 7, 1),
    "last_month": date(2023, 7, 3),
    "kind0": "theme",
    "topic0": "econ_inflation",
    "kind1": "title",
    "topic1": "inflation",
    "kind2": "title",
    "topic2": "& wages",
    "kind3": "place",
    "topic3": "lund",
    "source_country": "SE",
    "language": "en",
    "domain": "post.se",
    "subdomain": ".post.se",
    "days": [DAY],
    "sample": 1,
    "least": 1,
    "place0": "lund, ",
    "past_place0": "lund,!",
}
"""Values that find something in the rows."""

ON_BOTH = [t for t in structures.COLUMNS if t != "loads" and not t.startswith("trending_")]
"""Questions of the tables that both engines have."""


@pytest.mark.parametrize("template", ON_BOTH)
def test_a_question_is_answered_alike_by_google_and_the_embedded_store(
    google: GoogleSQL, store: Store, embedded: Mapping[str, list[dict[str, object]]], template: str
) -> None:
    warehouse = DuckDBWarehouse(store)
    found = 0
    structured = [q for q, _ in structures.questions() if q.template == template]
    ids = [int(str(row["id"])) for row in embedded["articles"]][:3]
    for asked in (structured[0], structured[len(structured) // 2], structured[-1]):
        text = render(asked)
        params = {
            k: v for k, v in {**asked.params, **ASKED, "ids": ids}.items() if re.search(rf"@{k}\b", text)
        }
        there = google.rows(text, params, embedded)
        here = [dict(row) for row in warehouse.run(replace(asked, params=params)).rows]
        for row in here:
            if "seen_at" in row:
                row["seen_at"] = row["seen_at"].replace(tzinfo=UTC)
        assert _sorted(there) == _sorted(here), asked.shape
        found += len(here)
    assert found
