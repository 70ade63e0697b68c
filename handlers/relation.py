"""Whether two or three topics have grown closer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import combinations
from math import exp, nan

from bot.answer import Answer, Band, Estimate, Pair
from bot.findings import Finding
from bot.question import Question, topic_label
from bot.sources.interest.source import Search, SearchInterest
from bot.sources.warehouse import Status, Warehouse
from bot.statistics.blocks import Change
from bot.statistics.relations import (
    FEWEST_WEEKS,
    MIN_TOGETHER,
    Agreement,
    Counts,
    agreement_change,
    ahead,
    lift_change,
    period_lift,
)
from bot.words.claims import capital, fitted, phrase
from bot.words.format import significant, span_text
from handlers import claims, wording
from handlers.data import Sums
from handlers.finish import read_from
from handlers.matching import find
from handlers.refusals import NotAnswerable
from handlers.searches import every_day, found_notes, sourced
from handlers.series import Setting, prepare
from handlers.untested import gap_findings

MOST = 3
_MIN_DAYS = 7
SHORT = 8 * 7
"""Days under which halves are too short; they are held against the days before them."""
BEFORE = timedelta(days=12 * 7)

Days = Mapping[date, Mapping[str, int]]


def relation(question: Question, warehouse: Warehouse, status: Status) -> Answer:
    """How often each pair is told together, before and now; the one that grew most, if any stands out.

    Before is the baseline that the question names, or else the first half of its days; of fewer than eight
    weeks, the twelve weeks before them, where the data has as many days. Raises NotAnswerable.
    """
    _few_enough(question)
    setting = prepare(question, warehouse, status)
    w = setting.window
    reader = setting.reader
    earlier, now = _long_enough(question, *_periods(question, setting))
    topics = [find(reader, t, question, earlier[0], now[-1]) for t in question.topics]
    labels = [topic_label(t) for t in question.topics]
    days = reader.pair_days(topics, earlier[0], now[-1])
    numbers = list(combinations(range(len(topics)), 2))
    counts = [
        (_counts(days, setting.coverage, earlier, a, b), _counts(days, setting.coverage, now, a, b))
        for a, b in numbers
    ]
    changes = [lift_change(*c) for c in counts]
    pairs = tuple(
        Pair(
            (labels[a], labels[b]),
            (int(sum(before.both)), int(sum(after.both))),
            (period_lift(before), period_lift(after)),
            None if change is None else _growth(change, len(numbers)),
        )
        for (a, b), (before, after), change in zip(numbers, counts, changes, strict=True)
    )
    tests = [_tested(p, c, earlier, now) for p, c in zip(pairs, changes, strict=True) if c is not None]
    untested = [
        Finding("not_tested", *p.topics, start=now[0], end=now[-1], text=_untested(p, len(earlier), len(now)))
        for p in pairs
        if p.growth is None
    ]
    findings = (*claims.decide(tests, untested), *gap_findings(_gaps(setting)))
    best = _winner(pairs, changes, findings)
    periods = span_text(earlier[0], earlier[-1]), span_text(now[0], now[-1])
    caveats = list(w.caveats)
    gaps = tuple(_gaps(setting))
    if gaps:
        caveats.append(wording.gap_caveat(gaps))
    caveats += [note for t in topics for note in t.notes]
    return Answer(
        question=question,
        headline=_headline(pairs, best, findings),
        summary=_summary(pairs, best, findings, *periods),
        alt_text=f"A list of {len(pairs)} pairs of topics.",
        findings=findings,
        pairs=pairs,
        caveats=tuple(dict.fromkeys(caveats)),
        gaps=gaps,
        suggestions=(
            *([f"related to {', '.join(labels)} last 90 days"] if len(now) < 30 else []),
            *(f"related to {label}" for label in labels[:2]),
        ),
        provenance=read_from(reader, status, (label for t in topics for label in t.matched)),
    )


def _few_enough(question: Question) -> None:
    """Raises NotAnswerable where there are too many topics."""
    if len(question.topics) > MOST:
        raise NotAnswerable(
            "too_many_topics",
            f"I can relate two or three topics to each other, not {len(question.topics)}: with more, "
            "too many pairs are tested for any to stand out. Name three or fewer.",
            ("related to " + ", ".join(topic_label(t) for t in question.topics[:MOST]),),
        )


def _long_enough(question: Question, earlier: list[date], now: list[date]) -> tuple[list[date], list[date]]:
    """The days of both sides. Raises NotAnswerable where they are too few."""
    if min(len(earlier), len(now)) < _MIN_DAYS:
        raise NotAnswerable(
            "too_few_days",
            "There are too few days on one side to tell whether topics have grown closer. "
            "Ask about more days.",
            ("related to " + ", ".join(topic_label(t) for t in question.topics) + " last 90 days",),
        )
    return earlier, now


def _periods(question: Question, setting: Setting) -> tuple[list[date], list[date]]:
    """The finished days without gaps before and now, each in order."""
    w = setting.window
    good = [d for d in sorted(setting.coverage) if d not in setting.gaps and not w.partial(d)]
    now = [d for d in good if w.start <= d <= w.end]
    if question.baseline:
        earlier = [d for d in good if w.before[0] <= d <= w.before[1]]
        return (earlier, now) if earlier and now and earlier[0] < now[0] else ([], [])
    if (w.end - w.start).days + 1 < SHORT:
        earlier = [d for d in good if w.start - BEFORE <= d < w.start]
        if len(earlier) >= len(now):
            return earlier, now
    middle = len(now) // 2
    return now[:middle], now[middle:]


def _gaps(setting: Setting) -> list[date]:
    return sorted(g for g in setting.gaps if setting.window.start <= g <= setting.window.end)


def _growth(change: Change, pairs: int) -> Estimate:
    """The ratio of lifts with an interval that holds for all pairs at once (Bonferroni)."""
    low, high = change.interval(1 - 0.05 / pairs)
    return Estimate(exp(change.value), Band(exp(low), exp(high)))


def _tested(pair: Pair, change: Change, earlier: Sequence[date], now: Sequence[date]) -> claims.Tested:
    assert pair.growth is not None
    assert pair.growth.band is not None
    found = Finding(
        "related_change",
        *pair.topics,
        start=now[0],
        end=now[-1],
        size=pair.growth.value,
        low=pair.growth.band.low,
        high=pair.growth.band.high,
        p=change.p,
        measure="stories",
        before=pair.lift[0],
        after=pair.lift[1],
        against=(earlier[0], earlier[-1]),
    )
    return claims.Tested(claims.OTHER, change.p, found)


def _winner(pairs: Sequence[Pair], changes: Sequence[Change | None], found: Sequence[Finding]) -> int | None:
    """Which pair has grown closer, and more so than every other; None where none stands out."""
    known = [(i, c) for i, c in enumerate(changes) if c is not None]
    said = {(f.topic, f.other) for f in found if f.said and f.kind == "related_change"}
    if not known:
        return None
    best, change = max(known, key=lambda k: k[1].value)
    stands_out = all(ahead(change, c, 0.025) for i, c in known if i != best)
    return best if change.value > 0 and pairs[best].topics in said and stands_out else None


def _counts(days: Days, coverage: Mapping[date, Sums], period: Sequence[date], a: int, b: int) -> Counts:
    def of(name: str) -> list[float]:
        return [float(days.get(d, {}).get(name, 0)) for d in period]

    return Counts(of(f"n{a}"), of(f"n{b}"), of(f"n{a}{b}"), [float(coverage[d].stories) for d in period])


def _headline(pairs: Sequence[Pair], best: int | None, found: Sequence[Finding]) -> str:
    if best is not None:
        one, other = pairs[best].topics
        return fitted("", capital(f"{one} and {other}"), " grew closer")
    if len(pairs) > 1:
        return "No pair stands out as having grown closer"
    (pair,) = pairs
    name = " and ".join(pair.topics)
    said = next((f for f in found if f.said and f.kind == "related_change"), None)
    if said:
        return phrase(said)
    if min(pair.stories) < MIN_TOGETHER:
        return fitted("Too few stories on ", name, " together")
    return fitted("", capital(name), ": no clear change" if pair.growth else ": a change cannot be told")


def _summary(pairs: Sequence[Pair], best: int | None, found: Sequence[Finding], before: str, now: str) -> str:
    told = [_lifts(p) for p in pairs if None not in p.lift]
    parts = [f"Told together, {now} against {before}: {'; '.join(told)}."] if told else []
    parts += [f.text for f in found if f.kind in ("related_change", "not_tested")]
    if len(pairs) > 1:
        parts.append(
            f"Only {' and '.join(pairs[best].topics)} grew closer by more than chance and than the others."
            if best is not None
            else "No pair grew closer by more than chance and than the others, so none is named."
        )
    return " ".join(parts)


def _lifts(pair: Pair) -> str:
    before, after = pair.lift
    assert before is not None
    assert after is not None
    name = capital(" and ".join(pair.topics))
    return f"{name} {significant(after)} times as often as by chance, {significant(before)} before"


def _untested(pair: Pair, earlier: int, now: int) -> str:
    if min(pair.stories) < MIN_TOGETHER:
        why = f"fewer than {MIN_TOGETHER} stories with both on one side"
    elif min(earlier, now) < 7 * FEWEST_WEEKS:
        why = f"fewer than {FEWEST_WEEKS} weeks on one side"
    else:
        why = "hardly a story with one alone, or too few weeks"
    return f"{capital(' and '.join(pair.topics))}: {why}, so a change cannot be told."


def with_pairs(answer: Answer, search: Search, interest: SearchInterest) -> Answer:
    """The answer with whether each pair is searched for together more than before. Raises InterestError."""
    if len(answer.pairs) != len(search.terms) * (len(search.terms) - 1) // 2:
        return answer  # Two of the topics are one and the same search.
    found = interest.find("series", search)
    numbers = list(combinations(range(len(search.terms)), 2))
    changes: list[Agreement | None] = [None] * len(numbers)
    if found.grain == "day" and len(found.series) == len(search.terms):
        points = [{p.day: float(p.value) for p in s.points if not p.partial} for s in found.series]
        known = set.intersection(*(set(p) for p in points))
        if known:
            days = every_day(min(known), max(known))
            values = [[p.get(d, nan) for d in days] for p in points]
            changes = [
                agreement_change(values[a], values[b], days[0].weekday(), len(numbers)) for a, b in numbers
            ]
    estimates = [None if c is None else Estimate(c.value, Band(c.low, c.high)) for c in changes]
    pairs = tuple(replace(p, searches=e) for p, e in zip(answer.pairs, estimates, strict=True))
    tests = [
        claims.Tested(
            claims.OTHER,
            c.p,
            Finding(
                "related_change",
                *pair.topics,
                start=search.start,
                end=search.end,
                size=c.value,
                low=c.low,
                high=c.high,
                p=c.p,
                measure="searches",
            ),
        )
        for pair, c in zip(pairs, changes, strict=True)
        if c is not None
    ]
    found_changes = claims.decide(tests)
    return replace(
        sourced(answer, found),
        summary=wording.continued(answer.summary, _pairs_told(found_changes)),
        findings=(*answer.findings, *found_changes),
        pairs=pairs,
        caveats=(*found_notes(found), *answer.caveats),
    )


def _pairs_told(found: Sequence[Finding]) -> str:
    if not found:
        return "In searches, a change takes two months of daily numbers to tell."
    told = [f.text for f in found if f.said]
    return " ".join(told) or "In searches, no pair moves together clearly more or less than before."
