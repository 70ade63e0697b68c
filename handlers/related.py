"""What the news mentions together with a topic."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from math import ceil
from string import capwords

from bot.answer import Answer, Related
from bot.question import Question, Topic, read_term, topic_label
from bot.sources.interest.source import Search, SearchInterest
from bot.sources.warehouse import Status, Warehouse
from bot.statistics.distributions import poisson_tail
from bot.statistics.relations import MIN_TOGETHER, lift, npmi
from bot.vocabulary.readings import label_of
from bot.words.claims import HEADLINE, capital, fitted
from bot.words.format import counted, significant, span_text
from handlers import wording
from handlers.data import Found, Reader, Together
from handlers.finish import read_from
from handlers.matching import find
from handlers.searches import asking, found_notes, sourced
from handlers.window import window

MOST = 10
SAMPLED_STORIES = 20_000
"""Of more stories than this a sample is counted: the lifts change by a percent or two."""
LEAST_PART = 0.005
"""Of the topic's stories, how many must carry another one for it to be worth naming."""
SAME = 0.8
"""Two topics with this much of their stories in common are two names of one thing."""
EVERYWHERE = 0.2
"""A theme on this part of all stories says nothing about one of them."""
CHANCE = 0.001
LEAST_LIFT = 1.2
"""Of many stories the smallest excess is beyond chance, and not worth telling."""
BOILERPLATE = re.compile(
    r"tax_(?:fncact|ethnicity|world|political_party|military_title)|crisislex_|uspec_|epu_(?:policy|economy)"
    r"|general_|gen_|media_|soc_(?:pointsofinterest|general)|wb_(?:621|678|694|696|723|724|831|840|2432|2433|2670)_"
    r"|(?:leader|education|affect|manmade_disaster_implied|wb_470_education)$"
)
"""Themes that GDELT finds by single everyday words, and its headings of whole departments."""
_SHORT = 60
"""Days under which more of them are suggested."""
_PLAIN = re.compile(r"^[\w .:'’-]+$")


def related(question: Question, warehouse: Warehouse, status: Status) -> Answer:
    """The topics in the same stories, by normalised mutual information. Raises NotAnswerable."""
    w = window(question, status)
    reader = Reader(warehouse, question.options)
    topic = question.topics[0]
    label = topic_label(topic)
    found = find(reader, topic, question, w.start, w.end)
    stories = sum(s.stories for s in reader.topic_days(found, w.start, w.end).values())
    total = sum(s.stories for s in reader.coverage(w.start, w.end).values())
    sample = max(1, round(stories / SAMPLED_STORIES))
    beside: tuple[Together, ...] = ()
    if stories >= MIN_TOGETHER:
        least = max(MIN_TOGETHER, ceil(LEAST_PART * stories / sample))
        beside = reader.together(found, w.start, w.end, sample=sample, least=least)
    listed = _ranked(beside, found, topic, stories, total, sample, (w.start, w.end))
    when = span_text(w.start, w.end)
    caveats = [*w.caveats, *found.notes]
    if sample > 1:
        caveats.append(f"Counted on one story in {sample}; numbers of stories are rounded estimates.")
    if listed:
        first = listed[0]
        headline = fitted("", capital(label), f" goes with {_named(first)}")
        if len(headline) > HEADLINE or "…" in headline:
            headline = fitted("What goes with ", label, "")
        told = ", ".join(f"{_named(r)} ({significant(r.lift)} times)" for r in listed[:3])
        summary = (
            f"Stories on {label} over {when} also carry, more often than by chance: {told}. "
            f"There were {counted(stories, 'story')} on {label}; words that GDELT puts on almost everything "
            "are left out."
        )
    else:
        headline = fitted("Nothing stands out beside ", label, "")
        summary = (
            f"Of {counted(stories, 'story')} on {label} over {when}, none carries another topic at least "
            f"{MIN_TOGETHER} times and clearly more often than by chance."
        )
    more = (f"related to {label} last 90 days",) if (w.end - w.start).days < _SHORT else ()
    return Answer(
        question=question,
        headline=headline,
        summary=summary,
        alt_text=f"A list of {counted(len(listed), 'topic')} that the news mentions with {label}, {when}.",
        related=listed,
        caveats=tuple(caveats),
        suggestions=tuple(r.ask for r in listed[:2]) or more,
        provenance=read_from(reader, status, found.matched),
    )


