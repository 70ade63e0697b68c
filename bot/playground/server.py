"""The playground: a local Slack, the unmodified bot, and the page that shows them, each over real HTTP."""

from __future__ import annotations

import json
import logging
import os
import socket
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from flask import Flask, Response, abort, request, send_from_directory

from bot.local_slack import LocalSlack, Person
from bot.local_slack.objects import BOT_USER, INVALID_BLOCKS, RATE_LIMITED, SERVER_ERROR, Message
from bot.local_slack.person import Reply
from bot.local_slack.refusals import MANIFEST
from bot.local_slack.workspace import Workspace
from bot.playground.exchanges import Exchange, Exchanges
from bot.playground.greeting import EMPTY, Scene, converse
from bot.playground.hosting import LOOPBACK, Function, mounted, served
from bot.playground.typed import Reading, read_typing

STATIC = Path(__file__).parent / "static"

ADA, BJORN = "U0ADA", "U0BJORN"
USERS = {ADA: ("Ada", "Europe/Stockholm"), BJORN: ("Björn", "America/New_York")}
CHANNELS = {
    "C0MARKETS": ("markets", True),
    "C0GENERAL": ("general", True),
    "C0RANDOM": ("random", False),
}
"""Channel id → its name, and whether the bot is in it."""

POSTING = ("chat.postMessage", "chat.postEphemeral", "response_url")
FAILURES = {"429": RATE_LIMITED, "500": SERVER_ERROR, "invalid_blocks": INVALID_BLOCKS}
SLOW_SECONDS = 2.0

logger = logging.getLogger(__name__)


