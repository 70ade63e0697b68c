"""What Slack sends, as typed requests; what has no such shape is turned away before it is read further."""

from __future__ import annotations

import json
from typing import Annotated, Any
from urllib.parse import parse_qs

import msgspec
from msgspec import Meta, Struct
from slack_sdk.signature import SignatureVerifier
from werkzeug.datastructures import Headers

Object = dict[str, Any]


class Named(Struct):
    """A person or a channel."""

    id: str


class Bot(Struct):
    """For whom an event is."""

    user_id: str | None = None


class Envelope(Struct):
    """What any request may carry, and Bolt looks for in all of them."""

    team: Object | None = None
    enterprise: Object | None = None
    user: Named | None = None
    channel: Named | None = None
    container: Object | None = None
    message: Object | None = None
    action: Object | None = None
    authorizations: list[Bot] | None = None


class Message(Struct, tag_field="type", tag="message"):
    """Something said. `user` and `text` are missing where nobody says anything, as in an edit."""

    channel: str
    ts: str
    user: str | None = None
    text: str | None = None
    thread_ts: str | None = None
    subtype: str | None = None
    bot_id: str | None = None
    channel_type: str | None = None
    message: Object | None = None
    previous_message: Object | None = None


class Mention(Message, tag_field="type", tag="app_mention"):
    """The same, to the bot by name."""


class HomeOpened(Struct, tag_field="type", tag="app_home_opened"):
    user: str
    channel: str
    tab: str | None = None


class Event(Envelope, tag_field="type", tag="event_callback", kw_only=True):
    event: Message | Mention | HomeOpened
    is_ext_shared_channel: bool | None = None


class Hello(Struct, tag_field="type", tag="url_verification"):
    """Slack tries an address that was typed into the app's settings."""

    challenge: str


class Choice(Struct):
    value: str


class Action(Struct):
    """The button, or the menu with what was chosen in it."""

    action_id: str
    value: str | None = None
    selected_option: Choice | None = None


class Click(Envelope, tag_field="type", tag="block_actions", kw_only=True):
    user: Named
    trigger_id: str
    actions: Annotated[list[Action], Meta(min_length=1)]
    response_url: str | None = None


class State(Struct):
    """For each block its one field, with what was typed or chosen."""

    values: dict[str, Annotated[dict[str, Object], Meta(min_length=1)]]


class View(Struct):
    id: str
    callback_id: str
    private_metadata: str
    state: State


class Form(Envelope, tag_field="type", tag="view_submission", kw_only=True):
    user: Named
    view: View


class Command(Envelope, kw_only=True):
    command: str
    user_id: str
    channel_id: str
    trigger_id: str
    text: str | None = None
    response_url: str | None = None


class Check(Struct):
    """Slack looks after the certificate."""

    ssl_check: str


def turned_away(signing_secret: str, headers: Headers, body: bytes, content_type: str) -> int | None:
    """The HTTP status for a request that is not to be read any further, or None.

    Bolt looks into a request before it verifies it, so the signature is checked here first.
    """
    stamp, signature = headers.get("X-Slack-Request-Timestamp", ""), headers.get("X-Slack-Signature", "")
    if not (stamp.isascii() and stamp.isdigit() and signature.isascii()):
        return 401
    try:
        said = body.decode()
        if not SignatureVerifier(signing_secret).is_valid(said, stamp, signature):
            return 401
        read = _read(said, content_type)
        msgspec.convert(read, _shape(read))
    except (ValueError, RecursionError):
        return 400
    return None


def _shape(read: Any) -> Any:
    match read:
        case {"command": _}:
            return Command
        case {"ssl_check": _}:
            return Check
    return Event | Hello | Click | Form


def _read(body: str, content_type: str) -> Any:
    if content_type.startswith("application/json") or body.startswith("{"):
        return json.loads(body)
    form = parse_qs(body, keep_blank_values=True)
    if "payload" in form:
        return json.loads(form["payload"][0])
    return {name: values[0] for name, values in form.items()}
