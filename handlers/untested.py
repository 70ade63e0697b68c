"""Why something is not told: too few days, too few stories, no data."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from math import isnan

from bot.answer import Series
from bot.findings import Finding, Kind, Measure
from bot.statistics.blocks import SHORTEST
from bot.words import claims as words
from handlers.history import History
from handlers.stats import MIN_STORIES_PERIOD
from handlers.window import Window


def untested(series: Series, history: History, w: Window) -> tuple[Finding, ...]:
    """Why no change, or no tone, can be told of a topic; empty where all was tested."""

    def why(kind: Kind, text: str, measure: Measure) -> Finding:
        return Finding(kind, series.topic, start=w.start, end=w.end, text=text, measure=measure)

    out = []
    days = len(history.between(w.start, w.end))
    if not days:
        out.append(why("not_tested", "The day is not over: it is told so far, and not tested.", "share"))
    elif days == 1:
        out.append(_one_day(series.topic, history, w))
    elif days < SHORTEST:
        text = (
            f"Fewer than {SHORTEST} days are too few to tell of a change; "
            "each of them is held against the days before it."
        )
        out.append(why("not_tested", text, "share"))
    elif not history.before:
        text = "There is no data for the period before, so no change against it can be told."
        out.append(why("not_tested", text, "share"))
    elif series.share_change is None and series.articles:
        text = "Too few days or articles are known to say how much such periods differ by chance."
        out.append(why("not_tested", text, "share"))
    if series.tone is None and series.articles:
        text = (
            f"With fewer than {MIN_STORIES_PERIOD} stories no tone is given; read the articles instead."
            if series.stories < MIN_STORIES_PERIOD
            else "No day had enough stories for a tone."
        )
        out.append(why("too_few", text, "tone"))
    return tuple(out)


def _one_day(topic: str, history: History, w: Window) -> Finding:
    """What one day's coverage was, what was to be expected of it, and how many ordinary days are as far."""
    i = next(i for i, d in enumerate(history.days) if w.start <= d.day <= w.end)
    day, judged = history.days[i], history.coverage.judged
    expected = float(judged.expected[i])
    if isnan(expected):
        text = "A single day without enough days before it is held against nothing."
        return Finding("not_tested", topic, start=day.day, end=day.day, text=text, measure="stories")
    many = judged.upper[i] <= judged.lower[i]
    p = float(min(judged.upper[i], judged.lower[i]))
    return Finding(
        "not_tested",
        topic,
        start=day.day,
        end=day.day,
        size=day.articles / expected,
        p=p,
        measure="stories",
        before=expected,
        after=day.articles,
        text=words.one_day(day.day, day.articles, expected, p, many=bool(many)),
    )


def gap_findings(gaps: Iterable[date]) -> tuple[Finding, ...]:
    """The days without data, a finding for each run of them."""
    runs: list[list[date]] = []
    for gap in sorted(gaps):
        if runs and gap - runs[-1][-1] == timedelta(1):
            runs[-1].append(gap)
        else:
            runs.append([gap])
    found = [Finding("gap", "all news", start=run[0], end=run[-1], said=True) for run in runs]
    return tuple(replace(f, text=words.sentence(f)) for f in found)
