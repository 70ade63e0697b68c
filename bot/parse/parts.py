"""The parts of a text, as its cheapest reading has them: action, timeframe, baseline, options, topics."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from bot.parse import adjuncts, clauses, expression, options, slack_text, timeframe, times
from bot.parse.grammar import Arc
from bot.parse.lattice import Lattice, Step, tagged
from bot.parse.lexicon import Lexicon, lexicon
from bot.parse.reader import Reading, Terms, read
from bot.parse.timeframe import Found
from bot.parse.tokens import Token, tokens
from bot.question import Action, Topic

_DAY = timedelta(days=1)
_PRIORITY = (("G", "trends"), ("E", "related"), ("C", "compare"), ("S", "sentiment"), ("s", "sentiment"), ("V", "volume"),
             ("N", "articles"), ("w", "articles"), ("v", "volume"), ("n", "articles"), ("g", "trends"))  # fmt: skip
_GIVEN = {"sentiment": "Ss", "volume": "Vv", "compare": "CbSsVv", "trends": "Gg", "related": "E", "articles": "Nnw"}
_QUESTIONS = frozenset(
    "how what which who did does do is are was were has have had will would can could when why whats what's hows how's".split()
)
_CHOOSING = frozenset("which who what whose is are was were do does did has have had".split())


@dataclass(frozen=True, slots=True)
class Parts:
    """What was found in a text; `frame` may hold a reason why its timeframe cannot be used.

    `clues` are the letters of what was said of the action (see `grammar.CODES`), `skipped` the words that
    were read as nothing, `cost` how far the text is from one that is read without doubt.
    """

    action: Action | None
    topics: tuple[Topic, ...]
    frame: Found | None
    baseline: tuple[date, date] | None
    options: Mapping[str, str]
    phrases: tuple[str, ...]
    rest: str
    clues: str = ""
    skipped: tuple[str, ...] = ()
    framed: bool = False
    cost: float = 0.0
    terms: tuple[str, ...] = field(default=())


def read_parts(
    said: slack_text.Spoken,
    command: str | None,
    given: Action | None,
    today: date,
    words: Lexicon | None = None,
) -> Parts:
    """Reads a text; `given` is the action that a slash command stands for, `command` its name."""
    words = words or lexicon("english")
    found = tokens(said.text)
    if not found:
        return Parts(given, (), None, None, {}, said.phrases, "")
    digest = command == "digest" or _names_digest(found, words)
    literal = given is not None and command != "digest"
    lattice = tagged(found, words, command=literal, digest=digest, given=_GIVEN.get(given or "", ""))
    named: dict[str, str] = {}
    if digest:
        named = _schedule(said, lattice)
    else:
        times.propose(lattice, today)
    adjuncts.propose(lattice)
    clauses.propose(lattice)
    terms = _terms(lattice, literal, given)
    reading = read(lattice, terms)
    return _parts(said, lattice, reading, terms, given, command, named, today)


def _names_digest(found: list[Token], words: Lexicon) -> bool:
    lows = [t.low for t in found]
    for i, low in enumerate(lows):
        if "digest" in words.words.get(low, ()):
            return True
        if any(tag == "digest" and tuple(lows[i + 1 : i + 1 + len(rest)]) == rest for rest, tag in words.phrases.get(low, ())):
            return True
    return options.RECURS.search(" ".join(lows)) is not None


def _schedule(said: slack_text.Spoken, lattice: Lattice) -> dict[str, str]:
    """The schedule of a digest; its words are steps of their own."""
    found, spans = options.find(said.text.lower() if len(said.text.lower()) == len(said.text) else said.text, True)
    for at, end in spans:
        inside = [i for i, t in enumerate(lattice.tokens) if t.at >= at and t.end <= end and t.at < end]
        if inside:
            lattice.steps[inside[0]].append(Step(inside[-1] + 1, Arc.ADJUNCT, -0.3))
            for i in inside:
                lattice.inside[i] = (2.0, 2.0, False, False)
    if said.channel:
        found["channel"] = said.channel
    return found


def _terms(lattice: Lattice, literal: bool, given: Action | None) -> Terms:
    codes = {step.code for steps in lattice.steps for step in steps}
    lows = [t.low for t in lattice.tokens]
    asked = bool(lows) and any(low in _QUESTIONS for low in lows[:4])
    comparing = given == "compare" or bool(codes & {"C", "b"}) or any(s.arc == Arc.AGAINST for steps in lattice.steps for s in steps)
    return Terms(literal, comparing or "q" in codes, asked)


def _parts(
    said: slack_text.Spoken,
    lattice: Lattice,
    reading: Reading,
    terms: Terms,
    given: Action | None,
    command: str | None,
    named: dict[str, str],
    today: date,
) -> Parts:
    zones, frames, baseline_at, held = _zones(lattice, reading)
    clues = reading.clues
    lows = [t.low for t in lattice.tokens]
    parts = [z for z in zones if z]
    choosing = _choosing(lows, clues, parts)
    action = _action(clues, given, command, choosing, len(parts), lows)
    way = "list"
    if action in ("compare", "related") and (given == "compare" or "C" in clues or "b" in clues or choosing or (action == "related" and "E" in clues and given is None)):
        way = "compare"
    elif action == "trends":
        way = "and"
    if len(parts) > 1:
        way = "whole" if way == "compare" else way
    topics = expression.topics(parts, way, lambda text: slack_text.unmask(_release(text, held), said.masked))
    for _, step in reading.steps:
        if step.arc == Arc.ADJUNCT and isinstance(step.value, tuple):
            named.setdefault(step.value[0], step.value[1])
    if action == "related" and given is None and len(topics) > 1 and not _several(clues, reading):
        topics = [tuple(t for topic in topics for t in topic)]
    frame, baseline = _frame(frames, baseline_at, today, lattice)
    if not topics and "domain" in named:
        topics = [(named.pop("domain"),)]
    if action == "digest-remove" and len(topics) == 1 and topics[0][0].isdecimal():
        named["digest_id"] = topics.pop()[0]
    skipped = tuple(lattice.tokens[i].text for i, s in reading.steps if s.arc in (Arc.UNKNOWN, Arc.PROPER, Arc.NUMBER))
    framed = any(s.arc in (Arc.FUNCTION, Arc.PREDICATE, Arc.ORDER, Arc.CLAUSE) for _, s in reading.steps)
    return Parts(action, tuple(topics), frame, baseline, named, said.phrases, said.text, clues, skipped, framed, reading.cost)


def _several(clues: str, reading: Reading) -> bool:
    """Whether several topics are held together (A and B related), not one looked around (related to A and B)."""
    first_topic = next((n for n, (_, s) in enumerate(reading.steps) if s.arc == Arc.TOPIC), 0)
    ties = [n for n, (_, s) in enumerate(reading.steps) if s.code == "E"]
    asks = any(s.arc == Arc.FUNCTION for _, s in reading.steps[:first_topic])
    return any(n > first_topic for n in ties) or "b" in clues or (asks and False)


def _release(text: str, held: list[str]) -> str:
    return "".join(held[ord(c) - 0xF000] if 0xF000 <= ord(c) < 0xF000 + len(held) else c for c in text)


def _zones(lattice: Lattice, reading: Reading) -> tuple[list[str], list[Found], int | None, list[str]]:
    """The texts that are topics, the timeframes, which of these is a baseline, and the names held whole."""
    zones: list[str] = [""]
    frames: list[Found] = []
    held: list[str] = []
    against: int | None = None
    parted = False
    last_end = -1
    for i, step in reading.steps:
        if step.arc == Arc.TOPIC:
            start, end = lattice.tokens[i].at, lattice.tokens[step.end - 1].end
            if zones[-1] and (parted or last_end != i):
                zones.append("")
            gap = " " if zones[-1] and i and start > lattice.tokens[i - 1].end else ""
            text = lattice.tokens[i].text
            if step.end > i + 1:
                whole = _source(lattice, i, step.end)
                held.append(whole)
                text = chr(0xF000 + len(held) - 1)
            zones[-1] += gap + text
            last_end, parted = step.end, False
            del end
        elif step.arc in (Arc.AGAINST, Arc.TIES):
            parted = True
            if frames:
                against = len(frames)
        elif step.arc == Arc.TIME and isinstance(step.value, Found):
            frames.append(step.value)
    return zones, frames, against, held


def _source(lattice: Lattice, i: int, end: int) -> str:
    out = lattice.tokens[i].text
    for j in range(i + 1, end):
        out += " " * (lattice.tokens[j].at > lattice.tokens[j - 1].end) + lattice.tokens[j].text
    return out


def _choosing(lows: list[str], clues: str, parts: list[str]) -> bool:
    """Whether the text asks which of several: ``who is covered more, A or B``."""
    alternatives = any(" or " in f" {p.lower()} " for p in parts)
    asked = any(low in _CHOOSING for low in lows[:5]) or "q" in clues
    return alternatives and asked and not any(" OR " in p for p in parts)


def _action(
    clues: str, given: Action | None, command: str | None, choosing: bool, zones: int, lows: list[str]
) -> Action | None:
    if "D" in clues or command == "digest":
        return _digest_action(clues, lows, command)
    if given is not None and command != "news":
        return given
    if choosing and "G" not in clues and "E" not in clues:
        return "compare"
    if "q" in clues and "n" in clues and not set("SsVN") & set(clues):
        return "volume"
    spoken: Action | None = next((action for code, action in _PRIORITY if code in clues), None)  # type: ignore[misc]
    if zones > 1 and spoken not in ("trends", "related"):
        return "compare"
    return spoken or given


def _digest_action(clues: str, lows: list[str], command: str | None) -> Action:
    text = " ".join(lows)
    if options.LISTS.search(text) or (command == "digest" and text in ("list", "show", "")):
        return "digest-list"
    if "X" in clues or "unsubscribe" in text:
        return "digest-remove"
    return "digest-subscribe"


def _frame(
    frames: list[Found], against: int | None, today: date, lattice: Lattice
) -> tuple[Found | None, tuple[date, date] | None]:
    """The timeframe, and the period that it is held against."""
    if not frames:
        return None, None
    if len(frames) == 1:
        return frames[0], None
    first, second = frames[0], frames[1]
    if first.error:
        return first, None
    if second.error:
        return second, None
    if second.period and second.period.lo:
        return first, (second.period.lo, second.period.hi)
    return first, None


def year_before(lo: date, hi: date) -> tuple[date, date]:
    """The same days of the year before."""
    return timeframe.add_months(lo, -12), timeframe.add_months(hi, -12)
