"""A workspace in memory: what Slack's methods do, without HTTP."""

from __future__ import annotations

import itertools
import json
import threading
import time
from collections import defaultdict
from collections.abc import Callable, Mapping
from typing import Any

from bot.local_slack import refusals
from bot.local_slack.objects import (
    APP_TOKEN,
    BOT_ID,
    BOT_USER,
    RESPONSE_URL_SECONDS,
    RESPONSE_URL_USES,
    TEAM,
    TRIGGER_SECONDS,
    Answer,
    Call,
    Channel,
    Failure,
    File,
    Message,
    ResponseUrl,
)


class Workspace:
    """Users, channels, files and messages, and Slack's methods on them. Safe for many threads."""

    def __init__(self, token: str, clock: Callable[[], float] = time.time) -> None:
        self.token = token
        self.url = ""
        self.socket_url = ""
        self.calls: list[Call] = []
        self.scopes_said: str | None = ",".join(refusals.SCOPES)
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
        self._response_urls: dict[str, ResponseUrl] = {}
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
            self._response_urls[key] = ResponseUrl(channel, user, self._clock(), clicked)
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

    def clear(self) -> None:
        """All that was said and shown is gone; people, channels and pictures stay."""
        with self._changed:
            for gone in (self.messages, self.views, self.homes, self.statuses):
                gone.clear()
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
        return refusals.missing_scope(method) or known(params)

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
            original = next((m for m in self.messages if m.ts == url.clicked), None)
            if original and params.get("delete_original"):
                self.messages.remove(original)
                return self._record("response_url", params, 200, {"ok": True})
            # Uploaded files cannot be shown through a response address.
            if problem := refusals.content_problem(params, files=()):
                return self._record("response_url", params, 400, problem)
            text, blocks = params.get("text") or "", params.get("blocks") or []
            if original and params.get("replace_original"):
                original.text, original.blocks = text, blocks
            else:
                ephemeral = params.get("response_type", "ephemeral") == "ephemeral"
                to = url.user if ephemeral else None
                self._add(Message(url.channel, self._ts(), BOT_USER, text, blocks, only_for=to))
            return self._record("response_url", params, 200, {"ok": True})

    # --- Slack's methods ---

    def _auth_test(self, _params: Mapping[str, Any]) -> Answer:
        its = {"team_id": TEAM, "user_id": BOT_USER, "bot_id": BOT_ID}
        return {"ok": True, "url": self.url, "team": "Local", "user": "tidings", **its}

    def _open_socket(self, _params: Mapping[str, Any]) -> Answer:
        return {"ok": True, "url": self.socket_url} if self.socket_url else Failure("internal_error").answer()

    def _post_message(self, params: Mapping[str, Any]) -> Answer:
        params = self._to_a_channel(params)
        problem = refusals.posting_problem(self._channel(params), params.get("thread_ts"))
        if problem := problem or refusals.content_problem(params, self._shown()):
            return problem
        message = self._posted(params, only_for=None)
        return {"ok": True, "channel": message.channel, "ts": message.ts, "message": {"text": message.text}}

    def _post_ephemeral(self, params: Mapping[str, Any]) -> Answer:
        if not params.get("user"):
            return {"ok": False, "error": "invalid_arguments"}
        problem = refusals.posting_problem(self._channel(params), params.get("thread_ts"))
        if not problem and params["user"] not in self.channels[params["channel"]].members:
            problem = {"ok": False, "error": "user_not_in_channel"}
        if problem := problem or refusals.content_problem(params, self._shown()):
            return problem
        return {"ok": True, "message_ts": self._posted(params, only_for=params["user"]).ts}

    def _update(self, params: Mapping[str, Any]) -> Answer:
        problem = refusals.place_problem(self._channel(params))
        if problem := problem or refusals.content_problem(params, self._shown()):
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
        wanted = _decoded(params, "files") or []
        if not wanted or any(not self.files.get(f.get("id")) for f in wanted):
            return {"ok": False, "error": "file_not_found"}
        if any(not self.files[f["id"]].content for f in wanted):
            return {"ok": False, "error": "file_update_failed"}
        for f in wanted:
            self.files[f["id"]].complete = True
        return {"ok": True, "files": [{"id": f["id"], "title": f.get("title", "")} for f in wanted]}

    def _channel_info(self, params: Mapping[str, Any]) -> Answer:
        seen = self._seen(params)
        return {"ok": True, "channel": seen.about()} if seen else {"ok": False, "error": "channel_not_found"}

    def _permalink(self, params: Mapping[str, Any]) -> Answer:
        """Also of a public channel that the bot is not in, but only of a message that stands there."""
        channel, ts = self._seen(params), str(params.get("message_ts") or "")
        if channel is None:
            return {"ok": False, "error": "channel_not_found"}
        if not any((m.channel, m.ts) == (channel.id, ts) for m in self.messages):
            return {"ok": False, "error": "message_not_found"}
        link = f"{self.url}/archives/{channel.id}/p{ts.replace('.', '')}"
        return {"ok": True, "channel": channel.id, "permalink": link}

    def _user_info(self, params: Mapping[str, Any]) -> Answer:
        user = self.users.get(params.get("user") or "")
        return {"ok": True, "user": user} if user else {"ok": False, "error": "user_not_found"}

    def _open_view(self, params: Mapping[str, Any]) -> Answer:
        view = _decoded(params, "view")
        user, made = self._triggers.get(str(params.get("trigger_id") or ""), ("", 0.0))
        if not user:
            return {"ok": False, "error": "invalid_trigger_id"}
        if self._clock() - made > TRIGGER_SECONDS:
            return {"ok": False, "error": "expired_trigger_id"}
        if problem := refusals.view_problem(view):
            return problem
        opened = {**view, "id": f"V{next(self._count)}", "for": user}
        self.views[opened["id"]] = opened
        self._notify()
        return {"ok": True, "view": opened}

    def _update_view(self, params: Mapping[str, Any]) -> Answer:
        view = _decoded(params, "view")
        known = self.views.get(str(params.get("view_id") or ""))
        if known is None:
            return {"ok": False, "error": "not_found"}
        if problem := refusals.view_problem(view):
            return problem
        self.views[known["id"]] = known | view
        self._notify()
        return {"ok": True, "view": self.views[known["id"]]}

    def _history(self, params: Mapping[str, Any]) -> Answer:
        if problem := refusals.place_problem(self._channel(params)):
            return problem
        oldest = str(params.get("oldest") or "0")
        found = [
            m.about()
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
        place = str(params.get("channel_id")), str(params.get("thread_ts"))
        self.statuses[place] = str(params.get("status"))
        self._notify()
        return {"ok": True}

    def _publish_home(self, params: Mapping[str, Any]) -> Answer:
        view = _decoded(params, "view")
        if params.get("user_id") not in self.users:
            return {"ok": False, "error": "user_not_found"}
        if problem := refusals.home_problem(view, self._shown()):
            return problem
        self.homes[params["user_id"]] = view
        self._notify()
        return {"ok": True, "view": view}

    def _open_conversation(self, params: Mapping[str, Any]) -> Answer:
        direct = self._direct(str(params.get("users") or ""))
        if direct is None:
            return {"ok": False, "error": "user_not_found"}
        return {"ok": True, "channel": {"id": direct.id}}

    # --- their common parts ---

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

    def _seen(self, params: Mapping[str, Any]) -> Channel | None:
        """The channel, unless it is a private one that the bot is not in."""
        channel = self._channel(params)
        return None if channel and channel.private and BOT_USER not in channel.members else channel

    def _channel(self, params: Mapping[str, Any]) -> Channel | None:
        return self.channels.get(params.get("channel") or "")

    def _shown(self) -> tuple[str, ...]:
        return tuple(f.id for f in self.files.values() if f.complete)

    def _posted(self, params: Mapping[str, Any], only_for: str | None) -> Message:
        text, blocks, thread = params.get("text") or "", params.get("blocks") or [], params.get("thread_ts")
        self.statuses.pop((params["channel"], thread or ""), None)
        posted = Message(params["channel"], self._ts(), BOT_USER, text, blocks, thread, only_for)
        posted.metadata = _decoded(params, "metadata")
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


def _decoded(params: Mapping[str, Any], name: str) -> Any:
    """A parameter that may come as JSON."""
    value: Any = params.get(name)
    return json.loads(value) if value and isinstance(value, str) else value
