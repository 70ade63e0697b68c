"""Requests before they are believed: what their headers show, and their bodies within a size and a time."""

from __future__ import annotations

import io
import re
import socket
import threading
from contextlib import suppress

from werkzeug import Request
from werkzeug.datastructures import Headers

LARGEST = 1024 * 1024
"""Bytes. Slack's largest requests, clicks that carry their message, stay far below."""
TIME = 1.0
"""Seconds that a body may take, from one who may be Slack."""
TIME_OF_STRANGERS = 0.1
"""Seconds for a body that nobody reads; one that is there already leaves the connection fit for another."""
OLDEST = 300
"""Seconds by which the time of a signature may be off, as Slack asks for."""

_SIGNATURE = re.compile(r"v0=[0-9a-f]{64}")


def refused(headers: Headers, now: float) -> int | None:
    """The HTTP status for a request that shows by its headers alone that it is not to be read, or None."""
    stamp = headers.get("X-Slack-Request-Timestamp", "")
    if not (stamp.isascii() and stamp.isdigit() and len(stamp) < 20 and abs(now - int(stamp)) <= OLDEST):
        return 401
    if not _SIGNATURE.fullmatch(headers.get("X-Slack-Signature", "")):
        return 401
    length = headers.get("Content-Length", type=int)
    if length is None or length < 0:
        return 411
    return 413 if length > LARGEST else None


def read(request: Request, seconds: float = TIME) -> bytes | None:
    """The body, or None where it does not come whole in time. Who reads it afterwards gets it from memory.

    A connection whose body is not read to its end is of no further use and gives no more.
    """
    length = request.headers.get("Content-Length", 0, int)
    # Gunicorn waits for a body without end, and so would functions-framework, which reads it in any case.
    connection: socket.socket | None = request.environ.get("gunicorn.socket")
    body = b""
    if "Transfer-Encoding" in request.headers or not 0 <= length <= LARGEST:
        _end(connection)
    elif length:
        timer = threading.Timer(seconds, _end, (connection,))
        timer.daemon = True
        timer.start()
        with suppress(OSError):
            body = request.environ["wsgi.input"].read(length)
        timer.cancel()
    request.environ |= {"wsgi.input": io.BytesIO(body), "wsgi.input_terminated": True}
    return body if len(body) == length else None


def discard(request: Request) -> None:
    """Sees to it that nobody waits for the body of a request that is refused."""
    read(request, TIME_OF_STRANGERS)


def _end(connection: socket.socket | None) -> None:
    """Whoever reads from the connection meets its end; an answer can still be written."""
    if connection is not None:
        with suppress(OSError):
            connection.shutdown(socket.SHUT_RD)
