"""How many bytes the questions of a UTC day may be billed, for one person and for all together."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from bot.state import State

USD_PER_TIB = 6.25
"""Google's price of a query on demand in US, by the bytes billed."""
_KEPT = 2 * 86_400.0


def price_usd(billed: int) -> float:
    """What so many bytes cost."""
    return billed / 2**40 * USD_PER_TIB


@dataclass(frozen=True, slots=True)
class Budget:
    """Bytes a day. Charges are records of their own, so that none is lost between processes.

    Questions that run at the same time may together pass a limit, each by what one query may be billed.
    """

    state: State
    user_bytes: int
    workspace_bytes: int

    def charge(self, user: str, billed: int, now: datetime) -> None:
        """Counts bytes that a user's question was billed."""
        if billed:
            charge = {"user": user, "bytes": billed}
            self.state.put(f"spent:{now:%Y-%m-%d}", uuid.uuid4().hex, charge, _KEPT)

    def spent(self, user: str, now: datetime) -> tuple[int, int]:
        """The bytes of the day `now` (UTC): the user's, and everybody's."""
        charges = [value for _, value in self.state.list(f"spent:{now:%Y-%m-%d}")]
        return sum(c["bytes"] for c in charges if c["user"] == user), sum(c["bytes"] for c in charges)

    def used_up(self, user: str, now: datetime) -> float:
        """How far the nearer limit is used up; 1.0 and more is all of it."""
        own, all_of_it = self.spent(user, now)
        return max(own / max(self.user_bytes, 1), all_of_it / max(self.workspace_bytes, 1))


def resets_at(now: datetime) -> datetime:
    """When the next day of the budget begins."""
    return datetime.combine(now.date() + timedelta(days=1), time(), now.tzinfo)
