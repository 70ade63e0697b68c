"""The seam between handlers and whatever tells what people search for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from itertools import product
from typing import Literal, Protocol

from bot.answer import Searches
from bot.question import Topic, read_term
from bot.vocabulary.readings import label_of

Part = Literal["series", "regions", "queries"]
"""What to find: interest over time, the regions that search most, or what else is searched for."""

Reason = Literal["off", "not_offered", "rate_limited", "unavailable", "bad_answer"]

SAMPLE_SOURCE = "the sample world's searches"
TRENDS_SOURCE = "Google Trends"
TABLES_SOURCE = "Google Trends' public tables in BigQuery"


@dataclass(frozen=True, slots=True)
class Search:
    """Terms to look up on one scale, between two days (inclusive), in a country or (geo "") anywhere."""

    terms: tuple[str, ...]
    start: date
    end: date
    geo: str = ""


class InterestError(Exception):
    """Searches that cannot be told, with a reason code for the person's sentence.

    ``off``: nothing is set up. ``not_offered``: this source has no such numbers. ``rate_limited``: the
    service wants no more questions before `retry_at`. ``unavailable``: it cannot be reached.
    ``bad_answer``: it said something that cannot be read. `detail` is for the log, except with
    ``not_offered``, where it is a sentence for people.
    """

    def __init__(self, reason: Reason, detail: str, retry_at: datetime | None = None) -> None:
        super().__init__(f"{reason}: {detail}")
        self.reason = reason
        self.detail = detail
        self.retry_at = retry_at


class SearchInterest(Protocol):
    """Finds one part of what is known of a search; the other parts stay empty. Raises InterestError.

    A term that too few people search for has no points or zeros; that is no error.
    """

    def find(self, part: Part, search: Search) -> Searches: ...


@dataclass(frozen=True, slots=True)
class NoInterest:
    """Where nothing is set up."""

    def find(self, part: Part, search: Search) -> Searches:
        raise InterestError("off", f"no source of {part} for {len(search.terms)} terms")


def search_term(topic: Topic) -> str:
    """A topic as one types it into a search engine's statistics: ``oil norway + gas norway -sports``.

    Nobody searches for the code of a theme: it stands for its everyday name.
    """
    terms = [read_term(t) for t in topic]
    wanted = product(*([label_of(w.kind or "", w.text) for w in t.any_of] for t in terms if not t.excluded))
    unwanted = [f"-{label_of(w.kind or '', w.text)}" for t in terms if t.excluded for w in t.any_of]
    return " ".join([" + ".join(" ".join(words) for words in wanted), *unwanted])
