"""Settings from the environment or `.env`, read once at start. `Settings` is the one table of them."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import MISSING, dataclass, field, fields
from functools import cache
from pathlib import Path
from typing import Annotated, Any, Literal, get_args, get_origin, get_type_hints
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import msgspec
from dotenv import dotenv_values

GIB = 2**30


class BadSetting(Exception):
    """A setting that is missing or cannot be used; its text says which, and what to set it to."""


@dataclass(frozen=True, slots=True)
class Variable:
    """How a setting stands in the environment: its name, and what it means.

    A number counts `unit`s. Of `words` the first means False and the second True.
    """

    name: str
    meaning: str
    unit: int = 1
    words: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Settings:
    """All that can be set. Secrets are kept out of `repr`."""

    data: Annotated[Path, Variable("TIDINGS_DATA", "the folder of the store and of what is remembered")] = (
        Path(".tidings")
    )
    timezone: Annotated[str, Variable("TIDINGS_TIMEZONE", "“today”, where the asker's zone is not known")] = (
        "UTC"
    )
    slack_bot_token: Annotated[str, Variable("SLACK_BOT_TOKEN", "the app's token, xoxb-…")] = field(
        default="", repr=False
    )
    slack_signing_secret: Annotated[
        str, Variable("SLACK_SIGNING_SECRET", "by which Slack's requests over HTTP are known")
    ] = field(default="", repr=False)
    slack_app_token: Annotated[
        str, Variable("SLACK_APP_TOKEN", "the app-level token, xapp-…, for Socket Mode")
    ] = field(default="", repr=False)
    slack_api_url: Annotated[str, Variable("SLACK_API_URL", "another Web API than Slack's")] = (
        "https://slack.com/api/"
    )
    channels: Annotated[
        tuple[str, ...], Variable("TIDINGS_CHANNELS", "the ids of the only channels it works in; empty: all")
    ] = ()
    shared_channels: Annotated[
        bool,
        Variable(
            "TIDINGS_SHARED_CHANNELS",
            "whether it works in channels shared with other organisations",
            words=("refuse", "allow"),
        ),
    ] = False
    feed: Annotated[
        str,
        # GDELT's own host has no certificate of its name.
        Variable("TIDINGS_FEED", "the folder of GDELT's feed: Google's copy over https, or another"),
    ] = "https://storage.googleapis.com/data.gdeltproject.org/gdeltv2/"
    trends: Annotated[
        Literal["sample", "pytrends", "official", "off"],
        Variable("TIDINGS_TRENDS", "where search interest comes from"),
    ] = "sample"
    trends_url: Annotated[str, Variable("TIDINGS_TRENDS_URL", "another address than Google Trends'")] = (
        "https://trends.google.com/trends"
    )
    warehouse: Annotated[
        Literal["duckdb", "bigquery"], Variable("TIDINGS_WAREHOUSE", "where the news is asked for")
    ] = "duckdb"
    project: Annotated[str, Variable("GOOGLE_CLOUD_PROJECT", "the project of BigQuery and Firestore")] = ""
    dataset: Annotated[str, Variable("TIDINGS_BIGQUERY_DATASET", "the dataset of the tables")] = "tidings"
    location: Annotated[str, Variable("TIDINGS_BIGQUERY_LOCATION", "where the dataset is")] = "US"
    bigquery_url: Annotated[
        str, Variable("TIDINGS_BIGQUERY_URL", "another endpoint than Google's, without credentials")
    ] = ""
    ask_above: Annotated[
        int, Variable("TIDINGS_ASK_ABOVE_GIB", "GiB that a query may read without asking first", unit=GIB)
    ] = 25 * GIB
    most: Annotated[int, Variable("TIDINGS_MOST_GIB", "GiB that a query may read at all", unit=GIB)] = (
        200 * GIB
    )
    user_bytes: Annotated[
        int, Variable("TIDINGS_USER_GIB_A_DAY", "GiB that a person may have read in a day", unit=GIB)
    ] = 50 * GIB
    workspace_bytes: Annotated[
        int, Variable("TIDINGS_WORKSPACE_GIB_A_DAY", "GiB that all may have read in a day", unit=GIB)
    ] = 500 * GIB
    state: Annotated[
        Literal["sqlite", "firestore"], Variable("TIDINGS_STATE", "where it is kept what is remembered")
    ] = "sqlite"
    queue: Annotated[
        str,
        Variable("TIDINGS_QUEUE", "projects/P/locations/L/queues/Q of Cloud Tasks; empty: this process"),
    ] = ""
    worker_url: Annotated[
        str, Variable("TIDINGS_WORKER_URL", "where tasks go, and the audience of their tokens")
    ] = ""
    tasks_account: Annotated[
        str, Variable("TIDINGS_TASKS_ACCOUNT", "the service account in those tokens")
    ] = ""
    digest_url: Annotated[str, Variable("TIDINGS_DIGEST_URL", "where the scheduler calls, likewise")] = ""
    scheduler_account: Annotated[
        str, Variable("TIDINGS_SCHEDULER_ACCOUNT", "the service account in the scheduler's tokens")
    ] = ""
    attempts: Annotated[int, Variable("TIDINGS_ATTEMPTS", "times that the queue delivers a job, at most")] = (
        10
    )
    lease: Annotated[
        float, Variable("TIDINGS_LEASE_SECONDS", "seconds that a worker which fell silent keeps its job")
    ] = 60.0
    tasks_url: Annotated[str, Variable("TIDINGS_TASKS_URL", "another address than Cloud Tasks'")] = (
        "https://cloudtasks.googleapis.com"
    )
    rewriter: Annotated[
        str,
        Variable(
            "TIDINGS_REWRITER",
            "an OpenAI-compatible address, https://…/v1, for what the grammar cannot read; empty: off",
        ),
    ] = ""
    rewriter_model: Annotated[str, Variable("TIDINGS_REWRITER_MODEL", "the model there")] = ""
    rewriter_key: Annotated[str, Variable("TIDINGS_REWRITER_KEY", "the key for it, if it wants one")] = field(
        default="", repr=False
    )
    certs_url: Annotated[str, Variable("TIDINGS_CERTS_URL", "other certificates than Google's")] = (
        "https://www.googleapis.com/oauth2/v1/certs"
    )


@dataclass(frozen=True, slots=True)
class Described:
    """A row of the table of settings: the variable, the field it fills, its kind and its default."""

    variable: Variable
    field: str
    kind: Any
    default: Any

    @property
    def options(self) -> tuple[str, ...]:
        """The words to choose from, where there are only some; the default first."""
        if self.variable.words:
            return self.variable.words
        return get_args(self.kind) if get_origin(self.kind) is Literal else ()

    @property
    def default_text(self) -> str:
        """The default as one would write it; empty where there is none."""
        if self.variable.words:
            return self.variable.words[self.default]
        value = self.default / self.variable.unit if self.variable.unit > 1 else self.default
        if isinstance(value, tuple):
            return " ".join(value)
        return f"{value:g}" if isinstance(value, int | float) else str(value)


@cache
def described() -> tuple[Described, ...]:
    """The table of settings, from the fields of `Settings`."""
    hints = get_type_hints(Settings, include_extras=True)
    rows = []
    for its in fields(Settings):
        kind, variable = get_args(hints[its.name])
        assert its.default is not MISSING
        rows.append(Described(variable, its.name, kind, its.default))
    return tuple(rows)


def written() -> dict[str, str]:
    """The variables as they stand: the environment over `.env` in the working directory."""
    found = {**dotenv_values(".env"), **os.environ}
    return {name: value.strip() for name, value in found.items() if value and value.strip()}


def load_settings() -> Settings:
    """What is written over the defaults. Raises BadSetting."""
    there = written()
    return Settings(**{row.field: _read(row, there) for row in described()})


def _read(row: Described, there: Mapping[str, str]) -> Any:
    name = row.variable.name
    if (value := there.get(name)) is None:
        return row.default
    if row.options:
        if value.lower() not in row.options:
            raise BadSetting(f"{name} is {value.lower()!r}; set it to {' or '.join(row.options)}.")
        return row.options.index(value.lower()) == 1 if row.variable.words else value.lower()
    if row.kind is Path:
        return Path(value)
    if get_origin(row.kind) is tuple:
        return tuple(value.replace(",", " ").split())
    if row.kind is str:
        return value
    try:
        number = msgspec.convert(value, Annotated[float, msgspec.Meta(ge=0, le=1e6)], strict=False)
        return row.kind(number * row.variable.unit)
    except (msgspec.ValidationError, ValueError):
        wrong = f"{name} is {value!r}, which is no number; set it to one like {row.default_text}."
        raise BadSetting(wrong) from None


def is_zone(name: str) -> bool:
    """Whether this is an IANA time zone that the machine knows, such as Europe/Stockholm."""
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False
    return True
