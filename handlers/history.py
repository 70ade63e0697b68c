"""A topic's days as the tests see them: finished days alone, with what happened on them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from bot.answer import Day
from bot.statistics import events
from bot.statistics.spans import LEAST, RATIO

HISTORY_DAYS = 180
"""Days before the timeframe that are read: the more of them, the smaller the changes that can be told."""


@dataclass(frozen=True)
class History:
    """Finished days in order, gaps left out, from long before the timeframe to its end.

    `before` are those that the timeframe is compared with, wherever they lie.
    """

    days: tuple[Day, ...]
    before: tuple[Day, ...] = ()

    @cached_property
    def coverage(self) -> events.Coverage:
        return events.coverage(self._ordinals, [d.articles for d in self.days], [d.total for d in self.days])

    @cached_property
    def tone(self) -> events.Tone:
        return events.tone(self._ordinals, self._tones, [d.stories for d in self.days])

    @cached_property
    def _ordinals(self) -> NDArray[np.int64]:
        return np.array([d.day.toordinal() for d in self.days], dtype=np.int64)

    @cached_property
    def _tones(self) -> NDArray[np.float64]:
        return np.array([np.nan if d.tone is None else d.tone for d in self.days])

    def between(self, start: date, end: date, *, quiet: bool = False) -> tuple[Day, ...]:
        """The days from `start` to `end`; only those of no burst, if `quiet`."""
        calm = self.coverage.judged.quiet if quiet else None
        return tuple(
            d for i, d in enumerate(self.days) if start <= d.day <= end and (calm is None or calm[i])
        )

    def index(self, day: date) -> int | None:
        return next((i for i, d in enumerate(self.days) if d.day == day), None)

    def enough(self, i: int) -> bool:
        """Whether a day has enough articles, and enough more than expected, to be called unusual."""
        return self.days[i].articles >= max(LEAST, RATIO * float(self.coverage.judged.expected[i]))


def history(days: Sequence[Day], before: Sequence[Day] = ()) -> History:
    """Of days in order; the one that is not over is left out."""
    return History(tuple(d for d in days if not d.partial), tuple(d for d in before if not d.partial))
