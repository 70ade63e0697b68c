"""What day and hour it is, as something to be given: a fixed moment makes a whole bot repeatable.

How long something took, or has been kept, is no matter of the calendar: leases, records that run out and
the age of a request are measured by the machine's own time.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

Clock = Callable[[], datetime]
"""Tells the moment it is, with its time zone."""


def utc_now() -> datetime:
    """The machine's clock."""
    return datetime.now(UTC)
