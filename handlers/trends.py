"""Searches for terms over time, and how much is written of each on the same days."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from math import log, nan, sqrt

from bot.answer import Answer, Estimate, Lag, Provenance, Searches, SearchSeries, Series
from bot.question import MAX_TOPICS, Question, topic_label
from bot.sources.interest.source import InterestError, Search, SearchInterest, search_term
from bot.sources.warehouse import Status, Warehouse
from bot.words.format import date_text, share_text, span_text
from handlers import stats, wording
from handlers.finish import caveats, provenance
from handlers.refusals import NotAnswerable
from handlers.relation_stats import MIN_DAYS_LAG, lead_lag
from handlers.searches import asking, country, every_day, found_notes, sourced
from handlers.series import Measured, measure, prepare
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
    lag = _lag(searches, answer.series)
    headline = _search_headline(searches, lag)
    told = [_interest_told(searches, search), _regions_told(searches)]
    told += [_lag_told(searches, answer.series, lag), answer.summary]
    return replace(
        sourced(answer, found),
        headline=headline,
        summary=" ".join(p for p in told if p),
        alt_text=_alt_text(headline, searches, answer),
        searches=searches,
        lag=lag,
        caveats=(*found_notes(found), *answer.caveats),
    )


def _change(s: SearchSeries) -> Estimate | None:
    """Second half less first half, in points; to the spread of days comes the noise of the sample."""
    whole = [float(p.value) for p in s.points if not p.partial]
    middle = len(whole) // 2
    change = stats.welch(whole[:middle], whole[middle:])
    if change is None or change.high is None:
        return None
    half = sqrt((change.high - change.value) ** 2 + NOISE**2)
    return Estimate(change.value, change.value - half, change.value + half)


def _search_headline(searches: Searches, lag: Lag | None) -> str:
    if len(searches.series) == 1:
        (s,) = searches.series
        if lag and lag.days:
            after = f" by {_days(lag.days)}"
            if lag.days > 0:
                return wording.fitted("News on ", s.term, f" follows searches{after}")
            return wording.fitted("Searches for ", s.term, f" follow the news{after}")
        if not stats.holds(s.change, 0):
            return wording.fitted("Searches for ", s.term, " are steady")
        assert s.change is not None
        word = "rose" if s.change.value > 0 else "fell"
        return wording.fitted("Searches for ", s.term, f" {word} {abs(s.change.value):.0f} points")
    first, second = sorted(searches.series, key=lambda s: -s.mean)[:2]
    if first.mean - second.mean > NOISE:
        return wording.fitted("", wording.capital(first.term), " is searched for most")
    return wording.fitted("", wording.capital(f"{first.term} and {second.term}"), ": similar searches")


def _interest_told(searches: Searches, search: Search) -> str:
    means = ", ".join(f"{s.term} {s.mean:.0f}" for s in sorted(searches.series, key=lambda s: -s.mean))
    where = f"in {country(searches.geo)}" if searches.geo else "worldwide"
    when = span_text(search.start, search.end)
    text = f"Search interest {where} over {when} (mean, 100 is the peak): {means}."
    moved = [_moved(s) for s in searches.series if stats.holds(s.change, 0)]
    if moved:
        text += f" From the first half to the second: {', '.join(moved)}."
    steady = [s.term for s in searches.series if not stats.holds(s.change, 0)]
    if steady:
        text += f" No change beyond the sample's noise (±{NOISE:.0f} points): {', '.join(steady)}."
    return text


def _moved(s: SearchSeries) -> str:
    c = s.change
    assert c is not None
    assert c.low is not None
    assert c.high is not None
    low, high = sorted((abs(c.low), abs(c.high)))
    return f"{s.term} {'rose' if c.value > 0 else 'fell'} {abs(c.value):.0f} points ({low:.0f} to {high:.0f})"


def _regions_told(searches: Searches) -> str:
    told = []
    for s in searches.series:
        names = [r.name for r in searches.regions if r.term == s.term][:3]
        if names:
            told.append(f"{s.term} in {', '.join(names)}")
    return f"Searched for most: {'; '.join(told)}." if told else ""


def _lag(searches: Searches, news: Sequence[Series]) -> Lag | None:
    """Of one term by day with its news by day."""
    if len(searches.series) != 1 or len(news) != 1 or searches.grain != "day":
        return None
    interest = {p.day: log(p.value + 1) for p in searches.series[0].points if not p.partial}
    written = {d.day: log((d.articles + 0.5) / d.total) for d in news[0].days if d.total and not d.partial}
    both = interest.keys() & written.keys()
    if len(both) < MIN_DAYS_LAG:
        return None
    days = every_day(min(both), max(both))
    x, y = ([values.get(d, nan) for d in days] for values in (interest, written))
    return lead_lag(x, y, days[0].weekday())


def _lag_told(searches: Searches, news: Sequence[Series], lag: Lag | None) -> str:
    if len(searches.series) != 1 or len(news) != 1:
        return ""
    if lag is None:
        return f"Whether searches or news come first takes {MIN_DAYS_LAG} days of both to tell."
    if lag.days is None:
        return "No lag stands out between searches and news."
    strength = f"(correlation {lag.correlation:.2f}, limit {lag.limit:.2f}); an association, not a cause."
    if lag.days == 0:
        return f"Searches and news move on the same day {strength}"
    days = _days(lag.days)
    first, second = ("The news follows", "searches") if lag.days > 0 else ("Searches follow", "the news")
    return f"{first} {second} by about {days} {strength}"


def _days(n: int) -> str:
    return "1 day" if abs(n) == 1 else f"{abs(n)} days"


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
