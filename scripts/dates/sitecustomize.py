"""Sleeping under faketime: libfaketime 0.9.10 refuses `time.sleep` where the monotonic clock is left alone,
and where it is not, waiting for a lock with a timeout never ends. Python loads this at its start.
"""

import select
import time


def _sleep(seconds: float) -> None:
    if seconds < 0:
        raise ValueError("sleep length must be non-negative")
    select.select([], [], [], seconds)


time.sleep = _sleep
