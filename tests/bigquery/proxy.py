"""Stands before the emulator and does what it cannot: counts bytes, holds to the cap, fails in many ways."""

from __future__ import annotations

import json
import threading
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

STATUSES = {
    "accessDenied": 403,
    "quotaExceeded": 403,
    "billingNotEnabled": 403,
    "rateLimitExceeded": 429,
    "backendError": 503,
    "internalError": 500,
    "notFound": 404,
    "resourcesExceeded": 400,
    "invalidCredentials": 401,
}
"""Google's reasons → the HTTP status they come with."""


@dataclass(slots=True)
class Proxy:
    """What the proxy does and what it saw. `times` is for how many requests `fault` still holds.

    A `fault` is one of Google's reasons, ``drop`` (the connection breaks in the middle of a result),
    ``lost`` (a job is begun, and the answer to that is lost) or ``hang`` (a result never comes). `bytes_read`
    is what every query is said to read; more than its cap fails as Google fails it.
    """

    upstream: str
    url: str = ""
    fault: str = ""
    message: str = ""
    times: int = 0
    bytes_read: int = 0
    jobs: list[dict[str, Any]] = field(default_factory=list)
    cancelled: int = 0
    lock: threading.Lock = field(default_factory=threading.Lock)

    def takes(self, *faults: str) -> bool:
        """Whether one of these faults is due; it is used up once."""
        with self.lock:
            due = self.times > 0 and self.fault in faults
            self.times -= due
            return due


@contextmanager
def proxy(upstream: str) -> Iterator[Proxy]:
    """A running proxy on loopback."""
    state = Proxy(upstream)

    class Handler(_Handler):
        proxy = state

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    state.url = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield state
    finally:
        server.shutdown()
        server.server_close()


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    proxy: Proxy

    def do_GET(self) -> None:
        self._serve(b"")

    def do_POST(self) -> None:
        self._serve(self.rfile.read(int(self.headers.get("Content-Length") or 0)))

    def log_message(self, *_: object) -> None:
        """Silent."""

    def _serve(self, body: bytes) -> None:
        p = self.proxy
        path = self.path.partition("?")[0]
        begins = self.command == "POST" and path.endswith("/jobs")
        result = "/queries/" in path
        if path.endswith("/cancel"):
            p.cancelled += 1
        if (begins or "/datasets/" in path) and p.takes(*STATUSES):
            return self._fail(p.fault, p.message)
        config: dict[str, Any] = {}
        if begins:
            config = json.loads(body)["configuration"]
            cap = int(config["query"].get("maximumBytesBilled") or 2**62)
            if p.bytes_read > cap and not config.get("dryRun"):
                said = f"Query exceeded limit for bytes billed: {cap}. {p.bytes_read} or higher required."
                return self._fail("bytesBilledLimitExceeded", said, 500)
        if result and p.takes("hang"):
            return self._send(200, b'{"jobComplete": false, "jobReference": {}}')
        status, answer = self._forward(body)
        if begins and status == 200 and not config.get("dryRun"):
            p.jobs.append(json.loads(body))
            if p.takes("lost"):
                return self._drop(b"")
        if result and p.takes("drop"):
            return self._drop(answer)
        if "/jobs" in path and status == 200:
            answer = self._changed(answer)
        return self._send(status, answer)

    def _forward(self, body: bytes) -> tuple[int, bytes]:
        headers = {"Content-Type": self.headers.get("Content-Type") or "application/json"}
        request = urllib.request.Request(
            self.proxy.upstream + self.path,
            body if self.command == "POST" else None,
            headers,
            method=self.command,
        )
        try:
            with urllib.request.urlopen(request, timeout=600) as answer:
                return answer.status, answer.read()
        except urllib.error.HTTPError as e:
            return e.code, e.read()

    def _changed(self, answer: bytes) -> bytes:
        """A job with the bytes it is said to read (the emulator says none), and at work while it hangs."""
        found = json.loads(answer)
        if self.proxy.bytes_read and "query" in found.get("statistics", {}):
            said = str(self.proxy.bytes_read)
            found["statistics"]["totalBytesProcessed"] = said
            found["statistics"]["query"] |= {"totalBytesProcessed": said, "totalBytesBilled": said}
        if self.proxy.fault == "hang" and "status" in found:
            found["status"]["state"] = "RUNNING"
        return json.dumps(found).encode()

    def _fail(self, reason: str, message: str, status: int = 0) -> None:
        error = {"reason": reason, "message": message or reason, "domain": "global"}
        code = status or STATUSES[reason]
        self._send(code, json.dumps({"error": {"code": code, "errors": [error], **error}}).encode())

    def _send(self, status: int, body: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def _drop(self, answer: bytes) -> None:
        """Half of an answer, and then the end of the connection."""
        self.send_response(200)
        self.send_header("Content-Length", str(len(answer) or 100))
        self.end_headers()
        self.wfile.write(answer[: len(answer) // 2])
        self.close_connection = True
