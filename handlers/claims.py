"""What holds: every test that an answer or a digest makes of its topics, and which may be put in words.

Tests say p; `decide` gives all tests of an answer one level together (Holm), `decide_many` those of a digest
one rate (Benjamini and Yekutieli). Nothing else licenses a word of change.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from math import exp, log

from bot.answer import Band, Day, Estimate, Series
from bot.findings import Finding, Measure
from bot.statistics import blocks
from bot.statistics.blocks import Change, Part
from bot.statistics.distributions import binomial_tail
from bot.statistics.multiple import benjamini_yekutieli, holm
from bot.statistics.scans import Shift
from bot.words import claims as words
from handlers.history import History
from handlers.window import Window

LEVEL = 0.004
"""Of all tests of an answer together. Promised is one false claim in two hundred quiet topic-months; what is
left over is for days that are worse than the tests suppose."""
DIGEST_RATE = 0.05
"""One quiet issue of a digest in twenty tells of a move."""
MONTH = 30
"""Days over which the promise is given: an answer over longer counts as so many topic-months."""

SPIKE, TONE_SHIFT, LEVEL_SHIFT, USUAL, CHANGE, OTHER = 0.3, 0.25, 0.15, 0.1, 0.05, 1.0
"""How much of the level each test has: most where a move is looked for in many places. A change against the
period before is nearly always one against the usual too, which is the stronger test."""
SMALLEST_RATIO, SMALLEST_POINTS = log(1.02), 0.05
"""Of a change under 2 % or 0.05 points nothing is said, however sure."""
WIDEST = 50.0
"""An interval of a ratio whose ends are further apart says nothing."""


@dataclass(frozen=True, slots=True)
class Tested:
    """A test of an answer; `finding` is None where it found nothing to speak of."""

    weight: float
    p: float = 1.0
    finding: Finding | None = None
    change: Change | None = None


def decide(tests: Sequence[Tested], told: Sequence[Finding] = ()) -> tuple[Finding, ...]:
    """All findings of an answer, those that may be said first, the strongest first; then `told`."""
    weights = [t.weight for t in tests]
    said = holm([t.p for t in tests], LEVEL, weights)
    whole = sum(weights)
    found = [
        (t.p / t.weight, _worded(t.finding, t.change, s, LEVEL * t.weight / whole))
        for t, s in zip(tests, said, strict=True)
        if t.finding is not None
    ]
    return (*_ranked(found), *told)


def decide_many(tests: Sequence[Tested], told: Sequence[Finding] = ()) -> tuple[Finding, ...]:
    """The same for a digest, which promises a rate over all that it tells."""
    said = benjamini_yekutieli([t.p for t in tests], DIGEST_RATE)
    level = DIGEST_RATE / max(1, len(tests))
    found = [
        (t.p, _worded(t.finding, t.change, s, level))
        for t, s in zip(tests, said, strict=True)
        if t.finding is not None
    ]
    return (*_ranked(found), *told)


def _ranked(found: Sequence[tuple[float, Finding]]) -> list[Finding]:
    return [f for _, f in sorted(found, key=lambda item: (not item[1].said, item[0]))]


def _worded(f: Finding, change: Change | None, said: bool, level: float) -> Finding:
    if change is not None:
        size = change.noticed(level)
        f = replace(f, noticed=exp(min(size, 50.0)) if f.measure == "share" else size)
    f = replace(f, said=said)
    return replace(f, text=words.sentence(f))


def of_topic(topic: str, history: History, w: Window) -> tuple[Tested, ...]:
    """Every test of one topic over the window."""
    return (*coverage_tests(topic, history, w), *tone_tests(topic, history, w))


def coverage_tests(topic: str, history: History, w: Window) -> tuple[Tested, ...]:
    lasting = () if _short(w) else (*_levels(topic, history, w), *_changes(topic, history, w, "share"))
    return (*_spikes(topic, history, w), *lasting)


def event_tests(topic: str, history: History, w: Window) -> tuple[Tested, ...]:
    """What happened to its coverage: spikes, and levels that lasted; nothing of the period as a whole."""
    return (*_spikes(topic, history, w), *(() if _short(w) else _levels(topic, history, w)))


def tone_tests(topic: str, history: History, w: Window) -> tuple[Tested, ...]:
    if _short(w):
        return ()
    return (*_tone_shift(topic, history, w), *_changes(topic, history, w, "tone"))


def _short(w: Window) -> bool:
    """Of less than a week only single days are told."""
    return (w.end - w.start).days + 1 < blocks.SHORTEST


def _spikes(topic: str, history: History, w: Window) -> list[Tested]:
    days = history.days
    looked = sum(d.day >= w.start for d in days)
    if not looked:
        return []
    out = []
    for s in history.coverage.judged.spans:
        first, last = days[s.first].day, days[s.last].day
        if last < w.start or first > w.end:
            continue
        found = Finding(
            "spike",
            topic,
            start=first,
            end=last,
            size=s.count / s.expected,
            p=min(1.0, s.p * min(looked, MONTH)),
            measure="stories",
            before=s.expected,
            after=s.count,
        )
        out.append(Tested(SPIKE, found.p or 0.0, found))
    return out or [Tested(SPIKE)]


def _levels(topic: str, history: History, w: Window) -> list[Tested]:
    days = history.days
    out = []
    for s in history.coverage.levels:
        if days[s.low].day > w.end:
            continue
        out.append(Tested(LEVEL_SHIFT, s.p, _shift("level_shift", topic, days, s, w)))
    return out


def _tone_shift(topic: str, history: History, w: Window) -> list[Tested]:
    s = history.tone.shift
    return [] if s is None else [Tested(TONE_SHIFT, s.p, _shift("tone_shift", topic, history.days, s, w))]


def _shift(kind: str, topic: str, days: Sequence[Day], s: Shift, w: Window) -> Finding:
    ratio = kind == "level_shift"
    at = exp if ratio else float
    return Finding(
        "level_shift" if ratio else "tone_shift",
        topic,
        start=days[s.start].day,
        end=w.end,
        from_low=days[s.low].day,
        from_high=days[s.high].day,
        size=at(s.size),
        low=at(s.size - 1.96 * s.error),
        high=at(s.size + 1.96 * s.error),
        p=s.p,
        measure="share" if ratio else "tone",
        before=at(s.before),
        after=at(s.after),
    )


def _changes(topic: str, history: History, w: Window, measure: Measure) -> list[Tested]:
    """The period against the one before, and against what is usual: the days before it without bursts."""
    out = []
    against = change(history, w, measure)
    if against is not None:
        out.append(_tested(topic, against, w, measure, w.before, usual=False))
    past = history.days[0].day if history.days else w.start
    yesterday = w.start - timedelta(1)
    usual = _part(history.between(past, yesterday, quiet=True), w, measure)
    period = _part(history.between(w.start, w.end, quiet=True), w, measure)
    if usual is not None and period is not None and (held := blocks.change(usual, period)) is not None:
        if measure == "share" and _too_wide(held):
            return out
        out.append(_tested(topic, held, w, measure, (past, yesterday), usual=True))
    return out


def change(history: History, w: Window, measure: Measure) -> Change | None:
    """The period against the days before; the scatter of still earlier days tells what is chance."""
    now = history.between(w.start, w.end)
    period, before = _part(now, w, measure), _part(history.before, w, measure)
    if period is None or before is None:
        return None
    earlier = [d for d in history.days if d.day < min(w.start, w.before[0])]
    between = [d for d in history.days if w.before[1] < d.day < w.start]
    found = blocks.change(before, period, [_part(earlier, w, measure), _part(between, w, measure)])
    return None if found is None or (measure == "share" and _too_wide(found)) else found


def estimate(history: History, w: Window, measure: Measure) -> Estimate | None:
    """The change against the days before with its 95 % interval, for showing; a ratio, or points."""
    found = change(history, w, measure) or _of_days(history, w, measure)
    if found is None or (measure == "share" and _too_wide(found)):
        return None
    at = exp if measure == "share" else float
    low, high = found.interval()
    return Estimate(at(found.value), Band(at(low), at(high)))


def _of_days(history: History, w: Window, measure: Measure) -> Change | None:
    """The same from the two periods' days alone, where too little is known besides; for showing only."""
    both = history.before, history.between(w.start, w.end)
    if measure == "tone":
        before, now = ([d.tone for d in days if d.tone is not None] for days in both)
    else:
        before, now = ([blocks.log_share(d.articles, d.total) for d in days] for days in both)
    return blocks.halves(before, now)


