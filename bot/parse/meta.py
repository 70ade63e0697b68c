"""Questions about the bot itself, and talk that asks nothing: told apart before anything is looked for.

Each row of `TABLE` names what is asked about and the words that show it: every group of a row has to be met by one of its
words. It is read only where the text names no topic of the news besides.
"""

from __future__ import annotations

import re
from typing import Literal

from bot.parse.tokens import Token

_DATA = "data|dataset|database|figures|numbers|archive|coverage|index|news"
_SCORES = "tone|sentiment|sentiments|volume|coverage|share|score|scores|mood|numbers|figures|spike|spikes|confidence|interval|intervals|trend|trends|related"
About = Literal["data", "method", "self", "erase", "movers"]
TABLE: tuple[tuple[About, tuple[str, ...]], ...] = (
    ("data", ("how|is|are|when|what", "fresh|recent|current|up-to-date|stale|old|updated|refreshed|refresh|update|latest|lag|delay|delayed", "your|data|dataset|database|figures")),
    ("data", ("how|what|where|which|since", "far|back|begin|begins|start|starts|go|goes|cover|covers", "data|archive|dataset|database|you")),
    ("data", ("where|what|which|who", "data|sources|source|numbers|figures|database", "from|use|using|your|you|behind|come|comes")),
    ("method", ("how|what", "measured|measure|calculated|calculate|computed|compute|defined|define|determined|derived|scored|mean|means|meant|work|works", _SCORES)),
    ("self", ("who|what", "are|made|built|created|runs|owns|wrote", "you|u")),
    ("self", ("are|r", "you|u", "bot|robot|human|ai|real|person|machine|chatgpt|llm|there|alive")),
    ("erase", ("delete|erase|forget|wipe|remove|clear|purge", "my|me|i", "answers|answer|data|questions|question|history|messages|message|everything|me|searches|records|traces|said")),
    ("movers", ("what|what's|whats|which|anything|who", "moved|moves|moving|mover|movers|changed|spiked|spiking|jumped|hot|trending|buzzing|biggest|unusual|stands|big|popular", "today|yesterday|week|now|lately|overnight|month|recently|news|world|out|currently|moment")),
)  # fmt: skip
_GROUPS = tuple((about, tuple(frozenset(group.split("|")) for group in groups)) for about, groups in TABLE)
_LONGEST = 9
"""Words of such a question; a longer text names something besides."""
_ABOUT_SOMETHING = frozenset("on about regarding around for of toward towards re".split())
_HELP = re.compile(
    r"(?:(?:please |pls |hi |hey |hello |i need |can you |could you |some |show me |give me |get )*)?(?:/?\w+ )?help(?: me| us| please| pls| out| me out| on [/\w]+| with [/\w]+| needed| text| page)*"
    r"|(?:so )?what (?:else )?(?:can|could) (?:you|i|we|this bot|the bot|it|u) (?:do|ask|say|type|offer|help(?: me)? with)(?: (?:for me|here|you))?|what do you (?:do|offer|know|understand)|what are you(?: for| good for)?"
    r"|how (?:does|do|can|should|would) (?:this|it|you|i|we|one|the bot|this bot|this thing|tidings|/\w+)(?: (?:thing|bot|command))? (?:work|use(?: (?:this|you|it|the bot|this bot|this thing))?|ask(?: (?:you|a question))?|start|function)"
    r"|how to (?:use|ask)(?: (?:this|it|you))?|(?:show|give|tell|send)? ?(?:me |us )?(?:some |a few |an )?examples?(?: (?:please|questions?|queries|of questions))?|(?:which|what) commands(?: are there| exist| do you (?:have|know|understand)| can i use)?"
    r"|(?:list|show)?(?: me)?(?: the| all| your)? ?commands|usage|manual|instructions|hlep|hepl|menu|options|\?+|getting started|intro|what is this|what's this",
    re.I,
)


def is_help(text: str) -> bool:
    """Whether a text asks how to ask."""
    said = text.strip()
    return bool(said) and _HELP.fullmatch(said.strip(" ?!.") or "?") is not None


def about(tokens: list[Token]) -> About | None:
    """What a question to the bot is about: "data", "method", "self", "erase", "movers"; None for any other text."""
    lows = [t.low for t in tokens if not t.mark]
    if not lows or len(lows) > _LONGEST:
        return None
    said = set(lows)
    for name, groups in _GROUPS:
        if all(said & group for group in groups) and not _names_more(name, lows):
            return name
    return None


def _names_more(name: str, lows: list[str]) -> bool:
    """Whether a topic of the news is named besides: how is the tone on Kone measured by the press."""
    at = next((n for n, low in enumerate(lows) if low in _ABOUT_SOMETHING), None)
    return (
        at is not None
        and name in ("method", "movers")
        and lows[at + 1 : at + 2] not in (["your"], ["the"], [])
    )
