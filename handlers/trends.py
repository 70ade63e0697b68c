"""The news side of a question about searches: how much is written of each term on the same days."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from bot.answer import Answer, Provenance, Series
from bot.question import MAX_TOPICS, Question, topic_label
from bot.sources.warehouse import Status, Warehouse
from bot.words.format import share_text, span_text
from handlers import wording
from handlers.data import NotAnswerable
from handlers.finish import caveats, provenance
from handlers.relation_stats import MIN_DAYS_LAG
from handlers.series import Measured, measure, prepare
from handlers.window import window


def trends(question: Question, warehouse: Warehouse, status: Status) -> Answer:
    """Coverage of up to five terms; what people search for is for `handlers.interest` to add.

    A country narrows the news to its sources, as it narrows the searches to its people. Terms without
    any news, and days before the data, are no reason to refuse: the searches may still have them.
    Raises NotAnswerable.
    """
    labels = [topic_label(t) for t in question.topics]
    if len(labels) > MAX_TOPICS:
        raise NotAnswerable(
            "too_many_topics",
            f"Searches are on one scale for at most {MAX_TOPICS} terms, and numbers of different scales "
            f"cannot be compared. Name {MAX_TOPICS} or fewer.",
            ("trends " + ", ".join(labels[:MAX_TOPICS]),),
        )
    try:
        w = window(question, status)
    except NotAnswerable as e:
        if e.code == "future_timeframe":
            raise
        source = Provenance(engine=status.engine, data_until=status.data_until)
        title = wording.fitted("No news of these days on ", labels[0], "")
        return Answer(question, title, e.message, title, provenance=source)
    asked = _of_sources(question)
    setting = prepare(asked, warehouse, status)
    measured: list[Measured] = []
    notes = []
    for topic, label in zip(question.topics, labels, strict=True):
        try:
            measured.append(measure(setting, topic, asked))
        except NotAnswerable as e:
            if e.code != "no_coverage":
                raise
            notes.append(f"No news of these days carries “{label}”.")
    series = tuple(m.series for m in measured)
    lag_unknown = len(labels) == 1 and (w.end - w.start).days < MIN_DAYS_LAG
    headline = _headline(series, labels)
    return Answer(
        question=question,
        headline=headline,
        summary=_summary(series, labels, w.start, w.end),
        alt_text=wording.alt_text(headline, series, "share"),
        series=series,
        caveats=(*caveats(asked, setting, measured), *notes),
        gaps=tuple(sorted(g for g in setting.gaps if w.start <= g <= w.end)),
        suggestions=(
            *([f"trends {labels[0]} last 90 days"] if lag_unknown else []),
            *(f"related to {label}" for label in labels[:2]),
        ),
        provenance=provenance(setting, measured, status),
    )


def _of_sources(question: Question) -> Question:
    """The same question to the news, its country read as that of the sources."""
    o = question.options
    country = o.source_country or (o.geo.upper() if o.geo else None)
    return replace(question, options=replace(o, geo=None, source_country=country))


def _headline(series: Sequence[Series], labels: Sequence[str]) -> str:
    if not series:
        return wording.fitted("No news of these days on ", labels[0], "")
    if len(series) == 1:
        return wording.volume_headline(series[0])
    most = max(series, key=lambda s: s.share or 0.0)
    return wording.fitted("", wording.capital(most.topic), " gets the most coverage of these")


def _summary(series: Sequence[Series], labels: Sequence[str], start: date, end: date) -> str:
    when = span_text(start, end)
    if not series:
        return f"No news over {when} carries {' or '.join(labels)}."
    told = []
    for s in series:
        change = wording.coverage_change(s.share_change)
        told.append(f"{s.topic} {share_text(s.share)}" + (f" ({change.split(' (')[0]})" if change else ""))
    against = next((s.previous for s in series if s.previous), None)
    beside = f", changes against {span_text(against.start, against.end)}" if against else ""
    return f"In the news, of all articles over {when}: {', '.join(told)}{beside}."