def _too_wide(c: Change) -> bool:
    low, high = c.interval()
    return high - low > log(WIDEST)


def _part(days: Sequence[Day], w: Window, measure: Measure) -> Part | None:
    length = blocks.run_length((w.end - w.start).days + 1)
    if measure == "tone":
        return blocks.toned([d.tone for d in days if d.tone is not None], length)
    return blocks.counted([d.articles for d in days], [d.total for d in days], length)


def _tested(
    topic: str, held: Change, w: Window, measure: Measure, against: tuple[date, date], *, usual: bool
) -> Tested:
    at = exp if measure == "share" else float
    low, high = held.interval()
    found = Finding(
        "share_change" if measure == "share" else "tone_change",
        topic,
        start=w.start,
        end=w.end,
        size=at(held.value),
        low=at(low),
        high=at(high),
        p=held.p,
        measure=measure,
        against=against,
        usual=usual,
    )
    small = SMALLEST_RATIO if measure == "share" else SMALLEST_POINTS
    p = held.p if abs(held.value) >= small else 1.0
    return Tested(USUAL if usual else CHANGE, p, found, held)


def begun_since(tests: Sequence[Tested], day: date) -> list[Tested]:
    """Without shifts that began before `day`: they are old news."""
    shifts = ("tone_shift", "level_shift")
    return [
        replace(t, p=1.0, finding=None)
        if t.finding and t.finding.kind in shifts and t.finding.start and t.finding.start < day
        else t
        for t in tests
    ]


