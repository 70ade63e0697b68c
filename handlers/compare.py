"""Two to five topics over the same days."""

from __future__ import annotations

from functools import partial

from bot.answer import Answer
from bot.question import MAX_TOPICS, Question
from bot.sources.warehouse import Status, Warehouse
from handlers import stats, wording
from handlers.data import side_by_side
from handlers.finish import caveats, provenance
from handlers.refusals import NotAnswerable
from handlers.series import Measured, counts, measure, prepare, tones
from handlers.suggestions import MOST, beside, meanings


def compare(question: Question, warehouse: Warehouse, status: Status) -> Answer:
    """All topics on one window; who leads, and whether the lead holds. Raises NotAnswerable."""
    if not 2 <= len(question.topics) <= MAX_TOPICS:
        raise NotAnswerable(
            "wrong_number_of_topics",
            f"A comparison takes two to {MAX_TOPICS} topics, like “compare inflation vs unemployment”.",
            ("compare inflation vs unemployment last 30 days",),
        )
    setting = prepare(question, warehouse, status)
    w = setting.window
    measured = tuple(side_by_side([partial(measure, setting, t, question) for t in question.topics]))
    by_share = sorted(measured, key=lambda m: -(m.series.share or 0))
    by_tone = sorted((m for m in measured if m.series.tone is not None), key=lambda m: -(m.series.tone or 0))

    def share_leads(first: Measured, second: Measured) -> bool:
        ratio = stats.share_ratio(*counts(second.finished(w.start)), *counts(first.finished(w.start)))
        return second.series.articles == 0 < first.series.articles or stats.holds(ratio, 1)

    def tone_leads(first: Measured, second: Measured) -> bool:
        difference = stats.welch(tones(second.finished(w.start)), tones(first.finished(w.start)))
        return stats.holds(difference, 0)

    share_holds = share_leads(*by_share[:2])
    tone_holds = len(by_tone) > 1 and tone_leads(*by_tone[:2])
    tonal = question.options.metric == "sentiment" and len(by_tone) > 1
    series = tuple(m.series for m in measured)
    ranked_share, ranked_tone = [m.series for m in by_share], [m.series for m in by_tone]
    headline = wording.compare_headline(
        ranked_tone if tonal else ranked_share, tonal, tone_holds if tonal else share_holds
    )
    return Answer(
        question=question,
        headline=headline,
        summary=wording.compare_summary(ranked_share, share_holds, ranked_tone, tone_holds, w.start, w.end),
        alt_text=wording.alt_text(headline, series, "tone" if tonal else "share", question.options.chart),
        series=series,
        caveats=caveats(question, setting, measured),
        gaps=tuple(sorted(g for g in setting.gaps if w.start <= g <= w.end)),
        suggestions=(
            *meanings(question, (m.found for m in measured)),
            *(said for topic in question.topics[:2] for said in beside(question, "sentiment", 30, topic)),
        )[:MOST],
        provenance=provenance(setting, measured, status),
    )
