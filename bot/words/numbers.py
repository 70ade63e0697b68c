"""The figures of an Answer as short plain phrases, for messages and the console alike."""

from __future__ import annotations

from collections.abc import Sequence

from bot.answer import (
    Answer,
    Article,
    Estimate,
    Group,
    Pair,
    Related,
    RelatedQuery,
    SearchSeries,
    Series,
    Spike,
)
from bot.words.format import (
    MINUS,
    band_text,
    change_text,
    counted,
    moment_text,
    share_text,
    significant,
    span_text,
    tone_text,
)


def coverage(s: Series) -> str:
    """``2.5% of all articles``."""
    text = share_text(s.share)
    return f"{text} of all articles" if text.endswith("%") else text


def volume(s: Series) -> str:
    """``7,634 articles, 5,079 stories``."""
    return f"{counted(s.articles, 'article')}, {counted(s.stories, 'story')}"


def tone(s: Series) -> str:
    """``−2.0 (−2.2 to −1.8)``."""
    band = band_text(s.tone_low, s.tone_high)
    return f"{tone_text(s.tone)} ({band})" if band else tone_text(s.tone)


def tone_beside(s: Series) -> str:
    """What the tone is to be held against: ``usual −1.7, all news −1.2``; may be empty."""
    beside = [("usual", s.tone_usual), ("all news", s.tone_all)]
    return ", ".join(f"{name} {tone_text(value)}" for name, value in beside if value is not None)


def change(s: Series) -> str:
    """``coverage +31% (+12% to +53%), tone −0.4 (−0.7 to −0.1)`` against the period before; may be empty."""
    parts = []
    if s.share_change:
        c = s.share_change
        band = f" ({change_text(c.band.low)} to {change_text(c.band.high)})" if c.band else ""
        parts.append(f"coverage {change_text(c.value)}{band}")
    if s.tone_change:
        t = s.tone_change
        band = f" ({band_text(t.band.low, t.band.high)})" if t.band else ""
        parts.append(f"tone {tone_text(t.value)}{band}")
    return ", ".join(parts)


def against(of: Sequence[Series]) -> str:
    """The days that changes are measured against, the same for all topics of an answer: ``1–31 Aug 2026``."""
    before = next((s.previous for s in of if s.previous), None)
    return span_text(before.start, before.end) if before else "before"


def spike(s: Spike) -> str:
    """``A · 8 Sep 2026: 812 articles, 250 expected``."""
    expected = significant(s.expected) if s.expected > 0 else "0"
    when = span_text(s.start or s.day, s.end or s.day)
    return f"{s.letter} · {when}: {counted(s.articles, 'article')}, {expected} expected"


def about_article(a: Article) -> str:
    """``news.example, 18 Sep 2026 14:30 UTC, tone −3.4, 3 copies``."""
    parts = [a.source, moment_text(a.seen_at)]
    if a.tone is not None:
        parts.append(f"tone {tone_text(a.tone)}")
    if a.copies > 1:
        parts.append(f"{a.copies} copies")
    return ", ".join(p for p in parts if p)


def related(r: Related) -> str:
    """``theme, 812 stories, 6.2 times as often as by chance``."""
    lift = significant(r.lift) if r.lift > 0 else MINUS
    return f"{r.kind}, {counted(r.stories, 'story')}, {lift} times as often as by chance"


def times(ratio: Estimate) -> str:
    """``3.2 times (1.9 to 5.6)``."""
    told = f"{significant(ratio.value)} times"
    return f"{told} ({significant(ratio.band.low)} to {significant(ratio.band.high)})" if ratio.band else told


def pair(p: Pair) -> str:
    """``4.5 times as often as by chance, 1.4 before; 3.2 times (2.1 to 5.1)``."""
    before, after = p.lift
    if before is None or after is None:
        return f"{counted(p.stories[1], 'story')} together, {p.stories[0]} before: too few to tell"
    told = f"{significant(after)} times as often as by chance, {significant(before)} before"
    return f"{told}; {times(p.growth)}" if p.growth else told


def group(g: Group) -> str:
    """``24% of the articles, tone −1.2``."""
    tone = "" if g.tone is None else f", tone {tone_text(g.tone.value)}"
    return f"{share_text(g.share)} of the articles{tone}"


def lifts(p: Pair) -> str:
    """``4.5 ×, 1.4 × before``."""
    before, after = p.lift
    if before is None or after is None:
        return f"{counted(p.stories[1], 'story')}, {p.stories[0]} before"
    return f"{significant(after)} ×, {significant(before)} × before"


def searched(s: SearchSeries) -> str:
    """``mean 54, +12 points (4 to 20)``."""
    told = f"mean {s.mean:.0f}"
    c = s.change
    if c is None or c.band is None:
        return told
    return f"{told}, {_whole(c.value)} points ({_whole(c.band.low)} to {_whole(c.band.high)})"


def searches_heading(answer: Answer) -> str:
    """What the queries of an answer are."""
    related = answer.question is None or answer.question.action == "related"
    return "Related searches" if related else "Searches of the day"


def query(q: RelatedQuery) -> str:
    """``top, 87``; ``rising, +240%``; ``rising, breakout``."""
    if not q.rising:
        return "top" if q.value is None else f"top, {q.value}"
    return f"rising, {growth(q)}"


def growth(q: RelatedQuery) -> str:
    """How much a rising query grew: ``+240%``; ``breakout`` where that is too much for a percentage."""
    return "breakout" if q.value is None else f"+{q.value:,}%"


def _whole(x: float) -> str:
    rounded = f"{abs(x):.0f}"
    return rounded if rounded == "0" else f"{'+' if x > 0 else MINUS}{rounded}"


def in_words(answer: Answer) -> str:
    """The numbers under the headline without any layout: what is read aloud and shown in a notification."""
    lines = [answer.summary]
    lines += [f"{s.topic}: {coverage(s)} ({volume(s)}), tone {tone(s)}" for s in answer.series]
    lines += [f"{a.title} ({about_article(a)})" for a in answer.articles]
    lines += [f"{r.topic}: {related(r)}" for r in answer.related]
    lines += [f"{' and '.join(p.topics)}: {pair(p)}" for p in answer.pairs]
    if answer.searches:
        lines += [f"searches for {s.term}: {searched(s)}" for s in answer.searches.series]
        lines += [f"{q.query} ({query(q)})" for q in answer.searches.queries]
    return "\n".join(line for line in lines if line)
