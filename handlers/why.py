"""Why a topic moved: what the stories of an event are about, and who wrote them, against ordinary days."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import islice
from typing import Any, Literal

from bot.answer import Article, Origin, Spike, Surge, Why
from bot.findings import Finding
from bot.question import Topic, read_term
from bot.sources.warehouse import Value, WarehouseError
from bot.statistics.multiple import benjamini_hochberg
from bot.statistics.over import log_odds_tail
from bot.vocabulary.lookups import countries_by_iso
from bot.vocabulary.readings import label_of
from bot.words import why as words
from handlers.data import Found, Story, side_by_side
from handlers.names import cased, country_name, language_name
from handlers.outlets import Outlet, outlet_runs
from handlers.related import BOILERPLATE, SAMPLED_STORIES
from handlers.series import MOST_OF_A_DAY, OF_A_SPIKE, Measured, Setting

EVENTS = ("spike", "level_shift", "tone_shift")
CHANGES = ("share_change", "tone_change")
"""Of these one is explained where no event is said: the period against the days before it."""
MOST_EVENTS = 2
"""Events of an answer that are explained: each reads days of its own."""
LONGEST = 28
"""Days of an event, and ordinary days before it, that are read."""
FEWEST_ORDINARY = 7
LEAST = 10
"""Stories of an event that must carry a topic before it is named."""
FALSE_RATE = 0.01
TIMES = 2.0
"""How much larger a topic's part of the stories must be."""
MOST_SURGES, MOST_ORIGINS = 5, 3
NAMES = ("organization", "person")
EVERY_KIND = ("name", "theme")
"""The first and the last kind, by name, of topics that are counted: those of names, or all but titles."""
_WORD = re.compile(r"[^\W_]+")

Kinds = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Event:
    """Something that was found, with its days that are read and the ordinary days that it is held against."""

    topic: str
    days: tuple[date, ...]
    ordinary: tuple[date, ...]
    stories: int
    ordinary_stories: int
    letter: str = ""


@dataclass(frozen=True, slots=True)
class Carried:
    """In how many stories of the event, and of ordinary days, a topic is."""

    kind: str
    topic: str
    during: int
    before: int


def explained(
    setting: Setting,
    topic: Topic,
    measured: Measured,
    findings: Sequence[Finding],
    spikes: Sequence[Spike] = (),
    *,
    kinds: Kinds = NAMES,
) -> tuple[Why, ...]:
    """What is behind the events that are said, the strongest first. Raises WarehouseError."""
    said = [f for f in findings if f.said and f.kind in EVENTS]
    said = said or [f for f in findings if f.said and f.kind in CHANGES][:1]
    found = [e for f in said if (e := event(measured, f, spikes)) is not None]
    return why(setting, topic, measured, found[:MOST_EVENTS], kinds)


def event(measured: Measured, f: Finding, spikes: Sequence[Spike] = ()) -> Event | None:
    """A finding's days; None where there are too few ordinary days before them."""
    history = measured.history
    begin, end = f.start or date.min, f.end or date.max
    during = history.between(begin, min(end, begin + timedelta(LONGEST - 1)))
    first = f.from_low if f.from_low and f.from_low < begin else begin
    before = history.between(first - timedelta(2 * LONGEST), first - timedelta(1), quiet=True)[-LONGEST:]
    if not during or len(before) < FEWEST_ORDINARY:
        return None
    letter = next((s.letter for s in spikes if f.kind == "spike" and s.start == f.start), "")
    return Event(
        f.topic,
        tuple(d.day for d in during),
        tuple(d.day for d in before),
        sum(d.stories for d in during),
        sum(d.stories for d in before),
        letter,
    )


def why(
    setting: Setting, topic: Topic, measured: Measured, events: Sequence[Event], kinds: Kinds
) -> tuple[Why, ...]:
    """Each event explained, what is read for them read side by side. Raises WarehouseError."""

    def reading(e: Event) -> Callable[[], Why]:
        return lambda: _explained(setting, topic, measured, e, kinds)

    return tuple(side_by_side([reading(e) for e in events]))


def _explained(setting: Setting, topic: Topic, measured: Measured, e: Event, kinds: Kinds) -> Why:
    found = measured.found
    bare = Why(
        e.topic, e.days[0], e.days[-1], (e.ordinary[0], e.ordinary[-1]), 0, e.stories, 0, letter=e.letter
    )
    parts: list[Callable[[], dict[str, Any]]] = [
        lambda: {"surges": _surges(setting, found, topic, e, kinds)},
        lambda: _origins(setting, found, e),
        lambda: {"headlines": _headlines(setting, measured, e)},
    ]
    told = replace(bare, **{name: value for part in side_by_side(parts) for name, value in part.items()})
    return replace(told, text=words.sentence(told))


def _headlines(setting: Setting, measured: Measured, e: Event) -> tuple[Article, ...]:
    """The most copied stories of the event, one that goes on over days once."""
    stories: Iterable[Story]
    if measured.stories is not None and setting.window.start <= e.days[0]:
        stories = (s for s in measured.stories if e.days[0] <= s.day <= e.days[-1])
    else:
        stories = setting.reader.stories(measured.found, e.days[0], e.days[-1], MOST_OF_A_DAY)
    [articles] = setting.reader.articles([tuple(islice(stories, 3 * OF_A_SPIKE))])
    distinct: dict[str, Article] = {}
    for a in articles:
        distinct.setdefault(a.title.casefold(), a)
    return tuple(distinct.values())[:OF_A_SPIKE]


