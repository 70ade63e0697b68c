"""Checks of all that Tidings needs, each with the way to mend it."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from difflib import get_close_matches
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError, SlackClientError

from bot.settings import Settings, described, is_zone, written

MANIFEST = Path(__file__).resolve().parent.parent / "manifest.json"
STALE = timedelta(days=2)
FILL = "python -m bot sample, or python -m bot ingest --feed --hours 24"


@dataclass(frozen=True, slots=True)
class Check:
    """`off` is a part that is not set up and not needed for the rest."""

    what: str
    state: Literal["ok", "off", "bad"]
    found: str
    mend: str = ""


def examine(settings: Settings, *, fix: bool = False) -> list[Check]:
    """All checks, in the order in which a newcomer meets them. Asks Slack if a token is set.

    `fix` makes BigQuery's dataset and tables first, where the settings name them and they are missing.
    """
    return [
        _names(written()),
        _zone(settings.timezone),
        _folder(settings.data),
        _bigquery(settings, fix=fix) if settings.warehouse == "bigquery" else _news(settings.data),
        _searches(settings),
        _rewriter(settings),
        *slack(settings),
    ]


def _names(there: Iterable[str]) -> Check:
    """What looks like a setting and is none: a misspelt name changes nothing, without a word."""
    known = [row.variable.name for row in described()]
    if strange := sorted(name for name in there if name.startswith("TIDINGS_") and name not in known):
        near = get_close_matches(strange[0], known, n=1)
        mend = f"Did you mean {near[0]}?" if near else "README.md, Settings, names those that there are."
        return Check("settings", "bad", f"{', '.join(strange)} set, which nobody reads", mend)
    count = sum(name in known for name in there)
    return Check("settings", "ok", f"{count} set, the rest as by default")


def _zone(name: str) -> Check:
    if is_zone(name):
        return Check("time zone", "ok", name)
    return Check(
        "time zone", "bad", f"{name!r} is none", "Set TIDINGS_TIMEZONE to a name like Europe/Stockholm."
    )


def _folder(folder: Path) -> Check:
    nearest = next(p for p in [folder.absolute(), *folder.absolute().parents] if p.exists())
    if not nearest.is_dir() or not os.access(nearest, os.W_OK):
        return Check(
            "data folder", "bad", f"{folder} cannot be written", "Set TIDINGS_DATA to a folder of yours."
        )
    return Check("data folder", "ok", str(folder))


def _news(folder: Path) -> Check:
    from bot.sources.store import Store
    from bot.sources.warehouse import WarehouseError

    try:
        status = Store(folder).status()
    except (WarehouseError, OSError) as error:
        return Check("news", "bad", str(error), "Move the folder away and fill a new one: " + FILL)
    if status.articles == 0 or status.data_until is None:
        return Check("news", "bad", "the store is empty", FILL)
    kind = "sample articles" if status.sample else "articles"
    found = f"{status.articles:,} {kind}, {status.first_day} to {status.last_day}"
    if datetime.now(UTC) - status.data_until.replace(tzinfo=UTC) > STALE:
        return Check("news", "ok", found + " (nothing newer)", FILL)
    return Check("news", "ok", found)


def _searches(settings: Settings) -> Check:
    if settings.trends == "off":
        return Check("searches", "off", "TIDINGS_TRENDS is off")
    told = {
        "sample": "made-up ones beside made-up news, none beside real news",
        "pytrends": f"Google Trends at {settings.trends_url}",
        "official": "the public tables of Google Trends in BigQuery",
    }
    return Check("searches", "ok", told[settings.trends])


def _rewriter(settings: Settings) -> Check:
    """Not asked, as each question costs; the address alone is looked at."""
    if not settings.rewriter:
        return Check("rewriter", "off", "no TIDINGS_REWRITER, so no text leaves for a language model")
    address = urlsplit(settings.rewriter)
    near = address.hostname in ("localhost", "127.0.0.1", "::1")
    if not address.hostname or not (address.scheme == "https" or (address.scheme == "http" and near)):
        mend = "Set it to an https address, such as https://host/v1; http only on this machine."
        return Check("rewriter", "bad", "TIDINGS_REWRITER is no address that keeps texts private", mend)
    if not settings.rewriter_model:
        return Check("rewriter", "bad", "no TIDINGS_REWRITER_MODEL", "Set it to the name of a model there.")
    return Check("rewriter", "ok", f"{settings.rewriter_model} at {address.hostname}")


def _bigquery(settings: Settings, *, fix: bool) -> Check:
    from bot.sources.bigquery.backfill import set_up
    from bot.sources.bigquery.warehouse import MENDS, BigQueryWarehouse, connection
    from bot.sources.warehouse import WarehouseError

    warehouse = BigQueryWarehouse(connection(settings), cap=settings.ask_above)
    try:
        if fix:
            set_up(warehouse)
        status = warehouse.status()
    except WarehouseError as error:
        return Check("BigQuery", "bad", error.detail, MENDS.get(error.reason, "Try again in a few minutes."))
    found = f"{status.articles:,} articles, {status.first_day} to {status.last_day}"
    if status.data_until and datetime.now(UTC) - status.data_until.replace(tzinfo=UTC) > STALE:
        return Check("BigQuery", "ok", found + " (nothing newer)", "python -m bot backfill")
    return Check("BigQuery", "ok", found)


def slack(settings: Settings) -> list[Check]:
    """The tokens, as Slack itself judges them."""
    if not settings.slack_bot_token:
        return [Check("Slack", "off", "no SLACK_BOT_TOKEN", "README.md, Install into a workspace.")]
    checks = [_bot_token(settings)]
    if not settings.slack_signing_secret:
        checks.append(
            Check(
                "signing secret",
                "off",
                "no SLACK_SIGNING_SECRET",
                "Needed for HTTP, not for Socket Mode: your app's Basic Information page has it.",
            )
        )
    return [*checks, _app_token(settings)]


def _app_token(settings: Settings) -> Check:
    """Whether Slack would let the bot connect; asking for the address does not connect it."""
    mend = "Needed for python -m bot socket: an app-level token (xapp-…) with connections:write."
    if not settings.slack_app_token:
        return Check("Socket Mode", "off", "no SLACK_APP_TOKEN", mend)
    client = WebClient(base_url=settings.slack_api_url, timeout=10)
    try:
        client.apps_connections_open(app_token=settings.slack_app_token)
    except SlackApiError as error:
        return Check("Socket Mode", "bad", f"Slack says {error.response['error']} of SLACK_APP_TOKEN", mend)
    except (SlackClientError, OSError) as error:
        return _no_answer("Socket Mode", settings, error)
    return Check("Socket Mode", "ok", "Slack takes SLACK_APP_TOKEN")


def _bot_token(settings: Settings) -> Check:
    client = WebClient(settings.slack_bot_token, base_url=settings.slack_api_url, timeout=10)
    try:
        response = client.auth_test()
    except SlackApiError as error:
        return Check(
            "Slack",
            "bad",
            f"Slack says {error.response['error']}",
            "Copy the Bot User OAuth Token (xoxb-…) again into SLACK_BOT_TOKEN.",
        )
    except (SlackClientError, OSError) as error:
        return _no_answer("Slack", settings, error)
    headers = {name.lower(): value for name, value in response.headers.items()}
    return _scopes(f"{response['user']} in {response['team']}", headers.get("x-oauth-scopes"))


def _scopes(who: str, granted: str | None) -> Check:
    """Whether the token may do what the bot needs; `granted` is Slack's header, None where there was none."""
    if granted is None:
        return Check("Slack", "ok", f"{who}; Slack did not say which scopes the token has")
    has = {scope.strip() for scope in granted.split(",")}
    scopes = json.loads(MANIFEST.read_text())["oauth_config"]["scopes"]
    missing = [scope for scope in sorted(scopes["bot"]) if scope not in has]
    needed = [scope for scope in missing if scope not in scopes["bot_optional"]]
    mend = "Add them under OAuth & Permissions and reinstall the app."
    if needed:
        return Check("Slack", "bad", f"the token lacks {', '.join(needed)}", mend)
    if missing:
        without = f"{who}, without {', '.join(missing)}: follow-ups in channels need a mention"
        return Check("Slack", "ok", without, f"Only if you want them: {mend}")
    return Check("Slack", "ok", who)


def _no_answer(what: str, settings: Settings, error: Exception) -> Check:
    return Check(what, "bad", f"no answer from {settings.slack_api_url}: {error}", "Check the network.")
