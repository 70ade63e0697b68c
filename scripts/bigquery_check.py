"""Shows on a real project what no local gate can: bytes, pruning, the cap, free deletes, permissions.

    python scripts/bigquery_check.py PROJECT [--day YYYY-MM-DD] [--location US]

Makes a dataset of its own, fills it with one day, asks a question of it and deletes it. Five minutes and,
without the free first TiB of a month, under a cent. Exit status 1 if anything is not as it should be.
"""

from __future__ import annotations

import argparse
import sys
import uuid
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from google.api_core.exceptions import BadRequest, GoogleAPICallError
from google.cloud import bigquery

import handlers
from bot.budget import price_usd
from bot.parse import parse
from bot.question import Question
from bot.sources.bigquery.filling import TABLES, fill_day, make_tables, stage
from bot.sources.bigquery.warehouse import BigQueryWarehouse, Connection
from bot.sources.warehouse import Query, Rows, WarehouseError

CAP = 3 << 30


class Check:
    """The steps, in order; each prints what it saw."""

    def __init__(self, connection: Connection, day: date) -> None:
        self.warehouse = BigQueryWarehouse(connection, CAP, {"action": "check"}, timeout=600)
        self.dataset = connection.name
        self.client = connection.client()
        self.day = day
        self.billed = 0
        self.failed = False

    def say(self, good: bool, text: str) -> None:
        self.failed |= not good
        print(f"{'ok ' if good else 'NOT'}  {text}", flush=True)

    def run(self, query: Query) -> Rows:
        rows = self.warehouse.run(query)
        self.billed += rows.bytes_scanned
        return rows

    def tables(self) -> None:
        for query in make_tables():
            self.run(query)
        made = {table.table_id for table in self.client.list_tables(self.dataset)}
        self.say(made == set(TABLES), f"tables: {', '.join(sorted(made))}")

    def staging(self) -> None:
        query = stage(self.day, self.day, self.day)
        foreseen = self.warehouse.estimate(query)
        self.say(foreseen < CAP, f"one partition of the source is estimated at {_mb(foreseen)}")
        read = self.run(query).bytes_scanned
        self.say(read <= 1.05 * foreseen + (20 << 20), f"reading it was billed {_mb(read)}")

    def filling(self) -> None:
        read = self.run(fill_day(self.day, settled=False, before=None)).bytes_scanned
        [entry] = self.warehouse.loads()
        self.say(entry.articles > 0, f"{self.day}: {entry.articles:,} articles, filling billed {_mb(read)}")

    def free_delete(self) -> None:
        # A filling deletes an unsettled day like this, before it puts it in again.
        config = bigquery.QueryJobConfig(
            dry_run=True, query_parameters=[bigquery.ScalarQueryParameter("day", "DATE", self.day)]
        )
        sql = f"DELETE FROM `{self.dataset}`.mentions WHERE month = @day"
        read = int(self.client.query(sql, job_config=config).total_bytes_processed or 0)
        self.say(read == 0, f"deleting an unsettled day reads {_mb(read)}")

    def question(self) -> None:
        question = parse("sentiment on inflation yesterday", "dm", None, self.day + timedelta(1), "UTC")
        assert isinstance(question, Question)
        answer = handlers.answer(question, self.warehouse)
        read = answer.provenance.bytes_scanned
        self.billed += read
        size = sum(int(self.client.get_table(f"{self.dataset}.{t}").num_bytes or 0) for t in TABLES)
        self.say(answer.error is None, f"asked: {answer.summary}")
        self.say(read < 150 << 20, f"the answer was billed {_mb(read)}; the tables hold {_mb(size)}")

    def cap(self) -> None:
        try:
            self.warehouse.capped(1).run(Query("topic_days", _key(self.day)))
            self.say(False, "a query over its cap ran")
        except WarehouseError as e:
            self.say(e.reason == "too_costly", f"a query over its cap is refused: {e.reason}")

    def bound(self) -> None:
        try:
            self.client.query_and_wait(f"SELECT COUNT(*) AS n FROM `{self.dataset}`.mentions")
            self.say(False, "a query without a partition bound ran")
        except BadRequest as e:
            self.say("partition" in str(e), "a query without a partition bound is refused")


def _key(day: date) -> dict[str, date | str]:
    month = day.replace(day=1)
    span = {"start": day, "end": day, "first_month": month, "last_month": day}
    return {**span, "kind0": "theme", "topic0": "econ_inflation"}


def _mb(size: int) -> str:
    return f"{size / 1e6:,.1f} MB"


def main(connection: Connection, day: date) -> int:
    """Runs the steps in a dataset that is deleted whatever happens; 1 if one did not go as it should."""
    check = Check(connection, day)
    dataset = bigquery.Dataset(connection.name)
    dataset.location = connection.location
    check.client.create_dataset(dataset)
    steps: tuple[Callable[[], None], ...] = (
        *(check.tables, check.staging, check.filling, check.free_delete),
        *(check.question, check.cap, check.bound),
    )
    try:
        for step in steps:
            step()
    except (WarehouseError, GoogleAPICallError) as e:
        check.say(False, f"{step.__name__}: {e}")
    finally:
        check.client.delete_dataset(dataset, delete_contents=True)
    print(f"     billed {_mb(check.billed)}, USD {price_usd(check.billed):.4f} beyond the free TiB")
    return int(check.failed)


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("project")
    parser.add_argument("--day", type=date.fromisoformat)
    parser.add_argument("--location", default="US")
    parser.add_argument("--endpoint", default="", help="an emulator's address instead of Google's")
    said = parser.parse_args()
    name = f"tidings_check_{uuid.uuid4().hex[:8]}"
    sys.exit(
        main(
            Connection(said.project, name, said.location, said.endpoint),
            said.day or datetime.now(UTC).date() - timedelta(2),
        )
    )
