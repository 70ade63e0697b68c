"""Google's own analyser and reference evaluator of GoogleSQL, over the tables as the templates make them.

The analyser is ZetaSQL as WebAssembly (PyPI ``zetasql``); compiling it takes half a minute, so the compiled
module is kept in the user's cache folder.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

import sqlglot
from sqlglot import exp

from bot.sources.bigquery.filling import TABLES, make_tables
from bot.sources.templates import render
from bot.sources.warehouse import Value

GKG = "gdelt-bq.gdeltv2.gkg_partitioned"
GKG_COLUMNS: Mapping[str, str] = {
    name: "INT64" if name in ("DATE", "SourceCollectionIdentifier") else "STRING"
    for name in (
        "GKGRECORDID DATE SourceCollectionIdentifier SourceCommonName DocumentIdentifier Counts V2Counts "
        "Themes V2Themes Locations V2Locations Persons V2Persons Organizations V2Organizations V2Tone Dates "
        "GCAM SharingImage RelatedImages SocialImageEmbeds SocialVideoEmbeds Quotations AllNames Amounts "
        "TranslationInfo Extras"
    ).split()
}
_PSEUDO = {"_PARTITIONTIME": "TIMESTAMP", "_PARTITIONDATE": "DATE"}
_TRENDS = "bigquery-public-data.google_trends."
_TREND_COLUMNS = {
    "refresh_date": "DATE",
    "week": "DATE",
    "term": "STRING",
    "rank": "INT64",
    "score": "INT64",
}
TREND_TABLES = {
    f"{_TRENDS}{area}{name}": {**_TREND_COLUMNS, **of_area, **of_list}
    for area, of_area in (
        ("", {"dma_id": "INT64", "dma_name": "STRING"}),
        ("international_", {"country_code": "STRING", "country_name": "STRING", "region_code": "STRING"}),
    )
    for name, of_list in (("top_terms", {}), ("top_rising_terms", {"percent_gain": "INT64"}))
}


@cache
def tables() -> dict[str, dict[str, str]]:
    """Our tables → their columns with GoogleSQL types, as the statements that make them say."""
    found = {}
    for name, query in zip(TABLES, make_tables(), strict=True):
        tree = sqlglot.parse_one(render(query), read="bigquery")
        columns = [c for c in tree.find_all(exp.ColumnDef) if isinstance(c.parent, exp.Schema)]
        found[name] = {c.name: c.args["kind"].sql("bigquery") for c in columns}
    return found


@dataclass(frozen=True, slots=True)
class Statement:
    """One statement of a script: its kind (``Query``, ``Insert``, …) and the columns that a query yields."""

    kind: str
    columns: Mapping[str, str]


class GoogleSQL:
    """Checks and evaluates GoogleSQL. Raises zetasql's ZetaSQLError, which says what BigQuery would say."""

    def __init__(self) -> None:
        self._service = _service()

    def check(self, sql: str, params: Mapping[str, Value]) -> list[Statement]:
        """Analyses every statement of a script with typed parameters against the tables' schemas."""
        from zetasql import types

        text = sql.encode()
        statements: list[Statement] = []
        position = 0
        while text[position:].strip():
            found = self._service.analyze(
                parse_resume_location=types.ParseResumeLocation(input=sql, byte_position=position),
                options=_options(params),
                simple_catalog=_catalog(),
            )
            resolved = found.resolved_statement
            columns = {c.name: _type_name(c.column.type) for c in getattr(resolved, "output_column_list", ())}
            kind = type(resolved).__name__.removeprefix("Resolved").removesuffix("Stmt")
            statements.append(Statement(kind, columns))
            position = found.resume_byte_position
        return statements

    def rows(
        self, sql: str, params: Mapping[str, Value], content: Mapping[str, Sequence[Mapping[str, Any]]]
    ) -> list[dict[str, Any]]:
        """Evaluates one query over these rows of the tables; a column left out of a row is NULL."""
        from zetasql import types

        [query] = self.check(sql, params)
        stamps = [name for name, kind in query.columns.items() if kind == "TIMESTAMP"]
        if stamps:
            # The package loses the value of a timestamp on the way out.
            plain = ", ".join(f"UNIX_MICROS({name}) AS {name}" for name in stamps)
            sql = f"SELECT * REPLACE ({plain}) FROM (\n{sql}\n)"
        filled = {}
        for name, rows in content.items():
            columns = _columns(name)
            data = [[_value(row.get(column), kind) for column, kind in columns.items()] for row in rows]
            filled[name] = types.TableContent(
                table_data=types.TableData(row=[types.TableData.Row(cell=cells) for cells in data])
            )
        prepared = self._service.prepare_query(
            sql=sql, options=_options(params), simple_catalog=_catalog(), table_content=filled
        ).prepared
        try:
            result = self._service.evaluate_query(
                prepared_query_id=prepared.prepared_query_id,
                params=[
                    types.Parameter(name=name, value=_value(value, _type_of(value)))
                    for name, value in params.items()
                ],
            )
        finally:
            self._service.unprepare_query(prepared_query_id=prepared.prepared_query_id)
        found = result.content.table_data  # None where there is no row
        return [
            {
                name: _python(cell, kind)
                for cell, (name, kind) in zip(row.cell, query.columns.items(), strict=True)
            }
            for row in (found.row if found else ())
        ]