@dataclass(slots=True)
class Playground:
    """One workspace with two people, and how they reach the bot at `bot_url`.

    `article` gives the page of a made-up article by its address, as HTML; `scene` is what is offered and
    what the bot is asked first.
    """

    slack: LocalSlack
    bot_url: str
    exchanges: Exchanges = field(default_factory=Exchanges)
    misbehaviour: str = ""
    article: Callable[[str], str | None] | None = None
    scene: Scene = EMPTY
    reading: Reading | None = None

    def __post_init__(self) -> None:
        workspace = self.workspace
        for user, (name, zone) in USERS.items():
            workspace.add_user(user, name, tz=zone)
            workspace.add_channel(f"D{user[1:]}", user, BOT_USER)
        workspace.users[ADA]["is_admin"] = True
        for channel, (name, with_bot) in CHANNELS.items():
            workspace.add_channel(channel, *USERS, *([BOT_USER] if with_bot else []), name=name)

    @property
    def workspace(self) -> Workspace:
        return self.slack.workspace

    def misbehave(self, how: str) -> None:
        """From now on, until told otherwise: slow, 429, 500, redelivery, invalid_blocks, or nothing."""
        self.misbehaviour = how
        self.workspace.forgive()
        self.workspace.delay = SLOW_SECONDS if how == "slow" else 0.0

    def start_over(self) -> None:
        """The workspace as it was when it began; what people follow is the bot's and stays."""
        self.misbehave("")
        self.workspace.clear()
        self.greet()

    def greet(self) -> None:
        """Lets the scene's conversation take place, each part answered before the next."""
        converse(self.workspace, self.say, self.scene)

    def say(self, user: str, channel: str, text: str, thread_ts: str | None) -> str:
        """A person writes; the bot hears what Slack would tell it. The error that Slack would show."""
        person, workspace = self._person(user), self.workspace
        if channel not in workspace.channels or user not in workspace.channels[channel].members:
            return "There is nobody here to write to. Choose a channel or the messages with Tidings."
        before = len(workspace.messages)

        def send() -> Reply:
            if channel.startswith("D"):
                body, reply = person.dm(text, channel, thread_ts)
            elif f"<@{BOT_USER}>" in text:
                body, reply = person.mention(text.replace(f"<@{BOT_USER}>", "").strip(), channel, thread_ts)
            elif thread_ts and BOT_USER in workspace.channels[channel].members:
                body, reply = person.reply(text, channel, thread_ts)
            else:
                workspace.say(channel, user, text, thread_ts)
                return Reply(200, "")
            if self.misbehaviour == "redelivery":
                person.event(body)
                person.event(body)
            return reply

        if BOT_USER not in workspace.channels[channel].members and f"<@{BOT_USER}>" in text:
            workspace.say(channel, user, text, thread_ts)
            return "@tidings is not in this channel, so it does not hear this. Slack offers to invite it."
        exchange, _ = self._exchange(channel, user, {"type": "message", "text": text}, send)
        assert len(workspace.messages) > before
        return exchange.error

    def command(self, user: str, channel: str, command: str, text: str) -> str:
        sent = {"command": command, "text": text}
        exchange, reply = self._exchange(
            channel, user, sent, lambda: self._person(user).command(command, text, channel)
        )
        if exchange.error:
            return f"{command} failed with the error “{exchange.error}”"
        self._show_acknowledgement(reply, channel, user)
        return ""

    def act(self, user: str, action: dict[str, Any], ts: str | None) -> str:
        person = self._person(user)
        message = next((m for m in self.workspace.messages if m.ts == ts), None)
        channel = message.channel if message else ""
        exchange, _ = self._exchange(
            channel,
            user,
            action,
            lambda: person.act(action, message) if message else person.act_at_home(action),
        )
        return exchange.error

    def submit(self, user: str, view_id: str, values: dict[str, Any]) -> dict[str, str]:
        """Errors by field, as the bot gives them; none closes the modal."""
        view = self.workspace.views.get(view_id)
        if view is None:
            return {}
        exchange, reply = self._exchange(
            "", user, values, lambda: self._person(user).submit_values(view, values)
        )
        told = json.loads(reply.body) if reply.body else {}
        if told.get("response_action") == "errors":
            return dict(told["errors"])
        if exchange.error:
            first = next(iter(values), "")
            return {first: f"We had some trouble connecting. ({exchange.error})"}
        self.workspace.close(view_id)
        return {}

    def open_home(self, user: str) -> None:
        self._exchange("", user, {"type": "app_home_opened"}, self._person(user).opens_home)

    def state(self, user: str) -> dict[str, Any]:
        """All that the person can see."""
        w = self.workspace
        mine = {c.id: c for c in w.channels.values() if user in c.members}
        return {
            "version": w.version,
            "me": user,
            "users": {u: USERS[u][0] for u in USERS} | {BOT_USER: "Tidings"},
            "bot": BOT_USER,
            "channels": [
                {
                    "id": c.id,
                    "name": "Tidings" if c.id.startswith("D") else c.name,
                    "direct": c.id.startswith("D"),
                    "with_bot": BOT_USER in c.members,
                }
                for c in mine.values()
            ],
            "messages": [_seen(m) for m in w.messages if m.channel in mine and m.only_for in (None, user)],
            "views": [v for v in w.views.values() if v.get("for") == user],
            "home": w.homes.get(user),
            "statuses": [{"channel": c, "thread": t, "text": s} for (c, t), s in w.statuses.items()],
            "commands": MANIFEST["features"]["slash_commands"],
            "examples": self.scene.examples,
            "news": self.scene.news,
            "greeted": self.scene.conversation is not None,
            "misbehaviour": self.misbehaviour,
        }

    def behind(self, channel: str, ts: str) -> dict[str, Any]:
        """The request that a message answers, how it was acknowledged, and the message's blocks."""
        message = next((m for m in self.workspace.messages if (m.channel, m.ts) == (channel, ts)), None)
        exchange = self.exchanges.before(channel, ts)
        return {
            "exchange": asdict(exchange) if exchange else None,
            "blocks": message.blocks if message else [],
            "text": message.text if message else "",
        }

    def _person(self, user: str) -> Person:
        return Person(self.slack, self.bot_url, user)

    def _exchange(
        self, channel: str, user: str, sent: Any, send: Callable[[], Reply]
    ) -> tuple[Exchange, Reply]:
        self.workspace.forgive()
        if failure := FAILURES.get(self.misbehaviour):
            for method in POSTING:
                self.workspace.fail(method, failure)
        return self.exchanges.measure(channel, user, sent, send)

    def _show_acknowledgement(self, reply: Reply, channel: str, user: str) -> None:
        if not reply.body:
            return
        told: dict[str, Any] = reply.json() if reply.body.startswith("{") else {"text": reply.body}
        self.workspace.hear(channel, told.get("text") or "", told.get("blocks") or [], only_for=user)


def _seen(m: Message) -> dict[str, Any]:
    return {
        "channel": m.channel,
        "ts": m.ts,
        "user": m.user,
        "text": m.text,
        "blocks": m.blocks,
        "thread_ts": m.thread_ts,
        "only_for": m.only_for,
    }


def page(playground: Playground, port: int) -> Flask:
    """The page and what it calls. Answers only requests that come from the page itself."""
    app = Flask(__name__, static_folder=None)
    _guard(app, {f"{name}:{port}" for name in (LOOPBACK, "localhost")})
    _show(app, playground)
    _do(app, playground)
    return app


