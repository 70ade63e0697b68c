"""Slack's side of Socket Mode: what a person does goes to the bot over a WebSocket that the bot opened."""

from __future__ import annotations

import json
import threading
import uuid
from concurrent.futures import Future
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Any
from urllib.parse import parse_qs

from websockets.exceptions import ConnectionClosed
from websockets.sync.server import ServerConnection, serve

from bot.local_slack import LocalSlack

ACK_SECONDS = 10


class Gateway:
    """Takes a Person's requests at `url`, hands each on as an envelope, and answers with the bot's ack."""

    def __init__(self, slack: LocalSlack) -> None:
        gateway = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"])).decode()
                acked = gateway.deliver(*_envelope(body, self.headers["Content-Type"]))
                answer = b"" if acked is None else json.dumps(acked).encode()
                self.send_response(200)
                self.send_header("Content-Length", str(len(answer)))
                self.end_headers()
                self.wfile.write(answer)

            def log_message(self, format: str, *args: Any) -> None:
                pass

        self._http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._sockets = serve(self._connected, "127.0.0.1", 0)
        self._acks: dict[str, Future[Any]] = {}
        self._changed = threading.Condition()
        self._connection: ServerConnection | None = None
        self.connections = 0
        self.url = f"http://127.0.0.1:{self._http.server_port}/"
        self.slack = slack
        slack.workspace.socket_url = f"ws://127.0.0.1:{self._sockets.socket.getsockname()[1]}/link"

    def __enter__(self) -> Gateway:
        for server in (self._http, self._sockets):
            threading.Thread(target=server.serve_forever, daemon=True).start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._http.shutdown()
        self._http.server_close()
        self._sockets.shutdown()

    def connected(self, times: int = 1, seconds: float = 30) -> bool:
        """Whether the bot has opened its connection for the nth time, as soon as it has."""
        with self._changed:
            return self._changed.wait_for(lambda: self.connections >= times, seconds)

    def deliver(self, kind: str, payload: dict[str, Any]) -> Any:
        """What the bot acknowledges an envelope with; raises TimeoutError where it does not."""
        id = str(uuid.uuid4())
        envelope = {
            "envelope_id": id,
            "type": kind,
            "payload": payload,
            "accepts_response_payload": kind != "events_api",
        }
        acked: Future[Any] = Future()
        with self._changed:
            assert self._connection, "the bot is not connected"
            self._acks[id] = acked
            self._connection.send(json.dumps(envelope))
        return acked.result(ACK_SECONDS)

    def refresh(self) -> None:
        """Asks the bot to connect anew, as Slack does every few hours."""
        with self._changed:
            assert self._connection, "the bot is not connected"
            connection, self._connection = self._connection, None
        connection.send(json.dumps({"type": "disconnect", "reason": "refresh_requested"}))
        connection.close()

    def _connected(self, connection: ServerConnection) -> None:
        connection.send(json.dumps({"type": "hello", "num_connections": 1}))
        with self._changed:
            self._connection = connection
            self.connections += 1
            self._changed.notify_all()
        try:
            for message in connection:
                ack = json.loads(message)
                self._acks.pop(ack["envelope_id"]).set_result(ack.get("payload"))
        except ConnectionClosed:
            pass


def _envelope(body: str, content_type: str) -> tuple[str, dict[str, Any]]:
    """The kind and payload of what Slack would have sent over HTTP."""
    if content_type == "application/json":
        return "events_api", json.loads(body)
    form = {name: values[0] for name, values in parse_qs(body).items()}
    if "payload" in form:
        return "interactive", json.loads(form["payload"])
    return "slash_commands", form
