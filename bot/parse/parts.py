"""The parts of a text, as its cheapest reading has them: action, timeframe, baseline, options, topics."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from bot.parse import adjuncts, clauses, expression, schedule, slack_text, times
from bot.parse.calendar import add_months
from bot.parse.choice import action_of, is_choice
from bot.parse.grammar import CODES, Arc
from bot.parse.lattice import Lattice, Step, meant, tagged
from bot.parse.lexicon import Lexicon, lexicon
from bot.parse.lexicon.detect import READ, language
from bot.parse.manner import against_by_and, manner, named_content, ordered, several
from bot.parse.reader import Reading, Terms, read
from bot.parse.relative import Relative, resolve
from bot.parse.timeframe import Found, Period
from bot.parse.tokens import Token, tokens, without_elisions
from bot.question import Action, Topic

_DAY = timedelta(days=1)
_GIVEN = {
    "news": "SsVvNnwGgEC",
    "sentiment": "Ss",
    "volume": "Vv",
    "compare": "CbSsVv",
    "trends": "Gg",
    "related": "E",
    "articles": "Nnw",
}
_MOST = 200
"""Words and marks that are read: prose of 1,000 characters has fewer."""
_PARTING = frozenset(("and", "or", "to", "with", "&", "and/or"))
_OWNED = (Arc.ACTION, Arc.TONE, Arc.MEDIA, Arc.GENERIC)
_POSSESSIVE = re.compile(r"(?<=\w)(?:'s|(?<=s)')$", re.I)
_SENT = frozenset(
    "digest digests email emails mail mails update updates message messages alert alerts everything all one ones newsletter subscription sending it that news following list lists mailing emailing messaging pinging notifying posting updating spamming subscriptions feed briefing briefings summary summaries reports notifications".split()
)
_ASKING = frozenset(
    "hur är var har hade blev vad varför wie ist war sind hat haben hatte wird wurde wurden warum comment est a ont était quel quelle pourquoi how did does do has have had is are was were will why when".split()
)
_ADDRESSED = frozenset("ni mig ihr mir vous du you i we u to".split())


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
    move: Relative | None = None
    ordered: bool = False
    substantial: bool = True
    anchored: bool = False
    tied: bool = False
    asked: bool = False
    strangers: tuple[str, ...] = ()
    personal: bool = False
    owned: bool = False
    requested: bool = False


def read_parts(
    said: slack_text.Spoken,
    command: str | None,
    given: Action | None,
    today: date,
    words: Lexicon | None = None,
    *,
    follows: bool = False,
) -> Parts:
    """Reads a text; `given` is the action that a slash command stands for, `command` its name."""
    found = tokens(said.text)[:_MOST]
    words = words or lexicon(_readable(found), follows)
    if words.language == "french":
        found = without_elisions(found)
    if not found:
        return Parts(given, (), None, None, {}, said.phrases, "")
    literal = given is not None and command != "digest"
    digest = command == "digest" or (not literal and _names_digest(found, words))
    lattice = tagged(
        found,
        words,
        command=literal,
        digest=digest,
        given=_GIVEN.get(command if command == "news" else given or "", CODES.get(given or "", "")),
    )
    named: dict[str, str] = {}
    adjuncts.propose(lattice, digest)
    if digest:
        named = _schedule(said, lattice)
    else:
        times.propose(lattice, today, follows)
    clauses.propose(lattice)
    terms = _terms(lattice, literal, given is not None or digest, given, follows)
    if terms.comparing:
        _join(lattice)
    reading = read(lattice, terms)
    return _parts(said, lattice, reading, digest, given, command, named, today)


def _readable(found: list[Token]) -> str:
    told = language(found)
    return told if told in READ else "english"


def _names_digest(found: list[Token], words: Lexicon) -> bool:
    """Whether a text is about a digest: it names one, something that recurs, or the end of what is sent."""
    lows = [t.low for t in found]
    if _ends(lows, words) and not _SENT.isdisjoint(lows):
        return True
    for i, low in enumerate(lows):
        if "digest" in words.words.get(low, ()):
            return True
        if any(
            tag == "digest" and tuple(lows[i + 1 : i + 1 + len(rest)]) == rest
            for rest, tag in words.phrases.get(low, ())
        ):
            return True
    text = " ".join(meant(lows, words))
    return schedule.RECURS.search(text) is not None or schedule.LISTS.search(text) is not None


def _ends(lows: list[str], words: Lexicon) -> bool:
    """Whether a text opens by ending something: stop, cancel, no more."""
    for i, low in enumerate(lows[:4]):
        if "ending" in words.words.get(low, ()):
            return True
        if any(
            tag == "ending" and tuple(lows[i + 1 : i + 1 + len(rest)]) == rest
            for rest, tag in words.phrases.get(low, ())
        ):
            return True
        if not {"courtesy", "greeting", "filler", "function", "request"} & set(
            words.words.get(low, ())
        ) and low not in (",", "!"):
            return False
    return False


def _schedule(said: slack_text.Spoken, lattice: Lattice) -> dict[str, str]:
    """The schedule of a digest; its words are steps of their own. Words of a known name are none of them."""
    named = {j for i, end in lattice.names.items() for j in range(i, end)}
    spelled = ["_" * len(w) if n in named else w for n, w in enumerate(lattice.meant)]
    text, starts, ends = times.line(lattice, spelled)
    found, spans = schedule.schedule(text)
    for at, end in spans:
        inside = [n for n, start in enumerate(starts) if at <= start < end and spelled[n]]
        if inside:
            stop = max(ends.get(end, inside[-1] + 1), inside[-1] + 1)
            lattice.steps[inside[0]].append(Step(stop, Arc.ADJUNCT, -0.3))
            for n in range(inside[0], stop):
                lattice.inside[n] = (2.0, 2.0, False, False)
    for n, word in enumerate(lattice.meant):
        if word in _SENT and (held := lattice.inside[n]):
            lattice.inside[n] = (held[0] + 0.6, held[1] + 0.6, held[2], held[3])
    if said.channel:
        found["channel"] = said.channel
    return found


def _terms(lattice: Lattice, literal: bool, acted: bool, given: Action | None, follows: bool) -> Terms:
    codes = {step.code for steps in lattice.steps for step in steps}
    lows = [t.low for t in lattice.tokens]
    asked = _asks(lows)
    comparing = (
        given == "compare"
        or bool(codes & {"C", "b"})
        or any(s.arc == Arc.AGAINST for steps in lattice.steps for s in steps)
    )
    return Terms(literal, acted, comparing or "q" in codes, asked, follows)


def _asks(lows: list[str]) -> bool:
    """Whether the text is put as a question about something, not as a request to somebody."""
    return any(low in _ASKING and after not in _ADDRESSED for low, after in pairwise(lows))


def _join(lattice: Lattice) -> None:
    """In a comparison also and, or, to, with may part the topics, unless vs does."""
    if any(s.arc == Arc.AGAINST and not s.code for steps in lattice.steps for s in steps):
        return
    for i, token in enumerate(lattice.tokens):
        if i and (
            token.low in {*_PARTING, "\n"}
            or token.low in lattice.joining
            or lattice.meant[i] in ("to", "with")
        ):
            lattice.steps[i].append(
                Step(
                    i + 1,
                    Arc.AGAINST,
                    0.2 if token.low in ("and", "or", "&") or token.low in lattice.joining else 0.25,
                )
            )


def _parts(
    said: slack_text.Spoken,
    lattice: Lattice,
    reading: Reading,
    digest: bool,
    given: Action | None,
    command: str | None,
    named: dict[str, str],
    today: date,
) -> Parts:
    zones, frames, baseline_at, held = _zones(lattice, reading)
    clues = reading.clues
    if any(s.code == "T" for steps in lattice.steps for s in steps):
        clues += "T"
    lows = [t.low for t in lattice.tokens]
    parts = [z for z in zones if z]
    choosing = is_choice(lows, clues, parts)
    action = action_of(
        clues + ("D" if digest else ""), given, command, choosing, len(parts), lows, baseline_at is not None
    )
    way = _way(action, given, clues, choosing, len(parts))
    topics = expression.topics(parts, way, lambda text: slack_text.unmask(_release(text, held), said.masked))
    for _, step in reading.steps:
        if step.arc == Arc.ADJUNCT and isinstance(step.value, tuple):
            named.setdefault(step.value[0], step.value[1])
    if action is None and "by" in named:
        action = "volume"
    if action == "compare" and given is None:
        if set("Ss") & set(clues):
            named["metric"] = "sentiment"
        elif set("Vv") & set(clues):
            named["metric"] = "volume"
    if action == "related" and given is None and len(topics) > 1 and not several(clues, reading):
        together = dict.fromkeys(t for topic in topics for t in topic)
        topics = [tuple(sorted(together, key=lambda term: term.startswith("-")))]
    joined = against_by_and(lattice, reading)
    frame, baseline, move = _frame(frames, baseline_at, joined)
    if not topics and "domain" in named:
        topics = [(named.pop("domain"),)]
    if action == "digest-remove" and len(topics) == 1 and topics[0][0].isdecimal():
        named["digest_id"] = topics.pop()[0]
    framed = any(s.arc in (Arc.FUNCTION, Arc.ORDER, Arc.CLAUSE) for _, s in reading.steps)
    return Parts(
        action,
        tuple(topics),
        frame,
        baseline,
        named,
        said.phrases,
        said.text,
        clues,
        _skipped(lattice, reading),
        framed,
        reading.cost,
        move,
        ordered(lattice, reading),
        not zones[0] or named_content(lattice, reading),
        **manner(lattice, reading, lows),
    )


def _skipped(lattice: Lattice, reading: Reading) -> tuple[str, ...]:
    """The words that are taken for names, numbers or nothing known."""
    taken = (Arc.UNKNOWN, Arc.PROPER, Arc.NUMBER)
    return tuple(lattice.tokens[i].text for i, step in reading.steps if step.arc in taken)


def _way(action: Action | None, given: Action | None, clues: str, choosing: bool, zones: int) -> str:
    """How a topic expression parts further; see `expression.topics`."""
    held = given == "compare" or choosing or bool({"C", "b"} & set(clues))
    if action == "trends":
        return "and"
    if (action == "compare" and held) or (action == "related" and (held or ("E" in clues and given is None))):
        return "whole" if zones > 1 else "compare"
    return "list"


def _release(text: str, held: list[str]) -> str:
    return "".join(held[ord(c) - 0xF000] if 0xF000 <= ord(c) < 0xF000 + len(held) else c for c in text)


def _zones(
    lattice: Lattice, reading: Reading
) -> tuple[list[str], list[Found | Relative], int | None, list[str]]:
    """The texts that are topics, the timeframes, which of these is a baseline, and the names held whole."""
    zones: list[str] = [""]
    frames: list[Found | Relative] = []
    held: list[str] = []
    against: int | None = None
    parted = False
    last_end = -1
    for n, (i, step) in enumerate(reading.steps):
        if step.arc == Arc.TOPIC:
            start, end = lattice.tokens[i].at, lattice.tokens[step.end - 1].end
            if zones[-1] and (parted or last_end != i):
                zones.append("")
            gap = " " if zones[-1] and i and start > lattice.tokens[i - 1].end else ""
            low = lattice.tokens[i].low
            text = lattice.joining.get(low) or (low if low in ("and", "or") else lattice.tokens[i].text)
            text = lattice.tokens[i].text if text.lower() == lattice.tokens[i].text.lower() else text
            if step.end > i + 1:
                whole = _source(lattice, i, step.end)
                held.append(whole)
                text = chr(0xF000 + len(held) - 1)
            following = reading.steps[n + 1][1].arc if n + 1 < len(reading.steps) else None
            if following in _OWNED and step.end == i + 1 and i not in lattice.names:
                text = _POSSESSIVE.sub("", text)
            zones[-1] += gap + text
            last_end, parted = step.end, False
            del end
        elif step.arc in (Arc.AGAINST, Arc.TIES):
            parted = True
            if step.code == "~":
                zones = [""]
            if frames and lattice.tokens[i].low not in ("and", "&"):
                against = len(frames)
        elif step.arc == Arc.TIME and isinstance(step.value, Found | Relative):
            frames.append(step.value)
    return zones, frames, against, held


def _source(lattice: Lattice, i: int, end: int) -> str:
    out = lattice.tokens[i].text
    for j in range(i + 1, end):
        out += " " * (lattice.tokens[j].at > lattice.tokens[j - 1].end) + lattice.tokens[j].text
    return out


def _frame(
    frames: list[Found | Relative], against: int | None, joined: bool
) -> tuple[Found | None, tuple[date, date] | None, Relative | None]:
    """The timeframe, the period that it is held against, and a move that only a context can resolve."""
    moves = [f for f in frames if isinstance(f, Relative)]
    said = [f for f in frames if isinstance(f, Found)]
    move = moves[0] if moves else None
    if not said:
        return None, None, move
    first = said[0]
    if first.error:
        return first, None, None
    if move is not None:
        period = first.period
        if period is None or period.lo is None:
            return first, None, None
        return first, resolve(move, period.lo, period.hi), None
    if len(said) == 1:
        return first, None, None
    second = said[1]
    if second.error:
        return second, None, None
    if first.period and second.period and second.period.lo and first.period.lo:
        if joined and against is None:
            both = Period(min(first.period.lo, second.period.lo), max(first.period.hi, second.period.hi))
            return Found(first.at, second.end, both), None, None
        if against is not None:
            lo, hi = second.period.lo, second.period.hi
            if (lo, hi) == (first.period.lo, first.period.hi):
                lo, hi = add_months(lo, -12), add_months(hi, -12)
            return first, (lo, hi), None
    return said[-1], None, None
