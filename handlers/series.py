"""A topic's numbers over the days asked about, and against the days before."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby
from statistics import median

from bot.answer import Article, Day, Estimate, Period, Series, Spike
from bot.question import Question, Topic, topic_label
from bot.sources.warehouse import Status, Warehouse
from bot.statistics.spans import Span
from handlers import claims, stats
from handlers.data import Found, Reader, Story, Sums
from handlers.history import HISTORY_DAYS, History, history
from handlers.matching import find
from handlers.window import Window, data_gaps, window

USUAL_DAYS = 90
MAX_SPIKES = 3
OF_A_SPIKE = 3
HEADLINES = 4
MOST_OF_A_DAY = 10
"""Stories that are read of each day: as many as any answer shows, for all may be of one day."""


@dataclass(frozen=True, slots=True)
class Measured:
    """A topic with all its good days, those before the timeframe too, and what happened on them."""

    series: Series
    found: Found
    days: tuple[Day, ...]
    history: History
    unread: int = 0
    """Articles of the timeframe whose page GDELT did not read: they count, but not for tone."""
    stories: tuple[Story, ...] | None = None
    """The most copied of each day of the timeframe; None where they were not asked for."""


@dataclass(frozen=True, slots=True)
class Coverage:
    """All coverage by day under the source filters, and the days without data."""

    by_day: Mapping[date, Sums]
    gaps: frozenset[date]


@dataclass(frozen=True, slots=True)
class Setting:
    """What all topics of a question share. What is `reading` is read while they are looked for."""

    window: Window
    reader: Reader
    reading: Future[Coverage]

    @property
    def coverage(self) -> Mapping[date, Sums]:
        return self.reading.result().by_day

    @property
    def gaps(self) -> frozenset[date]:
        return self.reading.result().gaps

    def days(self, sums: Mapping[date, Sums], start: date, end: date) -> tuple[Day, ...]:
        """The days that have data, in order."""
        out = []
        coverage, gaps = self.coverage, self.gaps
        for i in range((end - start).days + 1):
            day = start + timedelta(i)
            all_of = coverage.get(day)
            if day in gaps or all_of is None or not all_of.articles:
                continue
            s = sums.get(day, Sums())
            tone = stats.day_tone(s.toned, s.tone_sum, s.tone_sumsq)
            out.append(
                Day(
                    day,
                    s.articles,
                    s.stories,
                    all_of.articles,
                    *_with_band(tone),
                    self.window.partial(day),
                )
            )
        return tuple(out)


def prepare(question: Question, warehouse: Warehouse, status: Status) -> Setting:
    """The window, and the denominators and gaps as they are read. Raises NotAnswerable."""
    w = window(question, status)
    reader = Reader(warehouse, question.options)
    pool = ThreadPoolExecutor(1, thread_name_prefix="query")
    reading = pool.submit(_coverage, w, reader, status.first_day or w.start)
    pool.shutdown(wait=False)
    return Setting(w, reader, reading)


def _coverage(w: Window, reader: Reader, first: date) -> Coverage:
    everything: dict[date, Sums] = {}
    coverage: dict[date, Sums] = {}
    gaps: frozenset[date] = frozenset()
    for start, end in _stretches(w):
        whole = reader.coverage(start, end, filtered=False)
        everything |= whole
        coverage |= reader.coverage(start, end) if reader.filtered else whole
        gaps |= data_gaps(everything, max(start, first), end, w)
    return Coverage(coverage, gaps)


def _stretches(w: Window) -> list[tuple[date, date]]:
    """One stretch of days to read, or two where the days compared with lie after the timeframe."""
    later = w.before[1] > w.end
    start = min(w.start - timedelta(HISTORY_DAYS), w.before[0])
    return [(start, w.end), (w.end + timedelta(1), w.before[1])] if later else [(start, w.end)]


def measure(setting: Setting, topic: Topic, question: Question, *, stories: bool = False) -> Measured:
    """A topic's series with its comparisons, and its most copied `stories`. Raises NotAnswerable."""
    w = setting.window
    found = find(setting.reader, topic, question, w.start, w.end)
    first, *later = _stretches(w)
    top: tuple[Story, ...] | None = None
    if stories:
        sums, top = setting.reader.topic_days_and_stories(found, *first, w.start, MOST_OF_A_DAY)
    else:
        sums = setting.reader.topic_days(found, *first)
    for start, end in later:
        sums |= setting.reader.topic_days(found, start, end)
    shown = setting.days(sums, w.start, w.end)
    now = finished(shown)
    before = finished(setting.days(sums, *w.before))
    usual = [
        d.tone
        for d in finished(setting.days(sums, w.start - timedelta(USUAL_DAYS), w.start - timedelta(1)))
        if d.tone is not None
    ]
    period = _period(now, w.start, w.end)
    previous = _period(before, *w.before) if before else None
    # A day that is not over is compared with nothing.
    over = bool(now) and not now[0].partial
    enough = over and period.tone is not None and previous is not None and previous.tone is not None
    read = setting.days(sums, first[0], w.end)
    past = history(read, before)
    series = Series(
        topic=topic_label(topic),
        articles=period.articles,
        stories=period.stories,
        total=period.total,
        share=period.share,
        tone=period.tone,
        tone_low=period.tone_low,
        tone_high=period.tone_high,
        days=_grained(shown, question.options.granularity),
        matched=found.matched,
        previous=previous,
        share_change=claims.estimate(past, w, "share") if before and over else None,
        tone_change=claims.estimate(past, w, "tone") if enough else None,
        tone_usual=median(usual) if len(usual) >= 14 else None,
        tone_all=_tone_all(setting.coverage, now),
    )
    unread = sum(sums[d.day].unread for d in now if d.day in sums)
    return Measured(series, found, read, past, unread, top)