def _guard(app: Flask, hosts: set[str]) -> None:
    """Lets in the page alone, and lets it load nothing from elsewhere but pictures."""

    @app.before_request
    def from_the_page() -> None:
        """Another site in the same browser must not drive the bot, nor a name that points to loopback."""
        origin = request.headers.get("Origin")
        if request.host not in hosts or (origin and origin.removeprefix("http://") not in hosts):
            abort(403, "The playground answers its own page only.")
        if request.method == "POST" and not request.is_json:
            abort(415, "The playground takes JSON.")

    @app.after_request
    def alone(response: Response) -> Response:
        response.headers["Content-Security-Policy"] = (
            "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: https:; "
            "base-uri 'none'; frame-ancestors 'none'"
        )
        response.headers["Cache-Control"] = "no-store"
        return response


def _show(app: Flask, playground: Playground) -> None:
    """What the page reads."""

    @app.get("/")
    def index() -> Response:
        return send_from_directory(STATIC, "index.html")

    @app.get("/static/<path:name>")
    def static(name: str) -> Response:
        return send_from_directory(STATIC, name)

    @app.get("/files/<id>")
    def file(id: str) -> Response:
        kept = playground.workspace.files.get(id)
        if kept is None:
            abort(404, "no such file")
        return Response(kept.content, mimetype="image/png")

    @app.get("/article")
    def article() -> Response:
        found = playground.article(request.args["url"]) if playground.article else None
        if found is None:
            abort(404, "The store holds no made-up article with this address.")
        return Response(found)

    @app.get("/state")
    def state() -> dict[str, Any]:
        return playground.state(_user())

    @app.get("/behind")
    def behind() -> dict[str, Any]:
        return playground.behind(request.args["channel"], request.args["ts"])

    @app.get("/changes")
    def changes() -> Response:
        return Response(_versions(playground.workspace), mimetype="text/event-stream")


def _do(app: Flask, playground: Playground) -> None:
    """What a person does on the page."""

    @app.post("/say")
    def say() -> dict[str, Any]:
        sent = request.get_json()
        return {"error": playground.say(_user(), sent["channel"], sent["text"], sent.get("thread_ts"))}

    @app.post("/reading")
    def reading() -> dict[str, Any]:
        return {"reading": read_typing(playground.reading, _user(), **request.get_json())}

    @app.post("/command")
    def command() -> dict[str, Any]:
        sent = request.get_json()
        return {"error": playground.command(_user(), sent["channel"], sent["command"], sent["text"])}

    @app.post("/action")
    def action() -> dict[str, Any]:
        sent = request.get_json()
        return {"error": playground.act(_user(), sent["action"], sent.get("ts"))}

    @app.post("/submit")
    def submit() -> dict[str, Any]:
        sent = request.get_json()
        return {"errors": playground.submit(_user(), sent["view"], sent["values"])}

    @app.post("/close")
    def close() -> dict[str, Any]:
        playground.workspace.close(request.get_json()["view"])
        return {}

    @app.post("/home")
    def home() -> dict[str, Any]:
        playground.open_home(_user())
        return {}

    @app.post("/start-over")
    def start_over() -> dict[str, Any]:
        playground.start_over()
        return {}

    @app.post("/misbehave")
    def misbehave() -> dict[str, Any]:
        playground.misbehave(request.get_json()["how"])
        return {}


def _user() -> str:
    user = request.args.get("user", ADA)
    return user if user in USERS else abort(400, "no such person")


def _versions(workspace: Workspace) -> Iterator[str]:
    """A line for each change, and one every 15 seconds so that a page that is gone is noticed."""
    seen = -1
    while True:
        workspace.wait(lambda w, seen=seen: w.version != seen, 15)  # type: ignore[misc]
        seen = workspace.version
        yield f"data: {seen}\n\n"


def free_port(wanted: int) -> int:
    """The wanted port, or where it is taken the next that is not."""
    for port in range(wanted, wanted + 50):
        with socket.socket() as probe:
            if probe.connect_ex((LOOPBACK, port)) != 0:
                return port
    raise OSError(f"no free port from {wanted} on")


@contextmanager
def running(
    bot: Callable[[LocalSlack], Function],
    port: int = 0,
    article: Callable[[str], str | None] | None = None,
    scene: Scene = EMPTY,
    reading: Reading | None = None,
) -> Iterator[str]:
    """The playground as long as the context lasts; yields the page's address once the scene is set.

    `bot` makes a bot for the workspace that it is given, `article` the page of a made-up article, `reading`
    how the bot would read what is being typed.
    """
    with ExitStack() as stack:
        slack = stack.enter_context(LocalSlack())
        bot_url = stack.enter_context(served(mounted(bot(slack))))
        playground = Playground(slack, bot_url, article=article, scene=scene, reading=reading)
        playground.greet()
        port = port or free_port(20_000 + os.getpid() % 20_000)
        yield stack.enter_context(served(page(playground, port), port))
