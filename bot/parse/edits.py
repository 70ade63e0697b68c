"""What a follow-up does with the question before it: adds, drops, swaps, points at what was shown."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from bot.parse.options import CODE_OF, COUNTRIES
from bot.question import Question, Topic

Kind = Literal["", "add", "and", "drop", "swap", "against", "only"]

_OPEN = r"(?:(?:ok|okay|and|but|now|so|then|please|pls|actually|oops|sorry|also|can you|could you|would you|let's|no|nope|nah|wait)[,.]? )*"
_ADDING = re.compile(
    rf"^{_OPEN}(?:please )?(?:add|include|throw in|put in|bring in|plus|also add|add in|also)\s+(?:also )?(?P<rest>.+?)(?: (?:too|as well|to (?:it|that|this|the (?:chart|list|comparison|mix|graph))|in|there|please|pls))*$",
    re.I,
)
_PUT_IN = re.compile(
    rf"^{_OPEN}(?:put|bring|throw|take|get) (?P<rest>.+?) in(?: there| it| too| as well| also| please)*$",
    re.I,
)
_AS_WELL = re.compile(rf"^{_OPEN}(?:and )?(?P<rest>.+?) (?:as well|too|also)(?: please)?$", re.I)
_AND = re.compile(
    r"^(?:ok |okay |so )?(?:and|what about also|also|plus)[, ]+(?:what about |how about |for )?(?P<rest>.+)$",
    re.I,
)
_AGAINST = re.compile(
    rf"^{_OPEN}(?:how (?:does|do|did|would) (?:it|that|this|they|those) (?:compare|stack up|look|match up) (?:to|with|against|next to|vs\.?|versus)"
    r"|vs\.?|versus|against|(?:and )?(?:compare[d]?|benchmark|put|set|hold|pit)(?: (?:it|that|this|them|these))? (?:to|with|against|next to|beside|alongside|vs\.?|versus)|relative to)\s+(?P<rest>.+)$",
    re.I,
)
_COMPARES = re.compile(
    rf"^{_OPEN}how (?:does|do|did|would) (?P<rest>.+?) (?:compare|stack up)(?: (?:to|with|against) (?:it|that|this))?$",
    re.I,
)
_DROPPING = re.compile(
    rf"^{_OPEN}(?:exclude|excluding|without|except(?: for)?|not|minus|leave(?: out)?|drop|remove|take (?:out|away|off)|lose|skip|delete|kill|ditch|forget(?: about)?|get rid of|cut|omit|scrap|no more|no|less)\s+(?P<rest>.+?)(?: (?:out|off|away|again|please|from (?:it|that|this|the (?:chart|list|comparison))))*$",
    re.I,
)
_SWAPS = tuple(
    re.compile(rf"^{_OPEN}{form}(?: please| instead)?$", re.I)
    for form in (
        r"(?:replace|swap|exchange|substitute|change|switch)(?: out)? (?P<out>.+?) (?:with|for|by|to|out for|into) (?P<into>.+)",
        r"instead of (?P<out>.+?),? (?:use |take |show |do |i want |give me )?(?P<into>[^,]+)",
        r"(?P<into>.+?) (?:instead of|rather than|in place of|not) (?P<out>.+)",
        r"not (?P<out>.+?),? (?:but|i meant|rather) (?P<into>.+)",
    )
)
_ONLY = re.compile(
    rf"^{_OPEN}(?:(?:just|only|keep only|keep|focus on)\s+(?P<a>.+)|(?P<b>.+?) (?:only|alone))$", re.I
)
_EVERYWHERE = re.compile(
    r"(?:ok |and |now |please )*(?:(?:remove|clear|drop|without|no|reset|take off|lift|forget) (?:the |all |any |all the )?(?:country |language |media |place )?filters?|everywhere|world-?wide|globally|(?:from |in |for )?(?:all|any|every) (?:the |of the )?(?:countr(?:y|ies)|media|languages?|sources?|outlets?|places?)|(?:in|for|across) the (?:whole|entire) world)(?: again| instead| please)*",
    re.I,
)
_WHY = re.compile(
    r"^(?:ok |and |but |so |hm+ |interesting[,.]? )*(?:why|how come|what(?:'s| is| was)? (?:caused|caus(?:ed|ing)|drove|driv(?:es|ing)|explains|(?:is |was )?behind|happened|the reason|up with|triggered|made)|what happened|any idea why|do you know why|reason|which (?:articles|stories|headlines|news) (?:drove|caused|explain|are behind|triggered))\b",
    re.I,
)
_SAME = re.compile(
    r"^(?:ok |and |but |so |hm+ )*(?:(?:is|are|was|were) (?:it|that|this|they|these|those) (?:just |still |all )?(?:from |by )?the same"
    r"|did the same|(?:is|are) the same|is it because of (?:the )?(?:different|other)|(?:is|was) it (?:just )?(?:other|different))"
    r" (?:news ?)?(?:papers?|newspapers?|outlets?|sources?|media|sites?|publishers?)\b(?: (?:writing|write|that wrote|who wrote|as before|before|differently|changed?))*$",
    re.I,
)
_MOVED = re.compile(
    r"\b(?:why|how|come|what|what's|which|who|articles|stories|headlines|news|reason|caused|causing|caus|drove|driving|drives|drive|explains?|behind|happened|happen|triggered|did|does|do|is|was|were|it|its|this|that|they|the|there|then|here|so|much|many|and|but|an?|any|idea|know|you|up|with|for|made|make"
    r"|drops?|dropped|dropping|dips?|dipp(?:ed|ing)|spikes?|spiked|spiking|peaks?|peaked|jumps?|jumped|rise|rises|rose|fall|falls|fell|falling|increased?|decreased?|surged?|changed?|changes|shift(?:ed)?|moved?|moves|down|go|going|went|more|less|negative|positive|tone|sentiment|coverage|sudden(?:ly)?|big|small|low|high|on|in|at|around|bump|blip|hump|trough|plunge[d]?|crash(?:ed)?|slump(?:ed)?|slid|climb(?:ed)?|soar(?:ed)?|improve[d]?|worsen(?:ed)?|sour(?:ed)?|turn(?:ed)?|again|ok|interesting|hm+|please|one|day|line|curve|chart|graph|share|volume|outlier|anomaly|swing|movement|reason)\b|\W",
    re.I,
)
_DOWN = re.compile(
    r"\b(?:drop|dip|fall|fell|decrease|down|less|negative|plunge|crash|slump|slid|worsen|sour|trough|low)",
    re.I,
)
_UP = re.compile(
    r"\b(?:spike|peak|jump|rise|rose|increase|surge|up|more|positive|climb|soar|improve|bump|high)", re.I
)
_SITE = re.compile(
    r"(?:and |but )?(?:only |just )?(?:from|on|by|in|site:?) ?(?:www\.)?(?P<host>(?:[a-z0-9-]+\.)+[a-z]{2,})(?: only)?",
    re.I,
)
_OUTSIDE = re.compile(
    r"^(?:and |but |only )?(?:not (?:in|from)|outside(?: of)?)\s+(?:the )?(?P<place>.+)$", re.I
)
_ORDINALS = {
    "first": 0,
    "1st": 0,
    "second": 1,
    "2nd": 1,
    "third": 2,
    "3rd": 2,
    "fourth": 3,
    "4th": 3,
    "fifth": 4,
    "5th": 4,
    "last": -1,
    "latter": -1,
    "former": 0,
}
_NTH = re.compile(
    rf"^(?:(?:and|ok|just|only|show(?: me)?|what about|how about|give me|now|then|please|keep|take|the one:?)\s+)*(?:the )?(?P<n>{'|'.join(_ORDINALS)})(?: (?:one|topic|of them|of those|of these))?(?: only| please| alone| then)*$",
    re.I,
)
_OTHER = re.compile(
    r"^(?:(?:and|ok|just|only|show(?: me)?|what about|how about|now)\s+)*the other(?: one| topic)?(?: only| please| then)*$",
    re.I,
)
_BOTH = re.compile(
    r"^(?:(?:and|ok|compare|show(?: me)?|give me|for|put|now|what about|let's see)\s+)*(?:both|all(?: of)?(?: (?:three|two|four|five|them|those|these))?|them both|the (?:two|three|four) of them|all together)(?: of (?:them|those|these))?(?: together| side by side| in one chart| please| again)*$",
    re.I,
)
_LETTER = re.compile(
    r"^(?:(?:and|ok|please|can you|could you|show(?: me)?|give me|explain|why|what(?:'s| is| are| were| happened)|list|get|the|which|at|for|about|on|in|point|peak|spike|marker|letter|behind|day)\s+)*(?:(?:articles?|headlines?|stories|news|story)\s+(?:for|at|behind|on|of|about|from|under)\s+)?(?:the )?(?:(?:peak|spike|point|marker|letter|dip|day)\s+)?(?P<l>[A-H])$"
)


@dataclass(frozen=True, slots=True)
class Edit:
    """What is done, the words that say with what, and for a swap what comes in."""

    kind: Kind
    rest: str
    into: str = ""


def find(text: str) -> Edit:
    """The edit that a text asks for; its kind is empty where it is none."""
    for form in _SWAPS:
        if (m := form.match(text)) and len(m["into"].split()) <= 6 and len(m["out"].split()) <= 6:
            return Edit("swap", m["out"].strip(" ,"), m["into"].strip(" ,"))
    for kind, rules in _RULES:
        for rule in rules:
            if m := rule.match(text):
                said = m.groupdict()
                return Edit(kind, said.get("rest") or said.get("a") or said.get("b") or "")
    return Edit("", text)


_RULES: tuple[tuple[Kind, tuple[re.Pattern[str], ...]], ...] = (
    ("against", (_AGAINST, _COMPARES)),
    ("add", (_ADDING, _PUT_IN, _AS_WELL)),
    ("drop", (_DROPPING,)),
    ("and", (_AND,)),
    ("only", (_ONLY,)),
)


def refers(text: str) -> bool:
    """Whether a text points at what was shown: why that dip, the second one, the articles for A."""
    said = text.strip(" ?!.")
    if _SAME.match(said) or (_WHY.match(said) and not _MOVED.sub("", said)):
        return True
    return any(rule.match(said) for rule in (_NTH, _OTHER, _LETTER))


def set_phrase(text: str, context: Question, today: date) -> Question | None:
    """The context with what a set phrase changes in it; None where the text is none."""
    if _EVERYWHERE.fullmatch(text):
        unfiltered = replace(
            context.options, geo=None, source_country=None, source_language=None, domain=None
        )
        return replace(context, options=unfiltered)
    if site := _SITE.fullmatch(text):
        return replace(context, options=replace(context.options, domain=site["host"].lower()))
    if _SAME.match(text) or (_WHY.match(text) and not _MOVED.sub("", text)):
        return replace(
            context,
            action="articles",
            topics=context.topics[:1],
            options=replace(context.options, why=_direction(text)),
        )
    if (letter := _LETTER.match(text)) and len(text.split()) > 1:
        return replace(
            context,
            action="articles",
            topics=context.topics[:1],
            options=replace(context.options, peak=letter["l"]),
        )
    if chosen := _chosen(text, context):
        return replace(context, action=_single(context), topics=(chosen,), baseline=None)
    if _BOTH.match(text) and len(context.topics) > 1:
        return replace(
            context, action="compare" if context.action not in ("trends", "related") else context.action
        )
    if outside := _OUTSIDE.match(text):
        code = CODE_OF.get(outside["place"].lower())
        if code:
            less = f"-place:{COUNTRIES[code].split('|')[0]}"
            return replace(context, topics=tuple((*t, less) for t in context.topics if less not in t))
    return None


def _direction(text: str) -> Literal["drop", "rise", "change"]:
    return "drop" if _DOWN.search(text) else "rise" if _UP.search(text) else "change"


def _chosen(text: str, context: Question) -> Topic | None:
    """The one of several topics that an ordinal names."""
    topics = context.topics
    if len(topics) < 2:
        return None
    if m := _NTH.match(text):
        n = _ORDINALS[m["n"].lower()]
        return topics[n] if n < len(topics) else None
    return topics[-1] if _OTHER.match(text) and len(topics) == 2 else None


def _single(context: Question) -> Literal["sentiment", "volume", "trends", "related", "articles"]:
    if context.action == "compare":
        return context.options.metric or "sentiment"
    return context.action  # type: ignore[return-value]
