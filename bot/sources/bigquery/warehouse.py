"""The warehouse in the cloud: the templates asked of BigQuery, every query capped, labelled and timed."""

from __future__ import annotations

import re
import threading
import time
from collections.abc import Mapping, Sequence
from concurrent.futures import TimeoutError as FutureTimeout
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any

import requests
from google.api_core.client_options import ClientOptions
from google.api_core.exceptions import GoogleAPICallError, NotFound, RetryError
from google.auth.credentials import AnonymousCredentials
from google.auth.exceptions import DefaultCredentialsError, GoogleAuthError, TransportError
from google.cloud import bigquery
from google.cloud.bigquery.retry import DEFAULT_RETRY

from bot.reasons import Trouble
from bot.settings import Settings
from bot.sources.bigquery.filling import Load
from bot.sources.templates import render
from bot.sources.warehouse import SHAPE, Query, Rows, Status, Value, WarehouseError

TIMEOUT_SECONDS = 60.0
REQUEST_SECONDS = 30.0
RETRY_SECONDS = 12.0
"""How long one request is tried again. A job's id stays the same, so that no query runs twice."""
STATUS_SECONDS = 60.0
"""How old the table `loads` may be when it is used again; it changes once an hour."""
LABEL = re.compile(r"[^a-z0-9_-]")

_FAULTS = (GoogleAPICallError, RetryError, GoogleAuthError, requests.RequestException)
_REASONS: Mapping[str, Trouble] = {
    "accessDenied": "no_access",
    "policyViolation": "no_access",
    "billingNotEnabled": "no_billing",
    "quotaExceeded": "quota",
    "rateLimitExceeded": "busy",
    "backendError": "backend",
    "badGateway": "backend",
    "internalError": "backend",
    "jobBackendError": "backend",
    "jobInternalError": "backend",
    "tableUnavailable": "backend",
    "bytesBilledLimitExceeded": "too_costly",
    "notFound": "no_tables",
    "resourcesExceeded": "too_large",
    "responseTooLarge": "too_large",
    "stopped": "timeout",
    "timeout": "timeout",
}
"""BigQuery's reason of an error → ours. The class of the client's exception does not tell them apart."""
MENDS: Mapping[Trouble, str] = {
    "no_project": "Set GOOGLE_CLOUD_PROJECT to the id of your project.",
    "no_credentials": "Run: gcloud auth application-default login",
    "bad_credentials": "Run again: gcloud auth application-default login",
    "no_access": "Grant the roles named in docs/bigquery.md, Permissions.",
    "no_billing": "Link a billing account to the project.",
    "no_dataset": "Run: python -m bot doctor --fix",
    "no_tables": "Run: python -m bot doctor --fix",
    "wrong_location": "Set TIDINGS_BIGQUERY_LOCATION to the dataset's location.",
    "outdated": "Run: python -m bot backfill --from DAY --to DAY, which fills them again",
    "no_days": "Run: python -m bot backfill --from DAY --to DAY",
    "quota": "Raise the project's quota “Query usage per day”, or wait for midnight Pacific time.",
    "too_costly": "Set TIDINGS_MOST_GIB higher, or fill fewer days at once.",
    "unreachable": "Check the network, then run it again.",
}
"""A reason → what whoever runs the bot does about it."""
_STATUSES: Mapping[int, Trouble] = {401: "bad_credentials", 403: "no_access", 404: "no_tables", 429: "busy"}
"""For answers without a reason, such as those of a proxy on the way."""


@dataclass(frozen=True, slots=True)
class LoadedDay:
    """A day that was loaded: articles (0 is a gap in the source), its newest batch, and how it was made."""

    load: Load
    articles: int
    data_until: datetime | None
    version: str
    loaded_at: datetime

    @property
    def current(self) -> bool:
        """Whether the day was filled in the shape that questions read; else it has to be filled again."""
        return self.version.startswith(f"{SHAPE}-")


LOOKUPS = frozenset({"articles_by_id", "keys", "pair_days", "series_days", "topic_days"})
"""Templates that read a few clusters of what their partitions hold."""
OVERESTIMATED = 25
"""How much more than a lookup reads BigQuery estimates, at the least: clustering does not count in it.

The model of docs/bigquery.md says 200 to 1,000 times.
"""


