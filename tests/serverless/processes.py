"""The bot's functions as processes of their own, as functions-framework serves them, on a fixed day."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

from bot.local_slack import LocalSlack
from tests.ports import free_port, is_open
from tests.serverless.tasks import QUEUE, Tasks

ROOT = Path(__file__).resolve().parents[2]
FUNCTIONS = str(ROOT / "tests/serverless/fixed_day.py")
WORKER_URL = "https://worker.example"
DIGEST_URL = "https://digest.example"
TASKS_ACCOUNT = "tasks@tidings-test.iam.gserviceaccount.com"
SCHEDULER_ACCOUNT = "scheduler@tidings-test.iam.gserviceaccount.com"


def environment(data: Path, slack: LocalSlack, tasks: Tasks, firestore: str | None = None) -> dict[str, str]:
    """The settings of all three functions; `firestore` is the ``host:port`` of an emulator."""
    settings = {
        "TIDINGS_DATA": str(data),
        "TIDINGS_QUEUE": QUEUE,
        "TIDINGS_TASKS_URL": tasks.url,
        "TIDINGS_CERTS_URL": tasks.certs_url,
        "TIDINGS_WORKER_URL": WORKER_URL,
        "TIDINGS_DIGEST_URL": DIGEST_URL,
        "TIDINGS_TASKS_ACCOUNT": TASKS_ACCOUNT,
        "TIDINGS_SCHEDULER_ACCOUNT": SCHEDULER_ACCOUNT,
        "TIDINGS_ATTEMPTS": str(tasks.attempts),
        "TIDINGS_LEASE_SECONDS": "2",
        "SLACK_BOT_TOKEN": slack.workspace.token,
        "SLACK_SIGNING_SECRET": slack.signing_secret,
        "SLACK_API_URL": slack.api_url,
        "GOOGLE_CLOUD_PROJECT": "tidings-test",
    }
    if firestore:
        settings |= {"TIDINGS_STATE": "firestore", "FIRESTORE_EMULATOR_HOST": firestore}
    return {**os.environ, **settings, "GUNICORN_LOG_LEVEL": "critical"}


class Function:
    """One of main.py's functions in a process group, on a port of its own until the end.

    What it logs is shown unless it is to be `quiet`.
    """

    def __init__(self, target: str, env: dict[str, str], *, port: int = 0, quiet: bool = True) -> None:
        self.port = port or free_port()
        self._output = subprocess.DEVNULL if quiet else None
        self.url = f"http://127.0.0.1:{self.port}/"
        self._target = target
        self._env = env
        self.start()

    def start(self) -> None:
        framework = [sys.executable, "-m", "functions_framework", "--source", FUNCTIONS]
        command = [*framework, "--target", self._target, "--host", "127.0.0.1", "--port", str(self.port)]
        self._process = subprocess.Popen(
            command,
            cwd=ROOT,
            env=self._env,
            start_new_session=True,
            stdout=self._output,
            stderr=self._output,
        )

    def ready(self, seconds: float = 300) -> None:
        """Returns when it listens."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            if is_open(self.port):
                return
            time.sleep(0.02)
        raise TimeoutError(f"{self._target} did not start")

    def kill(self) -> None:
        """At once, with whatever it is doing."""
        os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()

    def get(self) -> str:
        with urllib.request.urlopen(self.url, timeout=180) as response:
            return str(response.read().decode())
