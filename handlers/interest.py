"""What people search for, added to an answer from the news; the news never waits for it.

An answer is complete without this part. `add_interest` may take seconds and may fail, in which case the
answer says in one line why there are no searches in it and when to try again.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import combinations
from math import log, nan, sqrt

from bot.answer import (
    Answer,
    Estimate,
    Lag,
    Pair,
    RelatedQuery,
    Searches,
    SearchSeries,
    Series,
)
from bot.question import Question, topic_label
from bot.sources.interest.source import (
    TABLES_SOURCE,
    TRENDS_SOURCE,
    InterestError,
    Search,
    SearchInterest,
    search_term,
)
from bot.vocabulary.lookups import countries_by_iso
from bot.words.format import date_text, moment_text, span_text
from bot.words.numbers import query
from handlers import stats, wording
from handlers.relation_stats import MIN_DAYS_LAG, correlation_change, lead_lag

logger = logging.getLogger(__name__)

NOISE = 5.0
"""Points by which two pulls of the same numbers may differ, for each is a sample."""
MOST_RISING = 3
"""Topics of a digest whose searches are looked up: a digest reads in a minute, and Google is asked slowly."""
LONGEST = timedelta(days=5 * 365)
"""What is looked up where no first day was asked for."""
_ADDRESSES = {
    TRENDS_SOURCE: "Google Trends, https://trends.google.com/trends",
    TABLES_SOURCE: "Google Trends in BigQuery, https://support.google.com/trends/answer/12764470",
}


def wants_interest(question: Question | None) -> bool:
    """Whether searches belong to the answer."""
    return question is not None and question.action in ("trends", "related") and bool(question.topics)


def add_interest(answer: Answer, interest: SearchInterest) -> Answer:
    """The answer with what people search for, or with one line on why that is missing. Never raises
    for what can be expected.
    """
    question = answer.question
    if question is None or not wants_interest(question):
        return answer
    if answer.error and not (answer.error == "no_coverage" and question.action == "related"):
        return answer
    search = _search(question)
    try:
        if question.action == "trends":
            return _with_series(answer, search, interest)
        if len(question.topics) > 1:
            return _with_pairs(answer, search, interest)
        return _with_queries(answer, search, interest)
    except InterestError as e:
        logger.info("answered without searches: %s", e)
        if answer.error:
            return answer
        return replace(answer, caveats=(*answer.caveats, missing(e)))


def with_rising(answer: Answer, interest: SearchInterest) -> Answer:
    """A digest with the searches that rise most around its topics; without them where they cannot be had."""
    question = answer.question
    if question is None or answer.error:
        return answer
    search, told = _search(question), []
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


def missing(error: InterestError) -> str:
    """Why there are no searches in an answer, and when to try again."""
    shown = "Shown: the news only."
    if error.reason == "off":
        return f"No source of searches is set up here. {shown}"
    if error.reason == "not_offered":
        return f"{error.detail} {shown}"
    if error.reason == "rate_limited":
        again = f"try after {moment_text(error.retry_at)}" if error.retry_at else "try again later"
        return f"Google Trends is refusing requests; {again}. {shown}"
    if error.reason == "unavailable":
        return f"Google Trends could not be reached; try again in some minutes. {shown}"
    return f"Google Trends gave an answer that cannot be read; try again later. {shown}"


def _search(question: Question) -> Search:
    today = question.today or question.end
    assert today is not None
    end = min(question.end or today, today)
    start = min(question.start or end - LONGEST, end)
    terms = tuple(dict.fromkeys(search_term(t) for t in question.topics))
    return Search(terms, start, end, (question.options.geo or "").upper())


# --- interest over time, and its lead or lag ----------------------------------------------------------


def _with_series(answer: Answer, search: Search, interest: SearchInterest) -> Answer:
    found = interest.find("series", search)
    if found.queries:
        return replace(
            _sourced(answer, found, _not_listed(search, found)),
            searches=replace(found, queries=_asking(found.queries, search)),
        )
    if not any(p.value for s in found.series for p in s.points):
        return _sourced(answer, found, _too_few(search))
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
    headline = _headline(searches, lag)
    told = [_interest_told(searches, search), _regions_told(searches)]
    told += [_lag_told(searches, answer.series, lag), answer.summary]
    return replace(
        _sourced(answer, found),
        headline=headline,
        summary=" ".join(p for p in told if p),
        alt_text=_alt_text(headline, searches, answer),
        searches=searches,
        lag=lag,
        caveats=(*_found_notes(found), *answer.caveats),
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


def _headline(searches: Searches, lag: Lag | None) -> str:
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
    where = f"in {_country(searches.geo)}" if searches.geo else "worldwide"
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
    days = _every_day(min(both), max(both))
    x, y = ([values.get(d, nan) for d in days] for values in (interest, written))
    return lead_lag(x, y, days[0].weekday())


def _every_day(first: date, last: date) -> list[date]:
    return [first + timedelta(n) for n in range((last - first).days + 1)]


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


# --- pairs of terms -----------------------------------------------------------------------------------


def _with_pairs(answer: Answer, search: Search, interest: SearchInterest) -> Answer:
    if len(answer.pairs) != len(search.terms) * (len(search.terms) - 1) // 2:
        return answer  # Two of the topics are one and the same search.
    found = interest.find("series", search)
    numbers = list(combinations(range(len(search.terms)), 2))
    changes: list[Estimate | None] = [None] * len(numbers)
    if found.grain == "day" and len(found.series) == len(search.terms):
        points = [{p.day: float(p.value) for p in s.points if not p.partial} for s in found.series]
        known = set.intersection(*(set(p) for p in points))
        if known:
            days = _every_day(min(known), max(known))
            values = [[p.get(d, nan) for d in days] for p in points]
            changes = [
                correlation_change(values[a], values[b], days[0].weekday(), len(numbers)) for a, b in numbers
            ]
    pairs = tuple(replace(p, searches=c) for p, c in zip(answer.pairs, changes, strict=True))
    return replace(
        _sourced(answer, found),
        summary=wording.continued(answer.summary, _pairs_told(pairs)),
        pairs=pairs,
        caveats=(*_found_notes(found), *answer.caveats),
    )


def _pairs_told(pairs: Sequence[Pair]) -> str:
    known = [p for p in pairs if p.searches is not None]
    if not known:
        return "In searches, a change takes two months of daily numbers to tell."
    told = []
    for p in known:
        c = p.searches
        if c is not None and c.low is not None and c.high is not None and stats.holds(c, 0):
            word = "more" if c.value > 0 else "less"
            told.append(
                f"{' and '.join(p.topics)} move together {word} than before "
                f"(correlation {c.value:+.2f}, interval {c.low:+.2f} to {c.high:+.2f})"
            )
    if not told:
        return "In searches, no pair moves together more or less than before beyond chance."
    return f"In searches, {'; '.join(told)}; an association, not a cause."


# --- related queries ----------------------------------------------------------------------------------


def _with_queries(answer: Answer, search: Search, interest: SearchInterest) -> Answer:
    found = interest.find("queries", search)
    queries = _asking(found.queries, search)
    assert answer.question is not None
    label = topic_label(answer.question.topics[0])
    if not queries and not answer.error:
        return _sourced(answer, found, f"No related searches are known for “{label}”.")
    if not queries:
        return answer
    if answer.error:
        answer = replace(
            answer,
            headline=wording.fitted("What people search for with ", label, ""),
            alt_text=f"A list of {len(queries)} searches related to {label}.",
            caveats=(*answer.caveats, answer.summary),
            summary="",
            suggestions=(),
            error=None,
        )
    rising = [q.query for q in queries if q.rising][:3]
    told = f"Searches by the same people that rise most: {', '.join(rising)}." if rising else ""
    return replace(
        _sourced(answer, found),
        summary=wording.continued(answer.summary, told),
        searches=replace(found, queries=queries),
        caveats=(*_found_notes(found), *answer.caveats),
    )


def _asking(queries: Sequence[RelatedQuery], search: Search) -> tuple[RelatedQuery, ...]:
    """Each with a question about the news on it; quoted, so that no word is read as part of the asking."""
    days = f"{search.start} to {search.end}"
    return tuple(replace(q, ask=f'sentiment on "{q.query.replace(chr(34), "")}" {days}') for q in queries)


# --- what every part says of its source ---------------------------------------------------------------


def _sourced(answer: Answer, found: Searches, *notes: str) -> Answer:
    source = _ADDRESSES.get(found.source, found.source)
    p = answer.provenance
    sources = p.sources if source in p.sources else (*p.sources, source)
    return replace(answer, provenance=replace(p, sources=sources), caveats=(*notes, *answer.caveats))


def _found_notes(found: Searches) -> tuple[str, ...]:
    if found.stale:
        return (f"Google Trends is not answering; its numbers are those of {date_text(found.fetched)}.",)
    return ()


def _not_listed(search: Search, found: Searches) -> str:
    return (
        f"“{search.terms[0]}” is not among the top or rising searches in {_country(found.geo)}, which is all "
        f"that {found.source} hold; those of {date_text(found.fetched)} are listed."
    )


def _too_few(search: Search) -> str:
    where = f" in {_country(search.geo)}" if search.geo else ""
    return f"Too few people{where} search for {' or '.join(search.terms)} for any numbers."


def _country(geo: str) -> str:
    return countries_by_iso().get(geo, geo).title()
