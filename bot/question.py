"""What a person asked, as a plain value.

A topic is a tuple of AND-ed terms written as strings: ``"inflation"``,
``"theme:econ_inflation"``, ``"oil|gas"`` (alternatives), ``"-sports"`` (excluded).
`read_term` gives such a string its structure.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal, get_args

import msgspec

from bot.actions import Action as Action
from bot.reasons import RefusalCode

VERSION = 1

Kind = Literal["theme", "person", "organization", "place", "name", "title"]
KINDS: tuple[Kind, ...] = get_args(Kind)
Topic = tuple[str, ...]

MAX_TOPICS = 5
"""Series that one chart and one answer can hold and still be read."""


@dataclass(frozen=True, slots=True)
class Word:
    """One thing to look for: a text, in one kind of topic or (kind None) in all of them."""

    text: str
    kind: Kind | None = None

    def __str__(self) -> str:
        return f"{self.kind}:{self.text}" if self.kind else self.text


@dataclass(frozen=True, slots=True)
class Term:
    """Alternatives of which an article carries at least one (or, if excluded, none)."""

    any_of: tuple[Word, ...]
    excluded: bool = False

    def __str__(self) -> str:
        return ("-" if self.excluded else "") + "|".join(map(str, self.any_of))


def read_term(text: str) -> Term:
    """The structure of a term string, such as ``"-oil|theme:env_gas"``."""
    excluded = text.startswith("-")
    words = []
    for part in text.removeprefix("-").split("|"):
        prefix, colon, rest = part.partition(":")
        kind = next((k for k in KINDS if k == prefix), None)
        words.append(Word(rest.strip(), kind) if colon and kind else Word(part.strip()))
    return Term(tuple(words), excluded)


def topic_label(topic: Topic) -> str:
    """How a topic is called in sentences and on charts: ``oil or gas and Norway, without sports``."""
    terms = [read_term(t) for t in topic]

    def name(term: Term) -> str:
        return " or ".join(w.text for w in term.any_of)

    wanted = " and ".join(name(t) for t in terms if not t.excluded)
    unwanted = " or ".join(name(t) for t in terms if t.excluded)
    return f"{wanted}, without {unwanted}" if unwanted else wanted


@dataclass(frozen=True, slots=True)
class Options:
    """Only what the person said; what is None is the bot's to choose.

    Countries are ISO 3166-1 alpha-2 (upper case), languages ISO 639-1 (lower case).
    """

    granularity: Literal["hourly", "daily", "weekly", "monthly", "quarterly"] | None = None
    source_country: str | None = None
    source_language: str | None = None
    geo: str | None = None
    chart: Literal["line", "bar", "area", "table"] | None = None
    domain: str | None = None
    metric: Literal["sentiment", "volume"] | None = None
    frequency: Literal["daily", "weekdays", "weekly", "monthly"] | None = None
    weekday: str | None = None
    time: str | None = None
    channel: str | None = None
    digest_id: str | None = None
    order: Literal["negative", "positive"] | None = None
    by: Literal["country", "source", "language"] | None = None
    why: Literal["drop", "rise", "change"] | None = None
    peak: str | None = None
    about: Literal["data", "method", "self", "erase", "movers", "language"] | None = None


@dataclass(frozen=True, slots=True)
class Question:
    """An understood question. `start` None means from the first day the data has.

    `start` and `end` are inclusive; `today` is the day on which it was asked, in the
    asker's time zone. `phrases` are the strings the person put in quotation marks.
    """

    action: Action
    topics: tuple[Topic, ...] = ()
    start: date | None = None
    end: date | None = None
    baseline: tuple[date, date] | None = None
    options: Options = field(default_factory=Options)
    phrases: tuple[str, ...] = ()
    today: date | None = None
    version: int = VERSION


@dataclass(frozen=True, slots=True)
class Refusal:
    """A question that cannot be answered as it stands, and the way forward.

    `message` is a plain sentence that names what is wrong and what to type instead, `suggestions` are
    texts that would work as they are.
    """

    code: RefusalCode
    message: str
    action: Action = "unknown"
    topics: tuple[Topic, ...] = ()
    suggestions: tuple[str, ...] = ()


def question_to_json(question: Question) -> dict[str, Any]:
    """A JSON object in the shape of the parsing conventions; unsaid options are left out."""
    out: dict[str, Any] = msgspec.to_builtins(question)
    out["options"] = {k: v for k, v in out["options"].items() if v is not None}
    return out


def question_from_json(data: dict[str, Any]) -> Question:
    """The inverse of `question_to_json`. Raises msgspec.ValidationError on another shape."""
    return msgspec.convert(data, Question)
