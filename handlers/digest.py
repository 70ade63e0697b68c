"""What a digest says: what changed most over its days, and why; then each topic beside the days before."""

from __future__ import annotations

import logging
from dataclasses import replace
from datetime import timedelta

from bot.answer import Answer, Provenance, Searches
from bot.question import Question, topic_label
from bot.sources.interest.source import InterestError, SearchInterest
from bot.sources.warehouse import Status, Warehouse
from bot.words.claims import capital
from bot.words.numbers import growth
from handlers import claims, wording
from handlers.finish import caveats, provenance
from handlers.refusals import NotAnswerable
from handlers.searches import search_of
from handlers.series import Measured, measure, prepare, told
from handlers.untested import gap_findings

logger = logging.getLogger(__name__)

MOST_RISING = 3
"""Topics whose searches are looked up: a digest reads in a minute, and Google is asked slowly."""
CHART_DAYS = 28


def digest(question: Question, warehouse: Warehouse, status: Status) -> Answer:
    """The issue over the question's days, each topic held against what is usual and as many days before.

    Only what may be said of all topics together is told; where that is nothing the issue says that it was
    quiet. A topic that nothing matches is a caveat. Raises NotAnswerable where the days have no data. The
    series' days reach back `CHART_DAYS`, so that a chart shows where the week lies.
    """
    setting = prepare(question, warehouse, status)
    w = setting.window
    measured: list[Measured] = []
    notes: list[str] = []
    for topic in question.topics:
        try:
            measured.append(measure(setting, topic, question))
        except NotAnswerable as unknown:
            notes.append(f"{capital(topic_label(topic))}: {unknown.message}")
    tests = [t for m in measured for t in claims.of_topic(m.series.topic, m.history, w)]
    since = w.end - timedelta(CHART_DAYS - 1)
    findings = (
        *claims.decide_many(claims.begun_since(tests, since)),
        *gap_findings(g for g in setting.gaps if w.start <= g <= w.end),
    )
    said = [f for f in findings if f.said and f.kind != "gap"]
    spikes = [
        s
        for m in measured
        for s in told(setting, m, 0)[1]
        if any(f.kind == "spike" and f.topic == s.topic and f.start == s.start for f in said)
    ]
    headline, summary = wording.digest(said, [m.series.topic for m in measured], w.start, w.end)
    series = tuple(replace(m.series, days=tuple(d for d in m.days if d.day >= since)) for m in measured)
    return Answer(
        question=question,
        headline=headline,
        summary=summary,
        alt_text=wording.alt_text(headline, series, "share"),
        findings=findings,
        # A quiet time is told in a line; its numbers would only look like news.
        series=series if said else (),
        spikes=tuple(replace(s, letter=letter) for letter, s in zip("ABC", spikes, strict=False)),
        caveats=(*caveats(question, setting, measured), *notes),
        gaps=tuple(sorted(g for g in setting.gaps if since <= g <= w.end)),
        provenance=provenance(setting, measured, status) if measured else Provenance(engine=status.engine),
    )


def with_rising(answer: Answer, interest: SearchInterest) -> Answer:
    """A digest with the searches that rise most around its topics; without them where they cannot be had."""
    question = answer.question
    assert question is not None
    search, told, searches = search_of(question), [], answer.searches
    for term in search.terms[:MOST_RISING]:
        try:
            found = interest.find("queries", replace(search, terms=(term,)))
        except InterestError as e:
            logger.info("a digest without searches: %s", e)
            break
        rising = [q for q in found.queries if q.rising][:2]
        if rising:
            named = [f"{q.query} ({growth(q)})" for q in rising]
            told.append(f"{term}: {', '.join(named)}")
            before = searches.queries if searches else ()
            searches = Searches(found.source, found.fetched, queries=(*before, *rising))
    if not told:
        return answer
    return replace(
        answer,
        summary=f"{answer.summary}\nRising searches. {'; '.join(told)}.",
        # A quiet time is told in its summary alone.
        searches=searches if answer.series else None,
    )
