"""What the parts about searches share: what to look up, and what is said of where it came from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from bot.answer import Answer, RelatedQuery, Searches
from bot.question import Question
from bot.sources.interest.source import TABLES_SOURCE, TRENDS_SOURCE, Search, search_term
from bot.vocabulary.lookups import countries_by_iso
from bot.words.format import date_text

LONGEST = timedelta(days=5 * 365)
"""What is looked up where no first day was asked for."""
_ADDRESSES = {
    TRENDS_SOURCE: "Google Trends, https://trends.google.com/trends",
    TABLES_SOURCE: "Google Trends in BigQuery, https://support.google.com/trends/answer/12764470",
}


def search_of(question: Question) -> Search:
    today = question.today or question.end
    assert today is not None
    end = min(question.end or today, today)
    start = min(question.start or end - LONGEST, end)
    terms = tuple(dict.fromkeys(search_term(t) for t in question.topics))
    return Search(terms, start, end, (question.options.geo or "").upper())


def sourced(answer: Answer, found: Searches, *notes: str) -> Answer:
    source = _ADDRESSES.get(found.source, found.source)
    p = answer.provenance
    sources = p.sources if source in p.sources else (*p.sources, source)
    return replace(answer, provenance=replace(p, sources=sources), caveats=(*notes, *answer.caveats))


def found_notes(found: Searches) -> tuple[str, ...]:
    if found.stale:
        return (f"Google Trends is not answering; its numbers are those of {date_text(found.fetched)}.",)
    return ()


def country(geo: str) -> str:
    return countries_by_iso().get(geo, geo).title()


def every_day(first: date, last: date) -> list[date]:
    return [first + timedelta(n) for n in range((last - first).days + 1)]


def asking(queries: Sequence[RelatedQuery], search: Search) -> tuple[RelatedQuery, ...]:
    """Each with a question about the news on it; quoted, so that no word is read as part of the asking."""
    days = f"{search.start} to {search.end}"
    return tuple(replace(q, ask=f'sentiment on "{q.query.replace(chr(34), "")}" {days}') for q in queries)
