"""Settings from the environment or `.env`, read once at start."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from dotenv import dotenv_values

GIB = 2**30


class BadSetting(Exception):
    """A setting that is missing or cannot be used; its text says which, and what to set it to."""


@dataclass(frozen=True, slots=True)
class Settings:
    """All that can be set. Secrets are kept out of `repr`.

    `data` is the store's folder, `timezone` the one used where the asker's is not known,
    `channels` the ids of the only channels the bot works in (empty: all), `shared_channels` whether it
    works in those that another organisation shares, `slack_api_url` another Web API than Slack's (for
    trying out and tests). `trends` is where search interest comes from: ``sample`` (only beside made-up
    news), ``pytrends``, ``official`` or ``off``; `trends_url` another address than Google's.

    `state` is where the bot remembers: ``sqlite``, or ``firestore`` in `project`. `queue` is the path of a
    Cloud Tasks queue (projects/P/locations/L/queues/Q; empty: work in this process), which delivers to
    `worker_url` as `tasks_account`, `attempts` times; `digest_url` is called as `scheduler_account`.
    `tasks_url` and `certs_url` are other addresses than Google's. `lease` is how many seconds a worker
    that fell silent keeps its job.
    """

    data: Path = Path(".tidings")
    timezone: str = "UTC"
    slack_bot_token: str = field(default="", repr=False)
    slack_signing_secret: str = field(default="", repr=False)
    slack_app_token: str = field(default="", repr=False)
    slack_api_url: str = "https://slack.com/api/"
    channels: tuple[str, ...] = ()
    shared_channels: bool = False
    trends: str = "sample"
    trends_url: str = "https://trends.google.com/trends"
    warehouse: str = "duckdb"
    project: str = ""
    state: str = "sqlite"
    queue: str = ""
    worker_url: str = ""
    digest_url: str = ""
    tasks_account: str = ""
    scheduler_account: str = ""
    attempts: int = 10
    lease: float = 60.0
    tasks_url: str = "https://cloudtasks.googleapis.com"
    certs_url: str = "https://www.googleapis.com/oauth2/v1/certs"
    dataset: str = "tidings"
    location: str = "US"
    bigquery_url: str = ""
    ask_above: int = 25 * GIB
    most: int = 200 * GIB
    user_bytes: int = 50 * GIB
    workspace_bytes: int = 500 * GIB


def load_settings() -> Settings:
    """The environment over `.env` in the working directory over the defaults. Raises BadSetting."""
    values = {**dotenv_values(".env"), **os.environ}

    def get(name: str, default: str = "") -> str:
        return (values.get(name) or default).strip()

    def number(name: str, default: float) -> float:
        try:
            return float(get(name, str(default)))
        except ValueError:
            wrong = f"{name} is {get(name)!r}, which is no number; set it to one like {default:g}."
            raise BadSetting(wrong) from None

    def one_of(name: str, *known: str) -> str:
        value = get(name, known[0]).lower()
        if value not in known:
            raise BadSetting(f"{name} is {value!r}; set it to {' or '.join(known)}.")
        return value

    def gib(name: str, default: float) -> int:
        return int(number(name, default) * GIB)

    return Settings(
        data=Path(get("TIDINGS_DATA", ".tidings")),
        timezone=get("TIDINGS_TIMEZONE", "UTC"),
        slack_bot_token=get("SLACK_BOT_TOKEN"),
        slack_signing_secret=get("SLACK_SIGNING_SECRET"),
        slack_app_token=get("SLACK_APP_TOKEN"),
        slack_api_url=get("SLACK_API_URL", "https://slack.com/api/"),
        channels=tuple(c for c in get("TIDINGS_CHANNELS").replace(",", " ").split() if c),
        shared_channels=one_of("TIDINGS_SHARED_CHANNELS", "refuse", "allow") == "allow",
        trends=one_of("TIDINGS_TRENDS", "sample", "pytrends", "official", "off"),
        trends_url=get("TIDINGS_TRENDS_URL", "https://trends.google.com/trends").rstrip("/"),
        warehouse=one_of("TIDINGS_WAREHOUSE", "duckdb", "bigquery"),
        project=get("GOOGLE_CLOUD_PROJECT"),
        state=one_of("TIDINGS_STATE", "sqlite", "firestore"),
        queue=get("TIDINGS_QUEUE"),
        worker_url=get("TIDINGS_WORKER_URL"),
        digest_url=get("TIDINGS_DIGEST_URL"),
        tasks_account=get("TIDINGS_TASKS_ACCOUNT"),
        scheduler_account=get("TIDINGS_SCHEDULER_ACCOUNT"),
        attempts=int(number("TIDINGS_ATTEMPTS", 10)),
        lease=number("TIDINGS_LEASE_SECONDS", 60.0),
        tasks_url=get("TIDINGS_TASKS_URL", "https://cloudtasks.googleapis.com").rstrip("/"),
        certs_url=get("TIDINGS_CERTS_URL", "https://www.googleapis.com/oauth2/v1/certs"),
        dataset=get("TIDINGS_BIGQUERY_DATASET", "tidings"),
        location=get("TIDINGS_BIGQUERY_LOCATION", "US"),
        bigquery_url=get("TIDINGS_BIGQUERY_URL"),
        ask_above=gib("TIDINGS_ASK_ABOVE_GIB", 25),
        most=gib("TIDINGS_MOST_GIB", 200),
        user_bytes=gib("TIDINGS_USER_GIB_A_DAY", 50),
        workspace_bytes=gib("TIDINGS_WORKSPACE_GIB_A_DAY", 500),
    )


def is_zone(name: str) -> bool:
    """Whether this is an IANA time zone that the machine knows, such as Europe/Stockholm."""
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False
    return True
