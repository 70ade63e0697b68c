"""Every query that can be asked, in every structure it can take, with values of the right types."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from itertools import product
from typing import Any

from bot.sources.bigquery.filling import Load, add_columns, fill_day, make_tables, stage
from bot.sources.templates import FOLDER, render
from bot.sources.warehouse import Query, Value

_YIELDS = re.compile(r"^-- Yields ((?:\w+ [A-Z0-9]+,?\s(?:-- )?)*\w+ [A-Z0-9]+)\.$", re.M)


def _columns(template: str) -> dict[str, str]:
    found = _YIELDS.search((FOLDER / f"{template}.sql").read_text("utf-8"))
    assert found, (
        f"sql_templates/{template}.sql has to say what it yields: -- Yields day DATE, articles INT64."
    )
    columns = (column.strip("- \n").partition(" ") for column in found[1].split(","))
    return {name: kind for name, _, kind in columns}


_MADE = ("fill_", "tables_", "_")
COLUMNS: Mapping[str, Mapping[str, str]] = {
    path.stem: _columns(path.stem) for path in sorted(FOLDER.glob("*.sql")) if not path.stem.startswith(_MADE)
}
"""What each question's template says that it yields, with GoogleSQL types."""

PARAMS: Mapping[str, Value] = {
    "start": date(2023, 6, 3),
    "end": date(2023, 7, 2),
    "first_month": date(2023, 6, 1),
    "last_month": date(2023, 7, 2),
    **{f"kind{k}": "theme" for k in range(4)},
    **{f"topic{k}": "econ_inflation" for k in range(4)},
    "source_country": "SE",
    "language": "sv",
    "domain": "dn.se",
    "subdomain": ".dn.se",
    "surname0": " halden",
    "surname1": " lind",
    "person_kind": "person",
    "people_since": date(2023, 6, 10),
    "most": 9,
    "shown": date(2023, 6, 26),
    "days": [date(2023, 7, 1), date(2023, 7, 2)],
    "ids": [1, 2],
    "sample": 4,
    "least": 3,
    "titles": "title",
    "event": [date(2023, 7, 1), date(2023, 7, 2)],
    "ordinary": [date(2023, 6, 20), date(2023, 6, 21)],
    "first_kind": "name",
    "last_kind": "theme",
    "run": 5,
    "place_kind": "place",
    "place0": "paris, ",
    "past_place0": "paris,!",
    "title_kind": "title",
    "space": " ",
    "comma": ",",
    "day": date(2023, 7, 2),
    "first": date(2023, 6, 26),
    "last": date(2023, 7, 2),
    "country": "SE",
    "term": "inflation",
}
_ONE = ({"excluded": False, "readings": [[0]]},)
_MANY = (
    {"excluded": False, "readings": [[0], [1, 2]]},
    {"excluded": True, "readings": [[3]]},
)
_FLAGS = ("source_country", "language", "domain", "united_states", "rising", "top")
_REST: tuple[Mapping[str, Any], ...] = (
    {"terms": (), "key_count": 1, "place_count": 0, "surname_count": 0, "topics": (_ONE, _ONE), "most": 10},
    {
        "terms": _MANY,
        "key_count": 4,
        "place_count": 1,
        "surname_count": 2,
        "topics": (_MANY, _ONE, _ONE),
        "most": 10,
    },
)


def questions() -> Iterator[tuple[Query, Mapping[str, str]]]:
    """The questions' queries, no text twice, with the columns that each has to yield."""
    seen = set()
    for template, columns in COLUMNS.items():
        for rest, flags in product(_REST, product((False, True), repeat=len(_FLAGS))):
            query = Query(template, PARAMS, {**rest, **dict(zip(_FLAGS, flags, strict=True))})
            if (text := render(query)) not in seen:
                seen.add(text)
                of_three = template == "pair_days" and len(rest["topics"]) == 3
                more = {"n2": "INT64", "n02": "INT64", "n12": "INT64"} if of_three else {}
                if template == "series_days" and query.shape["top"]:
                    more = {"article_id": "INT64"}
                yield query, {**columns, **more}


def fillings() -> Iterator[Query]:
    """The statements that make the tables and fill them, no text twice."""
    day, first = date(2023, 7, 2), date(2023, 7, 1)
    before = (None, *(Load(day, settled) for settled in (False, True)))
    days = [fill_day(d, settled=s, before=b) for d, s, b in product((day, first), (False, True), before)]
    queries = (*make_tables(), *make_tables(expiration_days=400), add_columns(), stage(day, day, day), *days)
    yield from {render(query): query for query in queries}.values()