class Connection:
    """One dataset and the client that speaks to it, made at first use; shared by threads.

    `url` is another endpoint than Google's, which is then spoken to without credentials.
    """

    def __init__(self, project: str, dataset: str, location: str, url: str = "") -> None:
        self.project = project
        self.dataset = dataset
        self.location = location
        self._url = url
        self._lock = threading.Lock()
        self._client: bigquery.Client | None = None
        self._loads: tuple[float, tuple[LoadedDay, ...]] | None = None

    @property
    def name(self) -> str:
        """The dataset as ``project.dataset``."""
        return f"{self.project}.{self.dataset}"

    def client(self) -> bigquery.Client:
        """Raises WarehouseError with ``no_project`` or ``no_credentials``."""
        if not self.project:
            raise WarehouseError("no_project", "GOOGLE_CLOUD_PROJECT is not set")
        with self._lock:
            if self._client is None:
                try:
                    self._client = bigquery.Client(
                        self.project,
                        location=self.location,
                        credentials=AnonymousCredentials() if self._url else None,  # type: ignore[no-untyped-call]
                        client_options=ClientOptions(api_endpoint=self._url) if self._url else None,
                    )
                except (DefaultCredentialsError, OSError) as e:
                    raise WarehouseError("no_credentials", str(e)) from e
            return self._client

    def kept_loads(self) -> tuple[LoadedDay, ...] | None:
        """The loads if they were read less than a minute ago."""
        kept = self._loads
        return kept[1] if kept and time.monotonic() - kept[0] < STATUS_SECONDS else None

    def keep_loads(self, loads: tuple[LoadedDay, ...] | None) -> None:
        self._loads = None if loads is None else (time.monotonic(), loads)


def connection(settings: Settings) -> Connection:
    """The dataset that the settings name."""
    return Connection(settings.project, settings.dataset, settings.location, settings.bigquery_url)


@dataclass(frozen=True, slots=True)
class BigQueryWarehouse:
    """Runs queries in BigQuery; safe to use from several threads.

    `cap` is how many bytes one query may be expected to read: BigQuery estimates them beforehand, from above,
    and refuses at no charge what may pass. Of the estimate of a lookup a part is taken. `labels` mark the
    jobs in Google's billing. `Rows.bytes_scanned` are the bytes billed.

    Raises WarehouseError: ``too_costly`` (with `bytes_needed`), ``no_access``, ``no_billing``, ``quota``,
    ``busy``, ``backend``, ``unreachable``, ``timeout``, ``too_large``, ``no_dataset``, ``no_tables``,
    ``no_days``, ``wrong_location``, ``no_project``, ``no_credentials``, ``bad_credentials`` or
    ``query_failed``.
    """

    connection: Connection
    cap: int
    labels: Mapping[str, str] = field(default_factory=dict)
    timeout: float = TIMEOUT_SECONDS

    def labelled(self, **labels: str) -> BigQueryWarehouse:
        """The same warehouse for jobs with these labels too; other signs than Google allows become ``_``."""
        clean = {key: LABEL.sub("_", value.lower())[:63] for key, value in labels.items()}
        return replace(self, labels={**self.labels, **clean})

    def capped(self, cap: int) -> BigQueryWarehouse:
        """The same warehouse with another cap."""
        return replace(self, cap=cap)

    def run(self, query: Query) -> Rows:
        """The rows of a query or statement, and what it was billed."""
        client = self.connection.client()
        start = time.perf_counter()
        try:
            job = self._begin(
                client, query, self._config(query, maximum_bytes_billed=self.cap * _overestimated(query))
            )
            try:
                found = job.result(timeout=self.timeout, retry=_RETRY, job_retry=None)
                rows = tuple(dict(row.items()) for row in found)
            except (FutureTimeout, requests.Timeout) as e:
                _cancel(job)
                raise WarehouseError("timeout", f"no result after {self.timeout:.0f} seconds") from e
        except _FAULTS as e:
            trouble = self._trouble(query.template, e)
            if trouble.reason == "too_costly":
                trouble.bytes_needed = self.estimate(query) // _overestimated(query)
            raise trouble from e
        return Rows(rows, job.total_bytes_billed or 0, time.perf_counter() - start)

    def estimate(self, query: Query) -> int:
        """The bytes that a query may be billed at most, by a dry run, which is free."""
        client = self.connection.client()
        try:
            job = self._begin(client, query, self._config(query, dry_run=True))
        except _FAULTS as e:
            raise self._trouble(query.template, e) from e
        return int(job.total_bytes_processed or 0)

    def status(self) -> Status:
        """What the table `loads` says is loaded; a day without articles is a gap and no first or last day.

        Days up to the last that was filled in an earlier shape are as good as not loaded.
        """
        loads = self.connection.kept_loads() or self.loads()
        outdated = max((entry.load.day for entry in loads if not entry.current), default=date.min)
        days = [entry for entry in loads if entry.articles and entry.load.day > outdated]
        if not days and outdated != date.min:
            raise WarehouseError("outdated", f"days up to {outdated} were filled by an earlier version")
        if not days:
            raise WarehouseError("no_days", f"no day is loaded in {self.connection.name}")
        return Status(
            engine="bigquery",
            first_day=min(d.load.day for d in days),
            last_day=max(d.load.day for d in days),
            # Without its zone, as the embedded store has it.
            data_until=max(d.data_until.replace(tzinfo=None) for d in days if d.data_until),
            articles=sum(d.articles for d in days),
            sample=False,
            version=max(d.loaded_at for d in loads).isoformat(),
        )

    def loads(self) -> tuple[LoadedDay, ...]:
        """The days loaded, as they are now, oldest first."""
        entries = tuple(
            LoadedDay(
                Load(row["day"], row["settled"]),
                int(row["articles"]),
                row["data_until"],
                row["version"],
                row["loaded_at"],
            )
            for row in self.run(Query("loads")).rows
        )
        self.connection.keep_loads(entries)
        return entries

    def make_dataset(self) -> None:
        """Makes the dataset where it is missing."""
        client = self.connection.client()
        dataset = bigquery.Dataset(self.connection.name)
        dataset.location = self.connection.location
        try:
            client.create_dataset(dataset, exists_ok=True, retry=_RETRY, timeout=REQUEST_SECONDS)
        except _FAULTS as e:
            raise self._trouble("dataset", e) from e

    def _begin(
        self, client: bigquery.Client, query: Query, config: bigquery.QueryJobConfig
    ) -> bigquery.QueryJob:
        sql = render(query, f"`{self.connection.name}`.")
        # The client names the job once; an insertion sent again meets the first and takes up its result.
        return client.query(sql, job_config=config, retry=_RETRY, job_retry=None, timeout=REQUEST_SECONDS)

    def _config(self, query: Query, **more: Any) -> bigquery.QueryJobConfig:
        return bigquery.QueryJobConfig(
            query_parameters=[_parameter(name, value) for name, value in query.params.items()],
            labels=dict(self.labels),
            job_timeout_ms=int(self.timeout * 1000),
            **more,
        )

    def _trouble(self, what: str, error: Exception) -> WarehouseError:
        if isinstance(error, RetryError) and error.cause is not None:
            error = error.cause
        if isinstance(error, GoogleAPICallError):
            reason = _reason(error)
            if reason == "no_tables" and "dataset" in error.message.lower():
                return self._missing_dataset()
            return WarehouseError(reason, f"{what}: {error.message}")
        if isinstance(error, GoogleAuthError) and not isinstance(error, TransportError):
            return WarehouseError("bad_credentials", str(error))
        return WarehouseError("unreachable", f"{what}: {type(error).__name__}")

    def _missing_dataset(self) -> WarehouseError:
        """BigQuery says the same of a dataset that is not there and of one in another location."""
        name, location = self.connection.name, self.connection.location
        try:
            found = self.connection.client().get_dataset(name, retry=_RETRY, timeout=REQUEST_SECONDS).location
        except NotFound:
            return WarehouseError("no_dataset", f"there is no dataset {name}")
        except _FAULTS as e:
            return WarehouseError("no_dataset", f"{name}: {e}")
        if found and found.upper() != location.upper():
            return WarehouseError("wrong_location", f"{name} is in {found}, not in {location}")
        return WarehouseError("no_tables", f"something in {name} is missing")


