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


class Person(Named):
    """Whoever clicked or filled in a form; their workspace may be another than the bot's."""

    team_id: str | None = None


class Container(Struct):
    """What holds a button: a message, which has a `message_ts`, or the app's home."""

    message_ts: str | None = None
    thread_ts: str | None = None
    is_ephemeral: bool = False


class Bot(Struct):
    """For whom an event is."""

    user_id: str | None = None


class Envelope(Struct):
    """What any request may carry, and Bolt looks for in all of them."""

    team: Object | None = None
    enterprise: Object | None = None
    user: Named | None = None
    channel: Named | None = None
    container: Container | None = None
    message: Object | None = None
    action: Object | None = None
    authorizations: list[Bot] | None = None


SAID_BY_PEOPLE = (None, "file_share", "thread_broadcast")
"""The subtypes of what people say: with a file, and in a thread with "Also send to channel"."""


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

    @property
    def by_a_person(self) -> bool:
        """No bot (not even this one), no edit, no deletion, nobody joining."""
        return bool(self.user) and not self.bot_id and self.subtype in SAID_BY_PEOPLE

    @property
    def said(self) -> str:
        return self.text or ""


class Mention(Message, tag_field="type", tag="app_mention"):
    """The same, to the bot by name."""


class HomeOpened(Struct, tag_field="type", tag="app_home_opened"):
    user: str
    channel: str
    tab: str | None = None


class Uninstalled(Struct, tag_field="type", tag="app_uninstalled"):
    """The workspace has let the bot go."""


class Tokens(Struct):
    """Whose tokens are no good any more, by user id."""

    oauth: list[str] = []
    bot: list[str] = []


class TokensRevoked(Struct, tag_field="type", tag="tokens_revoked"):
    tokens: Tokens


class Event(Envelope, tag_field="type", tag="event_callback", kw_only=True):
    event: Message | Mention | HomeOpened | Uninstalled | TokensRevoked
    event_id: str | None = None
    is_ext_shared_channel: bool | None = None

    @property
    def own_ids(self) -> frozenset[str]:
        """The user ids by which people call this bot."""
        return frozenset(a.user_id for a in self.authorizations or () if a.user_id)


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

    @property
    def said(self) -> str:
        """What the button carries, or the choice."""
        return (self.selected_option.value if self.selected_option else self.value) or ""


class Click(Envelope, tag_field="type", tag="block_actions", kw_only=True):
    user: Person
    trigger_id: str
    actions: Annotated[list[Action], Meta(min_length=1)]
    response_url: str | None = None

    @property
    def used(self) -> Action:
        """The button or menu."""
        return self.actions[0]


class Field(Struct):
    """One field of a form; of these has it the one that its kind of field has, or none where it is empty."""

    value: str | None = None
    selected_option: Choice | None = None
    selected_conversation: str | None = None
    selected_time: str | None = None

    @property
    def said(self) -> str:
        """What was typed or chosen, trimmed."""
        if self.selected_option:
            return self.selected_option.value
        return (self.value or self.selected_conversation or self.selected_time or "").strip()


class State(Struct):
    """For each block its one field, with what was typed or chosen."""

    values: dict[str, Annotated[dict[str, Field], Meta(min_length=1)]]


class View(Struct):
    id: str
    callback_id: str
    private_metadata: str
    state: State

    @property
    def said(self) -> dict[str, str]:
        """What stands in each field, by its block; empty where nothing does."""
        return {name: next(iter(fields.values())).said for name, fields in self.state.values.items()}


class Form(Envelope, tag_field="type", tag="view_submission", kw_only=True):
    user: Person
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


class Other(Envelope, kw_only=True):
    """Of a kind that the bot does nothing with; Slack is told that it came, or would send it again."""

    type: str


Request = Command | Check | Event | Hello | Click | Form | Other
_EVENTS = frozenset({"message", "app_mention", "app_home_opened", "app_uninstalled", "tokens_revoked"})


def typed(said: Any) -> Request:
    """A request of Slack's, parsed from JSON or a form, as its type. Raises ValueError on another shape."""
    request: Request = msgspec.convert(said, _shape(said))
    return request


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
        request = typed(_read(said, content_type))
    except (ValueError, RecursionError):
        return 400
    # Bolt looks for parts in kinds that nobody listens to, whose shape is not known here.
    return 200 if isinstance(request, Other) else None


def _shape(said: Any) -> Any:
    match said:
        case {"command": _}:
            return Command
        case {"ssl_check": _}:
            return Check
        case {"type": "event_callback", "event": {"type": str(kind)}} if kind not in _EVENTS:
            return Other
        case {"type": "event_callback" | "url_verification" | "block_actions" | "view_submission"}:
            return Event | Hello | Click | Form
    return Other


def _read(body: str, content_type: str) -> Any:
    if content_type.startswith("application/json") or body.startswith("{"):
        return _json(body)
    form = parse_qs(body, keep_blank_values=True)
    if "payload" in form:
        return _json(form["payload"][0])
    return {name: values[0] for name, values in form.items()}


def _json(text: str) -> Any:
    """Strictly: Python's reader also takes NaN and Infinity, which are no JSON, and halves of characters.

    Raises ValueError.
    """
    read = json.loads(text, parse_constant=_no_number)
    if "\\ud" in text.lower():
        json.dumps(read, ensure_ascii=False).encode()  # a half cannot be kept or sent on
    return read


def _no_number(name: str) -> Any:
    raise ValueError(f"{name} is no JSON")
