"""What an answer says, from its numbers alone. A change is named only where its interval holds it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from bot.answer import Day, Estimate, Series, Spike
from bot.words.format import (
    band_text,
    change_text,
    count_text,
    counted,
    date_text,
    listed,
    share_text,
    span_text,
    tone_text,
)
from bot.words.numbers import coverage
from handlers.stats import MIN_STORIES_PERIOD, holds

HEADLINE = 55
ALL_MADE_UP = " All of this is sample data."
"""How a summary of made-up news ends."""
_STEADY = 0.3
"""Tones closer than this to what they are held against are called about as usual."""


def fitted(before: str, topic: str, after: str) -> str:
    """A headline of at most 55 characters, the topic shortened where it must be."""
    room = HEADLINE - len(before) - len(after)
    return f"{before}{topic if len(topic) <= room else topic[: max(1, room - 1)].rstrip() + '…'}{after}"


def continued(summary: str, more: str) -> str:
    """A summary with more said, before the words that end one of made-up news."""
    told = summary.removesuffix(ALL_MADE_UP)
    end = ALL_MADE_UP if told != summary else ""
    return " ".join(p for p in (told, more) if p) + end


def capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def coverage_change(change: Estimate | None) -> str:
    """``up 38% (19% to 60%)``, ``down …``, ``steady``; empty where it cannot be told."""
    if change is None:
        return ""
    if not holds(change, 1):
        return "steady"
    word = "up" if change.value > 1 else "down"
    band = f"{change_text(change.low)} to {change_text(change.high)}" if change.low and change.high else ""
    return f"{word} {change_text(change.value).lstrip('+−')} ({band})"


def tone_headline(s: Series) -> str:
    if s.tone is None:
        return fitted("Too few stories on ", s.topic, " for a tone")
    change = s.tone_change
    if change is None:
        return fitted("Tone of ", s.topic, f" coverage: {tone_text(s.tone)}")
    if not holds(change, 0):
        return fitted("Tone on ", s.topic, " is steady")
    return fitted("Tone on ", s.topic, f" {_moved(change.value)} {_points(change.value)}")


def volume_headline(s: Series) -> str:
    if not s.articles:
        return fitted("No coverage of ", s.topic, "")
    change = s.share_change
    if change is None:
        return fitted("", capital(s.topic), f": {coverage(s)}")
    if not holds(change, 1):
        return fitted("Coverage of ", s.topic, " is steady")
    return fitted("Coverage of ", s.topic, " " + coverage_change(change).split(" (")[0])


def summary(s: Series, spikes: Sequence[Spike], start: date, end: date, *, tone_first: bool) -> str:
    """One paragraph: coverage, tone against the usual and all news, changes, spikes, what to doubt."""
    about, tone = _coverage(s, start, end), _tone(s)
    parts = [tone, about] if tone_first and s.tone is not None else [about, tone]
    return " ".join(p for p in (*parts, _spikes(spikes)) if p)


def _coverage(s: Series, start: date, end: date) -> str:
    when = span_text(start, end)
    if not s.articles:
        return f"No article over {when} matches {s.topic} as asked, of {count_text(s.total)} that were read."
    first = (
        f"{capital(s.topic)} was in {counted(s.articles, 'article')} ({counted(s.stories, 'story')}"
        f" after removing copies) over {when}, {coverage(s)}."
    )
    if s.share_change is None or s.previous is None:
        return first
    against = span_text(s.previous.start, s.previous.end)
    change = coverage_change(s.share_change)
    if change == "steady":
        return f"{first} Its share is steady against {against}."
    return f"{first} Its share is {change} against {against}."


def _tone(s: Series) -> str:
    if not s.articles:
        return ""
    if s.tone is None:
        return (
            f"With fewer than {MIN_STORIES_PERIOD} stories no tone is given; read the articles instead."
            if s.stories < MIN_STORIES_PERIOD
            else "No day had enough stories for a tone."
        )
    band = band_text(s.tone_low, s.tone_high)
    said = f"The tone of {s.topic} was {tone_text(s.tone)}" + (f" ({band})" if band else "")
    beside = []
    if s.tone_usual is not None:
        beside.append(f"{_against(s, s.tone_usual)} its usual {tone_text(s.tone_usual)}")
    if s.tone_all is not None:
        beside.append(f"{_against(s, s.tone_all)} the {tone_text(s.tone_all)} of all news in these days")
    if beside:
        said += ", " + " and ".join(beside)
    change = s.tone_change
    if change is None or s.previous is None:
        return said + "."
    against = span_text(s.previous.start, s.previous.end)
    if not holds(change, 0):
        return f"{said}; it is steady against {against}."
    return f"{said}; it {moved(change)} against {against}."


def moved(change: Estimate) -> str:
    """``fell 0.4 points (−0.7 to −0.1)``."""
    return f"{_moved(change.value)} {_points(change.value)} ({band_text(change.low, change.high)})"


def _against(s: Series, other: float) -> str:
    assert s.tone is not None
    if s.tone_low is None or s.tone_high is None:
        outside = abs(s.tone - other) >= _STEADY
    else:
        outside = not s.tone_low <= other <= s.tone_high
    if not outside:
        return "about the same as"
    return "above" if s.tone > other else "below"


def _spikes(spikes: Sequence[Spike]) -> str:
    if not spikes:
        return ""
    days = [
        f"{date_text(s.day)} ({counted(s.articles, 'article')}, about {s.expected:,.0f} expected)"
        for s in spikes
    ]
    return f"Coverage stood out on {listed(days)}."


def spike_sentence(spikes: Sequence[Spike]) -> str:
    """A topic's spikes where other topics are told of too."""
    days = [f"{date_text(s.day)} ({counted(s.articles, 'article')})" for s in spikes]
    return f"{capital(spikes[0].topic)} stood out on {listed(days)}."


