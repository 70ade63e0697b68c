"""What a person wants done, from the words that say so."""

from __future__ import annotations

import re

from bot.question import Action

# In order: the first rule that fits decides.
_PATTERNS: tuple[tuple[Action, str], ...] = (
    (
        "digest-list",
        r"\b(?:list|show|what are)?\s*(?:me )?my (?:digests|subscriptions)\b|^(?:which|what) (?:digests|subscriptions)\b|^list(?: digests| subscriptions)?$|\bwhat am i subscribed to\b",
    ),
    (
        "digest-remove",
        r"\bunsubscribe\b|^(?:remove|delete|cancel|stop|end)\b|\b(?:remove|delete|cancel|stop|end)(?: \w+){0,4} (?:digests?|subscriptions?|updates)\b",
    ),
    (
        "digest-subscribe",
        r"\bsubscribe\b|\bkeep me posted\b|\b(?:daily|weekly|monthly|every \w+) (?:digest|updates?|summary|report)\b|\bdigest\b|\bsend (?:me|us) .*\b(?:every|each|daily|weekly|monthly)\b|\bevery (?:mon|tues|wednes|thurs|fri|satur|sun)day\b",
    ),
    (
        "trends",
        r"\bgoogle (?:trends?|searches)\b|\bgoogled\b|\b(?:search|searches|search interest|search volume|searched|searching)(?: for| interest| volume| trends?)?\b|^trends?\b|\btrends? (?:for|of|on|in)\b",
    ),
    (
        "related",
        r"\brelated\b|\b(?:connected|associated|linked|tied) (?:to|with)\b|\bco-?mention\w*|\bmentioned (?:together|alongside)\b|\bgo(?:es)? (?:together )?with\b|\bmentioned with\b|\bco-?occur\w*|\bsimilar topics\b",
    ),
    (
        "compare",
        r"\bcompar(?:e|es|ed|ing|ison)\b|\b(?:differences?|gap|contrast)\b.*\bbetween\b|\bhead[- ]to[- ]head\b|\b(?:stack|stacks) up\b|\bnext to\b|\bside by side\b",
    ),
    (
        "sentiment",
        r"\b(?:sentiment|tone|mood|portray\w*|positive\w*|negative\w*|favou?rabl[ey]|critical|hostile|feel\w*|optimis\w+|pessimis\w+|treat(?:s|ed|ing)?|perceiv\w+|perception|attitude|worried|concerned|excited|angry|afraid|upbeat|(?:good|better) or (?:bad|worse)|vibes?|stance|reputation|reception|image|narrative)\b",
    ),
    (
        "volume",
        r"\bhow (?:much|many|often|prominent\w*|big|widely|frequently)\b|\bvolume\b|\bnumber of\b|\bamount of\b|\bcount of\b|\battention\b|\bmore coverage\b|\bwhen did people start\b",
    ),
    (
        "articles",
        r"\b(?:articles?|headlines?|stor(?:y|ies)|links?)\b|\bcatch me up\b|\bwhat'?s (?:new|happening|going on)\b|\bnews (?:about|on|from|of|regarding|for)\b|\b(?:latest|recent|any|the|show me|top) news\b|\bwhat (?:are|is) (?:the )?(?:\w+ )?(?:media|press|papers|news\w*|people|journalists) (?:saying|writing|reporting)\b|^news\b",
    ),
    (
        "volume",
        r"\b(?:coverage|cover(?:s|ed|ing)?|mentions?|mentioned|in the (?:news|media|press|headlines)|reported)\b",
    ),
)
_RULES = tuple((action, re.compile(pattern)) for action, pattern in _PATTERNS)
_WHICH = re.compile(r"\b(?:which|who|what)\b.*\bor\b")


def spoken_action(text: str) -> Action | None:
    """The action that lower-cased text names, if any: a question between alternatives is a comparison."""
    if _WHICH.search(text) and not text.startswith("what is the"):
        return "trends" if re.search(r"\b(?:google\w*|search\w*)\b", text) else "compare"
    return next((action for action, rule in _RULES if rule.search(text)), None)
