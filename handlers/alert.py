"""Whether a topic did something unusual on a day, at a level of sensitivity, and why."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from bot.answer import Answer
from bot.digests.values import LEVELS, Level
from bot.findings import Finding
from bot.question import Question
from bot.sources.warehouse import Status, Warehouse
from bot.words.claims import day_headline, day_sentence
from bot.words.format import count_text, date_text, listed
from handlers import wording
from handlers.finish import caveats, provenance
from handlers.history import History
from handlers.refusals import NotAnswerable
from handlers.related import related
from handlers.series import measure, prepare, told

REASONS = 3
FOR_COVERAGE, FOR_TONE = 0.8, 0.3
"""What each has of the level of an alert. They add up to more, for few articles do not use theirs up."""


@dataclass(frozen=True, slots=True)
class Fired:
    """A day on which a rule fires, and what for: its coverage, its tone, or both."""

    day: date
    findings: tuple[Finding, ...]


def fired(topic: str, history: History, since: date, level: Level) -> tuple[Fired, ...]:
    """The days from `since` on which the rule of this level fires."""
    out = []
    for i, day in enumerate(history.days):
        if day.day < since:
            continue
        found = _of_day(topic, history, i, LEVELS[level])
        if found:
            out.append(Fired(day.day, found))
    return tuple(out)


def _of_day(topic: str, history: History, i: int, level: float) -> tuple[Finding, ...]:
    """What is unusual about one day, its coverage or its tone, at a level for both together."""
    day, judged, tone = history.days[i], history.coverage.judged, history.tone
    out = []
    if judged.upper[i] < FOR_COVERAGE * level and history.enough(i):
        span = next((s for s in judged.spans if s.first <= i <= s.last), None)
        first, count, expected = (
            (span.first, span.count, span.expected)
            if span
            else (
                i,
                float(day.articles),
                float(judged.expected[i]),
            )
        )
        out.append(
            Finding(
                "spike",
                topic,
                start=history.days[first].day,
                end=history.days[span.last if span else i].day,
                size=count / expected,
                p=float(judged.upper[i]),
                said=True,
                measure="stories",
                before=expected,
                after=count,
            )
        )
    if tone.p[i] < FOR_TONE * level and day.tone is not None:
        usual = float(tone.usual[i])
        out.append(
            Finding(
                "tone_change",
                topic,
                start=day.day,
                end=day.day,
                size=day.tone - usual,
                p=float(tone.p[i]),
                said=True,
                measure="tone",
                before=usual,
                after=day.tone,
                usual=True,
            )
        )
    return tuple(replace(f, text=day_sentence(f)) for f in out)


def would_have_fired(question: Question, warehouse: Warehouse, status: Status) -> dict[Level, int]:
    """On how many of the question's days each rule would have fired. Raises NotAnswerable, WarehouseError."""
    setting = prepare(question, warehouse, status)
    measured = measure(setting, question.topics[0], question)
    return {level: len(fired("", measured.history, setting.window.start, level)) for level in LEVELS}


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
    topic = measured.series.topic
    found = fired(topic, measured.history, setting.window.start, level)
    if not found:
        raise NotAnswerable("nothing_unusual", "Nothing unusual happened.")
    articles, spikes = told(setting, measured, REASONS)
    it = found[-1]
    parts = [f.text for f in it.findings]
    if beside := _told_with(question, warehouse, status):
        parts.append(f"Told together with it more than by chance: {listed(beside)}.")
    parts.append(
        f"This alert fires on a day as rare as one in {count_text(round(1 / LEVELS[level]))} for an "
        "ordinary topic."
    )
    headline = day_headline(it.findings[0])
    return Answer(
        question=question,
        headline=headline,
        summary=" ".join(parts),
        alt_text=wording.alt_text(headline, (measured.series,), "share"),
        findings=it.findings,
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
