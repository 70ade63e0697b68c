"""Answers built by hand, one for each thing that rendering has to get right."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from bot.answer import (
    SAMPLE_NOTICE,
    Answer,
    Article,
    Band,
    Day,
    Estimate,
    Pair,
    Period,
    Provenance,
    Related,
    RelatedQuery,
    Searches,
    SearchPoint,
    SearchRegion,
    SearchSeries,
    Series,
    Spike,
)
from bot.question import Action, Options, Question, Refusal

FIRST = date(2026, 9, 1)
SEEN = datetime(2026, 9, 18, 14, 30, tzinfo=UTC)


def wave(seed: int) -> Callable[[int], float]:
    """A bumpy number around 0 for each day, the same in every run."""
    return lambda i: math.sin(i * 0.7 + seed) * 0.6 + math.sin(i * 2.3 + seed * 5) * 0.4


def day(when: date, *, articles: int, total: int = 10_000, tone: float | None, partial: bool = False) -> Day:
    stories = articles * 2 // 3
    half = 6 / math.sqrt(max(stories, 1))
    if stories < 5:
        tone = None
    low, high = (tone - half, tone + half) if tone is not None else (None, None)
    return Day(when, articles, stories, total, tone, low, high, partial)


def days(
    n: int = 30,
    *,
    first: date = FIRST,
    level: float = 250,
    tone: float = -2.0,
    seed: int = 1,
    without: Sequence[int] = (),
    total: int = 10_000,
    step: int = 1,
) -> tuple[Day, ...]:
    bump = wave(seed)
    return tuple(
        day(
            first + timedelta(i * step),
            articles=max(0, round(level * (1 + 0.35 * bump(i)))),
            total=total,
            tone=tone + 0.7 * bump(i + 40),
        )
        for i in range(n)
        if i not in without
    )


def series(topic: str = "inflation", of: tuple[Day, ...] | None = None) -> Series:
    of = days() if of is None else of
    articles, total = sum(d.articles for d in of), sum(d.total for d in of)
    tones = [d.tone for d in of if d.tone is not None]
    tone = sum(tones) / len(tones) if tones else None
    return Series(
        topic=topic,
        articles=articles,
        stories=sum(d.stories for d in of),
        total=total,
        share=articles / total if total else None,
        tone=tone,
        tone_low=None if tone is None else tone - 0.2,
        tone_high=None if tone is None else tone + 0.2,
        days=of,
        matched=(f"theme:econ_{topic}", f'title:"{topic}"'),
    )


def article(title: str = "Prices rose again in September", *, n: int = 1) -> Article:
    return Article(
        title=title,
        url=f"https://news.example/{n}",
        source="news.example",
        seen_at=SEEN,
        tone=-3.4,
        language="en",
        source_country="SE",
        copies=n,
    )


def spike(i: int, letter: str, topic: str = "inflation", *headlines: Article) -> Spike:
    return Spike(topic, FIRST + timedelta(i), 812, 250.4, 1e-6, letter, headlines or (article(),))


def answer(*of: Series, action: Action = "sentiment", options: Options | None = None) -> Answer:
    whole = [d.day for s in of for d in s.days] or [FIRST, FIRST]
    return Answer(
        question=Question(
            action=action,
            topics=tuple((s.topic,) for s in of),
            start=min(whole),
            end=max(whole),
            options=options or Options(),
            today=max(whole),
        ),
        headline="Coverage of inflation rose by a third",
        summary="Inflation was in 2.5% of all articles, a third more than in the month before.",
        alt_text="Line chart. Coverage of inflation rose by a third.",
        series=of,
        provenance=Provenance(data_until=SEEN),
    )


def sentiment() -> Answer:
    """One topic with all that an answer can carry."""
    one = replace(
        series(),
        previous=Period(
            date(2026, 8, 1), date(2026, 8, 31), 6000, 4000, 310_000, 0.019, -1.6, -1.8, -1.4, 31
        ),
        share_change=Estimate(1.31, Band(1.12, 1.53)),
        tone_change=Estimate(-0.4, Band(-0.7, -0.1)),
        tone_usual=-1.7,
        tone_all=-1.2,
    )
    return replace(
        answer(one),
        spikes=(spike(7, "A"), spike(8, "B"), spike(20, "C")),
        caveats=("Tone is measured by word lists; irony escapes it.",),
        provenance=Provenance(data_until=SEEN, bytes_scanned=12_345_678, price_usd=0.00008),
    )


def gappy() -> Answer:
    missing = (10, 11, 12, 13, 14, 20)
    return replace(
        answer(series(of=days(without=missing))), gaps=tuple(FIRST + timedelta(i) for i in missing)
    )


def so_far() -> Answer:
    whole = days(14)
    today = day(FIRST + timedelta(14), articles=60, total=2_600, tone=-2.4, partial=True)
    return answer(series(of=(*whole, today)))


def few_stories() -> Answer:
    return answer(series(of=days(21, level=32, total=8_000)))


def tiny() -> Answer:
    return answer(series("tungsten recycling", days(30, level=9, total=260_000)), action="volume")


def volume(n: int = 30, chart: str | None = None) -> Answer:
    options = Options(chart=chart)  # type: ignore[arg-type]
    return replace(
        answer(series(of=days(n)), action="volume", options=options), spikes=(spike(3, "A"), spike(12, "B"))
    )


def long(n: int = 120) -> Answer:
    return answer(series(of=days(n, first=date(2026, 3, 1), without=(40, 41, 42, 43, 44, 45, 46, 47))))


def by_week() -> Answer:
    return answer(
        series(of=days(20, step=7, without=(5,))),
        action="volume",
        options=Options(granularity="weekly"),
    )


def decade() -> Answer:
    return answer(series(of=days(3650, first=date(2016, 10, 1))))


def compared(n: int = 30, topics: Sequence[str] = (), options: Options | None = None) -> Answer:
    topics = topics or (
        "inflation",
        "unemployment",
        "Sveriges Riksbank and the repo rate",
        "housing",
        "energy prices",
    )
    return answer(
        *(series(t, days(n, level=120 + 40 * i, seed=i, tone=-1.2 - 0.5 * i)) for i, t in enumerate(topics)),
        action="compare",
        options=options,
    )


def listed() -> Answer:
    return replace(
        answer(action="articles"),
        headline="",
        summary="The ten newest articles on inflation.",
        alt_text="",
        articles=tuple(article(f"Prices rose again, part {i}", n=i) for i in range(1, 11)),
    )


def related() -> Answer:
    return replace(
        answer(action="related"),
        headline="Inflation is told with interest rates",
        related=(
            Related("interest rates", "theme", 812, 6.2, 0.41),
            Related("sveriges riksbank", "organization", 300, 4.9, 0.33),
        ),
    )


def searches(
    *terms: str, n: int = 30, first: date = FIRST, step: int = 1, queries: Sequence[RelatedQuery] = ()
) -> Searches:
    """Interest in each term, the later ones lower; the last point is not over."""

    def points(k: int) -> tuple[SearchPoint, ...]:
        level = wave(k)
        return tuple(
            SearchPoint(first + timedelta(i * step), max(0, round(70 - 12 * k + 20 * level(i))), i == n - 1)
            for i in range(n)
        )

    series = tuple(
        SearchSeries(t, points(k), 70.0 - 12 * k, Estimate(9.0, Band(2.0, 16.0))) for k, t in enumerate(terms)
    )
    regions = tuple(SearchRegion(t, name, v) for t in terms for name, v in (("Sweden", 100), ("Norway", 80)))
    weekly = step == 7
    return Searches("Google Trends", SEEN, "SE", "week" if weekly else "day", series, regions, tuple(queries))


def trends(*terms: str, n: int = 30, news: bool = True) -> Answer:
    """What people search for, above the news."""
    terms = terms or ("inflation",)
    written = [series(t, days(n, seed=i, level=150 - 20 * i)) for i, t in enumerate(terms)] if news else []
    of = answer(*written, action="trends")
    assert of.question is not None
    asked = replace(of.question, topics=tuple((t,) for t in terms), end=FIRST + timedelta(n - 1))
    return replace(
        of, question=asked, headline="Searches for inflation rose 9 points", searches=searches(*terms, n=n)
    )


def queries() -> Answer:
    """Related topics of the news and related searches, each with a question to ask next."""
    asked = (
        RelatedQuery("inflation rate", False, 100, 'sentiment on "inflation rate"'),
        RelatedQuery("inflation & wages", True, 240, 'sentiment on "inflation & wages"'),
        RelatedQuery("inflation 2026", True, None, 'sentiment on "inflation 2026"'),
    )
    rates = Related(
        "interest rates", "theme", 812, 6.2, 0.41, "compare inflation vs theme:econ_interest_rates"
    )
    of = replace(related(), related=(rates,), searches=searches(queries=asked))
    assert of.question is not None
    return replace(of, question=replace(of.question, topics=(("inflation",),)))


def paired() -> Answer:
    return replace(
        answer(action="related"),
        headline="Oil and gas grew closer",
        pairs=(
            Pair(
                ("oil", "gas"),
                (40, 90),
                (1.4, 4.5),
                Estimate(3.2, Band(2.1, 5.1)),
                Estimate(0.4, Band(0.1, 0.7)),
            ),
            Pair(("oil", "<coal>"), (40, 2), (1.4, None)),
        ),
    )


def error() -> Answer:
    refusal = Refusal(
        code="missing_topic",
        message="I could not find a topic in that. Name one, as in the examples.",
        suggestions=("/sentiment inflation last 30 days", "/compare oil vs gas since June"),
    )
    return Answer(question=None, summary=refusal.message, suggestions=refusal.suggestions, error=refusal.code)


def sampled(of: Answer) -> Answer:
    return replace(
        of,
        summary=f"{of.summary} All of this is sample data.",
        caveats=(SAMPLE_NOTICE, *of.caveats),
        provenance=replace(of.provenance, sample=True),
    )
