"""Findings in words: the one place where something is said to have moved, to differ or to be steady."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from bot.answer import FalseClaims
from bot.findings import Finding
from bot.statistics.rates import wilson
from bot.words.format import (
    band_text,
    change_text,
    count_text,
    counted,
    date_text,
    signed,
    significant,
    span_text,
    tone_text,
)

HEADLINE = 90
STEADY_RATIO, STEADY_POINTS = 1.5, 1.0
"""Steady may be called what would have been noticed had it changed by this much."""


def capital(text: str) -> str:
    """With a capital first letter, but for names with a case of their own: ``iPhone``."""
    own = any(c.isupper() for c in text.split(" ", 1)[0][1:])
    return text if own else text[:1].upper() + text[1:]


def fitted(before: str, topic: str, after: str, room: int = HEADLINE) -> str:
    """A headline of at most `room` characters, the topic shortened where it must be."""
    room -= len(before) + len(after)
    return f"{before}{topic if len(topic) <= room else topic[: max(1, room - 1)].rstrip() + '…'}{after}"


def day_text(start: date, end: date | None = None) -> str:
    """``18 November``, ``18–19 November``, ``30 November – 2 December``: the year stands beside."""
    if end is None or start == end:
        return f"{start.day} {start:%B}"
    if (start.year, start.month) == (end.year, end.month):
        return f"{start.day}–{end.day} {end:%B}"
    return f"{start.day} {start:%B} – {end.day} {end:%B}"


# --- sentences -----------------------------------------------------------------------------------------


def sentence(f: Finding) -> str:
    """What a finding says, in one or two sentences, with its interval."""
    return _SENTENCES[f.kind](f)


def _spike(f: Finding) -> str:
    assert f.size is not None
    usual = f"where about {_count(f.before)} were to be expected"
    seen = f"{counted(round(f.after or 0), 'article')}, {usual}"
    when = span_text(f.start, f.end)
    if f.said:
        return (
            f"{capital(f.topic)} had {significant(f.size or 0)} times its usual coverage on {when}: {seen}."
        )
    return f"{capital(f.topic)} was in {seen}, on {when}; over many days chance brings as much now and then."


def _level_shift(f: Finding) -> str:
    if not f.said:
        return f"No lasting change in the level of coverage of {f.topic} stands out."
    return (
        f"Coverage of {f.topic} has run at {_times(f.size)} its earlier level since {date_text(_start(f))} "
        f"({_times(f.low)} to {_times(f.high)}; the change came {_began(f)})."
    )


def _tone_shift(f: Finding) -> str:
    if not f.said:
        return f"No lasting shift in the latest tone on {f.topic} stands out."
    return (
        f"The tone on {f.topic} has been {_points(f.size)} {_lower(f)} since {date_text(_start(f))} "
        f"({band_text(f.low, f.high)}; the change came {_began(f)})."
    )


def _change(f: Finding) -> str:
    if f.measure == "searches":
        band = f"{_whole(f.low)} to {_whole(f.high)} points"
        return f"{search_phrase(f)} from the first half to the second ({band})."
    tone = f.measure == "tone"
    what = f"{'The tone on' if tone else 'Coverage of'} {f.topic}"
    if f.usual:
        assert f.against is not None
        beside = f"its usual of {span_text(*f.against)}"
        if f.said:
            how = f"{_points(f.size)} {_lower(f)} than" if tone else _above(f)
            return f"{what} was {how} {beside} ({_interval(f)})."
        return f"{what}: {calm(f)} against {beside} ({_interval(f)}).{_power(f)}"
    beside = span_text(*f.against) if f.against else "before"
    if f.said:
        return f"{what} {_moved(f)} against {beside} ({_interval(f)})."
    return f"{what}: {calm(f)} against {beside} ({_interval(f)}).{_power(f)}"


def _difference(f: Finding) -> str:
    known = "" if f.low is None else f" ({_interval(f)})"
    if not f.said:
        what = "tone" if f.measure == "tone" else "coverage"
        return f"{capital(f.topic)} and {f.other}: no clear difference in {what}{known}.{_power(f)}"
    if f.measure == "tone":
        return f"The tone on {f.topic} was {_points(f.size)} {_lower(f)} than that on {f.other}{known}."
    more = "more" if (f.size or 2) > 1 else "less"
    band = "" if f.low is None else f" ({_times(f.low)} to {_times(f.high)})"
    times = "" if f.size is None else f": {_times(f.size)} as much{band}"
    return f"{capital(f.topic)} had {more} coverage than {f.other}{times}."


def _related(f: Finding) -> str:
    if f.measure == "searches":
        how = "more" if (f.size or 0) > 0 else "less"
        pair = f"Searches for {f.topic} and {f.other}"
        band = f"correlation {_correlation(f.size)}, {_correlation(f.low)} to {_correlation(f.high)}"
        if f.said:
            return f"{pair} move together {how} than before ({band}); an association, not a cause."
        return f"{pair}: no clear change in how they move together ({band})."
    pair = f"{capital(f.topic)} and {f.other}"
    band = f"{_times(f.low)} to {_times(f.high)}"
    if f.said:
        closer = "closer" if (f.size or 1) > 1 else "further apart"
        return f"{pair} are told {closer} than before: {_times(f.size)} the lift ({band})."
    return f"{pair}: no clear change in how often they are told together ({band} the lift)."


def _lead(f: Finding) -> str:
    if not f.said:
        return "No lag stands out between searches and news."
    days = round(f.size or 0)
    if days == 0:
        return "Searches and news move on the same days; an association, not a cause."
    first, second = ("The news follows", "searches") if days > 0 else ("Searches follow", "the news")
    return f"{first} {second} by about {_days(f.size)}; an association, not a cause."


def _gap(f: Finding) -> str:
    return f"Left out for lack of data at the source: {span_text(f.start, f.end)}."


def one_day(day: date, articles: int, expected: float, p: float, *, many: bool) -> str:
    """One day beside what was to be expected of it, and no word of change."""
    seen = f"{counted(articles, 'article')} on {date_text(day)}"
    usual = f"{seen}, where about {_count(expected)} were to be expected"
    if p >= 0.25:
        return f"{usual}: nothing unusual for a single day."
    how = "many or more" if many else "few or fewer"
    return f"{usual}; one ordinary day in {count_text(round(1 / max(p, 1e-9)))} has as {how}."


def day_sentence(f: Finding) -> str:
    """What is unusual about one day: its coverage, or its tone."""
    if f.kind == "spike":
        return _spike(f)
    return (
        f"The tone on {f.topic} was {tone_text(f.after)} on {date_text(_start(f))}, {_points(f.size)} "
        f"{_lower(f)} than the usual {tone_text(f.before)}."
    )


def day_headline(f: Finding) -> str:
    """The same in a line."""
    if f.kind == "spike":
        return phrase(f)
    return fitted("Tone on ", f.topic, f" {_points(f.size)} {_lower(f)} than usual on {day_text(_start(f))}")


_SENTENCES: dict[str, Callable[[Finding], str]] = {
    "spike": _spike,
    "level_shift": _level_shift,
    "tone_shift": _tone_shift,
    "share_change": _change,
    "tone_change": _change,
    "difference": _difference,
    "related_change": _related,
    "lead": _lead,
    "gap": _gap,
    "too_few": lambda f: f.text,
    "not_tested": lambda f: f.text,
}


# --- headlines -----------------------------------------------------------------------------------------


def headline(found: Sequence[Finding], topic: str, measure: str, otherwise: str) -> str:
    """The strongest finding that is said and, where that is another thing, what was asked: `measure`.

    `otherwise` is what stands there where nothing was tested.
    """
    asked = [f for f in found if _group(f) == measure and f.kind in ("share_change", "tone_change")]
    said = [f for f in found if f.said and f.kind in _PHRASES]
    if not said:
        best = _tells(asked)
        if best is None:
            return otherwise
        what = "Tone on " if measure == "tone" else "Coverage of "
        return fitted(what, topic, " is steady" if calm(best) == "steady" else ": no clear change")
    first = said[0]
    if _group(first) == measure:
        usual = next((f for f in asked if f.usual), None)
        rest = f"; otherwise {calm(usual)}" if first.kind == "spike" and usual and not usual.said else ""
    else:
        of = next((f for f in said if _group(f) == measure), _tells(asked))
        rest = "" if of is None else f"; {_aside(of)}"
    return phrase(first, room=HEADLINE - len(rest)) + rest


def search_phrase(f: Finding) -> str:
    """A change of searches in a line."""
    if not f.said:
        return fitted("Searches for ", f.topic, ": no clear change")
    return fitted(
        "Searches for ", f.topic, f" {'rose' if (f.size or 0) > 0 else 'fell'} {abs(f.size or 0):.0f} points"
    )


def phrase(f: Finding, room: int = HEADLINE) -> str:
    """A said finding in a line, without its interval."""
    before, after = _PHRASES[f.kind](f)
    names = f"{f.topic} and {f.other}" if f.kind == "related_change" else f.topic
    return fitted(before, names if before else capital(names), after, room)


def calm(f: Finding) -> str:
    """What is said of a change that is not: steady only where a change would have been noticed."""
    limit = STEADY_POINTS if f.measure == "tone" else STEADY_RATIO
    return "steady" if f.noticed is not None and f.noticed <= limit and not f.moved else "no clear change"


def _tells(asked: Sequence[Finding]) -> Finding | None:
    """Of what was tested the change against the usual, which tells most; else the other."""
    return next((f for f in asked if f.usual), asked[0] if asked else None)


def _aside(f: Finding) -> str:
    what = "tone" if f.measure == "tone" else "coverage"
    if not f.said:
        return f"{what} steady" if calm(f) == "steady" else f"no clear change in {what}"
    if f.kind == "spike":
        return f"{_times(f.size)} its usual coverage on {day_text(_start(f), f.end)}"
    if f.kind == "level_shift":
        return f"{_times(f.size)} its earlier coverage since {day_text(_start(f))}"
    if f.kind == "tone_shift":
        return f"tone {_points(f.size)} {_lower(f)} since {day_text(_start(f))}"
    return f"{what} {_moved(f)}"


def _difference_phrase(f: Finding) -> tuple[str, str]:
    up = (f.size or 0) > 0 if f.measure == "tone" else (f.size or 2) > 1
    if f.measure == "tone":
        return "", f" has a {'higher' if up else 'lower'} tone than {f.other}"
    return "", f" gets {'more' if up else 'less'} coverage than {f.other}"


_PHRASES: dict[str, Callable[[Finding], tuple[str, str]]] = {
    "spike": lambda f: ("", f": {_times(f.size)} its usual coverage on {day_text(_start(f), f.end)}"),
    "level_shift": lambda f: ("", f": {_times(f.size)} its earlier coverage since {day_text(_start(f))}"),
    "tone_shift": lambda f: ("Tone on ", f" {_points(f.size)} {_lower(f)} since {day_text(_start(f))}"),
    "share_change": lambda f: (
        "Coverage of ",
        f" {_above(f)} its usual" if f.usual else f" {_moved(f)}",
    ),
    "tone_change": lambda f: (
        "Tone on ",
        f" {_points(f.size)} {_lower(f)} than usual" if f.usual else f" {_moved(f)}",
    ),
    "difference": _difference_phrase,
    "lead": lambda f: (
        "News on " if (f.size or 0) > 0 else "Searches for ",
        f" {'follows searches' if (f.size or 0) > 0 else 'follow the news'} by {_days(f.size)}",
    ),
    "related_change": lambda f: ("", " grew closer" if (f.size or 1) > 1 else " grew apart"),
}


# --- pieces --------------------------------------------------------------------------------------------


def _group(f: Finding) -> str:
    return "tone" if f.measure == "tone" else "share" if f.measure in ("share", "stories") else ""


def _moved(f: Finding) -> str:
    """``up 38%``, ``down to a third``; ``fell 0.8 points``."""
    size = f.size or 0.0
    if f.measure == "tone":
        return f"{'rose' if size > 0 else 'fell'} {_points(size)}"
    return f"{'up' if size > 1 else 'down'} {_percent(size)}"


def _percent(ratio: float | None) -> str:
    """``38%``; from double on ``2.4 times``."""
    return change_text(ratio or 1.0).lstrip("+−")


def _above(f: Finding) -> str:
    """``38% above``, ``3.4 times``, ``20% below``."""
    size = f.size or 1.0
    return _percent(size) + ("" if size >= 2 else " above" if size > 1 else " below")


def _lower(f: Finding) -> str:
    return "higher" if (f.size or 0) > 0 else "lower"


def _times(ratio: float | None) -> str:
    return f"{significant(ratio or 0.0)} ×"


def _points(size: float | None) -> str:
    n = abs(size or 0.0)
    return "1 point" if f"{n:.1f}" == "1.0" else f"{n:.1f} points"


def _interval(f: Finding) -> str:
    if f.low is None or f.high is None:
        return "no interval can be given"
    if f.measure == "tone":
        return f"{signed(f.low)} to {signed(f.high)}"
    return f"{change_text(f.low)} to {change_text(f.high)}"


def _power(f: Finding) -> str:
    """What the test would have seen, where that makes no change a finding of its own."""
    if f.noticed is None or calm(f) != "steady":
        return ""
    size = (
        f"{f.noticed:.1f} points" if f.measure == "tone" else f"about {round((f.noticed - 1) * 100, -1):.0f}%"
    )
    return f" No change larger than {size} would have gone unnoticed."


def _began(f: Finding) -> str:
    assert f.from_low is not None
    assert f.from_high is not None
    if f.from_low == f.from_high:
        return f"on {date_text(f.from_low)}"
    return f"between {date_text(f.from_low)} and {date_text(f.from_high)}"


def _start(f: Finding) -> date:
    assert f.start is not None
    return f.start


def _count(n: float | None) -> str:
    return count_text(round(n)) if n and n >= 10 else significant(n or 0.1)


def _days(size: float | None) -> str:
    n = abs(round(size or 0))
    return "1 day" if n == 1 else f"{n} days"


def false_claims_told(of: FalseClaims) -> str:
    """How often the bot was last wrong where nothing moved, for whoever asks how something was measured."""
    low, high = wilson(of.wrong, of.months)
    return (
        f"Last counted on {date_text(of.day)}: of {count_text(of.months)} months made of the data's own days "
        f"so that nothing moved, {count_text(of.wrong)} were wrongly said to have ({low:.1%} to {high:.1%})."
    )


def placebo_told(months: int, wrong: int, kinds: Mapping[str, int]) -> str:
    """How often something was said of months in which nothing moved, and of which kind."""
    low, high = wilson(wrong, months)
    rate = f"{wrong / max(months, 1):.2%} ({low:.2%} to {high:.2%})"
    asked = f"Of {count_text(months)} topic-months made so that nothing moved"
    each = ", ".join(f"{kind} {n}" for kind, n in sorted(kinds.items()))
    return f"{asked}, {count_text(wrong)} were said to have: {rate}; promised is 0.50%." + (
        f" By kind: {each}." if each else ""
    )


def _whole(x: float | None) -> str:
    return f"{x or 0.0:+.0f}".replace("-", "−").replace("+0", "0").replace("−0", "0")


def _correlation(x: float | None) -> str:
    """A correlation with its sign: ``+0.42``."""
    return f"{x or 0.0:+.2f}".replace("-", "−")
