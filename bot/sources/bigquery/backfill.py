"""Fills BigQuery's tables from GDELT: what is missing, what it costs, and day by day the filling.

A day once settled is not read again. An interrupted filling goes on where it was: staging takes a row once,
and a day counts when its entry in `loads` does.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from statistics import median

from bot.sources.bigquery.filling import LATE_DAYS, add_columns, fill_day, make_tables, stage, stages, version
from bot.sources.bigquery.warehouse import BigQueryWarehouse, LoadedDay
from bot.sources.warehouse import Query, WarehouseError

SECONDS = 1800.0
"""How long one statement may take: a month's partition may have to be rewritten."""
FILLING_PER_SOURCE = 2.3
"""Bytes that a filling reads of staging for each byte of the source; docs/bigquery.md has the cost model."""
MORNING = 3
"""The hour (UTC) from which the batches of the day before are in GDELT's table, for sure."""
MAKES_UP_FOR = 31
"""Days that a refresh goes back at most; `python -m bot backfill --from` goes further."""
COLLAPSED = 0.1
"""A day with less than this part of the median day's articles is told as a gap, like one without any."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What a filling is going to do: stretches of days (both ends in), and the bytes of their sources.

    `outdated` are settled days that other templates filled: they are left as they are.
    """

    stretches: tuple[tuple[date, date], ...]
    today: date
    source_bytes: int
    outdated: int = 0

    @property
    def days(self) -> int:
        return sum((last - first).days + 1 for first, last in self.stretches)

    @property
    def bytes_needed(self) -> int:
        """The source once, and what was staged of it."""
        return round(self.source_bytes * (1 + FILLING_PER_SOURCE))


@dataclass(frozen=True, slots=True)
class Report:
    """What a filling did. `gaps` are days for which the source has nothing, or next to nothing."""

    days: int
    articles: int
    bytes_billed: int
    gaps: tuple[date, ...]
    stopped: bool = False


def set_up(warehouse: BigQueryWarehouse) -> None:
    """Makes the dataset, the tables and their columns where they are missing. Raises WarehouseError."""
    warehouse.make_dataset()
    for query in make_tables():
        warehouse.run(query)
    # Tables of an earlier version lack some columns; those made above lack none.
    warehouse.run(add_columns())


def plan(
    warehouse: BigQueryWarehouse, first: date, last: date, today: date, left: Collection[date] = ()
) -> Plan:
    """What is missing or unsettled of these days; costs dry runs, which are free. Raises WarehouseError.

    Days that are `left` for later are not planned.
    """
    loads = {entry.load.day: entry for entry in warehouse.loads()}
    settled = {day for day, entry in loads.items() if entry.load.settled and entry.current}
    asked = [first + timedelta(n) for n in range((min(last, today) - first).days + 1)]
    stretches = tuple(_stretches([day for day in asked if day not in settled and day not in left]))
    reads = [stage(loaded, a, b) for a, b in stretches for loaded in stages(a, b, today)]
    with ThreadPoolExecutor(8) as pool:
        source_bytes = sum(pool.map(warehouse.estimate, reads))
    outdated = sum(day in settled and loads[day].version != version() for day in asked)
    return Plan(stretches, today, source_bytes, outdated)


def plan_refresh(warehouse: BigQueryWarehouse, now: datetime) -> Plan:
    """What an hourly refresh has to do: today; and once a day what may have got late rows, or can settle.

    A refresher that stood still for up to a month makes up for it. Raises WarehouseError.
    """
    today, loads = now.date(), warehouse.loads()
    unsettled = [entry.load.day for entry in loads if not entry.load.settled]
    first = max(min([*unsettled, today - timedelta(LATE_DAYS + 1)]), today - timedelta(MAKES_UP_FOR))
    return plan(warehouse, first, today, today, left=_done_today(loads, now))


def _done_today(loads: Iterable[LoadedDay], now: datetime) -> frozenset[date]:
    """The days before today that were filled since this morning; yesterday's last batches come by night."""
    morning = now.replace(hour=MORNING, minute=0, second=0, microsecond=0)
    by_night = now < morning
    since = morning - timedelta(1) if by_night else morning
    over = now.date() - timedelta(1) if by_night else now.date()
    return frozenset(e.load.day for e in loads if e.load.day < over and e.loaded_at >= since)


def fill(warehouse: BigQueryWarehouse, work: Plan, most: int, progress: Callable[[int, int], None]) -> Report:
    """Does what was planned and stops before it is billed more than `most` bytes. Raises WarehouseError."""
    warehouse = replace(warehouse.labelled(action="backfill"), timeout=SECONDS)
    loads = {entry.load.day: entry for entry in warehouse.loads()}
    steps = [step for stretch in work.stretches for step in _steps(*stretch, work.today, loads)]
    billed = 0
    stopped = False
    for done, query in enumerate(steps):
        progress(done, len(steps))
        try:
            billed += warehouse.capped(max(most - billed, 1)).run(query).bytes_scanned
        except WarehouseError as e:
            if e.reason != "too_costly":
                raise
            stopped = True
            break
    else:
        progress(len(steps), len(steps))
    planned = {a + timedelta(n) for a, b in work.stretches for n in range((b - a).days + 1)}
    after = [e for e in warehouse.loads() if e.load.day in planned and e != loads.get(e.load.day)]
    return Report(len(after), sum(e.articles for e in after), billed, gaps(after), stopped)


def gaps(entries: list[LoadedDay]) -> tuple[date, ...]:
    """The days that are as good as missing in the source."""
    usual = median([e.articles for e in entries if e.articles] or [0])
    return tuple(e.load.day for e in entries if e.articles <= usual * COLLAPSED)


def _stretches(days: list[date]) -> Iterator[tuple[date, date]]:
    """Days in order, as stretches without a hole."""
    first = None
    for n, day in enumerate(days):
        first = first or day
        if n + 1 == len(days) or days[n + 1] != day + timedelta(1):
            yield first, day
            first = None


def _steps(first: date, last: date, today: date, loads: dict[date, LoadedDay]) -> Iterator[Query]:
    """The statements for a stretch: a day is filled as soon as all partitions that may hold it are staged."""
    partitions = stages(first, last, today)
    filled = first
    for loaded in partitions:
        yield stage(loaded, first, last)
        while filled <= last and (filled + timedelta(LATE_DAYS) <= loaded or loaded == partitions[-1]):
            before = loads.get(filled)
            settled = (today - filled).days > LATE_DAYS
            yield fill_day(filled, settled=settled, before=before.load if before else None)
            filled += timedelta(1)