# --- topics beside each other --------------------------------------------------------------------------


def share_difference(
    one: Series, of_one: History, other: Series, of_other: History, w: Window
) -> list[Tested]:
    """Whether one topic has more coverage than another; under a week by the chance of counts alone."""
    a, b = of_one.between(w.start, w.end), of_other.between(w.start, w.end)
    found = Finding("difference", one.topic, other.topic, start=w.start, end=w.end, measure="share")
    if len(a) < blocks.SHORTEST:
        n, m = sum(d.stories for d in a), sum(d.stories for d in b)
        if not n + m:
            return []
        p = min(1.0, 2 * binomial_tail(max(n, m), n + m, 0.5))
        return [Tested(OTHER, p, replace(found, size=(n / m if m else None), p=p, measure="stories"))]
    length = blocks.run_length((w.end - w.start).days + 1)
    past = [d for d in of_one.days if d.day < w.start], [d for d in of_other.days if d.day < w.start]

    def part(x: Sequence[Day], y: Sequence[Day]) -> Part | None:
        return blocks.log_ratio([d.articles for d in x], [d.articles for d in y], length)

    return _differs(found, part(a, b), part(*past))


def tone_difference(
    one: Series, of_one: History, other: Series, of_other: History, w: Window
) -> list[Tested]:
    """Whether the tone on one topic is above that on another, on the days on which both have one."""
    length = blocks.run_length((w.end - w.start).days + 1)

    def part(start: date, end: date) -> Part | None:
        tones = {d.day: d.tone for d in of_other.between(start, end)}
        both = [
            d.tone - beside
            for d in of_one.between(start, end)
            if d.tone is not None and (beside := tones.get(d.day)) is not None
        ]
        return blocks.toned(both, length)

    found = Finding("difference", one.topic, other.topic, start=w.start, end=w.end, measure="tone")
    return _differs(found, part(w.start, w.end), part(date.min, w.start - timedelta(1)))


def _differs(found: Finding, period: Part | None, past: Part | None) -> list[Tested]:
    held = None if period is None else blocks.level(period, [past])
    if held is None:
        return []
    at = exp if found.measure == "share" else float
    low, high = held.interval()
    return [
        Tested(
            OTHER,
            held.p,
            replace(found, size=at(held.value), low=at(low), high=at(high), p=held.p),
            held,
        )
    ]
