"""Every query that can be asked, in every structure it can take, with values of the right types."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from itertools import product
from typing import Any

from bot.sources.bigquery.filling import Load, add_columns, fill_day, make_tables, stage
from bot.sources.templates import render
from bot.sources.warehouse import Query, Value

_SUMS = {
    "articles": "INT64",
    "stories": "INT64",
    "toned": "INT64",
    "unread": "INT64",
    "tone_sum": "FLOAT64",
    "tone_sumsq": "FLOAT64",
}
_PAIRS = {"day": "DATE", "n0": "INT64", "n1": "INT64", "n01": "INT64"}
COLUMNS: Mapping[str, Mapping[str, str]] = {
    "articles_by_id": {
        "id": "INT64",
        "title": "STRING",
        "url": "STRING",
        "source": "STRING",
        "seen_at": "TIMESTAMP",
        "tone": "FLOAT64",
        "language": "STRING",
        "source_country": "STRING",
    },
    "catalogue": {"kind": "STRING", "topic": "STRING", "articles": "INT64"},
    "coverage_days": {"day": "DATE", **_SUMS},
    "domain_days": {"day": "DATE", **_SUMS},
    "keys": {"kind": "STRING", "topic": "STRING", "articles": "INT64"},
    "loads": {
        "day": "DATE",
        "settled": "BOOL",
        "articles": "INT64",
        "data_until": "TIMESTAMP",
        "version": "STRING",
        "loaded_at": "TIMESTAMP",
    },
    "pair_days": _PAIRS,
    "related_topics": {"kind": "STRING", "topic": "STRING", "together": "INT64", "stories": "INT64"},
    "series_days": {"day": "DATE", **_SUMS},
    "topic_days": {"day": "DATE", **_SUMS},
    "trending_day": {"day": "DATE"},
    "trending_terms": {"term": "STRING", "rank": "INT64", "percent_gain": "INT64"},
    "trending_weeks": {"week": "DATE", "score": "INT64"},
}
"""What the readers of each question's template expect, with GoogleSQL types."""

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
