"""The parts of a text: action, timeframe, baseline, options, topics; each taken out before the next is read."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from bot.parse import options, relation, slack_text, timeframe, topics, typos
from bot.parse.actions import spoken_action
from bot.parse.timeframe import Found
from bot.question import Action, Topic

_DAY = timedelta(days=1)
_BETWEEN_PERIODS = re.compile(
    r"[\s,:]*(?:vs\.?|versus|against|(?:as )?compared? (?:to|with)|compared|relative to|with|than|and|to)[\s,:]*(?:the |that of )*",
    re.I,
)
_BEFORE = re.compile(
    r"[\s,]*(?:vs\.?|versus|against|compared (?:to|with)|than|relative to)\s+(?:the\s+)?(?:(?P<before>(?:\w+ )?(?:before(?: that)?|earlier)|"
    r"(?:previous|preceding|prior) (?:period|one|\w+))|(?P<year>(?:the )?same (?:period|time|\w+) (?:last year|(?:a|the) year (?:before|earlier|ago))|(?:a|the) year (?:before|earlier|ago)))\b",
    re.I,
)


_MORE_THAN = re.compile(
    r"^(?:so |and )?(?:did|does|do|is|are|was|were|has|have|had) (?P<one>.+?) "
    r"(?:(?:get|gets|getting|got|gotten|receive[ds]?|receiving|attract(?:s|ed)?|draw|drew|have|had|been|being|covered"
    r"|mentioned|reported|discussed|viewed|seen|portrayed|treated|in the news) )*"
    r"(?:(?:a lot|much|any) )?(?:more|less|fewer|better|worse)\b(?P<how>[^,]*?) ?\bthan (?:the )?"
    r"(?!usual|normal|expected|before|last|in |on |average|ever|previous|a year|it |they )(?P<other>.+)$",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Parts:
    """What was found in a text; `frame` may hold a reason why its timeframe cannot be used."""

    action: Action | None
    topics: tuple[Topic, ...]
    frame: Found | None
    baseline: tuple[date, date] | None
    options: Mapping[str, str]
    phrases: tuple[str, ...]
    rest: str


def lowered(text: str) -> str:
    """Lower case, letter for letter, so that places in it are places in the text."""
    return "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


def read_parts(said: slack_text.Spoken, command: str | None, given: Action | None, today: date) -> Parts:
    """Reads a text; `given` is the action that a slash command stands for, `command` its name."""
    text, held = topics.protect(said.text)
    text = typos.mend(text)
    spoken = spoken_action(lowered(text))
    if given is None and (m := _MORE_THAN.match(text)):
        spoken, text = "compare", f"compare {m['one']} vs {m['other']}"
    together = relation.asked(text) if given is None else None
    if together is not None:
        spoken, text = together
    free = given is None or command == "digest"
    action = given
    if given is None or (command == "digest" and spoken in ("digest-list", "digest-remove")):
        action = spoken or given
    digest = bool(action and action.startswith("digest"))
    named: dict[str, str] = {}
    if digest:  # Before the timeframe, which a weekday and an hour would look like.
        named, text = _take_options(text, digest)
        text, frame, baseline = _take_frame(text, today)
        if said.channel:
            named["channel"] = said.channel
    else:
        text, frame, baseline = _take_frame(text, today)
        named, text = _take_options(text, digest)
    split = "compare" if action == "compare" or together else "and" if action == "trends" else "list"
    found = topics.read(text, said.masked, held, split=split, free=free, spoken=spoken is not None)
    if not found and "domain" in named:
        # Nothing but a site: then the question is about it (booking.com).
        found = [(named.pop("domain"),)]
    if action == "digest-remove" and len(found) == 1 and found[0][0].isdecimal():
        named["digest_id"] = found.pop()[0]
    if not found and frame is not None and frame.period is not None and free is False:
        # Nothing but a timeframe: then it is the name of something (3M, Black Friday).
        whole = topics.read(said.text, said.masked, held, split=split, free=False)
        if timeframe.may_be_name(said.text):
            return Parts(action, tuple(whole), None, None, named, said.phrases, text)
    return Parts(action, tuple(found), frame, baseline, named, said.phrases, text)


def _take_options(text: str, digest: bool) -> tuple[dict[str, str], str]:
    named, spans = options.find(lowered(text), digest)
    for at, end in sorted(spans, reverse=True):
        text = _cut(text, at, end)
    return named, text


def _cut(text: str, at: int, end: int) -> str:
    return (text[:at].rstrip(" ,:;") + " " + text[end:].lstrip(" ,")).strip(" ,.:;")


def _take_frame(text: str, today: date) -> tuple[str, Found | None, tuple[date, date] | None]:
    """The text without its timeframe, the timeframe, and the period it is held against."""
    low = lowered(text)
    found = timeframe.find(low, today)
    for frame in found:
        against = _BEFORE.match(low, frame.end)
        if against and frame.period and frame.period.lo:
            lo, hi = frame.period.lo, frame.period.hi
            before = _year_before(lo, hi) if against["year"] else (lo - (hi - lo) - _DAY, lo - _DAY)
            return _cut(text, frame.at, against.end()), frame, before
    if len(found) >= 2:
        first, second = found[-2], found[-1]
        if first.period and second.period and second.period.lo:
            against_it = second.period.lo, second.period.hi
            if _BETWEEN_PERIODS.fullmatch(low[first.end : second.at]):
                return _cut(text, first.at, second.end), first, against_it
            if _said_twice(low, first, second):
                return text[: first.at].rstrip(), first, against_it
    if not found:
        return text, None, None
    return _cut(text, found[-1].at, found[-1].end), found[-1], None


def _said_twice(low: str, first: Found, second: Found) -> bool:
    """``boeing in january with boeing in february``: one topic, two periods."""
    between = _BETWEEN_PERIODS.match(low, first.end)
    name = low[between.end() : second.at].strip(" ,") if between else ""
    return bool(name) and low[: first.at].rstrip(" ,").endswith(name)


def _year_before(lo: date, hi: date) -> tuple[date, date]:
    return timeframe.add_months(lo, -12), timeframe.add_months(hi, -12)
