"""What an answer says: its numbers, and the findings that `handlers.claims` has decided on."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import pairwise

from bot.answer import Day, Series
from bot.findings import Finding
from bot.words import claims
from bot.words.claims import capital, fitted
from bot.words.format import (
    band_text,
    count_text,
    counted,
    date_text,
    listed,
    share_text,
    span_text,
    tone_text,
)
from bot.words.numbers import coverage

MOST_TOLD = 3
"""Lines of an issue: it is read in a minute."""
ALL_MADE_UP = " All of this is sample data."
"""How a summary of made-up news ends."""


def continued(summary: str, more: str) -> str:
    """A summary with more said, before the words that end one of made-up news."""
    told = summary.removesuffix(ALL_MADE_UP)
    end = ALL_MADE_UP if told != summary else ""
    return " ".join(p for p in (told, more) if p) + end


def tone_headline(s: Series, found: Sequence[Finding]) -> str:
    if s.tone is None:
        otherwise = claims.fitted("Too few stories on ", s.topic, " for a tone")
    else:
        otherwise = claims.fitted("Tone of ", s.topic, f" coverage: {tone_text(s.tone)}")
    return claims.headline(found, s.topic, "tone", otherwise)


def volume_headline(s: Series, found: Sequence[Finding]) -> str:
    if not s.articles:
        return claims.fitted("No coverage of ", s.topic, "")
    return claims.headline(found, s.topic, "share", claims.fitted("", capital(s.topic), f": {coverage(s)}"))


def summary(s: Series, found: Sequence[Finding], start: date, end: date, *, tone_first: bool) -> str:
    """One paragraph: the numbers of what was asked first, what moved, and what does not or cannot be told."""
    about, tone = _coverage(s, start, end), _tone(s)
    parts = [tone, about] if tone_first and s.tone is not None else [about, tone]
    return " ".join(p for p in (*parts, *findings_told(found)) if p)


def findings_told(found: Sequence[Finding]) -> list[str]:
    """The sentences of a summary: what is said, spikes, and each change that was looked at."""
    looked = [f for f in found if f.kind in ("share_change", "tone_change") and not f.said]
    # Of a measure the change against the usual, which tells most, or else that against the period before.
    calm = {f.measure: f for f in sorted(looked, key=lambda f: f.usual)}
    told = [f for f in found if f.said and f.kind != "gap"]
    told += [f for f in found if f.kind == "spike" and not f.said]
    told += [f for f in calm.values() if not any(t.measure == f.measure and t.kind == f.kind for t in told)]
    told += [f for f in found if f.kind in ("not_tested", "too_few")]
    return list(dict.fromkeys(f.text for f in told))


def _coverage(s: Series, start: date, end: date) -> str:
    when = span_text(start, end)
    if not s.articles:
        return f"No article over {when} matches {s.topic} as asked, of {count_text(s.total)} that were read."
    return (
        f"{capital(s.topic)} was in {counted(s.articles, 'article')} ({counted(s.stories, 'story')}"
        f" after removing copies) over {when}, {coverage(s)}."
    )


def _tone(s: Series) -> str:
    """The tone with its interval, beside the usual and all news; above or below is for tests to say."""
    if s.tone is None:
        return ""
    band = band_text(s.tone_low, s.tone_high)
    beside = [("its usual is", s.tone_usual), ("all news of these days has", s.tone_all)]
    known = [f"{name} {tone_text(value)}" for name, value in beside if value is not None]
    said = f"The tone of {s.topic} was {tone_text(s.tone)}" + (f" ({band})" if band else "")
    return f"{said}; {', '.join(known)}." if known else f"{said}."


def compare_headline(ranked: Sequence[Series], found: Sequence[Finding], *, by_tone: bool) -> str:
    """Who leads, of topics in order of the measure, if that the first is before the second may be said."""
    first, second = ranked[0], ranked[1]
    what = "tone" if by_tone else "coverage"
    lead = next((f for f in found if _is_of(f, first, second, by_tone=by_tone)), None)
    if lead is None:
        if by_tone:
            shown = f": tone {tone_text(first.tone)} and {tone_text(second.tone)}"
        else:
            shown = f": {count_text(first.articles)} and {counted(second.articles, 'article')}"
        return fitted("", f"{capital(first.topic)} and {second.topic}", shown)
    if not lead.said:
        return fitted("", f"{capital(first.topic)} and {second.topic}", f": no clear difference in {what}")
    if len(ranked) == 2:
        return claims.phrase(lead)
    return fitted("", capital(first.topic), " has the highest tone" if by_tone else " gets the most coverage")


def _is_of(f: Finding, first: Series, second: Series, *, by_tone: bool) -> bool:
    same = (f.topic, f.other) == (first.topic, second.topic)
    return f.kind == "difference" and same and (f.measure == "tone") == by_tone


def compare_summary(
    by_share: Sequence[Series],
    by_tone: Sequence[Series],
    found: Sequence[Finding],
    start: date,
    end: date,
) -> str:
    """Shares and tones in order, and what may be said of neighbours in that order."""
    shares = [f"{s.topic} {share_text(s.share)} ({counted(s.articles, 'article')})" for s in by_share]
    parts = [f"Share of all articles over {span_text(start, end)}: {', '.join(shares)}."]
    parts += _neighbours(by_share, found, by_tone=False)
    if len(by_tone) > 1:
        tones = [f"{s.topic} {tone_text(s.tone)}" for s in by_tone]
        parts.append(f"Tone from highest to lowest: {', '.join(tones)}.")
        parts += _neighbours(by_tone, found, by_tone=True)
    parts += [f.text for f in found if f.said and f.kind in ("spike", "level_shift")]
    without = [s.topic for s in by_share if s.tone is None]
    if without:
        parts.append(f"Too few stories for a tone: {', '.join(without)}.")
    if not any(f.kind == "difference" for f in found):
        parts.append("Too few days are known to say how much these topics differ by chance.")
    return " ".join(parts)


def _neighbours(ranked: Sequence[Series], found: Sequence[Finding], *, by_tone: bool) -> list[str]:
    pairs = pairwise(ranked)
    return [f.text for a, b in pairs for f in found if _is_of(f, a, b, by_tone=by_tone)]


def digest(said: Sequence[Finding], topics: Sequence[str], start: date, end: date) -> tuple[str, str]:
    """Headline and summary of an issue, from what may be said of all its topics, the strongest first."""
    when = span_text(start, end)
    if said:
        return claims.phrase(said[0]), "\n".join(f.text for f in said[:MOST_TOLD])
    if not topics:
        return f"A quiet time: {when}", f"No article over {when} matches what this digest follows."
    return f"A quiet time: {when}", f"Nothing in {listed(topics)} stands out over {when}."


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


def country_caveat(known: float) -> str:
    """How much of the news a filter by the outlet's country can speak of."""
    return (
        f"The country of the outlet is known for {share_text(known)} of the articles of these days; "
        "the others cannot be counted under a country."
    )


def gap_caveat(gaps: Sequence[date]) -> str:
    named = listed([date_text(d) for d in gaps[:3]])
    more = f" and {len(gaps) - 3} more days" if len(gaps) > 3 else ""
    return f"Left out for lack of data at the source: {named}{more}."


def _value(d: Day, measure: str) -> float | None:
    return d.tone if measure == "tone" else d.share
