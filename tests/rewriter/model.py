"""A stand-in for a language model behind an OpenAI-compatible address, which also answers badly."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


@dataclass(slots=True)
class Model:
    """What it says next, and what it was asked."""

    address: str = ""
    line: str = "NONE"
    status: int = 200
    raw: bytes | None = None
    slow: threading.Event | None = None
    asked: list[dict[str, Any]] = field(default_factory=list)
    keys: list[str] = field(default_factory=list)

    @property
    def body(self) -> bytes:
        if self.raw is not None:
            return self.raw
        return json.dumps({"choices": [{"message": {"role": "assistant", "content": self.line}}]}).encode()


@contextmanager
def running() -> Iterator[Model]:
    """The model, as long as the context lasts."""
    model = Model()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            length = int(self.headers["Content-Length"])
            model.asked.append({"path": self.path, **json.loads(self.rfile.read(length))})
            model.keys.append(self.headers.get("Authorization", ""))
            if model.slow:
                model.slow.wait(60)
            try:
                self.send_response(model.status)
                self.send_header("Location", f"{model.address}/elsewhere")
                self.end_headers()
                self.wfile.write(model.body)
            except OSError:
                pass  # whoever asked has gone

        def log_message(self, format: str, *args: Any) -> None:
            """Nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    model.address = f"http://127.0.0.1:{server.server_port}/v1"
    threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
    try:
        yield model
    finally:
        if model.slow:
            model.slow.set()
        server.shutdown()
        server.server_close()
