"""Who writes about a topic: by outlet, or by the outlets' countries or languages."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from bot.answer import Answer, Estimate, Group
from bot.question import Question, topic_label
from bot.sources.warehouse import Status, Warehouse
from bot.words import breakdown as words
from bot.words.format import listed
from handlers import stats
from handlers.data import Reader, Sums
from handlers.finish import read_from
from handlers.matching import find
from handlers.names import country_name, language_name
from handlers.outlets import Outlet, Wrote, outlet_runs
from handlers.suggestions import MOST, beside, meanings
from handlers.window import window
from handlers.wording import country_caveat

RUNS = 10
"""Stretches of the timeframe by whose scatter the tone of a group is told apart from chance."""
FEWEST_RUNS = 3
LEAST_ARTICLES = 5
"""A group with fewer is told only in the number of the others."""
MOST_GROUPS = 10

_NAME: Mapping[str, Callable[[Outlet], str]] = {
    "source": lambda o: o.site,
    "country": lambda o: country_name(o.country) if o.country else "",
    "language": lambda o: language_name(o.language) if o.language else "",
}


def breakdown(question: Question, warehouse: Warehouse, status: Status) -> Answer:
    """The groups that write most about a topic, or with the lowest or highest tone. Raises NotAnswerable."""
    w = window(question, status)
    reader = Reader(warehouse, question.options)
    topic, by = question.topics[0], question.options.by or "source"
    label = topic_label(topic)
    found = find(reader, topic, question, w.start, w.end)
    run = max(1, ((w.end - w.start).days + 1) // RUNS)
    groups, unknown = grouped(outlet_runs(reader, found, w.start, w.end, run), _NAME[by])
    by_tone = question.action == "sentiment"
    highest = question.options.order == "positive"
    ranked = _ranked(groups, by_tone=by_tone, highest=highest)
    told = words.Told(label, by, w.start, w.end, sum(g.articles for g in groups) + unknown, len(groups))
    bare = replace(question, options=replace(question.options, by=None, order=None))
    headline = words.headline(told, ranked, by_tone=by_tone, highest=highest)
    caveats = [*w.caveats, *found.notes]
    if by == "country" and (known := reader.country_known(w.start, w.end)) is not None:
        caveats.append(country_caveat(known))
    return Answer(
        question=question,
        headline=headline,
        summary=words.summary(told, ranked, by_tone=by_tone, highest=highest, unknown=unknown),
        alt_text=f"{headline}. A list: {listed([g.name for g in ranked] or ['nothing'])}.",
        groups=ranked,
        caveats=tuple(caveats),
        suggestions=(
            *meanings(question, (found,)),
            *beside(bare, "articles", 7),
            *beside(bare, "sentiment", 90),
        )[:MOST],
        provenance=read_from(reader, status, found.matched),
    )


def grouped(wrote: Sequence[Wrote], name: Callable[[Outlet], str]) -> tuple[tuple[Group, ...], int]:
    """All groups, the largest first, and the articles of which nobody knows the group.

    A group's tone is the mean of its means over the runs with enough stories; none under thirty stories.
    """
    runs: dict[str, dict[int, Sums]] = {}
    for w in wrote:
        of = runs.setdefault(name(w.outlet), {})
        of[w.run] = of.get(w.run, Sums()) + w.sums
    total = sum(w.sums.articles for w in wrote)
    unknown = sum(s.articles for s in runs.pop("", {}).values())
    groups = [_group(called, list(of.values()), total) for called, of in runs.items()]
    return tuple(sorted(groups, key=lambda g: (-g.articles, g.name))), unknown


def _group(name: str, runs: Sequence[Sums], total: int) -> Group:
    whole = sum(runs, Sums())
    means = [s.tone_sum / s.toned for s in runs if s.toned >= stats.MIN_STORIES_DAY]
    tone: Estimate | None = None
    if whole.toned >= stats.MIN_STORIES_PERIOD and len(means) >= FEWEST_RUNS:
        tone = stats.period_tone(means)
    return Group(name, whole.articles, whole.stories, whole.articles / total, tone)


def _ranked(groups: Sequence[Group], *, by_tone: bool, highest: bool) -> tuple[Group, ...]:
    if not by_tone:
        return tuple(g for g in groups if g.articles >= LEAST_ARTICLES)[:MOST_GROUPS]
    toned = [(g.tone.value, g) for g in groups if g.tone is not None]
    ordered = sorted(toned, key=lambda x: ((-x[0] if highest else x[0]), x[1].name))
    return tuple(g for _, g in ordered[:MOST_GROUPS])
