"""What the benchmarks share: naming the machine, timing, memory."""

from __future__ import annotations

import os
import platform
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(ROOT))


def describe() -> str:
    """Python, cores and processor of this machine, in one line."""
    model = next(
        (
            line.split(":", 1)[1].strip()
            for line in Path("/proc/cpuinfo").read_text().splitlines()
            if line.startswith("model name")
        ),
        platform.processor(),
    )
    return f"Python {platform.python_version()}, {os.cpu_count()} cores, {model}"


def median_seconds(work: Callable[[], object], runs: int = 7) -> float:
    """The median wall-clock time of a few runs, after one to warm up."""
    work()
    times = []
    for _ in range(runs):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return statistics.median(times)


def median_processor_seconds(work: Callable[[], object], runs: int = 7) -> float:
    """The median processor time, of this process and those it waited for, of a few runs after one to warm up.

    Other work on the machine sways it far less than the time on the wall.
    """
    work()
    used = []
    for _ in range(runs):
        start = sum(os.times()[:4])
        work()
        used.append(sum(os.times()[:4]) - start)
    return statistics.median(used)


def peak_memory_mb() -> float:
    """The most memory that this process has held, in MB.

    `getrusage` would tell that of the process that started this one, where that was more.
    """
    status = Path("/proc/self/status").read_text()
    return int(status.split("VmHWM:")[1].split()[0]) / 1024
