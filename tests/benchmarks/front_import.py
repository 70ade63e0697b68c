"""Processor time of loading the front, the larger part of a cold start. Runnable."""

from __future__ import annotations

import subprocess
import sys
from functools import partial

from machine import ROOT, describe, median_processor_seconds


def load(code: str) -> None:
    """Runs `code` in a new Python."""
    subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True)


def main() -> None:
    print(describe())
    for what, code in [
        ("python alone", "pass"),
        ("the front (main)", "import main"),
        ("and the worker", "import main, bot.slack.work.worker, bot.sources.duckdb"),
    ]:
        print(f"{what:<18} {median_processor_seconds(partial(load, code)):.2f} s CPU")


if __name__ == "__main__":
    main()
