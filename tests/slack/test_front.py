"""The function's door: what is let in, and what it costs to open."""

from __future__ import annotations

import json
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import functions_framework
import pytest

from tests.slack.conftest import MEMBER, Bot

ROOT = Path(__file__).resolve().parents[2]
HEAVY = ["pandas", "numpy", "matplotlib", "duckdb", "scipy", "sqlglot", "google.cloud.bigquery", "pyarrow"]


def test_the_front_loads_nothing_heavy() -> None:
    code = f"import sys, json, main; print(json.dumps([m for m in {HEAVY} if m in sys.modules]))"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert json.loads(done.stdout) == []


def test_a_get_says_that_the_bot_is_up(bot: Bot) -> None:
    with urllib.request.urlopen(bot.anna.bot_url) as response:
        assert (response.status, b"Tidings is up" in response.read()) == (200, True)


def test_a_huge_body_is_refused(bot: Bot) -> None:
    assert bot.anna.send("x" * (1024 * 1024 + 1), "application/json").status == 413


def test_slack_can_verify_the_address(bot: Bot) -> None:
    body = json.dumps({"type": "url_verification", "challenge": "abc", "token": "t"})
    reply = bot.anna.send(body, "application/json")
    assert (reply.status, "abc" in reply.body) == (200, True)


@pytest.mark.parametrize("missing", ["SLACK_SIGNING_SECRET", "SLACK_BOT_TOKEN"])
def test_a_missing_setting_is_named_in_the_log(
    missing: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("SLACK_SIGNING_SECRET", "SLACK_BOT_TOKEN"):
        monkeypatch.setenv(name, "" if name == missing else "set")
    client = functions_framework.create_app("slack", str(ROOT / "main.py")).test_client()
    headers = {"X-Slack-Request-Timestamp": str(int(time.time())), "X-Slack-Signature": f"v0={'0' * 64}"}
    assert client.post("/", data="{}", headers=headers).status_code == 500
    assert f"{missing} is not set" in caplog.text


def test_when_a_job_cannot_be_handed_on_a_command_says_so_and_an_event_comes_again(bot: Bot) -> None:
    bot.said_in_the_end()  # the queue takes no more
    told = bot.anna.command("/sentiment", "inflation last 14 days", MEMBER)
    assert (told.status, "reference" in told.json()["text"]) == (200, True)
    _, reply = bot.anna.mention("sentiment inflation last 14 days", MEMBER)
    assert reply.status == 500


def test_the_manifest_asks_for_what_the_bot_listens_to() -> None:
    manifest = json.loads((ROOT / "manifest.json").read_text())
    commands = {c["command"] for c in manifest["features"]["slash_commands"]}
    from bot.slack.listeners import commands as questions
    from bot.slack.listeners import digests

    assert commands == {*questions.COMMANDS, *digests.COMMANDS}
    assert manifest["settings"]["event_subscriptions"]["bot_events"] == [
        "app_home_opened",
        "app_mention",
        "app_uninstalled",
        "message.channels",
        "message.groups",
        "message.im",
        "tokens_revoked",
    ]
