"""Real daily series (`../shared/gdelt/doc-api`) made into months in which nothing happens.

Two ways, for days are shuffled in blocks of ten to keep their memory, and a burst survives that as what it
is. `shuffled` are the real days so: no change of level or tone is true there, and every burst is. In
`ordinary` nothing stands out by construction (`bot.statistics.quiet`); its tones are real ones in shuffled
blocks.
"""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from machine import ROOT
from numpy.typing import NDArray

from bot.statistics.quiet import quiet

Floats = NDArray[np.float64]
Series = tuple[Floats, Floats, Floats]
"""Articles, totals and tones by day."""
Draw = Callable[[np.random.Generator], Series]

FOLDER = ROOT.parent / "shared" / "gdelt" / "doc-api"
TOTAL = 10_000
"""Of the series that are given as shares."""
BLOCK = 10


@dataclass(frozen=True)
class RealDays:
    """Shares as articles and totals, and tones; each of a topic of its own, of hundreds of days."""

    shares: Sequence[tuple[Floats, Floats]]
    tones: Sequence[Floats]

    def shuffled(self, days: int) -> Draw:
        def draw(rng: np.random.Generator) -> Series:
            n, total = self.shares[int(rng.integers(len(self.shares)))]
            order = _blocks(rng, n.size, days)
            return n[order], total[order], self._tone(rng, days)

        return draw

    def ordinary(self, days: int) -> Draw:
        known = [own for n, total in self.shares if (own := quiet(n, total)) is not None]

        def draw(rng: np.random.Generator) -> Series:
            own = known[int(rng.integers(len(known)))]
            return own.counts(rng, days), np.full(days, own.total), self._tone(rng, days)

        return draw

    def _tone(self, rng: np.random.Generator, days: int) -> Floats:
        tone = self.tones[int(rng.integers(len(self.tones)))]
        return tone[_blocks(rng, tone.size, days)]


def real_days() -> RealDays | None:
    """None where they are absent."""
    if not FOLDER.exists():
        return None
    shares = [_columns(p) for p in sorted(FOLDER.glob("timelinevolraw_*.csv"))]
    tones = []
    with zipfile.ZipFile(FOLDER / "doc-timelines-china-2017-2024.zip") as archive:
        for name in archive.namelist():
            rows = list(csv.reader(io.TextIOWrapper(archive.open(name), "utf-8-sig")))[1:]
            values = np.array([float(r[2]) for r in rows])
            if name.endswith("_Vol.csv"):
                shares.append((np.round(values * TOTAL / 100), np.full(values.size, float(TOTAL))))
            elif values.size > 300 and (values == 0).mean() < 0.1:
                tones.append(np.where(values == 0, np.nan, values))
    return RealDays([s for s in shares if s[0].mean() > 1], tones)


def _columns(path: Path) -> tuple[Floats, Floats]:
    """Articles and totals, without the days that the product takes for a gap."""
    rows = list(csv.reader(path.open()))[1:]
    n, total = np.array([float(r[1]) for r in rows]), np.array([float(r[2]) for r in rows])
    whole = total > np.median(total) / 2
    return n[whole], total[whole]


def _blocks(rng: np.random.Generator, size: int, days: int) -> NDArray[np.int64]:
    """Days in a row from anywhere, cut into blocks at a random place, the blocks in random order."""
    start, cut = int(rng.integers(0, size - days)), int(rng.integers(1, BLOCK + 1))
    pieces = np.split(np.arange(start, start + days), np.arange(cut, days, BLOCK))
    return np.concatenate([pieces[i] for i in rng.permutation(len(pieces))])
