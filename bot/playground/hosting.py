"""Flask applications and functions like those of Cloud Functions over HTTP, on loopback only."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from flask import Flask, Request, Response, request
from werkzeug.serving import WSGIRequestHandler, make_server

Function = Callable[[Request], Response]
LOOPBACK = "127.0.0.1"
SOON = 0.05
"""Seconds within which a server that is told to end does so."""


class _Quiet(WSGIRequestHandler):
    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        """Nothing: who watches sees the messages."""


def mounted(function: Function) -> Flask:
    """An application of the function alone as functions-framework mounts it: at every path and method."""
    app = Flask(__name__, static_folder=None)

    @app.before_request
    def answer() -> Response:
        return function(request)

    @app.after_request
    def read_to_the_end(response: Response) -> Response:
        """A caller that still sends when the connection closes would not see the response."""
        request.max_content_length = None
        request.get_data()
        return response

    return app


@contextmanager
def served(app: Flask, port: int = 0) -> Iterator[str]:
    """The address of `app`, served by threads as long as the context lasts."""
    server = make_server(LOOPBACK, port, app, threaded=True, request_handler=_Quiet)
    server.daemon_threads = True  # type: ignore[attr-defined]
    thread = threading.Thread(target=server.serve_forever, args=(SOON,), daemon=True)
    thread.start()
    try:
        yield f"http://{LOOPBACK}:{server.server_port}/"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
