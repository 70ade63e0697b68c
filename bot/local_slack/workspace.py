"""A workspace in memory: what Slack's methods do, without HTTP."""

from __future__ import annotations

import itertools
import json
import threading
import time
from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bot.local_slack import limits
from bot.local_slack.checks import block_errors

BOT_USER = "UBOT"
BOT_ID = "BBOT"
APP_TOKEN = "xapp-local"
"""Opens Socket Mode, and nothing else."""
TEAM = "TLOCAL"
MANIFEST = json.loads((Path(__file__).resolve().parents[2] / "manifest.json").read_text("utf-8"))
SCOPES: tuple[str, ...] = tuple(MANIFEST["oauth_config"]["scopes"]["bot"])
"""What the app's manifest asks for; a method that needs more fails as it would in Slack."""

_NEEDED = {
    "chat.postMessage": "chat:write",
    "chat.postEphemeral": "chat:write",
    "chat.update": "chat:write",
    "files.getUploadURLExternal": "files:write",
    "files.completeUploadExternal": "files:write",
    "conversations.info": "channels:read",
    "conversations.open": "im:write",
    "conversations.history": "channels:history",
    "conversations.replies": "channels:history",
    "users.info": "users:read",
    "assistant.threads.setStatus": "chat:write",
}
TRIGGER_SECONDS = 3
LONGEST_TEXT = 40_000
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


@dataclass(slots=True)
class _ResponseUrl:
    channel: str
    user: str
    made: float
    clicked: str | None = None
    uses: int = 0


def view_problem(view: Any) -> Answer | None:
    """What Slack has against a modal, as the answer that it gives."""
    found: list[str] = []
    if not isinstance(view, dict) or view.get("type") != "modal":
        found.append("[ERROR] unsupported type [json-pointer:/view/type]")
    else:
        for part in ("title", "submit", "close"):
            text = (view.get(part) or {}).get("text", "")
            if not 0 < len(text) <= 24 and (part == "title" or part in view):
                found.append(f"[ERROR] must be 1 to 24 characters [json-pointer:/view/{part}]")
        if len(view.get("private_metadata") or "") > 3000:
            found.append("[ERROR] must be less than 3001 characters [json-pointer:/view/private_metadata]")
        if not 0 < len(view.get("blocks") or []) <= 100:
            found.append("[ERROR] must have 1 to 100 blocks [json-pointer:/view/blocks]")
    return Failure("invalid_arguments", messages=tuple(found)).answer() if found else None


