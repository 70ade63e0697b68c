"""Whether a topic did something unusual on a day, at a level of sensitivity, and why."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from bot.answer import Answer, Day
from bot.digests.values import LEVELS, Level
from bot.question import Question
from bot.sources.warehouse import Status, Warehouse
from bot.words.format import count_text, counted, date_text, listed, tone_text
from handlers import wording
from handlers.finish import caveats, provenance
from handlers.refusals import NotAnswerable
from handlers.related import related
from handlers.series import measure, prepare, told
from handlers.unusual import Burst, Shift, bursts, shifts

SHIFT_AT: Mapping[Level, float] = {"high": 2.58, "medium": 3.5, "low": 4.42}
"""Sensitivity → robust z of the tone that is about as rare: two-sided normal, but the customary 3.5."""

REASONS = 3


@dataclass(frozen=True, slots=True)
class Fired:
    """A day on which a rule fires: for its coverage, its tone, or both."""

    day: date
    burst: Burst | None = None
    shift: Shift | None = None


def fired(days: Sequence[Day], since: date, level: Level) -> tuple[Fired, ...]:
    """The days from `since` on which the rule of this level fires; `days` include their baseline."""
    found = bursts(days, since, LEVELS[level])
    by_day: dict[date, Fired] = {b.day.day: Fired(b.day.day, burst=b) for b in found}
    for s in shifts(days, since, SHIFT_AT[level]):
        by_day[s.day.day] = replace(by_day.get(s.day.day, Fired(s.day.day)), shift=s)
    return tuple(by_day[d] for d in sorted(by_day))


def would_have_fired(question: Question, warehouse: Warehouse, status: Status) -> dict[Level, int]:
    """On how many of the question's days each rule would have fired. Raises NotAnswerable, WarehouseError."""
    setting = prepare(question, warehouse, status)
    measured = measure(setting, question.topics[0], question)
    return {level: len(fired(measured.history, setting.window.start, level)) for level in LEVELS}


def alert(question: Question, level: Level, warehouse: Warehouse, status: Status) -> Answer:
    """What to tell of the latest of the question's days on which something unusual happened.

    Days without data never fire. Raises WarehouseError, and NotAnswerable: ``nothing_unusual``, and
    ``no_data_for_timeframe`` while news of the last day is still to come.
    """
    setting = prepare(question, warehouse, status)
    last = question.end or setting.window.end
    if setting.window.end < last or setting.window.partial(last):
        raise NotAnswerable("no_data_for_timeframe", f"The news of {date_text(last)} is not all in yet.")
    measured = measure(setting, question.topics[0], question)
    found = fired(measured.history, setting.window.start, level)
    if not found:
        raise NotAnswerable("nothing_unusual", "Nothing unusual happened.")
    articles, spikes = told(setting, measured, REASONS)
    it, topic = found[-1], measured.series.topic
    when = date_text(it.day)
    parts = []
    if it.burst:
        parts.append(
            f"{wording.capital(topic)} was in {counted(it.burst.day.articles, 'article')} on {when}, "
            f"where about {count_text(round(it.burst.expected))} were to be expected."
        )
    if it.shift and it.shift.day.tone is not None:
        parts.append(
            f"Its tone was {tone_text(it.shift.day.tone)}, against a usual {tone_text(it.shift.usual)} "
            f"({abs(it.shift.z):.1f} robust deviations)."
        )
    if beside := _told_with(question, warehouse, status):
        parts.append(f"Told together with it more than by chance: {listed(beside)}.")
    parts.append(
        f"This alert fires on a day as rare as one in {count_text(round(1 / LEVELS[level]))} for an "
        "ordinary topic."
    )
    what = "Coverage" if it.burst else "Tone"
    verb = "stood out" if it.burst else "shifted"
    headline = wording.fitted(f"{what} of " if it.burst else f"{what} on ", topic, f" {verb} on {when}")
    return Answer(
        question=question,
        headline=headline,
        summary=" ".join(parts),
        alt_text=wording.alt_text(headline, (measured.series,), "share"),
        series=(measured.series,),
        articles=articles,
        spikes=spikes,
        caveats=caveats(question, setting, (measured,)),
        provenance=provenance(setting, (measured,), status),
    )


def _told_with(question: Question, warehouse: Warehouse, status: Status) -> list[str]:
    """The topics most over-represented beside it that day; none where too few stories tell."""
    try:
        beside = related(replace(question, action="related"), warehouse, status)
    except NotAnswerable:
        return []
    return [r.topic for r in beside.related[:REASONS]]
