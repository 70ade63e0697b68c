"""How many bytes the questions of a UTC day may be billed, for one person and for all together."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta

from bot.state import State, count
from bot.state.records import BILLED

_USD_PER_BYTE = 6.25 / 2**40
"""Google's price of a query on demand in US, by the bytes billed."""
_EVERYBODY = "*"


def price_usd(billed: float) -> float:
    """What so many bytes cost."""
    return billed * _USD_PER_BYTE


def bytes_for(usd: float) -> int:
    """The bytes that are to be had for so much."""
    return int(usd / _USD_PER_BYTE)


@dataclass(frozen=True, slots=True)
class Budget:
    """Bytes a day, counted in the state.

    Questions that run at the same time may together pass a limit, each by what one may be billed.
    """

    state: State
    user_bytes: int
    workspace_bytes: int

    def charge(self, user: str | None, billed: int, now: datetime) -> None:
        """Counts bytes that a question of a user, or of nobody but the workspace, was billed."""
        if billed:
            for who in filter(None, (user, _EVERYBODY)):
                count(self.state, BILLED.name, _key(who, now), billed, BILLED.kept)

    def used(self, user: str | None, now: datetime) -> float:
        """How far the nearer of both limits is used; 1.0 is all of it."""
        limits = [(_EVERYBODY, self.workspace_bytes), *([(user, self.user_bytes)] if user else [])]
        records = [(BILLED.get(self.state, _key(who, now)), limit) for who, limit in limits]
        return max(record["count"] / max(limit, 1) if record else 0.0 for record, limit in records)


def _key(who: str, now: datetime) -> str:
    return f"{now:%Y-%m-%d}:{who}"


def resets_at(now: datetime) -> datetime:
    """When the next day of the budget begins."""
    return datetime.combine(now.date() + timedelta(days=1), time(), now.tzinfo)
