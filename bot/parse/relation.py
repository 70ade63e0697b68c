"""Questions about how topics belong together, or searches and news: the plain question behind them."""

from __future__ import annotations

import re

from bot.question import Action

_TIES = r"(?:related|connected|linked|tied|associated|close)"
_MOVED = r"(?:closer|(?:further |farther )?apart|(?:more |less )?(?:closely |strongly )?" + _TIES + ")"
_GREW = (
    r"(?:(?:has|have|had|is|are|was|were|did|do|does|become|became|becoming|grown|grew|grow|growing|got|gotten|get|getting"
    r"|moved|move|moving|come|came|coming|drifted|been|now|any|much|the|most) )*"
)
_TAIL = r"(?: together)?(?: (?:to|with|from) (?:each other|one another))?(?: than (?:before|usual|they were))?(?P<rest>\b.*)?$"
_FORMS = tuple(
    re.compile(pattern, re.I)
    for pattern in (
        rf"^(?:so |and )?how (?:closely |strongly |well )?{_TIES} (?:are|is|were|was) (?P<topics>.+)$",
        rf"^(?:so |and )?(?:how )?(?:is|are|was|were) (?P<one>.+?) (?:more |less )?{_TIES} (?:to|with) (?P<topics>.+)$",
        r"^(?:so |and )?how (?:does|do|did) (?P<one>.+?) relate to (?P<topics>.+)$",
        rf"^(?:are|is|were|have|has|did|do) (?P<topics>.+?) {_GREW}{_MOVED}{_TAIL}",
        rf"^which (?:pair|two|couple)(?: of topics)?(?: of| among| in| between| out of)? (?P<topics>.+?) {_GREW}{_MOVED}{_TAIL}",
        r"^(?:what is |what's |show (?:me )?)?(?:the )?(?:relation|relationship|relatedness|connection|link|ties?|correlation)s?"
        r" (?:between|of) (?P<topics>.+)$",
    )
)
_LEAD = re.compile(
    r"^(?:do|does|did) (?:the |people's |google )*(?:searches|search interest|interest) (?:for|of|on|in) (?P<topic>.+?)"
    r" (?:lead|follow|precede|predict|come (?:before|after)|run ahead of|lag(?: behind)?)s? (?:the )?(?:news|coverage|media|press)\b"
    r"(?P<rest>.*)$",
    re.I,
)
_SEVERAL = re.compile(r",|\band\b|\bto\b|\bwith\b", re.I)


def asked(text: str) -> tuple[Action, str] | None:
    """What is asked and of which topics (with what follows them), where `text` is such a question."""
    if m := _LEAD.match(text.strip(" ?!.")):
        return "trends", f"{m['topic']} {m['rest'].strip()}".strip()
    for form in _FORMS:
        if m := form.match(text.strip(" ?!.")):
            said = m.groupdict()
            topics = f"{said['one']} and {said['topics']}" if said.get("one") else said["topics"]
            if _SEVERAL.search(topics) and "each other" not in topics:
                return "related", f"{topics} {(said.get('rest') or '').strip()}".strip()
    return None
