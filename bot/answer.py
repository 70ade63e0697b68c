"""What was found, as a plain value: it knows nothing of Slack, SQL or matplotlib."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Literal

import msgspec

from bot.findings import Finding
from bot.measures import Band as Band
from bot.measures import Estimate as Estimate
from bot.measures import Group as Group
from bot.measures import Mix as Mix
from bot.measures import Origin as Origin
from bot.question import Question, Refusal, question_to_json
from bot.reasons import Reason

VERSION = 3

_NAMES = {"start": "from", "end": "to"}
"""Fields of a finding that are called otherwise in JSON, where their names are no keywords."""

SAMPLE_NOTICE = "Sample data: a made-up news world, not real coverage."


@dataclass(frozen=True, slots=True)
class Day:
    """A topic on one UTC day. Days without data are absent, never zero.

    `total` counts all monitored articles of the day under the same source filters.
    `tone` is the mean over stories, None where there are fewer than five; the band is its
    95 % interval. `partial` marks today, which is not over.
    """

    day: date
    articles: int
    stories: int
    total: int
    tone: float | None = None
    tone_low: float | None = None
    tone_high: float | None = None
    partial: bool = False

    @property
    def share(self) -> float | None:
        return self.articles / self.total if self.total else None


@dataclass(frozen=True, slots=True)
class Period:
    """A topic over another stretch of time, for comparison."""

    start: date
    end: date
    articles: int
    stories: int
    total: int
    share: float | None
    tone: float | None
    tone_low: float | None
    tone_high: float | None
    days: int


@dataclass(frozen=True, slots=True)
class Series:
    """A topic over the timeframe asked about.

    `share` is the sum of articles over the sum of totals (0..1); `tone` the mean of daily
    means with its interval from the spread of days. `share_change` is the ratio of shares,
    `tone_change` the difference of tones, against `previous`. `tone_usual` is the median
    daily tone of the 90 days before, `tone_all` that of all coverage in the same days.
    `matched` names the readings: ``theme:econ_inflation``, ``title:"inflation"``.
    """

    topic: str
    articles: int
    stories: int
    total: int
    share: float | None
    tone: float | None
    tone_low: float | None
    tone_high: float | None
    days: tuple[Day, ...] = ()
    matched: tuple[str, ...] = ()
    previous: Period | None = None
    share_change: Estimate | None = None
    tone_change: Estimate | None = None
    tone_usual: float | None = None
    tone_all: float | None = None


@dataclass(frozen=True, slots=True)
class Article:
    """A page in the news. `title` is the publisher's own words, unescaped plain text."""

    title: str
    url: str
    source: str
    seen_at: datetime
    tone: float | None = None
    language: str | None = None
    source_country: str | None = None
    copies: int = 1


@dataclass(frozen=True, slots=True)
class Spike:
    """Days `start` to `end` with more coverage than those before explain, highest on `day`.

    `articles` and `expected` are sums over these days; `letter` marks them on the chart. `level` is how
    rarely an ordinary day stands out as much.
    """

    topic: str
    day: date
    articles: int
    expected: float
    level: float
    letter: str
    headlines: tuple[Article, ...] = ()
    start: date | None = None
    end: date | None = None


@dataclass(frozen=True, slots=True)
class Surge:
    """A topic that the stories of an event carry more often than those of ordinary days.

    `stories` of the event carry it, which is `share` (0..1) of them; on ordinary days `share_before` did.
    `p` is the chance of as much more; it stood among all topics of the event at one in a hundred false ones.
    """

    topic: str
    kind: str
    stories: int
    share: float
    share_before: float
    p: float


@dataclass(frozen=True, slots=True)
class Why:
    """What is behind an event, days `start` to `end`, held against ordinary days within `against`.

    `headlines` are of the most copied stories, each once. `surges` come with the clearest first, `origins`
    with the largest first; `outlets` wrote the `articles`. `letter` is the event's on the chart,
    `text` says it.
    """

    topic: str
    start: date
    end: date
    against: tuple[date, date]
    articles: int
    stories: int
    outlets: int
    headlines: tuple[Article, ...] = ()
    surges: tuple[Surge, ...] = ()
    origins: tuple[Origin, ...] = ()
    letter: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class Related:
    """A topic that the news mentions together with the one asked about.

    `stories` carry both. `lift` is how many times more often that is than by chance, `npmi` the same as
    a number from −1 to 1 that does not favour the rare. `ask` is a question that sets the two side by side.
    """

    topic: str
    kind: str
    stories: int
    lift: float
    npmi: float
    ask: str = ""


@dataclass(frozen=True, slots=True)
class SearchPoint:
    """Interest (0..100) in the day, week or month that begins on `day`; `partial` while it lasts."""

    day: date
    value: int
    partial: bool = False


@dataclass(frozen=True, slots=True)
class SearchSeries:
    """A search term over time, on one scale with the others of its answer: their common peak is 100.

    `change` is the difference of the means of the two halves, in points.
    """

    term: str
    points: tuple[SearchPoint, ...]
    mean: float
    change: Estimate | None = None


