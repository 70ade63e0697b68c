"""What is claimed, and how surely: the values from which everything that is said is said."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

Kind = Literal[
    "spike",
    "tone_shift",
    "level_shift",
    "share_change",
    "tone_change",
    "difference",
    "related_change",
    "lead",
    "gap",
    "too_few",
    "not_tested",
]
Measure = Literal["share", "tone", "stories", "searches"]


@dataclass(frozen=True, slots=True)
class Finding:
    """Something tested, or why it could not be.

    `size` with its 95 % interval `low` to `high` is a factor where the measure is share or stories (1 is no
    change), points where it is tone or searches (0 is none), days for a lead. `start` to `end` are its days;
    a shift began on `start`, surely between `from_low` and `from_high`. `before` and `after` are the levels
    (shares 0..1, tone, articles expected and seen of a spike) on the days `against` and now. `p` is the
    chance of as much where nothing moved, over all places looked at. `said` is whether it may be put in
    words of change: its error rate holds among all tests of the answer. `text` says it.
    """

    kind: Kind
    topic: str
    other: str | None = None
    start: date | None = None
    end: date | None = None
    from_low: date | None = None
    from_high: date | None = None
    size: float | None = None
    low: float | None = None
    high: float | None = None
    p: float | None = None
    said: bool = False
    text: str = ""
    measure: Measure | None = None
    before: float | None = None
    after: float | None = None
    against: tuple[date, date] | None = None
    usual: bool = False
    """Whether it is held against what is usual, and not against the period before."""
    noticed: float | None = None
    """The size from which a change would have been said in nine of ten cases."""

    @property
    def moved(self) -> bool:
        """Whether the 95 % interval excludes no change; no licence for words of change."""
        if self.low is None or self.high is None:
            return False
        nothing = 1.0 if self.measure in ("share", "stories") else 0.0
        return not self.low <= nothing <= self.high