def finished(days: Iterable[Day]) -> tuple[Day, ...]:
    """Without the day that is not over; but if that is all there is, it has to do."""
    days = tuple(days)
    return tuple(d for d in days if not d.partial) or days


def tones(days: Iterable[Day]) -> list[float]:
    return [d.tone for d in days if d.tone is not None]


def counts(days: Sequence[Day]) -> tuple[list[float], list[float]]:
    return [float(d.articles) for d in days], [float(d.total) for d in days]


def _with_band(tone: Estimate | None) -> tuple[float | None, float | None, float | None]:
    """The value and the ends of its band, as days and periods carry them."""
    if tone is None:
        return None, None, None
    return (tone.value, tone.band.low, tone.band.high) if tone.band else (tone.value, None, None)


def _period(days: Sequence[Day], start: date, end: date) -> Period:
    articles, stories = sum(d.articles for d in days), sum(d.stories for d in days)
    total = sum(d.total for d in days)
    tone = stats.period_tone(tones(days)) if stories >= stats.MIN_STORIES_PERIOD else None
    value, low, high = _with_band(tone)
    if tone and tone.band is None:
        # A single day has no spread of days; its own band is over its stories.
        low, high = next((d.tone_low, d.tone_high) for d in days if d.tone is not None)
    return Period(
        start,
        end,
        articles,
        stories,
        total,
        articles / total if total else None,
        value,
        low,
        high,
        len(days),
    )


def _tone_all(coverage: Mapping[date, Sums], days: Iterable[Day]) -> float | None:
    means = [coverage[d.day].tone_sum / coverage[d.day].toned for d in days if coverage[d.day].toned]
    return sum(means) / len(means) if means else None


def _grained(days: tuple[Day, ...], granularity: str | None) -> tuple[Day, ...]:
    """The days put together by week (from Monday), month or quarter; other grains stay daily."""
    if granularity not in ("weekly", "monthly", "quarterly"):
        return days

    def beginning(d: Day) -> date:
        if granularity == "weekly":
            return d.day - timedelta(d.day.weekday())
        month = d.day.month if granularity == "monthly" else 3 * ((d.day.month - 1) // 3) + 1
        return d.day.replace(month=month, day=1)

    out = []
    for start, group in groupby(days, beginning):
        members = tuple(group)
        tone = stats.period_tone(tones(members))
        out.append(
            Day(
                start,
                sum(d.articles for d in members),
                sum(d.stories for d in members),
                sum(d.total for d in members),
                *_with_band(tone),
                any(d.partial for d in members),
            )
        )
    return tuple(out)


def told(setting: Setting, measured: Measured, most: int) -> tuple[tuple[Article, ...], tuple[Spike, ...]]:
    """The `most` copied stories of the timeframe, and its spikes with those of their days."""
    days, spans = measured.history.days, _strongest(measured, setting.window)
    stories = measured.stories
    if stories is None and (most or spans):
        w = setting.window
        stories = setting.reader.stories(measured.found, w.start, w.end, MOST_OF_A_DAY)
    stories = stories or ()
    within = [(days[s.first].day, days[s.last].day) for s in spans]
    of_spans = [[s for s in stories if a <= s.day <= b][:OF_A_SPIKE] for a, b in within]
    headlines, *of_spikes = setting.reader.articles([stories[:most], *of_spans])
    spikes = []
    for letter, s, (start, end), articles in zip("ABC", spans, within, of_spikes, strict=False):
        peak = max(days[s.first : s.last + 1], key=lambda d: d.share or 0.0).day
        topic = measured.series.topic
        spikes.append(
            Spike(topic, peak, round(s.count), s.expected, s.p, letter, articles, start=start, end=end)
        )
    return headlines, tuple(spikes)


def _strongest(measured: Measured, w: Window) -> list[Span]:
    """The runs of days in the timeframe that stand out most, in order of time."""
    days = measured.history.days
    within = [s for s in measured.history.coverage.judged.spans if w.start <= days[s.last].day <= w.end]
    return sorted(sorted(within, key=lambda s: s.p)[:MAX_SPIKES], key=lambda s: s.first)
