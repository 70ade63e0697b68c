"""What changed inside a tone, in words."""

from __future__ import annotations

from bot.answer import Estimate, Mix
from bot.words.format import band_text, span_text, tone_text

NEARLY_ALL = 0.8
"""A part of the change this large is nearly all of it."""


def sentence(m: Mix, *, said: bool) -> str:
    """What made a change that is `said`, where that is certain; else figures alone, which claim nothing."""
    days = f"{span_text(*m.now)} against {span_text(*m.before)}"
    because = f", {cause(m)}" if said and cause(m) else ""
    return (
        f"The mean tone of stories on {m.topic}, {days}: {tone_text(m.total)} points{because}. "
        f"Of that, the same outlets writing differently {_part(m.within)}, "
        f"other outlets writing {_part(m.mix)}."
    )


def cause(m: Mix) -> str:
    """Which of the parts made nearly all of the change; empty where neither is certain to have."""
    within, mix = _sure(m.within), _sure(m.mix)
    if mix and not within and _most(m.mix, m.total):
        return "nearly all of it because other outlets wrote"
    if within and not mix and _most(m.within, m.total):
        return "nearly all of it because the same outlets wrote differently"
    return ""


def _sure(part: Estimate) -> bool:
    """Whether the interval leaves out nothing having changed."""
    return part.band is not None and not part.band.low <= 0.0 <= part.band.high


def _most(part: Estimate, total: float) -> bool:
    return part.value * total > 0 and abs(part.value) >= NEARLY_ALL * abs(total)


def _part(part: Estimate) -> str:
    band = band_text(part.band.low, part.band.high) if part.band else ""
    return tone_text(part.value) + (f" ({band})" if band else "")
