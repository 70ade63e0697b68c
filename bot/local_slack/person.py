"""A person in the workspace, whose typing and clicking reaches the bot as Slack would send it."""

from __future__ import annotations

import html
import itertools
import json
import re
import time
import urllib.error
import urllib.request
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from slack_sdk.signature import SignatureVerifier

from bot.local_slack.objects import BOT_USER, TEAM, Message
from bot.local_slack.server import LocalSlack

_count = itertools.count(1)


@dataclass(frozen=True, slots=True)
class Reply:
    """What the bot's endpoint answered."""

    status: int
    body: str

    def json(self) -> dict[str, Any]:
        out: dict[str, Any] = json.loads(self.body)
        return out


_CHANNEL = re.compile(r"(<#C[A-Z0-9]+\|[\w-]+>)")


@dataclass(frozen=True, slots=True)
class Person:
    """`bot_url` is where the bot takes Slack's requests."""

    slack: LocalSlack
    bot_url: str
    id: str = "UANNA"

    def command(self, command: str, text: str, channel: str) -> Reply:
        """Types a slash command."""
        form = {
            "command": command,
            "text": _escaped(text),
            "channel_id": channel,
            "user_id": self.id,
            "team_id": TEAM,
            "trigger_id": self.slack.workspace.trigger(self.id),
            "response_url": self.slack.workspace.response_url(channel, self.id),
        }
        return self.send(urlencode(form), "application/x-www-form-urlencoded")

    def mention(self, text: str, channel: str, thread_ts: str | None = None) -> tuple[dict[str, Any], Reply]:
        """Writes to the bot in a channel. The event can be sent again, as Slack does when in doubt."""
        message = self.slack.workspace.say(channel, self.id, f"<@{BOT_USER}> {_escaped(text)}", thread_ts)
        body = self._event("app_mention", message)
        return body, self.event(body)

    def dm(self, text: str, channel: str, thread_ts: str | None = None) -> tuple[dict[str, Any], Reply]:
        """Writes to the bot alone."""
        message = self.slack.workspace.say(channel, self.id, _escaped(text), thread_ts)
        body = self._event("message", message, channel_type="im")
        return body, self.event(body)

    def reply(
        self, text: str, channel: str, thread_ts: str, *, to_channel: bool = False
    ) -> tuple[dict[str, Any], Reply]:
        """Says something in a channel's thread, to nobody by name; `to_channel` as well if so ticked."""
        message = self.slack.workspace.say(channel, self.id, _escaped(text), thread_ts)
        subtype = {"subtype": "thread_broadcast"} if to_channel else {}
        body = self._event("message", message, channel_type="channel", **subtype)
        return body, self.event(body)

    def submit(self, view: dict[str, Any], **typed: str) -> Reply:
        """Sends a modal's form, with what is `typed` in place of what stands in the field of that block."""
        values: dict[str, Any] = {}
        for block in view["blocks"]:
            if block["type"] != "input":
                continue
            said = _filled(block["element"], typed.get(block["block_id"]))
            values[block["block_id"]] = {block["element"]["action_id"]: said}
        return self.submit_values(view, values)

    def submit_values(self, view: dict[str, Any], values: dict[str, Any]) -> Reply:
        """Sends a modal's form with the state that a client would send."""
        payload = {
            "type": "view_submission",
            "user": {"id": self.id, "team_id": TEAM},
            "team": {"id": TEAM},
            "trigger_id": self.slack.workspace.trigger(self.id),
            "view": {**view, "state": {"values": values}},
        }
        return self._interact(payload)

    def click(self, message: Message, action_id: str) -> Reply:
        """Presses a button of a message."""
        button = next(
            e
            for block in message.blocks
            if block["type"] == "actions"
            for e in block["elements"]
            if e["action_id"] == action_id
        )
        return self.act(button, message)

    def pick(self, message: Message, action_id: str, label: str) -> Reply:
        """Takes the entry of a message's menu that is called `label`."""
        menu = next(
            e
            for block in message.blocks
            if block["type"] == "actions"
            for e in block["elements"]
            if e["action_id"] == action_id
        )
        chosen = next(o for o in menu["options"] if o["text"]["text"] == label)
        return self.act({"type": menu["type"], "action_id": action_id, "selected_option": chosen}, message)

    def act(self, action: dict[str, Any], message: Message) -> Reply:
        """Uses a button or a menu of a message, with what is chosen in it."""
        container = {
            "type": "message",
            "message_ts": message.ts,
            "channel_id": message.channel,
            "is_ephemeral": message.only_for is not None,
            **({"thread_ts": message.thread_ts} if message.thread_ts else {}),
        }
        return self._act(action, container, message.channel)

    def act_at_home(self, action: dict[str, Any], *, late: bool = False) -> Reply:
        """Uses a button or a menu of the app's home; `late` where it takes Slack long to hand it on."""
        return self._act(action, {"type": "view", "view_id": "Vhome"}, None, late=late)

    def choose(self, action_id: str, value: str, channel: str) -> Reply:
        """Takes an entry of a menu that only they see."""
        action = {"type": "overflow", "action_id": action_id, "selected_option": {"value": value}}
        return self._act(action, {"type": "message", "channel_id": channel, "is_ephemeral": True}, channel)

    def opens_home(self) -> Reply:
        """Opens the app's home."""
        event = {"type": "app_home_opened", "user": self.id, "channel": f"D{self.id[1:]}", "tab": "home"}
        body = {"type": "event_callback", "team_id": TEAM, "event_id": f"Ev{next(_count)}", "event": event}
        return self.event(body)

    def event(self, body: dict[str, Any]) -> Reply:
        """An event of any kind, in Slack's envelope."""
        return self.send(json.dumps(body), "application/json")

    def send(self, body: str, content_type: str, *, secret: str | None = None, age_seconds: int = 0) -> Reply:
        """A request signed as Slack signs, with another `secret` or made some time ago if so wished."""
        stamp = str(int(time.time()) - age_seconds)
        signature = SignatureVerifier(secret or self.slack.signing_secret).generate_signature(
            timestamp=stamp, body=body
        )
        headers = {
            "Content-Type": content_type,
            "X-Slack-Request-Timestamp": stamp,
            "X-Slack-Signature": signature or "",
        }
        request = urllib.request.Request(self.bot_url, body.encode(), headers)
        try:
            with urllib.request.urlopen(request, timeout=180) as response:
                return Reply(response.status, response.read().decode())
        except urllib.error.HTTPError as refused:
            return Reply(refused.code, refused.read().decode())

    def _act(
        self, action: dict[str, Any], container: dict[str, Any], channel: str | None, *, late: bool = False
    ) -> Reply:
        payload: dict[str, Any] = {
            "type": "block_actions",
            "user": {"id": self.id, "team_id": TEAM},
            "team": {"id": TEAM},
            "container": container,
            "trigger_id": self.slack.workspace.trigger(self.id, expired=late),
            "actions": [{"block_id": "b", **action}],
        }
        if channel is not None:
            payload["channel"] = {"id": channel}
            payload["response_url"] = self.slack.workspace.response_url(
                channel, self.id, container.get("message_ts")
            )
        return self._interact(payload)

    def _interact(self, payload: dict[str, Any]) -> Reply:
        return self.send(urlencode({"payload": json.dumps(payload)}), "application/x-www-form-urlencoded")

    def _event(self, kind: str, message: Message, **more: Any) -> dict[str, Any]:
        return {
            "type": "event_callback",
            "team_id": TEAM,
            "event_id": f"Ev{next(_count)}",
            "authorizations": [{"team_id": TEAM, "user_id": BOT_USER, "is_bot": True}],
            "is_ext_shared_channel": self.slack.workspace.channels[message.channel].shared,
            "event": {
                "type": kind,
                "user": message.user,
                "text": message.text,
                "ts": message.ts,
                "channel": message.channel,
                **({"thread_ts": message.thread_ts} if message.thread_ts else {}),
                **more,
            },
        }


def _filled(element: dict[str, Any], typed: str | None) -> dict[str, Any]:
    """The state of a field: what was typed or chosen, else what it began with."""
    kind = element["type"]
    if kind == "static_select":
        chosen = next((o for o in element["options"] if o["value"] == typed), element.get("initial_option"))
        return {"type": kind, "selected_option": chosen}
    if kind == "conversations_select":
        return {"type": kind, "selected_conversation": typed or element.get("initial_conversation")}
    if kind == "timepicker":
        return {"type": kind, "selected_time": typed or element.get("initial_time")}
    return {"type": kind, "value": (element.get("initial_value") if typed is None else typed) or None}


def _escaped(text: str) -> str:
    """Text as typed, the way Slack hands it on: a channel chosen from its list stays a reference."""
    parts = _CHANNEL.split(text)
    return "".join(p if _CHANNEL.fullmatch(p) else html.escape(p, quote=False) for p in parts)