@cache
def _service() -> Any:
    """ZetaSQL with its module compiled once and kept; the package offers no setting for that."""
    import wasmtime
    from zetasql.core import ZetaSqlLocalService, wasm_client

    root = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "tidings"
    kept = root / f"zetasql-{version('zetasql')}-wasmtime-{version('wasmtime')}.cwasm"

    class Module:
        @staticmethod
        def from_file(engine: Any, path: str) -> Any:
            if not kept.exists():
                root.mkdir(parents=True, exist_ok=True)
                compiled = wasmtime.Module.from_file(engine, path).serialize()
                # Moved into place as a whole, as two test processes may come here at once.
                with tempfile.NamedTemporaryFile(dir=root, delete=False) as f:
                    f.write(compiled)
                os.replace(f.name, kept)
            return wasmtime.Module.deserialize_file(engine, str(kept))

    wasm_client.Module = Module
    return ZetaSqlLocalService.get_instance()


def _columns(table: str) -> dict[str, str]:
    if table == GKG:
        return {**GKG_COLUMNS, **_PSEUDO}
    return tables().get(table) or TREND_TABLES[table]


@cache
def _language() -> Any:
    from zetasql import types

    language = types.LanguageOptions.maximum_features()
    language.product_mode = types.ProductMode.PRODUCT_EXTERNAL
    return language


@cache
def _catalog() -> Any:
    from zetasql import types

    def table(name: str) -> Any:
        columns = [
            types.SimpleColumn(name=c, type=_type(kind), is_pseudo_column=c in _PSEUDO)
            for c, kind in _columns(name).items()
        ]
        return types.SimpleTable(name=name, column=columns)

    return types.SimpleCatalog(
        name="tidings",
        table=[table(name) for name in (*tables(), *TREND_TABLES, GKG)],
        builtin_function_options=types.ZetaSQLBuiltinFunctionOptions(language_options=_language()),
    )


def _options(params: Mapping[str, Value]) -> Any:
    from zetasql import types

    return types.AnalyzerOptions(
        language_options=_language(),
        query_parameters=[
            types.AnalyzerOptions.QueryParameter(name=name, type=_type(_type_of(value)))
            for name, value in params.items()
        ],
        default_timezone="UTC",
    )


def _type_of(value: Value) -> str:
    """The GoogleSQL type of a parameter, as its Python type says."""
    if isinstance(value, bool):
        return "BOOL"
    if isinstance(value, int):
        return "INT64"
    if isinstance(value, float):
        return "FLOAT64"
    if isinstance(value, str):
        return "STRING"
    if isinstance(value, date):
        return "DATE"
    return f"ARRAY<{_type_of(value[0])}>"


def _type(name: str) -> Any:
    from zetasql import types
    from zetasql.api import TypeFactory

    parsed = sqlglot.parse_one(name, into=exp.DataType, read="bigquery")
    if parsed.is_type("array"):
        return TypeFactory.create_array_type(_type(parsed.expressions[0].sql("bigquery")))
    if parsed.is_type("struct"):
        fields = [(f.name, _type(f.args["kind"].sql("bigquery"))) for f in parsed.expressions]
        return TypeFactory.create_struct_type(fields)
    kind = "DOUBLE" if name == "FLOAT64" else name
    return TypeFactory.create_simple_type(types.TypeKind[f"TYPE_{kind}"])


def _type_name(kind: Any) -> str:
    name = str(kind.type_kind.name).removeprefix("TYPE_").replace("DOUBLE", "FLOAT64")
    if name == "ARRAY":
        return f"ARRAY<{_type_name(kind.array_type.element_type)}>"
    if name == "STRUCT":
        fields = (f"{f.field_name} {_type_name(f.field_type)}" for f in kind.struct_type.field)
        return f"STRUCT<{', '.join(fields)}>"
    return name


_EPOCH = date(1970, 1, 1)
_FIELDS = {"INT64": "int64_value", "FLOAT64": "double_value", "STRING": "string_value", "BOOL": "bool_value"}


def _value(value: Any, kind: str) -> Any:
    from google.protobuf import timestamp_pb2
    from zetasql.types import Value as Z

    if value is None:
        return Z()
    if kind == "DATE":
        return Z(date_value=(value - _EPOCH).days)
    if kind == "TIMESTAMP":
        stamp = timestamp_pb2.Timestamp()
        stamp.FromDatetime(value)
        return Z(timestamp_value=stamp)
    parsed = sqlglot.parse_one(kind, into=exp.DataType, read="bigquery")
    if parsed.is_type("array"):
        inner = parsed.expressions[0].sql("bigquery")
        return Z(array_value=Z.Array(element=[_value(v, inner) for v in value]))
    if parsed.is_type("struct"):
        fields = [_value(value[f.name], f.args["kind"].sql("bigquery")) for f in parsed.expressions]
        return Z(struct_value=Z.Struct(field=fields))
    return Z(**{_FIELDS[kind]: value})


def _python(cell: Any, kind: str) -> Any:
    if kind == "DATE":
        return None if cell.date_value is None else _EPOCH + timedelta(cell.date_value)
    if kind == "TIMESTAMP":
        return cell.int64_value and datetime.fromtimestamp(cell.int64_value / 1e6, UTC)
    parsed = sqlglot.parse_one(kind, into=exp.DataType, read="bigquery")
    if parsed.is_type("array"):
        inner = parsed.expressions[0].sql("bigquery")
        return [_python(e, inner) for e in (cell.array_value.element if cell.array_value else ())]
    if parsed.is_type("struct"):
        return {
            f.name: _python(e, f.args["kind"].sql("bigquery"))
            for f, e in zip(parsed.expressions, cell.struct_value.field, strict=True)
        }
    return getattr(cell, _FIELDS[kind])
