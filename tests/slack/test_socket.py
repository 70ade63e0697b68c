"""`python -m bot socket` as an operator runs it, with Slack's side of the WebSocket on this machine."""

from __future__ import annotations

import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.local_slack import LocalSlack, Person
from bot.local_slack.objects import APP_TOKEN, BOT_USER, Message
from tests.environment import environment
from tests.slack.conftest import ANNA, MEMBER, ROOT
from tests.slack.gateway import Gateway


def command(*args: str, slack: LocalSlack, data: Path, app_token: str = APP_TOKEN) -> subprocess.Popen[str]:
    tokens = {"SLACK_BOT_TOKEN": slack.workspace.token, "SLACK_APP_TOKEN": app_token}
    return subprocess.Popen(
        [sys.executable, "-m", "bot", *args],
        cwd=ROOT,
        env=environment(data, SLACK_API_URL=slack.api_url, COLUMNS="200", **tokens),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


@pytest.fixture
def gateway() -> Iterator[Gateway]:
    with LocalSlack() as slack, Gateway(slack) as gateway:
        slack.workspace.add_user(ANNA, "anna", tz="Europe/Stockholm")
        slack.workspace.add_channel(MEMBER, ANNA, BOT_USER)
        yield gateway


def answers(gateway: Gateway, count: int) -> list[Message]:
    """The bot's messages, once there are `count`."""
    workspace = gateway.slack.workspace
    assert workspace.wait(lambda w: len(w.from_bot()) >= count, 180), workspace.calls
    return workspace.from_bot()


@pytest.mark.parametrize("end", [signal.SIGINT, signal.SIGTERM])
def test_people_are_answered_over_new_connections_too_and_until_the_end(
    gateway: Gateway, news: Path, end: signal.Signals
) -> None:
    bot = command("socket", slack=gateway.slack, data=news)
    try:
        assert gateway.connected()
        anna = Person(gateway.slack, gateway.url, ANNA)
        acked = anna.command("/sentiment", "inflation last 14 days", MEMBER).json()
        assert acked["text"].startswith("Looking at the coverage of inflation")
        [answer] = answers(gateway, 1)
        assert (answer.only_for, "inflation" in answer.text) == (ANNA, True)
        anna.click(answer, "share_answer")
        shared = answers(gateway, 2)[1]
        assert (shared.only_for, "inflation" in shared.text) == (None, True)

        gateway.refresh()
        assert gateway.connected(2)
        asked, _ = anna.mention("compare inflation and housing", MEMBER)
        compared = answers(gateway, 3)[2]
        assert compared.thread_ts == asked["event"]["ts"]
        assert "housing" in compared.text

        anna.command("/sentiment", "housing last 14 days", MEMBER)
        bot.send_signal(end)
        out, err = bot.communicate(timeout=300)
    finally:
        bot.kill()
    assert (bot.returncode, "Traceback" in err) == (0, False), err
    assert "Stopping, once what was asked is answered." in out
    assert "housing" in answers(gateway, 4)[3].text


@pytest.mark.parametrize(
    ("token", "said"), [("xapp-of-another", "invalid_auth"), ("xoxb-local", "not_allowed_token_type")]
)
def test_a_token_that_slack_does_not_take_is_named_with_how_to_mend_it(
    gateway: Gateway, tmp_path: Path, token: str, said: str
) -> None:
    bot = command("socket", slack=gateway.slack, data=tmp_path, app_token=token)
    _, err = bot.communicate(timeout=300)
    assert bot.returncode == 1
    assert f"Slack says {said} of SLACK_APP_TOKEN" in err
    assert "app-level token (xapp-…) with connections:write" in err
    assert "Traceback" not in err
    assert token not in err


def test_the_doctor_asks_slack_about_both_tokens(gateway: Gateway, news: Path) -> None:
    well = command("doctor", slack=gateway.slack, data=news)
    out, _ = well.communicate(timeout=300)
    assert well.returncode == 0
    assert "tidings in Local" in out
    assert "Slack takes SLACK_APP_TOKEN" in out
    ill = command("doctor", slack=gateway.slack, data=news, app_token="xapp-of-another")
    out, _ = ill.communicate(timeout=300)
    assert ill.returncode == 1
    assert "Slack says invalid_auth of SLACK_APP_TOKEN" in out


def test_the_playground_ends_when_it_is_told_to(gateway: Gateway, news: Path) -> None:
    page = command("serve", "--port", "0", slack=gateway.slack, data=news)
    assert page.stdout
    try:
        assert any("Tidings is here" in line for line in page.stdout)
        page.send_signal(signal.SIGINT)
        assert page.wait(180) == 0
    finally:
        page.kill()
