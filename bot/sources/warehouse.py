"""The seam between handlers and whatever holds the news: DuckDB here, BigQuery in the cloud."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Protocol, runtime_checkable

from bot.reasons import Trouble

Value = str | int | float | bool | date | Sequence[str] | Sequence[int] | Sequence[date]
"""A query parameter; its SQL type follows from its Python type. Lists are never empty."""


EVERY = "*"
"""In `coverage_days`, the source country and the language of a row on all of them."""
READ_WORDS = 50
"""A page with fewer words, or whose text an outlet has under several titles, is one GDELT did not read."""
SHAPE = 2
"""What the rows of the tables mean. Data filled in an earlier shape has to be filled again."""


@dataclass(frozen=True, slots=True)
class Query:
    """A template of `sql_templates/` (its name without `.sql`), with structure and values.

    `shape` is what templating may see: booleans, numbers, lists of our own making.
    `params` is what the engine binds: every value that comes from a person goes here.
    """

    template: str
    params: Mapping[str, Value] = field(default_factory=dict)
    shape: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Rows:
    """What a query returned (one dict a row) and what it read."""

    rows: tuple[Mapping[str, Any], ...]
    bytes_scanned: int = 0
    seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class Status:
    """What the warehouse holds. Days are None and articles 0 while it is empty.

    `data_until` is the newest batch; `sample` is true if any of it is made up. `version` changes with
    every load where the rest may stay as it is.
    """

    engine: str
    first_day: date | None
    last_day: date | None
    data_until: datetime | None
    articles: int
    sample: bool
    version: str = ""


class WarehouseError(Exception):
    """A query that the engine could not answer, with the reason for the person's sentence.

    `bytes_needed` is what a query refused for its cost was expected to read at most.
    """

    def __init__(self, reason: Trouble, detail: str, *, bytes_needed: int = 0) -> None:
        super().__init__(f"{reason}: {detail}")
        self.reason = reason
        self.detail = detail
        self.bytes_needed = bytes_needed


class Warehouse(Protocol):
    """Runs templated queries. Both methods may raise WarehouseError."""

    def run(self, query: Query) -> Rows: ...

    def status(self) -> Status: ...


@runtime_checkable
class Metered(Warehouse, Protocol):
    """A warehouse whose queries cost money by the byte."""

    def capped(self, cap: int) -> Metered:
        """The same, refusing what is expected to read more than `cap` bytes with ``too_costly``."""

    def labelled(self, **labels: str) -> Metered:
        """The same, its queries marked with these labels in the bill."""
