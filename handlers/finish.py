"""What goes under an answer: what to keep in mind, and where the numbers come from."""

from __future__ import annotations

from collections.abc import Sequence

from bot.answer import Provenance
from bot.question import Question
from bot.sources.warehouse import Status
from handlers.series import Measured, Setting
from handlers.wording import gap_caveat


def caveats(question: Question, setting: Setting, measured: Sequence[Measured]) -> tuple[str, ...]:
    """Full sentences on what the numbers leave open, the weightiest first."""
    w = setting.window
    out = list(w.caveats)
    gaps = sorted(g for g in setting.gaps if w.start <= g <= w.end)
    if gaps:
        out.append(gap_caveat(gaps))
    if any(d.partial for m in measured for d in m.series.days):
        out.append("The last day is so far only: it is shown, but compared with nothing.")
    if question.options.granularity == "hourly":
        out.append("Numbers are by day; hours are not kept.")
    if setting.reader.filtered:
        out.append("Shares are of the articles under the same source filters, not of all news.")
    if any(m.series.previous is None for m in measured):
        out.append("There is no data for the period before, so no change can be told.")
    out += [note for m in measured for note in m.found.notes]
    return tuple(dict.fromkeys(out))


def provenance(setting: Setting, measured: Sequence[Measured], status: Status) -> Provenance:
    """Sources, freshness, readings and cost of an answer; the embedded engine costs nothing."""
    articles = sum(m.series.articles for m in measured)
    return Provenance(
        engine=status.engine,
        data_until=status.data_until,
        matched=tuple(dict.fromkeys(label for m in measured for label in m.series.matched)),
        bytes_scanned=setting.reader.bytes_scanned,
        seconds=setting.reader.seconds,
        sample=status.sample,
        unread=sum(m.unread for m in measured) / articles if articles else None,
    )