class Workspace:
    """Users, channels, files and messages, and Slack's methods on them. Safe for many threads."""

    def __init__(self, token: str, clock: Callable[[], float] = time.time) -> None:
        self.token = token
        self.url = ""
        self.socket_url = ""
        self.calls: list[Call] = []
        self.channels: dict[str, Channel] = {}
        self.users: dict[str, dict[str, Any]] = {}
        self.files: dict[str, File] = {}
        self.messages: list[Message] = []
        self.views: dict[str, dict[str, Any]] = {}
        self.homes: dict[str, dict[str, Any]] = {}
        self.statuses: dict[tuple[str, str], str] = {}
        self.version = 0
        self.delay = 0.0
        self._triggers: dict[str, tuple[str, float]] = {}
        self._response_urls: dict[str, _ResponseUrl] = {}
        self._failures: dict[str, list[Failure]] = defaultdict(list)
        self._clock = clock
        self._count = itertools.count(1)
        self._changed = threading.Condition(threading.RLock())
        self._methods: dict[str, Callable[[Mapping[str, Any]], Answer]] = {
            "apps.connections.open": self._open_socket,
            "auth.test": self._auth_test,
            "chat.postMessage": self._post_message,
            "chat.postEphemeral": self._post_ephemeral,
            "chat.update": self._update,
            "chat.getPermalink": self._permalink,
            "files.getUploadURLExternal": self._upload_url,
            "files.completeUploadExternal": self._complete_upload,
            "conversations.info": self._channel_info,
            "users.info": self._user_info,
            "views.open": self._open_view,
            "views.publish": self._publish_home,
            "views.update": self._update_view,
            "conversations.open": self._open_conversation,
            "conversations.history": self._history,
            "conversations.replies": self._replies,
            "assistant.threads.setStatus": self._set_status,
        }

    # --- what a test or a page does with it ---

    def add_channel(self, id: str, *members: str, name: str = "", private: bool = False) -> Channel:
        channel = self.channels[id] = Channel(id, name or id.lower(), set(members), private)
        return channel

    def add_user(self, id: str, name: str, tz: str = "UTC") -> None:
        self.users[id] = {"id": id, "name": name, "tz": tz, "team_id": TEAM}

    def fail(self, method: str, failure: Failure, times: int = 1) -> None:
        """The next calls of `method` ("upload" and "response_url" count as such) fail."""
        with self._changed:
            self._failures[method] += [failure] * times

    def forgive(self) -> None:
        """No call fails any more that was told to."""
        with self._changed:
            self._failures.clear()

    def response_url(self, channel: str, user: str, clicked: str | None = None) -> str:
        """An address for answers; `clicked` is the ts of the message that an answer may replace."""
        with self._changed:
            key = f"r{next(self._count)}"
            self._response_urls[key] = _ResponseUrl(channel, user, self._clock(), clicked)
            return f"{self.url}/response/{key}"

    def trigger(self, user: str, *, expired: bool = False) -> str:
        """What lets the bot open a modal for the person, for three seconds; or no more, if so wished."""
        with self._changed:
            trigger = f"trigger.{next(self._count)}"
            self._triggers[trigger] = (user, self._clock() - (TRIGGER_SECONDS + 1 if expired else 0))
            return trigger

    def hear(self, channel: str, text: str, blocks: list[dict[str, Any]], only_for: str) -> None:
        """What the bot acknowledged a command with; Slack shows it as a message to whoever typed it."""
        with self._changed:
            self._add(Message(channel, self._ts(), BOT_USER, text, blocks, None, only_for))

    def close(self, view: str) -> None:
        """The person closes a modal."""
        with self._changed:
            self.views.pop(view, None)
            self._notify()

    def say(self, channel: str, user: str, text: str, thread_ts: str | None = None) -> Message:
        """A message of a person, as it stands in the channel."""
        with self._changed:
            return self._add(Message(channel, self._ts(), user, text, [], thread_ts))

    def wait(self, until: Callable[[Workspace], bool], seconds: float = 10) -> bool:
        """Whether `until` holds, as soon as it does; it is asked again after each call."""
        with self._changed:
            return self._changed.wait_for(lambda: until(self), seconds)

    def from_bot(self) -> list[Message]:
        """What the bot has said, in order."""
        with self._changed:
            return [m for m in self.messages if m.user == BOT_USER]

    def called(self, method: str) -> list[Call]:
        with self._changed:
            return [c for c in self.calls if c.method == method]

    # --- what the server does with it ---

    def call(self, method: str, params: Mapping[str, Any], token: str) -> tuple[Call, Failure | None]:
        if self.delay:
            time.sleep(self.delay)
        with self._changed:
            failure = self._next_failure(method)
            answer = self._do(method, params, token) if failure is None or failure.done else {}
            if failure:
                answer = failure.answer()
            return self._record(method, params, failure.status if failure else 200, answer), failure

    def _do(self, method: str, params: Mapping[str, Any], token: str) -> Answer:
        known = self._methods.get(method)
        if known is None:
            return {"ok": False, "error": "unknown_method"}
        if not token:
            return {"ok": False, "error": "not_authed"}
        if token != (APP_TOKEN if method == "apps.connections.open" else self.token):
            return {"ok": False, "error": "not_allowed_token_type" if token == self.token else "invalid_auth"}
        if (needed := _NEEDED.get(method)) and needed not in SCOPES:
            provided = ",".join(SCOPES)
            return {"ok": False, "error": "missing_scope", "needed": needed, "provided": provided}
        return known(params)

    def receive_upload(self, id: str, content: bytes) -> Call:
        with self._changed:
            failure, file = self._next_failure("upload"), self.files.get(id)
            params = {"id": id, "bytes": len(content)}
            if failure:
                return self._record("upload", params, failure.status, failure.answer())
            if file is None or len(content) != file.length:
                return self._record("upload", params, 400, {"ok": False, "error": "upload_failed"})
            file.content = content
            return self._record("upload", params, 200, {"ok": True})

    def respond(self, key: str, params: Mapping[str, Any]) -> Call:
        with self._changed:
            failure, url = self._next_failure("response_url"), self._response_urls.get(key)
            if failure:
                return self._record("response_url", params, failure.status, failure.answer())
            if url is None or self._clock() - url.made > RESPONSE_URL_SECONDS:
                return self._record("response_url", params, 404, {"ok": False, "error": "expired_url"})
            url.uses += 1
            if url.uses > RESPONSE_URL_USES:
                return self._record("response_url", params, 404, {"ok": False, "error": "used_url"})
            # Uploaded files cannot be shown through a response address.
            if problem := self._content_problem(params, files=()):
                return self._record("response_url", params, 400, problem)
            original = next((m for m in self.messages if m.ts == url.clicked), None)
            if original and params.get("replace_original"):
                original.text, original.blocks = params.get("text") or "", params.get("blocks") or []
                return self._record("response_url", params, 200, {"ok": True})
            ephemeral = params.get("response_type", "ephemeral") == "ephemeral"
            self._add(
                Message(
                    url.channel,
                    self._ts(),
                    BOT_USER,
                    params.get("text") or "",
                    params.get("blocks") or [],
                    only_for=url.user if ephemeral else None,
                )
            )
            return self._record("response_url", params, 200, {"ok": True})

    # --- Slack's methods ---

    def _auth_test(self, _params: Mapping[str, Any]) -> Answer:
        return {
            "ok": True,
            "url": self.url,
            "team": "Local",
            "user": "tidings",
            "team_id": TEAM,
            "user_id": BOT_USER,
            "bot_id": BOT_ID,
        }

    def _open_socket(self, _params: Mapping[str, Any]) -> Answer:
        return {"ok": True, "url": self.socket_url} if self.socket_url else Failure("internal_error").answer()

    def _post_message(self, params: Mapping[str, Any]) -> Answer:
        params = self._to_a_channel(params)
        if problem := self._posting_problem(params) or self._content_problem(params, self._shown()):
            return problem
        message = self._posted(params, only_for=None)
        return {"ok": True, "channel": message.channel, "ts": message.ts, "message": {"text": message.text}}

    def _post_ephemeral(self, params: Mapping[str, Any]) -> Answer:
        if not params.get("user"):
            return {"ok": False, "error": "invalid_arguments"}
        problem = self._posting_problem(params)
        if not problem and params["user"] not in self.channels[params["channel"]].members:
            problem = {"ok": False, "error": "user_not_in_channel"}
        if problem := problem or self._content_problem(params, self._shown()):
            return problem
        return {"ok": True, "message_ts": self._posted(params, only_for=params["user"]).ts}

    def _update(self, params: Mapping[str, Any]) -> Answer:
        if problem := self._place_problem(params) or self._content_problem(params, self._shown()):
            return problem
        for message in self.messages:
            if (message.channel, message.ts) == (params["channel"], params.get("ts")):
                message.text, message.blocks = params.get("text") or "", params.get("blocks") or []
                return {"ok": True, "channel": message.channel, "ts": message.ts}
        return {"ok": False, "error": "message_not_found"}

    def _upload_url(self, params: Mapping[str, Any]) -> Answer:
        if not params.get("filename") or not int(params.get("length") or 0) > 0:
            return {"ok": False, "error": "invalid_arguments"}
        id = f"F{next(self._count):08d}"
        self.files[id] = File(id, params["filename"], int(params["length"]), params.get("alt_txt") or "")
        return {"ok": True, "file_id": id, "upload_url": f"{self.url}/upload/{id}"}

    def _complete_upload(self, params: Mapping[str, Any]) -> Answer:
        wanted = params.get("files") or []
        wanted = json.loads(wanted) if isinstance(wanted, str) else wanted
        if not wanted or any(not self.files.get(f.get("id")) for f in wanted):
            return {"ok": False, "error": "file_not_found"}
        if any(not self.files[f["id"]].content for f in wanted):
            return {"ok": False, "error": "file_update_failed"}
        for f in wanted:
            self.files[f["id"]].complete = True
        return {"ok": True, "files": [{"id": f["id"], "title": f.get("title", "")} for f in wanted]}

    def _channel_info(self, params: Mapping[str, Any]) -> Answer:
        channel = self.channels.get(params.get("channel") or "")
        if channel is None or (channel.private and BOT_USER not in channel.members):
            return {"ok": False, "error": "channel_not_found"}
        about = {
            "id": channel.id,
            "name": channel.name,
            "is_member": BOT_USER in channel.members,
            "is_private": channel.private,
            "is_archived": channel.archived,
            "is_ext_shared": channel.shared,
        }
        return {"ok": True, "channel": about}

    def _permalink(self, params: Mapping[str, Any]) -> Answer:
        """Also of a public channel that the bot is not in, but only of a message that stands there."""
        channel, ts = self.channels.get(params.get("channel") or ""), str(params.get("message_ts") or "")
        if channel is None or (channel.private and BOT_USER not in channel.members):
            return {"ok": False, "error": "channel_not_found"}
        if not any((m.channel, m.ts) == (channel.id, ts) for m in self.messages):
            return {"ok": False, "error": "message_not_found"}
        link = f"{self.url}/archives/{channel.id}/p{ts.replace('.', '')}"
        return {"ok": True, "channel": channel.id, "permalink": link}

    def _user_info(self, params: Mapping[str, Any]) -> Answer:
        user = self.users.get(params.get("user") or "")
        return {"ok": True, "user": user} if user else {"ok": False, "error": "user_not_found"}

    # --- their common parts ---

    def _open_view(self, params: Mapping[str, Any]) -> Answer:
        view: Any = params.get("view")
        if isinstance(view, str):
            view = json.loads(view)
        user, made = self._triggers.get(str(params.get("trigger_id") or ""), ("", 0.0))
        if not user:
            return {"ok": False, "error": "invalid_trigger_id"}
        if self._clock() - made > TRIGGER_SECONDS:
            return {"ok": False, "error": "expired_trigger_id"}
        if problem := view_problem(view):
            return problem
        opened = {**view, "id": f"V{next(self._count)}", "for": user}
        self.views[opened["id"]] = opened
        self._notify()
        return {"ok": True, "view": opened}

    def _update_view(self, params: Mapping[str, Any]) -> Answer:
        view: Any = params.get("view")
        if isinstance(view, str):
            view = json.loads(view)
        known = self.views.get(str(params.get("view_id") or ""))
        if known is None:
            return {"ok": False, "error": "not_found"}
        if problem := view_problem(view):
            return problem
        self.views[known["id"]] = known | view
        self._notify()
        return {"ok": True, "view": self.views[known["id"]]}

    def _history(self, params: Mapping[str, Any]) -> Answer:
        if problem := self._place_problem(params):
            return problem
        oldest = str(params.get("oldest") or "0")
        found = [
            {"type": "message", "user": m.user, "text": m.text, "ts": m.ts, "metadata": m.metadata}
            for m in self.messages
            if m.channel == params["channel"] and m.only_for is None and m.ts >= oldest
        ]
        return {"ok": True, "messages": found[::-1], "has_more": False}

    def _replies(self, params: Mapping[str, Any]) -> Answer:
        answer, thread = self._history(params), params.get("ts")
        if answer["ok"]:
            within = {m.ts for m in self.messages if thread in (m.ts, m.thread_ts)}
            answer["messages"] = [m for m in answer["messages"][::-1] if m["ts"] in within]
        return answer

    def _set_status(self, params: Mapping[str, Any]) -> Answer:
        self.statuses[(str(params.get("channel_id")), str(params.get("thread_ts")))] = str(
            params.get("status")
        )
        self._notify()
        return {"ok": True}

    def _publish_home(self, params: Mapping[str, Any]) -> Answer:
        view: Any = params.get("view")
        if isinstance(view, str):
            view = json.loads(view)
        if params.get("user_id") not in self.users:
            return {"ok": False, "error": "user_not_found"}
        if view.get("type") != "home" or not 0 < len(view.get("blocks") or []) <= 100:
            return Failure("invalid_arguments", messages=("[ERROR] no home [json-pointer:/view]",)).answer()
        if found := block_errors(view["blocks"], self._shown()):
            return Failure("invalid_arguments", messages=tuple(found)).answer()
        self.homes[params["user_id"]] = view
        self._notify()
        return {"ok": True, "view": view}

    def _open_conversation(self, params: Mapping[str, Any]) -> Answer:
        direct = self._direct(str(params.get("users") or ""))
        return (
            {"ok": True, "channel": {"id": direct.id}} if direct else {"ok": False, "error": "user_not_found"}
        )

    def _to_a_channel(self, params: Mapping[str, Any]) -> Mapping[str, Any]:
        """Of a post, a person's id in place of a channel's means their messages with the bot."""
        direct = self._direct(str(params.get("channel") or ""))
        return {**params, "channel": direct.id} if direct else params

    def _direct(self, user: str) -> Channel | None:
        """The conversation of a person with the bot, made where there is none yet."""
        if user not in self.users:
            return None
        known = (c for c in self.channels.values() if c.id.startswith("D") and user in c.members)
        return next(known, None) or self.add_channel(f"D{user[1:]}", user, BOT_USER)

    def _place_problem(self, params: Mapping[str, Any]) -> Answer | None:
        channel = self.channels.get(params.get("channel") or "")
        if channel is None or (channel.private and BOT_USER not in channel.members):
            return {"ok": False, "error": "channel_not_found"}
        if BOT_USER not in channel.members:
            return {"ok": False, "error": "not_in_channel"}
        return None

    def _posting_problem(self, params: Mapping[str, Any]) -> Answer | None:
        if problem := self._place_problem(params):
            return problem
        channel = self.channels[params["channel"]]
        if channel.archived:
            return {"ok": False, "error": "is_archived"}
        if channel.read_only:
            return {"ok": False, "error": "restricted_action_read_only_channel"}
        if params.get("thread_ts") in channel.locked:
            return {"ok": False, "error": "restricted_action_thread_locked"}
        return None

    def _content_problem(self, params: Mapping[str, Any], files: tuple[str, ...]) -> Answer | None:
        text, blocks = params.get("text") or "", params.get("blocks")
        if not text and not blocks:
            return {"ok": False, "error": "no_text"}
        if len(text) > LONGEST_TEXT:
            return {"ok": False, "error": "msg_too_long"}
        if blocks is None:
            return None
        if found := block_errors(blocks, files):
            return Failure("invalid_blocks", messages=tuple(found)).answer()
        if len(json.dumps(blocks, ensure_ascii=False)) > limits.MESSAGE_CHARS:
            return {"ok": False, "error": "msg_blocks_too_long"}
        return None

    def _shown(self) -> tuple[str, ...]:
        return tuple(f.id for f in self.files.values() if f.complete)

    def _posted(self, params: Mapping[str, Any], only_for: str | None) -> Message:
        text, blocks = params.get("text") or "", params.get("blocks") or []
        thread = params.get("thread_ts")
        self.statuses.pop((params["channel"], thread or ""), None)
        metadata: Any = params.get("metadata")
        if isinstance(metadata, str):
            metadata = json.loads(metadata)
        posted = Message(params["channel"], self._ts(), BOT_USER, text, blocks, thread, only_for)
        posted.metadata = metadata
        return self._add(posted)

    def _add(self, message: Message) -> Message:
        self.messages.append(message)
        self._notify()
        return message

    def _notify(self) -> None:
        self.version += 1
        self._changed.notify_all()

    def _ts(self) -> str:
        return f"{int(self._clock())}.{next(self._count):06d}"

    def _next_failure(self, method: str) -> Failure | None:
        waiting = self._failures[method]
        return waiting.pop(0) if waiting else None

    def _record(self, method: str, params: Mapping[str, Any], status: int, answer: Answer) -> Call:
        call = Call(method, params, status, answer)
        self.calls.append(call)
        self._notify()
        return call
