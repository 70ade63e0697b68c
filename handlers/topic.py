"""One topic over time: its tone, or its volume."""

from __future__ import annotations

from bot.answer import Answer
from bot.question import Question
from bot.sources.warehouse import Status, Warehouse
from handlers import claims, wording
from handlers.finish import caveats, provenance
from handlers.mix import of_said
from handlers.series import HEADLINES, measure, prepare, told
from handlers.suggestions import MOST, beside, meanings
from handlers.untested import gap_findings, untested
from handlers.why import explained

WITHOUT_TONE = 10
"""Headlines of a topic with too few stories for numbers: they are the answer."""


def one_topic(question: Question, warehouse: Warehouse, status: Status, *, tone_first: bool) -> Answer:
    """The topic's series, spikes and top stories, told with tone first or coverage first."""
    setting = prepare(question, warehouse, status)
    w = setting.window
    measured = measure(setting, question.topics[0], question, stories=True)
    s = measured.series
    articles, found = told(setting, measured, WITHOUT_TONE if s.tone is None else HEADLINES)
    findings = (
        *claims.decide(claims.of_topic(s.topic, measured.history, w), untested(s, measured.history, w)),
        *gap_findings(g for g in setting.gaps if w.start <= g <= w.end),
    )
    headline = wording.tone_headline(s, findings) if tone_first else wording.volume_headline(s, findings)
    return Answer(
        question=question,
        headline=headline,
        summary=wording.summary(s, findings, w.start, w.end, tone_first=tone_first),
        findings=findings,
        alt_text=wording.alt_text(
            headline, (s,), "tone" if tone_first and s.tone is not None else "share", question.options.chart
        ),
        series=(s,),
        articles=articles,
        spikes=found,
        mix=of_said(setting, measured, findings),
        why=explained(setting, question.topics[0], measured, findings, found),
        caveats=caveats(question, setting, (measured,)),
        gaps=tuple(sorted(g for g in setting.gaps if w.start <= g <= w.end)),
        suggestions=(
            *meanings(question, (measured.found,)),
            *beside(question, "articles", 7),
            *beside(question, "volume" if tone_first else "sentiment", 90),
        )[:MOST],
        provenance=provenance(setting, (measured,), status),
    )
