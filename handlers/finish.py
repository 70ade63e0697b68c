"""What goes under an answer: what to keep in mind, and where the numbers come from."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from bot.answer import Provenance
from bot.question import Question
from bot.sources.warehouse import Status
from handlers.data import Reader
from handlers.series import Measured, Setting
from handlers.wording import country_caveat, gap_caveat


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
    if question.options.source_country:
        known = setting.reader.country_known(w.start, w.end)
        out += [country_caveat(known)] if known is not None else []
    if any(m.series.previous is None for m in measured):
        out.append("There is no data for the period before, so no change can be told.")
    out += [note for m in measured for note in m.found.notes]
    return tuple(dict.fromkeys(out))


def provenance(setting: Setting, measured: Sequence[Measured], status: Status) -> Provenance:
    """Sources, freshness, readings and cost of an answer on measured topics."""
    articles = sum(m.series.articles for m in measured)
    return replace(
        read_from(setting.reader, status, (label for m in measured for label in m.series.matched)),
        unread=sum(m.unread for m in measured) / articles if articles else None,
    )


def read_from(reader: Reader, status: Status, matched: Iterable[str]) -> Provenance:
    """Where an answer comes from: readings, each once, and cost; the embedded engine costs nothing."""
    return Provenance(
        engine=status.engine,
        data_until=status.data_until,
        matched=tuple(dict.fromkeys(matched)),
        bytes_scanned=reader.bytes_scanned,
        seconds=reader.seconds,
        sample=status.sample,
    )
