"""Who writes about a topic: its outlets, with their countries and languages, by runs of days."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from handlers.data import Found, Reader, Sums


@dataclass(frozen=True, slots=True)
class Outlet:
    """A site as it writes in one language; country and language are empty where they are not known."""

    site: str
    country: str
    language: str


@dataclass(frozen=True, slots=True)
class Wrote:
    """What an outlet wrote about a topic in run `run` (0 …) of the days asked about."""

    run: int
    outlet: Outlet
    sums: Sums


def outlet_runs(reader: Reader, found: Found, start: date, end: date, run: int) -> tuple[Wrote, ...]:
    """Each outlet's articles on a topic, by runs of `run` days from `start` on. Raises WarehouseError."""
    rows = reader.matches("outlet_runs", found, start, end, {"run": run})
    return tuple(
        Wrote(int(r["run"]), Outlet(r["source"], r["source_country"], r["language"]), Sums.of_row(r))
        for r in rows
    )
