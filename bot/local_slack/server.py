"""The workspace's Web API over HTTP, on loopback only."""

from __future__ import annotations

import json
import socket
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from bot.local_slack.objects import HANGS_UP
from bot.local_slack.workspace import Workspace

SOON = 0.05
"""Seconds within which the server ends when its context does."""


class LocalSlack:
    """Serves `workspace` while it is open: ``with LocalSlack() as slack: slack.api_url``."""

    def __init__(
        self, token: str = "xoxb-local", signing_secret: str = "local-signing-secret", port: int = 0
    ) -> None:
        self.signing_secret = signing_secret
        self.workspace = Workspace(token)

        class Handler(_Handler):
            workspace = self.workspace

        self._server = ThreadingHTTPServer(("127.0.0.1", port), Handler)
        self._server.daemon_threads = True
        self.url = self.workspace.url = f"http://127.0.0.1:{self._server.server_port}"
        self.api_url = f"{self.url}/api/"
        self._thread = threading.Thread(target=self._server.serve_forever, args=(SOON,), daemon=True)

    def __enter__(self) -> LocalSlack:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()


class _Handler(BaseHTTPRequestHandler):
    workspace: Workspace

    def do_POST(self) -> None:
        room, _, rest = urlsplit(self.path).path.lstrip("/").partition("/")
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        if room == "upload":
            call = self.workspace.receive_upload(rest, body)
            self._send(call.status, call.answer)
        elif room == "response":
            call = self.workspace.respond(rest, self._params(body))
            self._send(call.status, call.answer)
        elif room == "api":
            self._api(rest, self._params(body))
        else:
            self._send(404, {"ok": False, "error": "not_found"})

    def do_GET(self) -> None:
        room, _, rest = urlsplit(self.path).path.lstrip("/").partition("/")
        if room == "api":
            self._api(rest, {})
        else:
            self._send(404, {"ok": False, "error": "not_found"})

    def _api(self, method: str, params: dict[str, Any]) -> None:
        params = dict(parse_qsl(urlsplit(self.path).query)) | params
        token = (self.headers.get("Authorization") or "").removeprefix("Bearer ")
        call, failure = self.workspace.call(method, params, token or params.pop("token", ""))
        if failure:
            time.sleep(failure.after)
        if failure and failure.status == HANGS_UP:
            self.close_connection = True
            self.connection.shutdown(socket.SHUT_RDWR)
            return
        said = self.workspace.scopes_said
        extra = {} if said is None else {"X-OAuth-Scopes": said}
        if failure and failure.retry_after is not None:
            extra["Retry-After"] = str(failure.retry_after)
        self._send(call.status, call.answer, extra)

    def _params(self, body: bytes) -> dict[str, Any]:
        """JSON, or a form of which some fields hold JSON."""
        if not body:
            return {}
        if "json" in (self.headers.get("Content-Type") or ""):
            whole: dict[str, Any] = json.loads(body)
            return whole
        params: dict[str, Any] = dict(parse_qsl(body.decode()))
        if "blocks" in params:
            params["blocks"] = json.loads(params["blocks"])
        return params

    def _send(self, status: int, answer: dict[str, Any], extra: dict[str, str] | None = None) -> None:
        body = json.dumps(answer).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        for name, value in (extra or {}).items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:
        """Quiet: `Workspace.calls` is the log."""
