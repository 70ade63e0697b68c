"""A stand-in for Cloud Tasks on loopback: named tasks, delivery over HTTP with retries and OIDC tokens."""

from __future__ import annotations

import base64
import json
import random
import threading
import time
import urllib.error
import urllib.request
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from google.auth import jwt
from google.auth.crypt import RSASigner

QUEUE = "projects/tidings-test/locations/here/queues/questions"
KEY_ID = "test-key"


@dataclass(slots=True)
class Signer:
    """Google's part in OIDC: `token` signs, `certs` is what verifies."""

    key: rsa.RSAPrivateKey = field(default_factory=lambda: rsa.generate_private_key(65537, 2048))

    def token(self, audience: str, email: str, **claims: Any) -> str:
        pem = self.key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.TraditionalOpenSSL,
            serialization.NoEncryption(),
        )
        now = int(time.time())
        payload = {
            "iss": "https://accounts.google.com",
            "aud": audience,
            "email": email,
            "email_verified": True,
            "iat": now,
            "exp": now + 3600,
            **claims,
        }
        signer = RSASigner.from_string(pem, KEY_ID)  # type: ignore[no-untyped-call]
        encoded: bytes = jwt.encode(signer, payload)  # type: ignore[no-untyped-call]
        return encoded.decode()

    @property
    def certs(self) -> dict[str, str]:
        public = self.key.public_key().public_bytes(
            serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
        )
        return {KEY_ID: public.decode()}


class Tasks:
    """Serves ``POST /v2/{queue}/tasks`` and Google's ``/certs`` while it is open.

    Tasks go to the `addresses` in turn, as to machines behind one address, or to the task's own.
    `repeats` is how often each task is delivered although it succeeded, as at-least-once allows;
    `refuse` makes creating fail with a status, `delay` makes it take so many seconds.
    """

    def __init__(self, *, attempts: int = 10, backoff: float = 0.2, repeats: int = 0) -> None:
        self.signer = Signer()
        self.addresses: list[str] = []
        self.attempts = attempts
        self.backoff = backoff
        self.repeats = repeats
        self.refuse: int | None = None
        self.delay = 0.0
        self.created: set[str] = set()
        self.certs_fetched = 0
        self.delivered: Counter[str] = Counter()
        self.given_up: list[str] = []
        self._open = 0
        self._changed = threading.Condition()
        self._pool = ThreadPoolExecutor(4, thread_name_prefix="tasks")
        tasks = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"
            disable_nagle_algorithm = True

            def do_GET(self) -> None:
                tasks.certs_fetched += 1
                self._send(200, tasks.signer.certs)

            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
                self._send(*tasks.create(self.path, json.loads(body)))

            def _send(self, status: int, answer: dict[str, Any]) -> None:
                body = json.dumps(answer).encode()
                self.send_response(status)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(body)))
                self.send_header("Cache-Control", "public, max-age=20000")
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, format: str, *args: Any) -> None: ...

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        # Who is killed leaves connections behind.
        self._server.handle_error = lambda *_: None  # type: ignore[method-assign]
        self.url = f"http://127.0.0.1:{self._server.server_port}"
        self.certs_url = f"{self.url}/certs"

    def __enter__(self) -> Tasks:
        threading.Thread(target=self._server.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._pool.shutdown(wait=False, cancel_futures=True)

    def create(self, path: str, body: dict[str, Any]) -> tuple[int, dict[str, Any]]:
        if path != f"/v2/{QUEUE}/tasks":
            return 404, {"error": {"code": 404, "status": "NOT_FOUND"}}
        time.sleep(self.delay)
        if self.refuse:
            return self.refuse, {"error": {"code": self.refuse}}
        task = body["task"]
        with self._changed:
            if task["name"] in self.created:
                return 409, {"error": {"code": 409, "status": "ALREADY_EXISTS"}}
            self.created.add(task["name"])
            self._open += 1 + self.repeats
        for _ in range(1 + self.repeats):
            self._pool.submit(self._deliver, task, 0)
        return 200, {"name": task["name"]}

    def wait(self, seconds: float) -> bool:
        """Whether nothing is left to deliver."""
        with self._changed:
            return self._changed.wait_for(lambda: self._open == 0, seconds)

    def _deliver(self, task: dict[str, Any], tried: int) -> None:
        request = task["httpRequest"]
        oidc = request["oidcToken"]
        name = task["name"].rpartition("/")[2]
        token = self.signer.token(oidc["audience"], oidc["serviceAccountEmail"])
        headers = request["headers"] | {
            "Authorization": f"Bearer {token}",
            "X-CloudTasks-TaskName": name,
            "X-CloudTasks-TaskRetryCount": str(tried),
        }
        url = random.choice(self.addresses) if self.addresses else request["url"]
        message = urllib.request.Request(url, base64.b64decode(request["body"]), headers)
        try:
            with urllib.request.urlopen(message, timeout=180) as response:
                done = 200 <= response.status < 300
        except OSError:
            done = False
        with self._changed:
            self.delivered[name] += 1
            if done or tried + 1 >= self.attempts:
                if not done:
                    self.given_up.append(name)
                self._open -= 1
                self._changed.notify_all()
                return
        later = threading.Timer(self.backoff * 2 ** min(tried, 4), self._again, (task, tried + 1))
        later.daemon = True
        later.start()

    def _again(self, task: dict[str, Any], tried: int) -> None:
        try:
            self._pool.submit(self._deliver, task, tried)
        except RuntimeError:
            return  # closed meanwhile