def compare_headline(series: Sequence[Series], by_tone: bool, leads: bool) -> str:
    """`series` in order of the measure; `leads` says whether the first's lead over the second holds."""
    first, second = series[0], series[1]
    if not leads:
        what = "tone" if by_tone else "coverage"
        return fitted("", f"{capital(first.topic)} and {second.topic}", f": similar {what}")
    return fitted("", capital(first.topic), " has the highest tone" if by_tone else " gets the most coverage")


def compare_summary(
    by_share: Sequence[Series],
    share_leads: bool,
    by_tone: Sequence[Series],
    tone_leads: bool,
    start: date,
    end: date,
) -> str:
    """Who leads in coverage and in tone, and whether the differences hold."""
    shares = [f"{s.topic} {share_text(s.share)} ({counted(s.articles, 'article')})" for s in by_share]
    text = f"Share of all articles over {span_text(start, end)}: {', '.join(shares)}. "
    text += (
        f"{capital(by_share[0].topic)} leads, and the difference holds."
        if share_leads
        else f"The difference between {by_share[0].topic} and {by_share[1].topic} is within chance."
    )
    if len(by_tone) > 1:
        tones = [f"{s.topic} {tone_text(s.tone)}" for s in by_tone]
        text += f" Tone from highest to lowest: {', '.join(tones)}; " + (
            f"{by_tone[0].topic} is above {by_tone[1].topic} by more than chance."
            if tone_leads
            else f"{by_tone[0].topic} and {by_tone[1].topic} do not differ by more than chance."
        )
    without = [s.topic for s in by_share if s.tone is None]
    if without:
        text += f" Too few stories for a tone: {', '.join(without)}."
    return text


def alt_text(headline: str, series: Sequence[Series], measure: str, chart: str | None = None) -> str:
    """The `chart` in words: the finding, then range and latest, highest and lowest value of each topic."""
    parts = [f"{'Bar' if chart == 'bar' else 'Line'} chart. {headline}."]
    for s in series:
        points = [(d, _value(d, measure)) for d in s.days]
        known = [(d, v) for d, v in points if v is not None]
        if not known:
            parts.append(f"{capital(s.topic)}: no daily values. {counted(s.articles, 'article')}.")
            continue
        (last, now), high, low = known[-1], max(known, key=lambda p: p[1]), min(known, key=lambda p: p[1])
        say = tone_text if measure == "tone" else share_text
        so_far = " so far" if last.partial else ""
        parts.append(
            f"{capital(s.topic)}, {'tone' if measure == 'tone' else 'share of all articles'},"
            f" {span_text(s.days[0].day, s.days[-1].day)}. Latest {say(now)}{so_far};"
            f" highest {say(high[1])} on {date_text(high[0].day)};"
            f" lowest {say(low[1])} on {date_text(low[0].day)}. {counted(s.articles, 'article')}."
        )
    return " ".join(parts)


def gap_caveat(gaps: Sequence[date]) -> str:
    named = listed([date_text(d) for d in gaps[:3]])
    more = f" and {len(gaps) - 3} more days" if len(gaps) > 3 else ""
    return f"Left out for lack of data at the source: {named}{more}."


def _value(d: Day, measure: str) -> float | None:
    return d.tone if measure == "tone" else d.share


def _moved(x: float) -> str:
    return "rose" if x > 0 else "fell"


def _points(x: float) -> str:
    return f"{abs(x):.1f} points"
