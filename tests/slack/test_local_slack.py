"""The local Slack refuses what Slack refuses; a test against it would otherwise prove little."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from slack_sdk.webhook import WebhookClient

from bot.local_slack import Failure, LocalSlack
from bot.local_slack.objects import BOT_USER

TEXT = {"type": "mrkdwn", "text": "words"}
SECTION = {"type": "section", "text": TEXT}


@pytest.fixture
def slack() -> Iterator[LocalSlack]:
    with LocalSlack() as slack:
        slack.workspace.add_channel("C1", "U1", BOT_USER)
        slack.workspace.add_channel("C2", "U1")
        slack.workspace.add_channel("C3", "U1", private=True)
        yield slack


@pytest.fixture
def client(slack: LocalSlack) -> WebClient:
    return WebClient(slack.workspace.token, base_url=slack.api_url)


@pytest.mark.parametrize(
    ("blocks", "remark"),
    [
        ([SECTION] * 51, "no more than 50"),
        ([{"type": "section", "text": TEXT | {"text": "x" * 3001}}], "less than 3001"),
        ([{"type": "section", "fields": [TEXT | {"text": "x" * 2001}]}], "less than 2001"),
        ([{"type": "hologram"}], "unsupported type"),
        ([{"type": "image", "image_url": "https://x.example/a.png"}], "alt_text"),
        ([{"type": "image", "slack_file": {"id": "F0"}, "alt_text": "a"}], "invalid slack file"),
        (
            [
                {
                    "type": "actions",
                    "elements": [{"type": "button", "text": {"type": "plain_text", "text": "x" * 76}}],
                }
            ],
            "less than 76",
        ),
    ],
)
def test_blocks_that_slack_would_refuse(client: WebClient, blocks: list[dict[str, Any]], remark: str) -> None:
    with pytest.raises(SlackApiError) as refused:
        client.chat_postMessage(channel="C1", text="t", blocks=blocks)
    assert refused.value.response["error"] == "invalid_blocks"
    assert remark in str(refused.value.response["response_metadata"]["messages"])


@pytest.mark.parametrize(
    ("channel", "error"),
    [("C2", "not_in_channel"), ("C3", "channel_not_found"), ("C9", "channel_not_found")],
)
def test_membership(client: WebClient, channel: str, error: str) -> None:
    with pytest.raises(SlackApiError) as refused:
        client.chat_postMessage(channel=channel, text="t")
    assert refused.value.response["error"] == error


def test_a_wrong_token(slack: LocalSlack) -> None:
    with pytest.raises(SlackApiError) as refused:
        WebClient("xoxb-other", base_url=slack.api_url).auth_test()
    assert refused.value.response["error"] == "invalid_auth"


def test_a_file_is_shown_only_once_it_is_complete(slack: LocalSlack, client: WebClient) -> None:
    started = client.files_getUploadURLExternal(filename="a.png", length=3)
    image = {"type": "image", "slack_file": {"id": started["file_id"]}, "alt_text": "a"}
    with pytest.raises(SlackApiError):
        client.chat_postMessage(channel="C1", text="t", blocks=[image])
    done = client.files_upload_v2(content=b"png", filename="a.png", alt_txt="a line")
    image["slack_file"] = {"id": done["files"][0]["id"]}
    client.chat_postMessage(channel="C1", text="t", blocks=[image])
    assert slack.workspace.messages[-1].blocks == [image]


def test_a_response_address_works_five_times(slack: LocalSlack) -> None:
    webhook = WebhookClient(slack.workspace.response_url("C2", "U1"))
    assert [webhook.send(text="t").status_code for _ in range(6)] == [200] * 5 + [404]
    assert slack.workspace.messages[0].only_for == "U1"


def test_it_fails_as_told_and_then_works(slack: LocalSlack, client: WebClient) -> None:
    slack.workspace.fail("chat.postMessage", Failure("ratelimited", 429, retry_after=7))
    with pytest.raises(SlackApiError) as refused:
        client.chat_postMessage(channel="C1", text="t")
    assert refused.value.response.headers["retry-after"] == "7"
    ts = client.chat_postMessage(channel="C1", text="t")["ts"]
    client.chat_update(channel="C1", ts=ts, text="changed")
    assert [m.text for m in slack.workspace.messages] == ["changed"]


def refusal(client: WebClient, method: str, **params: Any) -> str:
    with pytest.raises(SlackApiError) as refused:
        client.api_call(method, params=params)
    return str(refused.value.response["error"])


def test_where_only_few_may_post(slack: LocalSlack, client: WebClient) -> None:
    channel = slack.workspace.channels["C1"]
    channel.locked.add("1.0")
    post = {"channel": "C1", "text": "t"}
    assert refusal(client, "chat.postMessage", **post, thread_ts="1.0") == "restricted_action_thread_locked"
    client.chat_postMessage(channel="C1", text="t", thread_ts="2.0")
    channel.read_only = True
    assert refusal(client, "chat.postMessage", **post) == "restricted_action_read_only_channel"
    channel.archived = True
    assert refusal(client, "chat.postMessage", **post) == "is_archived"
    assert client.conversations_info(channel="C1")["channel"]["is_archived"]


def test_a_person_is_no_channel_but_for_a_post(slack: LocalSlack, client: WebClient) -> None:
    slack.workspace.add_user("U1", "anna")
    posted = client.chat_postMessage(channel="U1", text="t")
    assert posted["channel"] == client.conversations_open(users="U1")["channel"]["id"]
    assert refusal(client, "chat.update", channel="U1", ts=posted["ts"], text="t") == "channel_not_found"


def test_links_are_told_of_what_the_bot_may_see(slack: LocalSlack, client: WebClient) -> None:
    there = slack.workspace.say("C2", "U1", "in a public channel without the bot")
    link = client.chat_getPermalink(channel="C2", message_ts=there.ts)["permalink"]
    assert link == f"{slack.url}/archives/C2/p{there.ts.replace('.', '')}"
    hidden = slack.workspace.say("C3", "U1", "in a private one")
    assert refusal(client, "chat.getPermalink", channel="C3", message_ts=hidden.ts) == "channel_not_found"
    assert refusal(client, "chat.getPermalink", channel="C2", message_ts="1.0") == "message_not_found"


def test_an_expired_trigger_opens_no_form(slack: LocalSlack, client: WebClient) -> None:
    view = {"type": "modal", "title": {"type": "plain_text", "text": "T"}, "blocks": [SECTION]}
    trigger = slack.workspace.trigger("U1", expired=True)
    with pytest.raises(SlackApiError) as refused:
        client.views_open(trigger_id=trigger, view=view)
    assert refused.value.response["error"] == "expired_trigger_id"
