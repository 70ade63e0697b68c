"""A small Google Trends on loopback: its endpoints, its one-time tokens, and all its bad manners."""

from __future__ import annotations

import json
import secrets
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

EXPLORE, MULTILINE = "/trends/api/explore", "/trends/api/widgetdata/multiline"
GEO, RELATED = "/trends/api/widgetdata/comparedgeo", "/trends/api/widgetdata/relatedsearches"
SUGGEST = "/trends/api/autocomplete/"
DATA = (MULTILINE, GEO, RELATED)
PREFIX = ")]}',\n"
TOP = [("inflation rate", 100), ("what is inflation", 61)]
RISING = [("inflation 2026", 6200), ("inflation forecast", 140)]


@dataclass
class Google:
    """What it was asked and how it behaves: `manners` names one for a path, or for "*" every data path.

    `recorded` are (path, body) to be served as they once were, whatever is asked.
    """

    manners: dict[str, str] = field(default_factory=dict)
    recorded: list[tuple[str, str]] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    connections: set[int] = field(default_factory=set)
    tokens: dict[str, dict[str, Any]] = field(default_factory=dict)
    url: str = ""
    released: threading.Event = field(default_factory=threading.Event)

    def count(self, path: str) -> int:
        return sum(p == path for p in self.asked)


@contextmanager
def google() -> Iterator[Google]:
    """The server, on a port of its own, until the end of the block."""
    state = Google()

    class Handler(_Handler):
        google = state

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    state.url = f"http://127.0.0.1:{server.server_port}/trends"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield state
    finally:
        state.released.set()
        server.shutdown()
        server.server_close()


class _Handler(BaseHTTPRequestHandler):
    google: Google
    protocol_version = "HTTP/1.1"

    def log_message(self, format: str, *args: Any) -> None:
        pass

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers.get("Content-Length") or 0))
        self.do_GET()

    def do_GET(self) -> None:
        url = urlsplit(self.path)
        query = {k: v[0] for k, v in parse_qs(url.query).items()}
        g = self.google
        g.asked.append(url.path)
        g.connections.add(self.client_address[1])
        manner = g.manners.get(url.path) or (g.manners.get("*") if url.path in DATA else None)
        if manner == "hang":
            g.released.wait(180)
            self.close_connection = True
            return
        if manner == "drip":
            self._drip()
            return
        if manner == "503 once":
            del g.manners[url.path]
            manner = "503"
        if manner and manner != "empty list" and (page := _PAGES.get(manner)):
            self._send(*page)
            return
        status, body = self._answer(url.path, query, manner)
        if manner == "truncated":
            body = body[: len(body) // 2]
        self._send(status, None if manner == "no content type" else "application/json; charset=utf-8", body)

    def _answer(self, path: str, query: dict[str, str], manner: str | None) -> tuple[int, str]:
        g = self.google
        if path == "/trends/explore/":
            return 200, "<html>Google Trends</html>"
        if g.recorded:
            kept = next((i for i, (p, _) in enumerate(g.recorded) if p == path), None)
            return (404, "") if kept is None else (200, g.recorded.pop(kept)[1])
        if path.startswith(SUGGEST):
            return 200, PREFIX + json.dumps({"default": {"topics": []}})
        if path == EXPLORE:
            return self._explore(json.loads(query["req"]))
        asked = g.tokens.pop(query["token"], None)
        if asked is None or manner == "token used":
            return 429, "token used twice"
        if path == MULTILINE:
            return 200, PREFIX + json.dumps({"default": {"timelineData": _timeline(asked)}})
        if path == GEO:
            return 200, PREFIX + json.dumps({"default": {"geoMapData": _regions(asked)}})
        lists = [] if manner == "empty list" else [_ranked(TOP), _ranked(RISING)]
        return 200, PREFIX + json.dumps({"default": {"rankedList": lists}})

    def _explore(self, asked: dict[str, Any]) -> tuple[int, str]:
        keywords = [item["keyword"] for item in asked["comparisonItem"]]
        if len(keywords) > 5:
            return 400, "too many"
        widgets = []
        for name in ("TIMESERIES", "GEO_MAP", "RELATED_QUERIES"):
            token = secrets.token_hex(8)
            self.google.tokens[token] = asked
            about = {"complexKeywordsRestriction": {"keyword": [{"type": "BROAD", "value": keywords[0]}]}}
            widgets.append({"id": name, "token": token, "request": {"restriction": about}})
        return 200, ")]}'\n" + json.dumps({"widgets": widgets})

    def _send(self, status: int, content_type: str | None, body: str) -> None:
        data = body.encode()
        self.send_response(status)
        if content_type:
            self.send_header("Content-Type", content_type)
        self.send_header("Content-Length", str(len(data)))
        if status == 302:
            self.send_header("Location", "https://consent.example/ml")
        self.send_header("Set-Cookie", "NID=made-up; path=/")
        self.end_headers()
        self.wfile.write(data)

    def _drip(self) -> None:
        """Never so slow that a read times out, and never done."""
        self.send_response(200)
        self.send_header("Content-Length", "1000")
        self.end_headers()
        for _ in range(100):
            self.wfile.write(b" ")
            self.wfile.flush()
            time.sleep(0.05)
            if self.google.released.is_set():
                break
        self.close_connection = True


_PAGES: dict[str, tuple[int, str | None, str]] = {
    "429 json": (429, "application/json", '{"error": "quota"}'),
    "429 text": (429, "text/javascript", "Too many requests"),
    "consent": (200, "text/html", "<!doctype html><title>Before you continue</title>"),
    "redirect": (302, "text/html", ""),
    "503": (503, "text/html", "<html>Service unavailable</html>"),
    "not found": (404, "text/html", "<html>Not found</html>"),
    "not json": (200, "application/json", "ok"),
}


def _timeline(asked: dict[str, Any]) -> list[dict[str, Any]]:
    """One value a day, rising for the first keyword and 10 less for each further one; today is partial."""
    items = asked["comparisonItem"]
    first, last = (date.fromisoformat(d) for d in items[0]["time"].split())
    days = [first + timedelta(n) for n in range((last - first).days + 1)]
    out: list[dict[str, Any]] = []
    for n, day in enumerate(days):
        values = [max(0, 50 + 50 * n // max(1, len(days) - 1) - 10 * k) for k in range(len(items))]
        moment = int(datetime.fromisoformat(f"{day}T00:00:00+00:00").timestamp())
        out.append({"time": str(moment), "value": values, "hasData": [True] * len(items)})
    out[-1]["isPartial"] = True
    return out


def _regions(asked: dict[str, Any]) -> list[dict[str, Any]]:
    many = len(asked["comparisonItem"])
    return [
        {"geoCode": code, "geoName": name, "value": [value] * many}
        for code, name, value in (("SE", "Sweden", 100), ("NO", "Norway", 71), ("DK", "Denmark", 0))
    ]


def _ranked(rows: list[tuple[str, int]]) -> dict[str, Any]:
    return {"rankedKeyword": [{"query": q, "value": v, "formattedValue": str(v)} for q, v in rows]}
