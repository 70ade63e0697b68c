"""Text to Question: deterministic, without I/O and without a clock."""

from __future__ import annotations

import html
import re
import unicodedata
from dataclasses import replace
from datetime import date, timedelta
from typing import cast

from bot.parse import options as options_
from bot.parse import timeframe
from bot.parse.refusals import refuse
from bot.question import MAX_TOPICS, Action, Options, Question, Refusal, Topic

_ACTIONS: list[tuple[Action, str]] = [
    ("digest-list", r"\b(?:list|show)?\s*my digests\b|^list$"),
    (
        "digest-remove",
        r"\b(?:unsubscribe(?: from)?|(?:remove|delete|cancel|stop)(?: my| the)?(?: digest)?)\b",
    ),
    (
        "digest-subscribe",
        r"\b(?:subscribe(?: me)?(?: to)?|keep me posted|(?:daily|weekly|monthly)? ?digest)\b",
    ),
    ("compare", r"\b(?:compare|comparison)\b"),
    ("trends", r"\b(?:google )?trends?\b|\bsearch (?:interest|volume)\b|\bgoogled?\b"),
    ("related", r"\brelated\b|\bconnected (?:to|with)\b|\bassociated with\b"),
    ("volume", r"\bhow (?:much|many|often|prominent)\b|\bvolume of\b"),
    ("sentiment", r"\b(?:sentiment|tone|mood|portray\w*|positive|negative)\b"),
    ("articles", r"\b(?:articles?|headlines?|stor(?:y|ies)|news|catch me up)\b"),
    ("volume", r"\b(?:coverage|covered|mentions?)\b"),
]
_FRAME = (
    r"(?:please|pls|hey|hi|ok|so|what(?:'s| is| are| was)?|how|has|have|does|do|did|is|are|was|the|a|an|of|on|about|for|to"
    r"|in|from|show(?: me)?|give me|find|get|me|much|many|often|sentiment|tone|coverage|news|latest|headlines|articles?"
    r"|stories|story|mention(?:s|ing)?|trends?|google|search interest|search volume|related(?: queries)?|connected|chart"
    r"|volume|press|media|portray\w*|covered|changed|developed|positive|negative|or|compare|with|that|it|there|were|been"
    r"|subscribe|daily|weekly|monthly|digest|keep me posted|add|remove|can you)"
)
_LEAD = re.compile(rf"(?:\s*{_FRAME}\b(?!\s*[&+])[\s,:]*)+", re.I)
_TAIL = re.compile(
    r"[\s,:]+(?:covered|portrayed|changed|developed|positive or negative|get|please|in|for|over|sentiment)$",
    re.I,
)
_SPLIT = re.compile(r"\s+(?:vs\.?|versus|against|compared (?:to|with))(?:\s+|$)", re.I)
_CHAT = re.compile(r"(?:hey|hi|hello|thanks|thank you|yes|no|ok|remind me|what time)\b", re.I)


def _clean(text: str) -> str:
    text = html.unescape(unicodedata.normalize("NFC", text))
    text = re.sub(r"<(?:[@!#][^<>|]*(?:\|[^<>]*)?)>", " ", text)
    text = re.sub(r"<(?:https?|mailto)[^<>|]*(?:\|([^<>]*))?>", r" \1 ", text)
    text = re.sub(r":[a-z0-9_+-]+:|[\u200b-\u200f\ufeff\ue000-\uf8ff`~*•]", " ", text)
    text = text.translate(str.maketrans("“”„«»’‘‚", '"""""\'\'\''))
    return re.sub(r"\s+", " ", text).strip(" ?!.,>")


def parse(text: str, surface: str, context: Question | None, today: date, tz: str) -> Question | Refusal:
    """The question that `text` asks on `surface`, on the asker's day `today`; `context` is the thread's last one."""
    command = surface.removeprefix("command:/") if surface.startswith("command:/") else None
    given = {"news": "sentiment", "digest": "digest-subscribe"}.get(command or "", command)
    action = cast("Action | None", given)
    if len(text) > 1000:
        return refuse("text_too_long", action or "unknown")
    said = _clean(text)
    if re.fullmatch(r"(?:help|what can you do|how does \S+ work)", said, re.I):
        return Question("help", today=today)
    phrases: list[str] = []

    def mask(m: re.Match[str]) -> str:
        phrases.append(m[1].strip())
        return chr(0xE000 + len(phrases) - 1)

    said = re.sub(r'"([^"]*[^"\s][^"]*)"', mask, said).replace('"', " ")
    low = "".join(c.lower() if len(c.lower()) == 1 else c for c in said)
    spoken = next((name for name, rx in _ACTIONS if re.search(rx, low)), None)
    if command in (None, "news") or command == "digest" and spoken in ("digest-list", "digest-remove"):
        action = spoken or action
    found = timeframe.first_of(timeframe.find(low, today))
    if found:
        said = (said[: found.at] + " " + said[found.end :]).strip(" ,.:;()?!")
    lower = "".join(c.lower() if len(c.lower()) == 1 else c for c in said)
    named_options, spans = options_.find(lower, action in ("digest-subscribe", "digest-remove"))
    for at, stop in sorted(spans, reverse=True):
        said = (said[:at] + " " + said[stop:]).strip(" ,.:;")
    if context is not None and not command:
        said = re.sub(
            r"^(?:and|what about|how about|(?:the )?same for|now|only|just|vs\.?)\b|\b(?:instead|only|articles|same)$",
            "",
            said,
            flags=re.I,
        )
    parts = _SPLIT.split(said) if _SPLIT.search(said) else re.split(r",\s+", said)
    if action == "compare" and len(parts) == 1:
        parts = re.split(r"\s+(?:and|to|with|or)\s+", said)
    topics: list[Topic] = []
    for part in parts:
        name = part if command and action != "digest-subscribe" else _LEAD.sub("", part, count=1)
        name = re.sub(r"^(?:(?:the|an?|and)\s+)+", "", _TAIL.sub("", name).strip(), flags=re.I).strip(
            " ,.:;()?!"
        )
        terms = []
        for term in re.split(r"\s+AND\s+", name):
            excluded = term.startswith("-")
            value = (
                re.sub(r"[\ue000-\uf8ff]", lambda m: phrases[ord(m[0]) - 0xE000], term)
                .strip(" -")
                .replace("|", " ")
            )
            if value.strip():
                terms.append("-" * excluded + value.strip())
        if terms:
            topics.append(tuple(terms))
    if action is None and context is None:
        if not topics or _CHAT.match(low):
            return Question("unknown", today=today)
        action = "sentiment"
    if context is not None:
        if _CHAT.match(low) or not (spoken or found or topics or named_options):
            return Question("unknown", today=today)
        action = action or context.action
    assert action is not None
    named = tuple(topics) or (context.topics if context else ())
    if action == "digest-list":
        return Question(action, today=today)
    if found and found.error:
        return refuse(found.error, action, named)
    if not named:
        return refuse("missing_topic", action)
    if action in ("sentiment", "volume") and len(named) > 1:
        action = "compare"
    if action == "compare" and len(named) < 2:
        return refuse("missing_second_topic", action, named)
    if len(named) > MAX_TOPICS:
        return refuse("too_many_topics", action, named)
    start, end = today - timedelta(days=29), today
    if found and found.period:
        start, end = cast(date, found.period.lo), found.period.hi
    elif context and context.end:
        start, end = cast(date, context.start), context.end
    options = replace(context.options if context else Options(), **named_options)  # type: ignore[arg-type]
    return replace(Question(action, named, start, end, options=options, phrases=tuple(phrases)), today=today)