# --- what the stories are about ------------------------------------------------------------------------


def _surges(setting: Setting, found: Found, topic: Topic, e: Event, kinds: Kinds) -> tuple[Surge, ...]:
    sample = max(1, round(max(e.stories, e.ordinary_stories) / SAMPLED_STORIES))
    if e.stories < LEAST:
        return ()
    params: dict[str, Value] = {
        "event": e.days,
        "ordinary": e.ordinary,
        "sample": sample,
        "least": LEAST,
        "first_kind": kinds[0],
        "last_kind": kinds[1],
    }
    try:
        rows = setting.reader.matches("event_topics", found, e.ordinary[0], e.days[-1], params)
    except WarehouseError as error:
        if error.reason != "too_costly" or kinds == EVERY_KIND:
            raise
        return ()
    carried = [Carried(r["kind"], r["topic"], int(r["during"]), int(r["before"])) for r in rows]
    return surges(carried, found, topic, e.stories / sample, e.ordinary_stories / sample)


def surges(
    carried: Sequence[Carried], found: Found, topic: Topic, stories: float, before: float
) -> tuple[Surge, ...]:
    """The topics over-represented in an event's stories: by log-odds, at one false in a hundred (BH).

    Left out are the topic's own names, with whatever is written around them, words that GDELT puts on almost
    everything, and what it takes for a person and is none. Of several names of one thing the clearest stays.
    """
    own = [_words(k.topic) for k in found.keys]
    own += [_words(w.text) for t in topic for w in read_term(t).any_of]
    places = {c.topic.partition(",")[0] for c in carried if c.kind == "place"}
    tried = [c for c in carried if not _says_nothing(c, own, places)]
    ps = [log_odds_tail(c.during, max(stories, c.during), c.before, max(before, c.before)) for c in tried]
    fallen = benjamini_hochberg(ps, FALSE_RATE)
    out: list[Surge] = []
    for c, p, held in sorted(zip(tried, ps, fallen, strict=True), key=_clearest):
        share, usual = min(1.0, c.during / stories), c.before / before
        if not held or share < TIMES * usual:
            continue
        name = label_of(c.kind, c.topic).partition(",")[0]
        if any(_same(_words(name), _words(known.topic)) for known in out):
            continue
        out.append(Surge(name if c.kind == "theme" else cased(name), c.kind, c.during, share, usual, p))
    return tuple(out[:MOST_SURGES])


def _clearest(tried: tuple[Carried, float, bool]) -> tuple[float, bool, str]:
    """The least likely first; of one thing under two kinds, the kind that says what it is."""
    c, p, _ = tried
    return p, c.kind == "name", c.topic


def _says_nothing(c: Carried, own: Sequence[frozenset[str]], places: set[str]) -> bool:
    filed, called = _words(c.topic.partition(",")[0]), _words(label_of(c.kind, c.topic))
    if any(_same(filed, name) or _same(called, name) for name in own):
        return True
    if c.kind == "theme":
        return bool(BOILERPLATE.match(c.topic))
    return c.kind == "person" and (
        len(filed) < 2 or c.topic in places or any(_words(n) <= filed for n in countries_by_iso().values())
    )


def _words(name: str) -> frozenset[str]:
    return frozenset(_WORD.findall(name.lower()))


def _same(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether one name is the other with more words: “president joe biden” is no news about Joe Biden."""
    return bool(one and other) and (one <= other or other <= one)


# --- who wrote them ------------------------------------------------------------------------------------


def _origins(setting: Setting, found: Found, e: Event) -> dict[str, Any]:
    """Articles and outlets of the event, and where they come from most."""
    length = (e.days[-1] - e.days[0]).days + 1
    runs = -(-(e.days[0] - e.ordinary[0]).days // length)
    wrote = outlet_runs(setting.reader, found, e.days[0] - timedelta(runs * length), e.days[-1], length)
    during = [w for w in wrote if w.run == runs]
    earlier = [w for w in wrote if w.run < runs]
    of: dict[Literal["country", "language", "outlet"], Callable[[Outlet], str]] = {
        "country": lambda o: country_name(o.country) if o.country else "",
        "language": lambda o: language_name(o.language) if o.language else "",
        "outlet": lambda o: o.site,
    }
    now, then = sum(w.sums.articles for w in during), sum(w.sums.articles for w in earlier)
    out = []
    for kind, name in of.items():
        counts: Counter[str] = Counter()
        usual: Counter[str] = Counter()
        for into, rows in ((counts, during), (usual, earlier)):
            for w in rows:
                into[name(w.outlet)] += w.sums.articles
        del counts[""]
        for called, n in sorted(counts.items(), key=lambda c: (-c[1], c[0]))[:MOST_ORIGINS]:
            out.append(Origin(kind, called, n, n / now, usual[called] / then if then else None))
    return {"articles": now, "outlets": len({w.outlet.site for w in during}), "origins": tuple(out)}
