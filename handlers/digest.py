"""What a digest says: what changed most over its days, and why; then each topic beside the days before."""

from __future__ import annotations

import logging
from dataclasses import dataclass, replace
from datetime import timedelta
from math import log

from bot.answer import Answer, Estimate, Provenance, Series, Spike
from bot.question import Question, topic_label
from bot.sources.interest.source import InterestError, SearchInterest
from bot.sources.warehouse import Status, Warehouse
from bot.words.format import listed, span_text
from bot.words.numbers import query
from handlers import stats, wording
from handlers.finish import caveats, provenance
from handlers.refusals import NotAnswerable
from handlers.searches import search_of
from handlers.series import Measured, measure, prepare, told

logger = logging.getLogger(__name__)

MOST_TOLD = 3
MOST_RISING = 3
"""Topics whose searches are looked up: a digest reads in a minute, and Google is asked slowly."""
CHART_DAYS = 28
_SPIKE_WEIGHT = 3.3
"""A spike weighs like a change of as many standard errors: its level is under 0.001."""


@dataclass(frozen=True, slots=True)
class _Finding:
    weight: float
    sentence: str


def digest(question: Question, warehouse: Warehouse, status: Status) -> Answer:
    """The issue over the question's days, each topic held against as many days before.

    Only changes that their interval holds, and spikes, are told; where there are none the issue says that it
    was quiet. A topic that nothing matches is a caveat. Raises NotAnswerable where the days have no data.
    The series' days reach back `CHART_DAYS`, so that a chart shows where the week lies.
    """
    setting = prepare(question, warehouse, status)
    w = setting.window
    measured: list[Measured] = []
    notes: list[str] = []
    for topic in question.topics:
        try:
            measured.append(measure(setting, topic, question))
        except NotAnswerable as unknown:
            notes.append(f"{wording.capital(topic_label(topic))}: {unknown.message}")
    found: list[_Finding] = []
    spikes: list[Spike] = []
    for m in measured:
        _, of_topic = told(setting, m, 0)
        spikes += of_topic
        found += _findings(m.series, of_topic)
    found.sort(key=lambda f: -f.weight)
    when = span_text(w.start, w.end)
    topics = [m.series.topic for m in measured]
    if found:
        headline = wording.fitted("", found[0].sentence.split(" (")[0].rstrip("."), "")
        summary = "\n".join(f.sentence for f in found[:MOST_TOLD])
    else:
        headline = f"A quiet time: {when}"
        summary = (
            f"Nothing moved by more than chance over {when} in {listed(topics)}."
            if measured
            else f"No article over {when} matches what this digest follows."
        )
    since = w.end - timedelta(CHART_DAYS - 1)
    series = tuple(replace(m.series, days=tuple(d for d in m.history if d.day >= since)) for m in measured)
    return Answer(
        question=question,
        headline=headline,
        summary=summary,
        alt_text=wording.alt_text(headline, series, "share"),
        # A quiet time is told in a line; its numbers would only look like news.
        series=series if found else (),
        spikes=tuple(spikes[:MOST_TOLD]),
        caveats=(*caveats(question, setting, measured), *notes),
        gaps=tuple(sorted(g for g in setting.gaps if since <= g <= w.end)),
        provenance=provenance(setting, measured, status) if measured else Provenance(engine=status.engine),
    )


def _findings(s: Series, of_topic: tuple[Spike, ...]) -> list[_Finding]:
    out = []
    against = span_text(s.previous.start, s.previous.end) if s.previous else ""
    if stats.holds(s.share_change, 1):
        change = wording.coverage_change(s.share_change)
        sentence = f"Coverage of {s.topic} was {change} against {against}."
        out.append(_Finding(_errors(s.share_change, ratio=True), sentence))
    if stats.holds(s.tone_change, 0):
        assert s.tone_change
        sentence = f"The tone on {s.topic} {wording.moved(s.tone_change)} against {against}."
        out.append(_Finding(_errors(s.tone_change), sentence))
    if of_topic:
        out.append(_Finding(_SPIKE_WEIGHT, wording.spike_sentence(of_topic)))
    return out


def _errors(change: Estimate | None, *, ratio: bool = False) -> float:
    """How many standard errors a change is away from none; its interval is 3.92 of them wide."""
    assert change
    assert change.low is not None
    assert change.high is not None
    value, low, high = change.value, change.low, change.high
    if ratio:
        value, low, high = log(max(value, 1e-9)), log(max(low, 1e-9)), log(max(high, 1e-9))
    return abs(value) * 3.92 / max(high - low, 1e-9)


def with_rising(answer: Answer, interest: SearchInterest) -> Answer:
    """A digest with the searches that rise most around its topics; without them where they cannot be had."""
    question = answer.question
    assert question is not None
    search, told = search_of(question), []
    for term in search.terms[:MOST_RISING]:
        try:
            found = interest.find("queries", replace(search, terms=(term,)))
        except InterestError as e:
            logger.info("a digest without searches: %s", e)
            break
        rising = [f"{q.query} ({query(q).removeprefix('rising, ')})" for q in found.queries if q.rising][:2]
        if rising:
            told.append(f"{term}: {', '.join(rising)}")
    if not told:
        return answer
    return replace(answer, summary=f"{answer.summary}\nRising searches. {'; '.join(told)}.")
