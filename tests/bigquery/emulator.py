"""A BigQuery on loopback for tests: PyPI's local-bigquery, in a process and a Python of its own."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.ports import free_port, is_open

ROOT = Path(__file__).resolve().parents[2]


@contextmanager
def emulator(folder: Path, project: str) -> Iterator[str]:
    """Its address. Skips the test where it cannot be had."""
    made = subprocess.run(
        ["bash", str(ROOT / "scripts/local_bigquery.sh")], capture_output=True, text=True, check=False
    )
    if made.returncode:
        pytest.skip(f"no BigQuery to test against: {made.stderr.strip().splitlines()[-1]}")
    home = Path(made.stdout.strip())
    port, grpc = free_port(), free_port()
    command = f"{home}/venv/bin/local-bigquery --host 127.0.0.1 --port {port} --grpc-port {grpc}"
    process = subprocess.Popen(
        [*command.split(), "--data-dir", str(folder), "--project", project],
        env={**os.environ, "HOME": str(home / "home")},
        stdout=(folder / "log").open("w"),
        stderr=subprocess.STDOUT,
        start_new_session=True,
    )
    try:
        _wait(port, process, folder / "log")
        yield f"http://127.0.0.1:{port}"
    finally:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def _wait(port: int, process: subprocess.Popen[bytes], log: Path) -> None:
    for _ in range(600):
        if process.poll() is not None:
            pytest.fail(f"the emulator ended: {log.read_text()[-2000:]}")
        if is_open(port):
            return
        time.sleep(0.1)
    pytest.fail("the emulator does not listen")
