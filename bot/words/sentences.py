"""The one sentence under a headline: size and comparison from the values of an answer, without ranges."""

from __future__ import annotations

from collections.abc import Sequence

from bot.answer import Answer, Pair, Period, Related, Series
from bot.findings import Finding
from bot.question import topic_label
from bot.words.breakdown import certain
from bot.words.claims import capital, phrase
from bot.words.format import (
    change_text,
    count_text,
    counted,
    listed,
    share_text,
    signed,
    significant,
    span_text,
    tone_text,
)
from bot.words.labels import shorten
from bot.words.numbers import coverage

MOST_MOVED = 3
"""What changed most in the days of a digest: it is read in a minute."""
NAME = 24
"""Characters of a topic's name where several stand in one line."""


def sentence(answer: Answer) -> str:
    """What the numbers are, and what they are to be held against; empty where the headline says all."""
    if answer.error or answer.question is None:
        return answer.summary
    if answer.question.action == "digest-subscribe":
        quiet = not any(f.said and f.kind != "gap" for f in answer.findings)
        return answer.summary if quiet else _moved(answer)
    if answer.groups:
        first = answer.groups[0]
        chance = certain(answer.groups) if answer.question.action == "sentiment" else ""
        return f"Of {counted(round(first.articles / first.share), 'article')} in all.{chance}"
    if answer.searches and answer.searches.series:
        return _searched(answer)
    if len(answer.series) > 1:
        return _compared(answer)
    if answer.series:
        return _one(answer.series[0], answer)
    if answer.articles and answer.question.options.order:
        return "One article of each story; of a single article the tone says little."
    if answer.articles:
        return f"{counted(len(answer.articles), 'story').capitalize()}: those that most sites carried first."
    if answer.pairs:
        return _told_together(answer.pairs)
    if answer.related:
        return _related(answer.related)
    return "" if answer.question.action == "related" else answer.summary


def left_out(answer: Answer) -> str:
    """The topics of a comparison that no article carries, in words; empty where there are none."""
    if answer.question is None or answer.question.action != "compare" or not answer.series:
        return ""
    found = {s.topic for s in answer.series}
    missing = [label for t in answer.question.topics if (label := topic_label(t)) not in found]
    if not missing:
        return ""
    which = "it" if len(missing) == 1 else "them"
    return f"Left out, as no article carries {which}: {listed([shorten(m, NAME) for m in missing])}."


def topic_line(s: Series, found: Sequence[Finding]) -> str:
    """A topic beside others: ``12%, up 38%, tone −1.2``; a change only where it may be said."""
    said = [f for f in found if f.said and f.topic == s.topic and f.kind in ("share_change", "tone_change")]
    parts = [share_text(s.share)]
    parts += [change_text(f.size) for f in said if f.measure == "share" and f.size is not None][:1]
    if s.tone is not None:
        moved = [f" ({signed(f.size)})" for f in said if f.measure == "tone" and f.size is not None][:1]
        parts.append(f"tone {tone_text(s.tone)}{''.join(moved)}")
    return ", ".join(parts)


def _moved(answer: Answer) -> str:
    """What else changed in the days of a digest, a line each; the headline has the strongest."""
    said = [f for f in answer.findings if f.said and f.kind != "gap"]
    return "\n".join(f"• {phrase(f)}" for f in said[1:MOST_MOVED])


def _one(s: Series, answer: Answer) -> str:
    if not s.articles:
        return f"Not one of {counted(s.total, 'article')} carries it as asked."
    assert answer.question is not None
    tone = _tone(s)
    share = f"in {coverage(s)}{_before(s.previous)}"
    tone_first = answer.question.action == "sentiment" and s.tone is not None
    parts = [tone, share] if tone_first else [share, tone]
    spike = next((f for f in answer.findings[:1] if f.kind == "spike" and f.said), None)
    if spike is not None:
        expected = round(spike.before or 0)
        parts.insert(0, f"{counted(round(spike.after or 0), 'article')} then, about {expected:,} expected")
    return capital("; ".join(p for p in parts if p)) + "."


def _before(previous: Period | None) -> str:
    if previous is None or previous.share is None or not previous.days:
        return ""
    return f", after {share_text(previous.share)} over {span_text(previous.start, previous.end)}"


def _tone(s: Series) -> str:
    if s.tone is None:
        return ""
    usual = "" if s.tone_usual is None else f", usually {tone_text(s.tone_usual)}"
    return f"tone {tone_text(s.tone)}{usual}"


def _compared(answer: Answer) -> str:
    """The first and the second in what was asked."""
    options = answer.question.options if answer.question else None
    toned = [s for s in answer.series if s.tone is not None]
    if options and options.metric == "sentiment" and len(toned) > 1:
        first, second, *_ = sorted(toned, key=lambda s: -(s.tone or 0))
        return f"Tone {tone_text(first.tone)}, for {_name(second)} {tone_text(second.tone)}."
    first, second, *_ = sorted(answer.series, key=lambda s: -(s.share or 0))
    return (
        f"{capital(_name(first))} is in {coverage(first)} ({counted(first.articles, 'article')}), "
        f"{_name(second)} in {share_text(second.share)} ({count_text(second.articles)})."
    )


def _searched(answer: Answer) -> str:
    assert answer.searches is not None
    means = [f"{_shortened(s.term)} {s.mean:.0f}" for s in answer.searches.series]
    news = [f"{_name(s)} {share_text(s.share)}" for s in answer.series if s.share is not None]
    told = f"Mean interest, of 100 at the peak: {listed(means)}"
    return f"{told}; of all articles: {listed(news)}." if news else f"{told}."


def _told_together(pairs: Sequence[Pair]) -> str:
    counts = [f"{' and '.join(map(_shortened, p.topics))} {count_text(p.stories[1])}" for p in pairs]
    return f"Stories with both: {listed(counts)}."


def _related(of: Sequence[Related]) -> str:
    first = of[0]
    lift = significant(first.lift) if first.lift > 0 else "0"
    return f"{capital(_shortened(first.topic))} most of all: {lift} times as often beside it as by chance."


def _name(s: Series) -> str:
    return _shortened(s.topic)


def _shortened(topic: str) -> str:
    return shorten(topic, NAME)