def _ranked(
    beside: Iterable[Together],
    found: Found,
    topic: Topic,
    stories: int,
    total: int,
    sample: int,
    days: tuple[date, date],
) -> tuple[Related, ...]:
    """The best ones, each thing once under its best name."""
    candidates = [b for b in beside if not _says_nothing(b, found, topic, total)]
    out: dict[str, Related] = {}
    for b in candidates:
        both = min(b.both * sample, stories, b.stories)
        by_chance = stories * b.stories / total
        if both / (stories + b.stories - both) >= SAME or both < LEAST_LIFT * by_chance:
            continue
        if poisson_tail(b.both, by_chance / sample) > CHANCE / len(candidates):
            continue
        one = Related(
            label_of(b.kind, b.topic),
            b.kind,
            both,
            lift(both, stories, b.stories, total),
            npmi(both, stories, b.stories, total),
            _beside(topic, f"{b.kind}:{b.topic}", days),
        )
        # A place is filed under its name and under its full address too.
        name = one.topic.partition(",")[0] if one.kind == "place" else one.topic
        if name not in out or _better(one, out[name]):
            out[name] = one
    return tuple(sorted(out.values(), key=lambda r: (-r.npmi, r.topic))[:MOST])


def _named(one: Related) -> str:
    """A related topic as it is written: names by capitals, themes in small letters."""
    return one.topic if one.kind in ("theme", "title") else capwords(one.topic)


def _better(one: Related, known: Related) -> bool:
    """Whether this is the better name of the same thing: shorter, of a particular kind, closer."""
    return (-len(one.topic), one.kind != "name", one.npmi) > (
        -len(known.topic),
        known.kind != "name",
        known.npmi,
    )


def _says_nothing(b: Together, found: Found, topic: Topic, total: int) -> bool:
    asked = {k.topic for k in found.keys} | {w.text.lower() for t in topic for w in read_term(t).any_of}
    return (
        b.topic in asked
        or label_of(b.kind, b.topic) in asked
        or (b.kind == "theme" and (bool(BOILERPLATE.match(b.topic)) or b.stories > EVERYWHERE * total))
    )


def _beside(topic: Topic, term: str, days: tuple[date, date]) -> str:
    """A question that compares the two; where the topic is more than a word, one about the other."""
    plain = len(topic) == 1 and _PLAIN.match(topic[0]) and not re.search(r"\b(?:and|or|to)\b", topic[0])
    asked = f"compare {topic[0]} vs {term}" if plain else f"sentiment on {term}"
    return f"{asked} {days[0]} to {days[1]}"


def with_queries(answer: Answer, search: Search, interest: SearchInterest) -> Answer:
    """The answer with what the same people search for. Raises InterestError."""
    found = interest.find("queries", search)
    queries = asking(found.queries, search)
    assert answer.question is not None
    label = topic_label(answer.question.topics[0])
    if not queries and not answer.error:
        return sourced(answer, found, f"No related searches are known for “{label}”.")
    if not queries:
        return answer
    if answer.error:
        answer = replace(
            answer,
            headline=fitted("What people search for with ", label, ""),
            alt_text=f"A list of {len(queries)} searches related to {label}.",
            caveats=(*answer.caveats, answer.summary),
            summary="",
            suggestions=(),
            error=None,
        )
    rising = [q.query for q in queries if q.rising][:3]
    told = f"Searches by the same people that rise most: {', '.join(rising)}." if rising else ""
    return replace(
        sourced(answer, found),
        summary=wording.continued(answer.summary, told),
        searches=replace(found, queries=queries),
        caveats=(*found_notes(found), *answer.caveats),
    )