@dataclass(frozen=True, slots=True)
class SearchRegion:
    """Where a term is searched for most, 0..100 of its strongest region (of all terms asked together)."""

    term: str
    name: str
    value: int


@dataclass(frozen=True, slots=True)
class RelatedQuery:
    """A query of the same people. `value` is 0..100 for a top one, percent of growth for a rising one.

    None stands for growth too large for a percentage, or a top one whose number is not known. `ask` is a
    question about the news on it.
    """

    query: str
    rising: bool
    value: int | None
    ask: str = ""


@dataclass(frozen=True, slots=True)
class Searches:
    """What people searched for: where from, when fetched, and how.

    `geo` is an ISO 3166-1 alpha-2 code, empty for the world. `stale` marks an older answer that is
    shown because a new one cannot be had.
    """

    source: str
    fetched: datetime
    geo: str = ""
    grain: Literal["day", "week", "month"] = "day"
    series: tuple[SearchSeries, ...] = ()
    regions: tuple[SearchRegion, ...] = ()
    queries: tuple[RelatedQuery, ...] = ()
    stale: bool = False


@dataclass(frozen=True, slots=True)
class Pair:
    """How related two topics are, before and now.

    `stories` carry both topics; `lift` is how many times more often that is than by chance. `growth` is
    the ratio of the lifts, with an interval that allows for all pairs of the answer; None where there
    are too few stories. `searches` is the same for searches: the difference of the correlations of
    what is new in them from day to day.
    """

    topics: tuple[str, str]
    stories: tuple[int, int]
    lift: tuple[float | None, float | None]
    growth: Estimate | None = None
    searches: Estimate | None = None


@dataclass(frozen=True, slots=True)
class Lag:
    """Searches against news, each freed of its weekdays and of what its own past explains.

    `days` is how much later the news follows the searches (negative: the searches follow), None where
    no correlation passes `limit`, which allows for all lags tried. `correlations` are those at
    −7 to +7 days; or, where `grain` is weeks, at −4 to +4 weeks.
    """

    days: int | None
    correlation: float
    limit: float
    correlations: tuple[float, ...] = ()
    grain: Literal["day", "week"] = "day"


@dataclass(frozen=True, slots=True)
class FalseClaims:
    """Of `months` topic-months made of the store's own days so that nothing moved, `wrong` were said to have.

    `day` is when that was last counted.
    """

    day: date
    months: int
    wrong: int


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where the numbers come from and what they cost.

    `unread` is the share of the topics' articles whose page GDELT evidently did not read: they count, but
    not for tone. None where there are no articles. `false_claims` is how often the bot was last wrong where
    nothing moved; None where that was not counted yet.
    """

    sources: tuple[str, ...] = ("The GDELT Project, https://www.gdeltproject.org",)
    engine: str = ""
    data_until: datetime | None = None
    matched: tuple[str, ...] = ()
    bytes_scanned: int = 0
    price_usd: float = 0.0
    seconds: float = 0.0
    sample: bool = False
    unread: float | None = None
    false_claims: FalseClaims | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer, or with `error` why there is none, told in `summary`.

    `findings` hold what is claimed, those that may be said first, the strongest first; `headline` says the
    strongest in at most 90 characters, `summary` all in one paragraph,
    `gaps` the days left out because GDELT has no or almost no data for them,
    `suggestions` texts worth typing next.
    """

    question: Question | None
    headline: str = ""
    summary: str = ""
    alt_text: str = ""
    findings: tuple[Finding, ...] = ()
    series: tuple[Series, ...] = ()
    articles: tuple[Article, ...] = ()
    spikes: tuple[Spike, ...] = ()
    why: tuple[Why, ...] = ()
    groups: tuple[Group, ...] = ()
    mix: Mix | None = None
    related: tuple[Related, ...] = ()
    searches: Searches | None = None
    pairs: tuple[Pair, ...] = ()
    lag: Lag | None = None
    caveats: tuple[str, ...] = ()
    gaps: tuple[date, ...] = ()
    suggestions: tuple[str, ...] = ()
    provenance: Provenance = field(default_factory=Provenance)
    error: Reason | None = None
    version: int = VERSION


def refused(refusal: Refusal, question: Question | None = None) -> Answer:
    """The Answer that tells a refusal."""
    return Answer(
        question=question,
        summary=refusal.message,
        suggestions=refusal.suggestions,
        error=refusal.code,
    )


def answer_to_json(answer: Answer) -> dict[str, Any]:
    """A JSON object; its `question` has the shape that `parse` prints."""
    out: dict[str, Any] = msgspec.to_builtins(answer)
    for finding in out["findings"]:
        finding |= {name: finding.pop(field) for field, name in _NAMES.items()}
    if answer.question is not None:
        out["question"] = question_to_json(answer.question)
    return out


def answer_from_json(data: dict[str, Any]) -> Answer:
    """The inverse of `answer_to_json`. Raises msgspec.ValidationError on another shape."""
    fields = {name: field for field, name in _NAMES.items()}
    found = [{fields.get(k, k): v for k, v in finding.items()} for finding in data.get("findings", ())]
    return msgspec.convert({**data, "findings": found}, Answer)
