"""“Who writes most about Northvolt?”, “which outlets are most negative on housing?”: outlets and countries in a row."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from typing import Literal

from bot.parse import slack_text
from bot.parse.build import build
from bot.parse.parts import read_parts
from bot.question import Question, Refusal

By = Literal["country", "source", "language"]

_WHO = (
    r"(?:who|(?:which|what) (?:(?P<outlet>(?:news ?)?papers?|newspapers?|outlets?|sources?|publishers?|sites?|media|publications?)"
    r"|(?P<country>countr(?:y|ies))|(?P<language>languages?)))"
)
_WRITES = r"(?:writes?|wrote|reports?|reported|covers?|covered|publish(?:es|ed)?|talks?|is writing|are writing|has written|have written)"
_IS = r"(?:is|are|was|were|has been|have been|writes?|wrote|sounds?)"
_MOST = re.compile(
    rf"^{_WHO} {_WRITES}(?: the)? most(?: articles| stories| news)?(?: often)? (?:about|on|of|regarding) (?P<rest>.+)$"
    rf"|^{_WHO.replace('P<', 'P<b_')} {_WRITES} (?P<covered>.+?)(?: the)? most(?P<when>\s.*)?$",
    re.I,
)
_TONE = re.compile(
    rf"^{_WHO} {_IS}(?: the)? (?:(?P<low>most (?:negative|critical|gloomy|harsh)|gloomiest|harshest|most negatively)"
    r"|(?P<high>most (?:positive|favou?rable|upbeat)|kindest|most positively)) (?:on|about|towards?|to|of) (?P<rest>.+)$",
    re.I,
)


def question(said: slack_text.Spoken, today: date) -> Question | Refusal | None:
    """The question that such a text asks, with what it is broken down by; None where it is none."""
    text = said.text.strip(" ?!.")
    tone = _TONE.match(text)
    most = None if tone else _MOST.match(text)
    if tone:
        asked, groups = f"tone on {tone['rest']}", tone.groupdict()
    elif most:
        groups = most.groupdict()
        rest = groups["rest"] or f"{groups['covered']}{groups['when'] or ''}"
        asked = f"coverage of {rest}"
    else:
        return None
    read = read_parts(replace(said, text=asked), None, None, today)
    if not read.topics or read.ordered:
        return None
    found = build(read, "sentiment" if tone else "volume", read.topics[:1], today)
    if isinstance(found, Refusal):
        return found
    order: Literal["negative", "positive"] | None = (
        None if not tone else "positive" if groups["high"] else "negative"
    )
    return replace(found, options=replace(found.options, by=_by(groups), order=order))


def _by(groups: dict[str, str | None]) -> By:
    if groups.get("country") or groups.get("b_country"):
        return "country"
    return "language" if groups.get("language") or groups.get("b_language") else "source"
