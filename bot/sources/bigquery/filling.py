"""What makes and fills the tables in BigQuery: the templates, their order, their structure and values.

A day goes in two steps. `stage` reads one partition of GDELT's table, once, into `staging`; `fill_day`
rebuilds a day of all tables from there in one transaction, its entry in `loads` included. GDELT's
partitions are by load time and a row's day is that of its batch, so a day is whole once all partitions
that `stages` names are in.
"""

from __future__ import annotations

import hashlib
import html
import string
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from html.entities import html5
from itertools import product

from bot.sources.templates import FOLDER
from bot.sources.warehouse import EVERY, READ_WORDS, SHAPE, Query, Value
from bot.vocabulary.lookups import countries_by_fips, gdelt_sources, known_sources, languages, source_country
from bot.vocabulary.titles import MARKS, SIGN

LATE_DAYS = 3
"""Days after which a day is settled: rows are looked for in that many partitions after its own."""
TABLES = ("articles", "mentions", "topic_days", "coverage_days", "staging", "loads")


@dataclass(frozen=True, slots=True)
class Load:
    """A day that was filled, as the table `loads` has it."""

    day: date
    settled: bool


def make_tables(expiration_days: int | None = None) -> tuple[Query, ...]:
    """The statements that make the tables where they are missing; days expire after so many, or never."""
    return tuple(Query(f"tables_{table}", shape={"expiration_days": expiration_days}) for table in TABLES)


def add_columns() -> Query:
    """The statements that add to tables of an earlier version the columns they lack."""
    return Query("tables_columns")


def stages(first_day: date, last_day: date, today: date) -> tuple[date, ...]:
    """The source's partitions that may hold rows of these days, oldest first.

    A batch is stamped up to a quarter of an hour ahead, so one partition before the first day counts too.
    """
    last = min(last_day + timedelta(days=LATE_DAYS), today)
    count = (last - first_day).days + 2
    return tuple(first_day + timedelta(days=n - 1) for n in range(count))


def stage(loaded: date, first_day: date, last_day: date) -> Query:
    """Reads the source's partition `loaded` for the rows of these days. Doing it again adds only new rows.

    The days are to be filled afterwards: of one that is not, the rows stay in staging.
    """
    return Query(
        "fill_staging",
        {
            "loaded": loaded,
            "first_day": first_day,
            "last_day": last_day,
            "first_stamp": int(f"{first_day:%Y%m%d}000000"),
            "last_stamp": int(f"{last_day:%Y%m%d}235959"),
            **_lookups(),
        },
    )


def fill_day(day: date, *, settled: bool, before: Load | None) -> Query:
    """Rebuilds a day from staging, which has to hold it: a settled day is staged anew before.

    `before` is the day's row in `loads`, None if it has none.

    A day not settled is a partition of its own, which is replaced without being read. Settled, it moves into
    its month's partition, where another filling has to rewrite what stands there.
    """
    month = day.replace(day=1)
    own = day != month
    return Query(
        "fill_day",
        {
            "day": day,
            "month": month,
            "partition": month if settled else day,
            "settled": settled,
            "version": version(),
            "every": EVERY,
            "read_words": READ_WORDS,
        },
        {
            "own_partition": own,
            "in_month": before is not None and (before.settled or not own),
            "settled": settled,
        },
    )


@cache
def version() -> str:
    """What changes with the templates that fill: days filled by another version may be filled again."""
    digest = hashlib.sha256()
    for path in sorted([FOLDER / "_gkg.sql", *FOLDER.glob("fill_*.sql")]):
        digest.update(path.read_bytes())
    for value in _lookups().values():
        digest.update(repr(value).encode())
    return f"{SHAPE}-{digest.hexdigest()[:12]}"


@cache
def _lookups() -> dict[str, Value]:
    """The small tables of ingest as ``key=value``, and the patterns of its words in RE2's terms."""
    labels = ("".join(pair) for pair in product(string.ascii_lowercase, repeat=2))
    domains = {d: source_country(f"x.{d}") for label in labels for d in (label, f"co.{label}")}
    letter = rf"[\p{{L}}\p{{N}}_{MARKS}\x{{200c}}\x{{200d}}]"
    legacy = sorted((name for name in html5 if not name.endswith(";")), key=len, reverse=True)
    controls = {f"#{n}": html.unescape(f"&#{n};") for n in range(160)}
    entities = {**html5, **{name: text for name, text in controls.items() if text != chr(int(name[1:]))}}
    return {
        "countries": _lines(countries_by_fips()),
        "languages": _lines(languages()),
        # As one text: tens of thousands of values of an array take their time to be checked.
        "sources": "\n".join(f"{site}={iso}" for site, iso in (gdelt_sources() | known_sources()).items()),
        "country_domains": _lines({d: iso for d, iso in domains.items() if iso}),
        # White space is folded in the end, so the reference to a new line may stand for a space.
        "entities": _lines({name: text.replace("\n", " ") for name, text in entities.items()}),
        "legacy_entity": f"^&({'|'.join(legacy)})",
        "sign": f"({SIGN})",
        "word": rf"{SIGN}|{letter}+(?:['.&-]{letter}+)*",
    }


def _lines(table: dict[str, str]) -> str:
    return "".join(f"\n{key}={value}" for key, value in table.items()) + "\n"
