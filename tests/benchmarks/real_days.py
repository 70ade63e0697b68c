"""Real daily series (`../shared/gdelt/doc-api`) made into months in which nothing happens.

Two ways, for days are shuffled in blocks of ten to keep their memory, and a burst survives that as what it
is. `shuffled` are the real days so: no change of level or tone is true there, and every burst is. In
`ordinary` nothing stands out by construction: each day is drawn from how far the days *below* the usual of
their weeks lie from it, put on both sides (news makes days high, not low), with a memory of 0.35; its tones
are real ones in shuffled blocks.
"""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import erf, sqrt
from pathlib import Path

import numpy as np
from machine import ROOT
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Series = tuple[Floats, Floats, Floats]
"""Articles, totals and tones by day."""
Draw = Callable[[np.random.Generator], Series]

FOLDER = ROOT.parent / "shared" / "gdelt" / "doc-api"
TOTAL = 10_000
"""Of the series that are given as shares."""
BLOCK, MEMORY = 10, 0.35
AROUND = 28
"""Days on either side that tell what is usual."""


@dataclass(frozen=True)
class RealDays:
    """Shares as articles and totals, and tones; each of a topic of its own, of hundreds of days."""

    shares: Sequence[tuple[Floats, Floats]]
    tones: Sequence[Floats]

    def shuffled(self, days: int) -> Draw:
        def draw(rng: np.random.Generator) -> Series:
            n, total = self.shares[rng.integers(len(self.shares))]
            order = _blocks(rng, n.size, days)
            return n[order], total[order], self._tone(rng, days)

        return draw

    def ordinary(self, days: int) -> Draw:
        known = [_ordinary(n, total) for n, total in self.shares]

        def draw(rng: np.random.Generator) -> Series:
            own = known[rng.integers(len(known))]
            return own.counts(rng, days), np.full(days, own.total), self._tone(rng, days)

        return draw

    def _tone(self, rng: np.random.Generator, days: int) -> Floats:
        tone = self.tones[rng.integers(len(self.tones))]
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


@dataclass(frozen=True)
class _Ordinary:
    """A usual day and how far below it days lie, sorted, on a scale on which every level scatters alike."""

    total: float
    theta: float
    middle: float
    below: Floats

    def counts(self, rng: np.random.Generator, days: int) -> Floats:
        z = np.zeros(days + 50)
        for t, e in enumerate(rng.normal(size=days + 49) * sqrt(1 - MEMORY**2), 1):
            z[t] = MEMORY * z[t - 1] + e
        z = z[50:]
        rank = np.array([erf(abs(x) / sqrt(2)) for x in z])
        far = self.below[np.minimum((rank * self.below.size).astype(int), self.below.size - 1)]
        y = np.maximum(0.0, self.middle + np.sign(z) * far)
        return np.round(np.maximum(0.0, np.sinh(y * sqrt(self.theta)) ** 2 / self.theta - 0.375))


def _ordinary(n: Floats, total: Floats) -> _Ordinary:
    x = n / total * np.median(total)
    usual = np.array([np.median(x[max(0, i - AROUND) : i + AROUND + 1]) for i in range(x.size)])
    low = x < usual
    extra = float(((x - usual)[low] ** 2).mean() - usual[low].mean())
    theta = max(1e-4, extra / float((usual[low] ** 2).mean()))

    def scaled(v: Floats) -> Floats:
        return np.asarray(np.arcsinh(np.sqrt(theta * (v + 0.375))) / sqrt(theta))

    middle = float(scaled(np.median(x)))
    return _Ordinary(float(np.median(total)), theta, middle, np.sort((scaled(usual) - scaled(x))[low]))
