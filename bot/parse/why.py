"""“Why did inflation jump last week?”: a question for what is behind a move, that names its topic."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from typing import Literal

from bot.parse import slack_text
from bot.parse.build import build
from bot.parse.parts import read_parts
from bot.question import Question, Refusal

Direction = Literal["drop", "rise", "change"]

_ASKS = re.compile(
    r"^(?:(?:and|but|so|ok|okay|please|can you|could you|tell me|tell us|do you know|any idea|explain)[ ,]+)*"
    r"(?:why|how come|what (?:has |have )?(?:caused|drove|driven|triggered|explains|made)"
    r"|what(?:'s|’s| is| was| lies) behind|what is the reason for|explain)\s+"
    r"(?:did|does|do|is|are|was|were|has|have|had)?\s*",
    re.I,
)
_PEOPLE = re.compile(
    r"(?:i|you|we|he|she|it|they|this|that|these|those|there|my|your|our|his|her|not|don't|the bot)\b", re.I
)
_ROSE = "jump rise rose climb surge soar spike increase grow grew go_up went_up gone_up up peak explode"
_FELL = "drop fall fell decline decrease dip plunge slump sink sank slide slid worsen sour go_down went_down gone_down down"
_MOVED = "change move shift turn improve"
_BENT = {"drop": "dropp", "dip": "dipp"}


def _forms(verbs: str) -> str:
    """The verbs with their endings, as alternatives; the longest first."""
    found = set()
    for verb in verbs.split():
        stem = _BENT.get(verb, verb.removesuffix("e"))
        found |= {verb.replace("_", " "), f"{verb}s", f"{stem}ing", f"{stem}ed", f"{verb}n"}
    return "|".join(sorted(found, key=lambda v: (-len(v), v)))


_MOVE = re.compile(
    rf"\b(?:so (?:much|sharply|suddenly|fast) |suddenly |sharply |been |got |getting |become |becoming )*"
    rf"(?P<move>(?P<rise>{_forms(_ROSE)})|(?P<drop>{_forms(_FELL)})|(?:{_forms(_MOVED)}))\b"
    r"(?: (?:so much|so sharply|sharply|suddenly|so fast|so suddenly|that much))?",
    re.I,
)
_STATE = re.compile(
    r"\bso (?P<state>negative|positive|bad|good|much in the news|low|high)\b|\bin the news\b", re.I
)
_NOUN = re.compile(
    rf"^(?:the |that |this )?(?:sudden |big |sharp )?(?:{_forms(_ROSE)}|{_forms(_FELL)}|{_forms(_MOVED)}) (?:in|of|on) ",
    re.I,
)
_MEASURE = re.compile(
    r"^(?:the )?(?:news |media |press )?(?:tone|coverage|sentiment|attention|volume|mood|share)"
    r" (?:on|of|about|for|towards?|in|around) |\b(?P<after>coverage|sentiment|tone)\b(?= |$)",
    re.I,
)


def question(said: slack_text.Spoken, today: date) -> Question | Refusal | None:
    """The question that such a text asks; None where it is none, or names no topic."""
    text = said.text.strip(" ?!.")
    asks = _ASKS.match(text)
    if asks is None:
        return None
    rest = text[asks.end() :]
    if not rest or _PEOPLE.match(rest):
        return None
    noun = _NOUN.match(rest)
    moves = list(_MOVE.finditer(rest))
    move = next((m for m in moves if noun), None) or (moves[-1] if moves else None)
    state = _STATE.search(rest)
    if move is None and state is None:
        return None
    cut = noun or move or state
    assert cut is not None
    named = " ".join(_MEASURE.sub(" ", (rest[: cut.start()] + " " + rest[cut.end() :]).strip()).split())
    if not named or named.lower() in ("the", "that", "this", "coverage", "tone", "sentiment"):
        return None
    read = read_parts(replace(said, text=f"articles about {named}"), None, None, today)
    if not read.topics or read.ordered:
        return None
    found = build(read, "articles", read.topics[:1], today)
    if isinstance(found, Refusal):
        return found
    return replace(found, options=replace(found.options, why=_direction(move)))


def _direction(move: re.Match[str] | None) -> Direction:
    if move is None:
        return "change"
    return "rise" if move["rise"] else "drop" if move["drop"] else "change"
