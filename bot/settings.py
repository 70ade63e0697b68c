"""Settings from the environment or `.env`, read once at start."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from dotenv import dotenv_values

GIB = 2**30


@dataclass(frozen=True, slots=True)
class Settings:
    """All that can be set. Secrets are kept out of `repr`.

    `data` is the store's folder, `timezone` the one used where the asker's is not known,
    `channels` the ids of the only channels the bot works in (empty: all), `shared_channels` whether it
    works in those that another organisation shares, `slack_api_url` another Web API than Slack's (for
    trying out and tests). `trends` is where search interest comes from: ``sample`` (only beside made-up
    news), ``pytrends``, ``official`` or ``off``; `trends_url` another address than Google's.
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
    dataset: str = "tidings"
    location: str = "US"
    bigquery_url: str = ""
    ask_above: int = 300 * GIB
    most: int = 1024 * GIB
    user_bytes: int = 50 * GIB
    workspace_bytes: int = 500 * GIB


def load_settings() -> Settings:
    """The environment over `.env` in the working directory over the defaults."""
    values = {**dotenv_values(".env"), **os.environ}

    def get(name: str, default: str = "") -> str:
        return (values.get(name) or default).strip()

    def gib(name: str, default: float) -> int:
        try:
            return int(float(get(name, str(default))) * GIB)
        except ValueError:
            return int(default * GIB)

    return Settings(
        data=Path(get("TIDINGS_DATA", ".tidings")),
        timezone=get("TIDINGS_TIMEZONE", "UTC"),
        slack_bot_token=get("SLACK_BOT_TOKEN"),
        slack_signing_secret=get("SLACK_SIGNING_SECRET"),
        slack_app_token=get("SLACK_APP_TOKEN"),
        slack_api_url=get("SLACK_API_URL", "https://slack.com/api/"),
        channels=tuple(c for c in get("TIDINGS_CHANNELS").replace(",", " ").split() if c),
        shared_channels=get("TIDINGS_SHARED_CHANNELS") == "allow",
        trends=get("TIDINGS_TRENDS", "sample").lower(),
        trends_url=get("TIDINGS_TRENDS_URL", "https://trends.google.com/trends").rstrip("/"),
        warehouse=get("TIDINGS_WAREHOUSE", "duckdb").lower(),
        project=get("GOOGLE_CLOUD_PROJECT"),
        dataset=get("TIDINGS_BIGQUERY_DATASET", "tidings"),
        location=get("TIDINGS_BIGQUERY_LOCATION", "US"),
        bigquery_url=get("TIDINGS_BIGQUERY_URL"),
        ask_above=gib("TIDINGS_ASK_ABOVE_GIB", 300),
        most=gib("TIDINGS_MOST_GIB", 1024),
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
