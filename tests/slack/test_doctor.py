"""What the doctor and Socket Mode make of the scopes that a token has."""

from __future__ import annotations

import pytest

from bot.doctor import Check, slack
from bot.local_slack import LocalSlack
from bot.local_slack.refusals import SCOPES
from bot.settings import Settings

OPTIONAL = {"channels:history", "groups:history"}


def judged(scopes: str | None) -> Check:
    """The check of a bot token of which Slack says that it has these scopes, or (None) says nothing."""
    with LocalSlack() as local:
        local.workspace.scopes_said = scopes
        settings = Settings(slack_bot_token=local.workspace.token, slack_api_url=local.api_url)
        return slack(settings)[0]


def test_all_scopes_are_well() -> None:
    assert judged(",".join(SCOPES)) == Check("Slack", "ok", "tidings in Local")


@pytest.mark.parametrize("scope", [s for s in SCOPES if s not in OPTIONAL])
def test_each_required_scope_that_is_missing_is_named(scope: str) -> None:
    check = judged(",".join(s for s in SCOPES if s != scope))
    assert (check.state, check.found) == ("bad", f"the token lacks {scope}")
    assert "reinstall" in check.mend


def test_optional_scopes_may_be_left_out_and_what_is_lost_is_said() -> None:
    check = judged(", ".join(s for s in SCOPES if s not in OPTIONAL))
    assert check.state == "ok"
    assert "without channels:history, groups:history" in check.found
    assert "need a mention" in check.found


def test_where_slack_does_not_say_the_scopes_are_unknown_and_no_fault() -> None:
    check = judged(None)
    assert check.state == "ok"
    assert "did not say which scopes" in check.found
