"""What a workspace holds, and what is known of each call to it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

BOT_USER = "UBOT"
BOT_ID = "BBOT"
APP_TOKEN = "xapp-local"
"""Opens Socket Mode, and nothing else."""
TEAM = "TLOCAL"
TRIGGER_SECONDS = 3
RESPONSE_URL_USES = 5
RESPONSE_URL_SECONDS = 30 * 60

Answer = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Call:
    """A call as it arrived, and what it was answered with."""

    method: str
    params: Mapping[str, Any]
    status: int
    answer: Answer


HANGS_UP = 0
"""The status of a call whose connection is cut before it is answered."""


@dataclass(frozen=True, slots=True)
class Failure:
    """How a call is to fail: an HTTP status (HANGS_UP: none), or with status 200 an error code of Slack's.

    `after` so many seconds. Where `done`, a method of the Web API did what it was asked all the same, and
    only its answer is lost.
    """

    error: str = ""
    status: int = 200
    retry_after: int | None = None
    messages: tuple[str, ...] = ()
    after: float = 0.0
    done: bool = False

    def answer(self) -> Answer:
        body: Answer = {"ok": False, "error": self.error or f"http_{self.status}"}
        return body | ({"response_metadata": {"messages": list(self.messages)}} if self.messages else {})


RATE_LIMITED = Failure("ratelimited", 429, retry_after=0)
SERVER_ERROR = Failure(status=500)
INVALID_BLOCKS = Failure("invalid_blocks", messages=("[ERROR] failed to match [json-pointer:/blocks/0]",))
INVALID_SLACK_FILE = Failure(
    "invalid_blocks", messages=("[ERROR] invalid slack file [json-pointer:/blocks/0/slack_file/id]",)
)
NOT_IN_CHANNEL = Failure("not_in_channel")


@dataclass(slots=True)
class Channel:
    """`members` are user ids; the bot is in the channel if BOT_USER is among them.

    `shared` with another organisation, `archived`, or `read_only` for all but a few. In a `locked` thread (by
    the ts of its first message) only few may answer.
    """

    id: str
    name: str
    members: set[str] = field(default_factory=set)
    private: bool = False
    shared: bool = False
    archived: bool = False
    read_only: bool = False
    locked: set[str] = field(default_factory=set)

    def about(self) -> Answer:
        """As ``conversations.info`` tells it."""
        return {
            "id": self.id,
            "name": self.name,
            "is_member": BOT_USER in self.members,
            "is_private": self.private,
            "is_archived": self.archived,
            "is_ext_shared": self.shared,
        }


@dataclass(slots=True)
class File:
    """An upload; it can be shown once it is complete."""

    id: str
    name: str
    length: int
    alt_text: str
    content: bytes = b""
    complete: bool = False


@dataclass(slots=True)
class Message:
    """What stands in a channel. `only_for` is the one person who sees an ephemeral one."""

    channel: str
    ts: str
    user: str
    text: str
    blocks: list[dict[str, Any]]
    thread_ts: str | None = None
    only_for: str | None = None
    metadata: dict[str, Any] | None = None

    def about(self) -> Answer:
        """As ``conversations.history`` tells it."""
        return {
            "type": "message",
            "user": self.user,
            "text": self.text,
            "ts": self.ts,
            "metadata": self.metadata,
        }


@dataclass(slots=True)
class ResponseUrl:
    """An address that takes some answers to a command or a click, for a while."""

    channel: str
    user: str
    made: float
    clicked: str | None = None
    uses: int = 0