_RETRY = DEFAULT_RETRY.with_timeout(RETRY_SECONDS)


def _overestimated(query: Query) -> int:
    return OVERESTIMATED if query.template in LOOKUPS else 1


def _reason(error: GoogleAPICallError) -> Trouble:
    told = error.errors[0].get("reason", "") if error.errors and isinstance(error.errors[0], dict) else ""
    if told in _REASONS:
        return _REASONS[told]
    status = int(error.code or 0)
    return _STATUSES.get(status, "backend" if status >= 500 else "query_failed")


def _cancel(job: bigquery.QueryJob) -> None:
    """Best effort: the job has a time limit of its own."""
    try:
        job.cancel(retry=None, timeout=5)
    except (GoogleAPICallError, GoogleAuthError, requests.RequestException):
        return


def _parameter(name: str, value: Value) -> bigquery.ScalarQueryParameter | bigquery.ArrayQueryParameter:
    if isinstance(value, Sequence) and not isinstance(value, str):
        return bigquery.ArrayQueryParameter(name, _type(value[0]), list(value))
    return bigquery.ScalarQueryParameter(name, _type(value), value)


def _type(value: object) -> str:
    """The SQL type of a Python value. A bool is an int to Python and a datetime a date: these first."""
    types = ((bool, "BOOL"), (int, "INT64"), (float, "FLOAT64"), (str, "STRING"), (datetime, "TIMESTAMP"))
    for python, sql in (*types, (date, "DATE")):
        if isinstance(value, python):
            return sql
    raise TypeError(f"no SQL type for {type(value).__name__}")
