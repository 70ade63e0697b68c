"""Whether a tone moved because the same outlets write differently, or because other outlets write."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

import numpy as np

from bot.answer import Band, Estimate, Mix
from bot.findings import Finding
from bot.statistics.mix import BLOCK, Floats, split
from bot.words import mix as words
from handlers.data import side_by_side
from handlers.outlets import Wrote, outlet_runs
from handlers.series import Measured, Setting

TONE = ("tone_change", "tone_shift")
Days = tuple[date, date]

LONGEST = 90
"""Days before a change that it is held against at most."""


def of_said(setting: Setting, measured: Measured, findings: Sequence[Finding]) -> Mix | None:
    """The split of the strongest change of tone that is said, None where none is. Raises WarehouseError."""
    said = next((f for f in findings if f.said and f.kind in TONE), None)
    return None if said is None else inside(setting, measured, said)


def inside(setting: Setting, measured: Measured, said: Finding | None = None) -> Mix | None:
    """The split of a change, or of the timeframe against the days before; None where days are too few."""
    w = setting.window
    now, before = (w.start, w.end), w.before
    if said is not None and said.kind == "tone_shift" and said.start and said.from_low:
        last = said.from_low - timedelta(1)
        now, before = (said.start, w.end), (last - timedelta(LONGEST - 1), last)
    elif said is not None and said.against:
        before = said.against
    days = [d.day for d in measured.history.days]
    if not days:
        return None
    now = (now[0], min(now[1], days[-1]))
    before = (max(before[0], before[1] - timedelta(LONGEST - 1), min(days[0], before[1])), before[1])
    return _split(setting, measured, (before, now), said=bool(said and said.said))


def _split(setting: Setting, measured: Measured, periods: tuple[Days, Days], *, said: bool) -> Mix | None:
    earlier, later = map(_whole, periods)
    if earlier is None or later is None:
        return None
    one, other = side_by_side(
        [
            lambda: outlet_runs(setting.reader, measured.found, *earlier, BLOCK),
            lambda: outlet_runs(setting.reader, measured.found, *later, BLOCK),
        ]
    )
    groups = sorted({(x.outlet.site, x.outlet.language) for x in (*one, *other) if x.sums.toned})
    found = split(_blocks(one, groups), _blocks(other, groups)) if groups else None
    if found is None:
        return None
    told = Mix(
        measured.series.topic,
        later,
        earlier,
        found.total,
        _estimate(found.within, found.within_half),
        _estimate(found.mix, found.mix_half),
        found.groups,
    )
    return replace(told, text=words.sentence(told, said=said))


def _whole(days: tuple[date, date]) -> tuple[date, date] | None:
    """The days in whole blocks, up to the last of them; None where there is no block."""
    blocks = ((days[1] - days[0]).days + 1) // BLOCK
    return (days[1] - timedelta(blocks * BLOCK - 1), days[1]) if blocks > 0 else None


def _blocks(wrote: Sequence[Wrote], groups: Sequence[tuple[str, str]]) -> tuple[Floats, Floats]:
    """Stories with a tone and the sums of their tones: a row a block that has any, a column a group."""
    runs = sorted({x.run for x in wrote if x.sums.toned})
    row, column = {r: i for i, r in enumerate(runs)}, {g: i for i, g in enumerate(groups)}
    stories, tones = np.zeros((len(runs), len(groups))), np.zeros((len(runs), len(groups)))
    for x in wrote:
        if x.sums.toned:
            at = row[x.run], column[(x.outlet.site, x.outlet.language)]
            stories[at] += x.sums.toned
            tones[at] += x.sums.tone_sum
    return stories, tones


def _estimate(value: float, half: float) -> Estimate:
    return Estimate(value, Band(value - half, value + half))
