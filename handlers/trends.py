"""Searches for terms over time, and how much is written of each on the same days."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from math import log, nan, sqrt
from typing import Literal

from bot.answer import Answer, Band, Estimate, Lag, Provenance, Searches, SearchSeries, Series
from bot.findings import Finding
from bot.question import MAX_TOPICS, Question, topic_label
from bot.sources.interest.source import InterestError, Search, SearchInterest, search_term
from bot.sources.warehouse import Status, Warehouse
from bot.statistics import blocks
from bot.statistics.relations import MIN_DAYS_LAG, MIN_WEEKS_LAG, Lead, lead_by_days, lead_by_weeks
from bot.words.claims import capital, fitted, phrase, search_phrase
from bot.words.format import date_text, share_text, span_text
from handlers import claims, wording
from handlers.finish import caveats, provenance
from handlers.refusals import NotAnswerable
from handlers.searches import asking, country, every_day, found_notes, sourced
from handlers.series import Measured, measure, prepare
from handlers.untested import untested
from handlers.window import window

logger = logging.getLogger(__name__)

NOISE = 5.0
"""Points by which two pulls of the same numbers may differ, for each is a sample."""


def trends(question: Question, warehouse: Warehouse, status: Status) -> Answer:
    """Coverage of up to five terms; what people search for, `with_series` adds.

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
        title = fitted("No news of these days on ", labels[0], "")
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
    tests = [t for m in measured for t in claims.coverage_tests(m.series.topic, m.history, w)]
    untold = [f for m in measured for f in untested(m.series, m.history, w) if f.kind == "not_tested"]
    findings = claims.decide(tests, untold)
    headline = _headline(series, findings, labels)
    return Answer(
        question=question,
        headline=headline,
        summary=_summary(series, findings, labels, w.start, w.end),
        alt_text=wording.alt_text(headline, series, "share"),
        findings=findings,
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


def _headline(series: Sequence[Series], found: Sequence[Finding], labels: Sequence[str]) -> str:
    if not series:
        return fitted("No news of these days on ", labels[0], "")
    if len(series) == 1:
        return wording.volume_headline(series[0], found)
    most = max(series, key=lambda s: s.share or 0.0)
    return fitted("", capital(most.topic), f": {share_text(most.share)} of all articles, the most of these")


def _summary(
    series: Sequence[Series], found: Sequence[Finding], labels: Sequence[str], start: date, end: date
) -> str:
    when = span_text(start, end)
    if not series:
        return f"No news over {when} carries {' or '.join(labels)}."
    shares = [f"{s.topic} {share_text(s.share)}" for s in series]
    text = f"In the news, of all articles over {when}: {', '.join(shares)}."
    return " ".join([text, *wording.findings_told(found)])


def with_series(answer: Answer, search: Search, interest: SearchInterest) -> Answer:
    """The answer with searches over time, where they rise, and whether they lead. Raises InterestError."""
    found = interest.find("series", search)
    if found.queries:
        return replace(
            sourced(answer, found, _not_listed(search, found)),
            searches=replace(found, queries=asking(found.queries, search)),
        )
    if not any(p.value for s in found.series for p in s.points):
        return sourced(answer, found, _too_few(search))
    try:
        regions = interest.find("regions", search).regions
    except InterestError as e:
        logger.info("no regions: %s", e)
        regions = ()
    assert answer.question is not None
    labels = {search_term(t): topic_label(t) for t in answer.question.topics}
    changed = tuple(replace(s, term=labels[s.term], change=_change(s)) for s in found.series)
    named = tuple(replace(r, term=labels[r.term]) for r in regions)
    searches = replace(found, series=changed, regions=named)
    moves, lead = _tested(searches), _lead(searches, answer.series)
    tests = [*moves, *([] if lead is None else [_lead_tested(searches, lead)])]
    findings = claims.decide(tests)
    headline = _search_headline(searches, findings)
    told = [_interest_told(searches, search), *(f.text for f in findings if f.kind == "share_change")]
    told += [_regions_told(searches), _lead_told(searches, answer.series, findings, lead), answer.summary]
    return replace(
        sourced(answer, found),
        headline=headline,
        summary=" ".join(p for p in told if p),
        alt_text=_alt_text(headline, searches, answer),
        findings=(*findings, *answer.findings),
        searches=searches,
        lag=None if lead is None else _shown_lag(searches, findings, lead),
        caveats=(*found_notes(found), *answer.caveats),
    )


def _halves(s: SearchSeries) -> blocks.Change | None:
    """Second half less first half, in points."""
    whole = [float(p.value) for p in s.points if not p.partial]
    middle = len(whole) // 2
    return blocks.halves(whole[:middle], whole[middle:])


def _change(s: SearchSeries) -> Estimate | None:
    """With its interval; to the spread of days comes the noise of the sample."""
    held = _halves(s)
    if held is None:
        return None
    half = sqrt((held.interval()[1] - held.value) ** 2 + NOISE**2)
    return Estimate(held.value, Band(held.value - half, held.value + half))


def _tested(searches: Searches) -> list[claims.Tested]:
    """Whether each term is searched for more or less than in the first half."""
    out = []
    for s in searches.series:
        held = _halves(s)
        if held is None or s.change is None or s.change.band is None:
            continue
        noisy = replace(held, error=sqrt(held.error**2 + (NOISE / 1.96) ** 2))
        points = [p.day for p in s.points]
        found = Finding(
            "share_change",
            s.term,
            start=points[0],
            end=points[-1],
            size=held.value,
            low=s.change.band.low,
            high=s.change.band.high,
            p=noisy.p,
            measure="searches",
        )
        out.append(claims.Tested(claims.OTHER, noisy.p, found, noisy))
    return out


def _search_headline(searches: Searches, found: Sequence[Finding]) -> str:
    if len(searches.series) == 1:
        (s,) = searches.series
        said = [f for f in found if f.said]
        if lag := next((f for f in said if f.kind == "lead" and f.size), None):
            return phrase(lag)
        changed = next((f for f in found if f.kind == "share_change"), None)
        if changed is None:
            return fitted("Searches for ", s.term, f": mean {s.mean:.0f} of 100")
        return search_phrase(changed)
    first, second = sorted(searches.series, key=lambda s: -s.mean)[:2]
    if first.mean - second.mean > NOISE:
        return fitted("", capital(first.term), " is searched for most")
    shown = f": mean {first.mean:.0f} and {second.mean:.0f} of 100"
    return fitted("Searches for ", f"{first.term} and {second.term}", shown)


def _interest_told(searches: Searches, search: Search) -> str:
    means = ", ".join(f"{s.term} {s.mean:.0f}" for s in sorted(searches.series, key=lambda s: -s.mean))
    where = f"in {country(searches.geo)}" if searches.geo else "worldwide"
    when = span_text(search.start, search.end)
    return f"Search interest {where} over {when} (mean, 100 is the peak): {means}."


def _regions_told(searches: Searches) -> str:
    told = []
    for s in searches.series:
        names = [r.name for r in searches.regions if r.term == s.term][:3]
        if names:
            told.append(f"{s.term} in {', '.join(names)}")
    return f"Searched for most: {'; '.join(told)}." if told else ""


def _lead(searches: Searches, news: Sequence[Series]) -> Lead | None:
    """Of one term with its news, by day or by week."""
    if len(searches.series) != 1 or len(news) != 1 or searches.grain == "month":
        return None
    interest = {p.day: log(p.value + 1) for p in searches.series[0].points if not p.partial}
    if searches.grain == "week":
        weeks = sorted(interest)
        written = _by_week(news[0], weeks)
        return lead_by_weeks([interest[d] for d in weeks], [written.get(d, nan) for d in weeks], claims.LEVEL)
    shares = {d.day: log((d.articles + 0.5) / d.total) for d in news[0].days if d.total and not d.partial}
    both = interest.keys() & shares.keys()
    if len(both) < MIN_DAYS_LAG:
        return None
    days = every_day(min(both), max(both))
    x, y = ([values.get(d, nan) for d in days] for values in (interest, shares))
    return lead_by_days(x, y, days[0].weekday(), claims.LEVEL)


def _by_week(news: Series, weeks: Sequence[date]) -> dict[date, float]:
    """The log share of the news in the weeks that begin on these days, of those that are half full."""
    out = {}
    for first in weeks:
        days = [d for d in news.days if 0 <= (d.day - first).days < 7 and d.total and not d.partial]
        if len(days) >= 4:
            out[first] = log((sum(d.articles for d in days) + 0.5) / sum(d.total for d in days))
    return out


def _lead_tested(searches: Searches, lead: Lead) -> claims.Tested:
    points = [p.day for p in searches.series[0].points]
    step = 7 if searches.grain == "week" else 1
    found = Finding(
        "lead",
        searches.series[0].term,
        start=points[0],
        end=points[-1],
        size=float(step * lead.steps),
        p=lead.p,
        measure="searches",
    )
    return claims.Tested(claims.OTHER, lead.p, found)


def _shown_lag(searches: Searches, found: Sequence[Finding], lead: Lead) -> Lag:
    said = next((f for f in found if f.kind == "lead" and f.said), None)
    days = None if said is None or said.size is None else round(said.size)
    grain: Literal["day", "week"] = "week" if searches.grain == "week" else "day"
    return Lag(days, lead.correlation, lead.limit, lead.correlations, grain)


def _lead_told(
    searches: Searches, news: Sequence[Series], found: Sequence[Finding], lead: Lead | None
) -> str:
    if len(searches.series) != 1 or len(news) != 1:
        return ""
    by_week = searches.grain == "week"
    if lead is None:
        if searches.grain == "month":
            return "Numbers by month are too coarse to tell whether searches or news come first."
        few = f"{MIN_WEEKS_LAG} weeks" if by_week else f"{MIN_DAYS_LAG} finished days"
        return f"Whether searches or news come first takes {few} of both to tell."
    told = next(f.text for f in found if f.kind == "lead")
    strength = (
        f"(correlation {lead.correlation:.2f}, limit {lead.limit:.2f}{', by weeks' if by_week else ''})"
    )
    return f"{told} {strength}"


def _alt_text(headline: str, searches: Searches, answer: Answer) -> str:
    parts = [f"Line chart. {headline}."]
    for s in searches.series:
        high = max(s.points, key=lambda p: p.value)
        highest = f"highest {high.value} on {date_text(high.day)}"
        parts.append(f"Searches for {s.term}, 0 to 100: mean {s.mean:.0f}, {highest}.")
    return " ".join([*parts, answer.alt_text])


def _not_listed(search: Search, found: Searches) -> str:
    return (
        f"“{search.terms[0]}” is not among the top or rising searches in {country(found.geo)}, which is all "
        f"that {found.source} hold; those of {date_text(found.fetched)} are listed."
    )


def _too_few(search: Search) -> str:
    where = f" in {country(search.geo)}" if search.geo else ""
    return f"Too few people{where} search for {' or '.join(search.terms)} for any numbers."
