"""Whether two or three topics have grown closer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import combinations
from math import nan

from bot.answer import Answer, Estimate, Pair, Provenance
from bot.question import Question, topic_label
from bot.sources.interest.source import Search, SearchInterest
from bot.sources.warehouse import Status, Warehouse
from bot.words.format import significant, span_text
from bot.words.numbers import times
from handlers import stats, wording
from handlers.data import Sums
from handlers.matching import find
from handlers.refusals import NotAnswerable
from handlers.relation_stats import (
    MIN_TOGETHER,
    Counts,
    correlation_change,
    growth,
    lift_growth,
    period_lift,
    winner,
)
from handlers.searches import every_day, found_notes, sourced
from handlers.series import Setting, prepare
from handlers.stats import holds

MOST = 3
_MIN_DAYS = 3

Days = Mapping[date, Mapping[str, int]]


def relation(question: Question, warehouse: Warehouse, status: Status) -> Answer:
    """How often each pair is told together, before and now; the one that grew most, if any stands out.

    Before is the baseline that the question names, or else the first half of its days. Raises
    NotAnswerable.
    """
    if len(question.topics) > MOST:
        raise NotAnswerable(
            "too_many_topics",
            f"I can relate two or three topics to each other, not {len(question.topics)}: with more, "
            "too many pairs are tested for any to stand out. Name three or fewer.",
            ("related to " + ", ".join(topic_label(t) for t in question.topics[:MOST]),),
        )
    setting = prepare(question, warehouse, status)
    w = setting.window
    reader = setting.reader
    earlier, now = _periods(question, setting)
    if min(len(earlier), len(now)) < _MIN_DAYS:
        raise NotAnswerable(
            "too_few_days",
            "There are too few days on one side to tell whether topics have grown closer. "
            "Ask about more days.",
            ("related to " + ", ".join(topic_label(t) for t in question.topics) + " last 90 days",),
        )
    topics = [find(reader, t, question, earlier[0], now[-1]) for t in question.topics]
    labels = [topic_label(t) for t in question.topics]
    days = reader.pair_days(topics, earlier[0], now[-1])
    numbers = list(combinations(range(len(topics)), 2))
    counts = [
        (_counts(days, setting.coverage, earlier, a, b), _counts(days, setting.coverage, now, a, b))
        for a, b in numbers
    ]
    changes = [lift_growth(*c) for c in counts]
    pairs = tuple(
        Pair(
            (labels[a], labels[b]),
            (int(sum(before.both)), int(sum(after.both))),
            (period_lift(before), period_lift(after)),
            None if change is None else growth(change, len(numbers)),
        )
        for (a, b), (before, after), change in zip(numbers, counts, changes, strict=True)
    )
    best = winner(changes)
    periods = span_text(earlier[0], earlier[-1]), span_text(now[0], now[-1])
    caveats = list(w.caveats)
    gaps = tuple(sorted(g for g in setting.gaps if w.start <= g <= w.end))
    if gaps:
        caveats.append(wording.gap_caveat(gaps))
    caveats += [note for t in topics for note in t.notes]
    return Answer(
        question=question,
        headline=_headline(pairs, best),
        summary=_summary(pairs, best, *periods),
        alt_text=f"A list of {len(pairs)} pairs of topics.",
        pairs=pairs,
        caveats=tuple(dict.fromkeys(caveats)),
        gaps=gaps,
        suggestions=(
            *([f"related to {', '.join(labels)} last 90 days"] if len(now) < 30 else []),
            *(f"related to {label}" for label in labels[:2]),
        ),
        provenance=Provenance(
            engine=status.engine,
            data_until=status.data_until,
            matched=tuple(dict.fromkeys(label for t in topics for label in t.matched)),
            bytes_scanned=reader.bytes_scanned,
            seconds=reader.seconds,
            sample=status.sample,
        ),
    )


def _periods(question: Question, setting: Setting) -> tuple[list[date], list[date]]:
    """The finished days without gaps before and now, each in order."""
    w = setting.window
    good = [d for d in sorted(setting.coverage) if d not in setting.gaps and not w.partial(d)]
    now = [d for d in good if w.start <= d <= w.end]
    if question.baseline:
        earlier = [d for d in good if w.before[0] <= d <= w.before[1]]
        return (earlier, now) if earlier and now and earlier[0] < now[0] else ([], [])
    middle = len(now) // 2
    return now[:middle], now[middle:]


def _counts(days: Days, coverage: Mapping[date, Sums], period: Sequence[date], a: int, b: int) -> Counts:
    def of(name: str) -> list[float]:
        return [float(days.get(d, {}).get(name, 0)) for d in period]

    return Counts(of(f"n{a}"), of(f"n{b}"), of(f"n{a}{b}"), [float(coverage[d].stories) for d in period])


def _headline(pairs: Sequence[Pair], best: int | None) -> str:
    if best is not None:
        one, other = pairs[best].topics
        return wording.fitted("", wording.capital(f"{one} and {other}"), " grew closer")
    if len(pairs) > 1:
        return "No pair stands out as having grown closer"
    (pair,) = pairs
    name = " and ".join(pair.topics)
    if pair.growth is None:
        return wording.fitted("Too few stories on ", name, " together")
    if pair.growth.value < 1 and holds(pair.growth, 1):
        return wording.fitted("", wording.capital(name), " grew apart")
    return wording.fitted("", wording.capital(name), ": no clear change")


def _summary(pairs: Sequence[Pair], best: int | None, before: str, now: str) -> str:
    told = " ".join(_told(p) for p in pairs)
    text = f"Told together, {now} against {before}: {told}"
    if len(pairs) > 1:
        text += (
            f" Only {' and '.join(pairs[best].topics)} grew closer by more than chance and than the others."
            if best is not None
            else " No pair grew closer by more than chance and than the others, so none is named."
        )
    return text


def _told(pair: Pair) -> str:
    name = wording.capital(" and ".join(pair.topics))
    if pair.growth is None:
        few = min(pair.stories) < MIN_TOGETHER
        why = f"fewer than {MIN_TOGETHER} stories with both" if few else "hardly a story with one alone"
        return f"{name}: {why} on one side, so a change cannot be told."
    before, after = pair.lift
    assert before is not None
    assert after is not None
    g = pair.growth
    assert g.low is not None
    assert g.high is not None
    lifts = f"{significant(after)} times as often as by chance, {significant(before)} before"
    if not holds(g, 1):
        return f"{name}: {lifts}, no clear change."
    word = "closer" if g.value > 1 else "further apart"
    return f"{name}: {lifts}, {word}: {times(g)}."


def with_pairs(answer: Answer, search: Search, interest: SearchInterest) -> Answer:
    """The answer with whether each pair is searched for together more than before. Raises InterestError."""
    if len(answer.pairs) != len(search.terms) * (len(search.terms) - 1) // 2:
        return answer  # Two of the topics are one and the same search.
    found = interest.find("series", search)
    numbers = list(combinations(range(len(search.terms)), 2))
    changes: list[Estimate | None] = [None] * len(numbers)
    if found.grain == "day" and len(found.series) == len(search.terms):
        points = [{p.day: float(p.value) for p in s.points if not p.partial} for s in found.series]
        known = set.intersection(*(set(p) for p in points))
        if known:
            days = every_day(min(known), max(known))
            values = [[p.get(d, nan) for d in days] for p in points]
            changes = [
                correlation_change(values[a], values[b], days[0].weekday(), len(numbers)) for a, b in numbers
            ]
    pairs = tuple(replace(p, searches=c) for p, c in zip(answer.pairs, changes, strict=True))
    return replace(
        sourced(answer, found),
        summary=wording.continued(answer.summary, _pairs_told(pairs)),
        pairs=pairs,
        caveats=(*found_notes(found), *answer.caveats),
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
