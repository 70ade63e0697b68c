"""Two to five topics over the same days."""

from __future__ import annotations

import logging
from dataclasses import replace
from functools import partial
from itertools import combinations

from bot.answer import Answer
from bot.question import MAX_TOPICS, Question, Topic
from bot.sources.warehouse import Status, Warehouse, WarehouseError
from handlers import claims, wording
from handlers.data import side_by_side
from handlers.finish import caveats, provenance
from handlers.help import EXAMPLES
from handlers.refusals import NotAnswerable, Unmatched
from handlers.series import Measured, Setting, measure, prepare
from handlers.suggestions import MOST, beside, did_you_mean, meanings
from handlers.topic import one_topic
from handlers.untested import gap_findings

logger = logging.getLogger(__name__)


def compare(question: Question, warehouse: Warehouse, status: Status) -> Answer:
    """All topics on one window; who leads, and whether the lead holds.

    Topics that no article carries are told, and the others answered for. Raises NotAnswerable where there is
    no other.
    """
    if not 2 <= len(question.topics) <= MAX_TOPICS:
        raise NotAnswerable(
            "wrong_number_of_topics",
            f"A comparison takes two to {MAX_TOPICS} topics, like “compare inflation vs unemployment”.",
            ("compare inflation vs unemployment last 30 days",),
        )
    setting = prepare(question, warehouse, status)
    found = side_by_side([partial(_measured, setting, t, question) for t in question.topics])
    measured = tuple(m for m in found if isinstance(m, Measured))
    missing = [m for m in found if isinstance(m, Unmatched)]
    if not measured:
        raise missing[0]
    if len(measured) == 1:
        (known,) = (t for t, m in zip(question.topics, found, strict=True) if isinstance(m, Measured))
        alone = one_topic(replace(question, topics=(known,)), warehouse, status, tone_first=False)
        answer = replace(alone, question=question)
    else:
        answer = _compared(question, setting, measured, status)
    return _without(answer, missing[0], warehouse, status) if missing else answer


def _measured(setting: Setting, topic: Topic, question: Question) -> Measured | Unmatched:
    try:
        return measure(setting, topic, question)
    except Unmatched as unknown:
        return unknown


def _without(answer: Answer, missing: Unmatched, warehouse: Warehouse, status: Status) -> Answer:
    """The answer for the others, which says what is missing and offers what may have been meant."""
    assert answer.question is not None
    try:
        told = did_you_mean(answer.question, missing, warehouse, status)
    except WarehouseError as e:
        logger.warning("no suggestions: %s", e.reason)
        told = missing
    instead = [text for text in told.suggestions if text not in EXAMPLES]
    return replace(
        answer,
        summary=f"{told.message} {answer.summary}",
        suggestions=tuple(dict.fromkeys((*instead, *answer.suggestions)))[:MOST],
    )


def _compared(question: Question, setting: Setting, measured: tuple[Measured, ...], status: Status) -> Answer:
    w = setting.window
    by_share = sorted((m.series for m in measured), key=lambda s: -(s.share or 0))
    by_tone = sorted((s for s in by_share if s.tone is not None), key=lambda s: -(s.tone or 0))
    tonal = question.options.metric == "sentiment" and len(by_tone) > 1
    series = tuple(m.series for m in measured)
    histories = {m.series.topic: m.history for m in measured}
    tests = [
        test
        for ranked, tell in ((by_share, claims.share_difference), (by_tone, claims.tone_difference))
        for one, other in combinations(ranked, 2)
        for test in tell(one, histories[one.topic], other, histories[other.topic], w)
    ]
    tests += [t for topic, past in histories.items() for t in claims.event_tests(topic, past, w)]
    findings = (*claims.decide(tests), *gap_findings(g for g in setting.gaps if w.start <= g <= w.end))
    headline = wording.compare_headline(by_tone if tonal else by_share, findings, by_tone=tonal)
    return Answer(
        question=question,
        headline=headline,
        summary=wording.compare_summary(by_share, by_tone, findings, w.start, w.end),
        alt_text=wording.alt_text(headline, series, "tone" if tonal else "share", question.options.chart),
        findings=findings,
        series=series,
        caveats=caveats(question, setting, measured),
        gaps=tuple(sorted(g for g in setting.gaps if w.start <= g <= w.end)),
        suggestions=(
            *meanings(question, (m.found for m in measured)),
            *(said for topic in question.topics[:2] for said in beside(question, "sentiment", 30, topic)),
        )[:MOST],
        provenance=provenance(setting, measured, status),
    )
