"""What is said in a thread changes only what it says."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta

from bot.parse import options, slack_text, timeframe
from bot.parse.build import build, whole_phrases
from bot.parse.parts import Parts, read_parts
from bot.parse.refusals import refuse
from bot.question import Action, Question, Refusal, Topic

_DAY = timedelta(days=1)
_OPENING = re.compile(
    r"^(?:(?:and|but|ok|okay|so|now|then|also|plus|or)\s+)*(?:(?:what|how) about|(?:do |try |show )?(?:the )?same (?:thing )?(?:but )?(?:for|with|in|as)?|only|just|instead|make (?:it|that)"
    r"|do (?:it|that)|try|add|include|zoom (?:in|out)(?: on| to)?|go back to|(?:extend|shorten|narrow|limit|widen|expand)(?: it| this| that)?(?: down)? to|(?:shorter|longer)[: ]|focus on|switch to|change (?:it |that )?to|as|with|show(?: it)?(?: me)?|give me|can you|please)?\s*",
    re.I,
)
_FRAGMENT = re.compile(
    r"^(?:and|but|same|the same|what about|how about|vs\.?|versus|instead|only|just|exclude|without|add|now|as an?|in|the (?:month|week|year|quarter) before)\b"
    r"|\binstead$|^(?:weekly|monthly|daily|quarterly|hourly)$",
    re.I,
)
_CHAT = re.compile(
    r"^(?:thanks?|thank you|thx|cheers|great|nice|cool|wow|lol|haha\w*|yes|yep|no|nope|ok(?:ay)?|good|perfect|awesome|interesting|hm+|agreed|right|sure|done|hi|hello|hey"
    r"|look at|see|i |we |you |he |she |they |let'?s|that'?s|it'?s|this is|did you|do you|are you|more\b|next$|older|reset$|undo|lunch|brb|fyi|(?:that|this|it|they|there|those|these) (?:was|is|were|are|has|had|will|would|looks?|seems?|makes?))\b",
    re.I,
)
_PLAIN_OPENING = re.compile(
    r"^(?:(?:and|ok|now|but) )?(?:(?:what|how) about|same (?:for|but|with|in)|vs\.?|versus|compare (?:it |that |this )?(?:to|with|against)"
    r"|exclude|excluding|without)\b|^and (?:\S+ ){0,3}\S+\?$",
    re.I,
)
_LONGEST_ASIDE = 10
"""Words of a follow-up that people type; a longer text is said to somebody."""
_ADD = re.compile(r"^(?:and|also|what about also)\b", re.I)
_AGAINST = re.compile(
    r"^(?:and |now )?(?:(?:please |also )?(?:add|include|plus)|how (?:does|do|did) (?:it|that|this|they) compare (?:to|with|against)|vs\.?|versus|against|compare(?:d)? (?:it |that |this )?(?:to|with|against))\s+",
    re.I,
)
_WITHOUT = re.compile(
    r"^(?:and |but |now )?(?:exclude|excluding|without|except|not|minus|leave out|drop|remove|no)\s+", re.I
)
_BEFORE = re.compile(
    r"\b(?:the )?(?:(?P<unit>day|week|month|quarter|year|period|one) before(?: that)?|(?:previous|preceding|prior) (?P<same>period|one|day|week|month|quarter|year)|before that)\b(?!\s+(?:the|a)\s)",
    re.I,
)
_AFTER = re.compile(
    r"\b(?:the )?(?:(?P<unit>day|week|month|quarter|year|period|one) after(?: that)?|(?:next|following) (?P<same>period|one))\b",
    re.I,
)
_EVERYWHERE = re.compile(
    r"(?:remove|clear|drop|without|no) (?:the |all |any )?filters?|everywhere|world-?wide|globally|(?:from |in )?all (?:the )?(?:countries|media|languages|sources|outlets)|any (?:country|language)",
    re.I,
)
_WHY = re.compile(
    r"^(?:and |but |so )?(?:why|how come|what (?:caused|drove|explains|is behind|was behind|happened))\b|^which (?:articles|stories|headlines) (?:drove|caused|explain)\b",
    re.I,
)
_WHAT_MOVED = re.compile(
    r"\b(?:why|how come|what|which|articles|stories|headlines|caused|drove|drive|explains?|behind|happened|happen|did|does|do|is|was|it|this|that|they|the|there|so|much|many|and|but|then|a"
    r"|drops?|dropped|dip(?:ped)?|spikes?|spiked|peaks?|peaked|jumps?|jumped|rise|rose|fall|fell|increased?|decreased?|surged?|change[ds]?|shift(?:ed)?|move[ds]?|up|down|go|went|more|less|negative|positive|tone|sentiment|coverage|sudden(?:ly)?|big|on|in)\b|\W",
    re.I,
)
_SITE = re.compile(
    r"(?:and |but )?(?:only |just )?(?:from|on|by|in|site:?) ?(?:www\.)?(?P<host>(?:[a-z0-9-]+\.)+[a-z]{2,})(?: only)?",
    re.I,
)
_SWAP = re.compile(
    r"^(?:(?:replace|swap|exchange) (?P<out>.+?) (?:with|for|by) (?P<into>.+)|instead of (?P<out2>.+?),? (?:use |take |show |do )?(?P<into2>\S+)|(?P<into3>.+?) instead of (?P<out3>.+))$",
    re.I,
)
_OUTSIDE = re.compile(r"^(?:and |but |only )?(?:not (?:in|from)|outside(?: of)?)\s+", re.I)
_CLOSING = re.compile(r"\s+(?:instead|only|please|then|too|as well)$", re.I)
_YEAR_BEFORE = re.compile(
    r"\b(?:the )?same (?:period|time|months?|weeks?|days?|quarter|dates?) (?:last year|the year before|a year (?:ago|earlier))\b|\b(?:the|a) year (?:earlier|ago)\b",
    re.I,
)
_SAME_IN = re.compile(r"\b(?:same (?:period|time|months?) (?:in|of) )((?:19|20)\d\d)\b", re.I)
_UNTIL = re.compile(r"^(?:and |but |only |just )?(?:until|till|up to|to)\b", re.I)


def needs_context(text: str) -> bool:
    """Whether a text makes sense only after another one: ``and in Sweden?``, ``same for 2024``."""
    return bool(_FRAGMENT.match(text.strip()))


def plainly(said: slack_text.Spoken, today: date) -> bool:
    """Whether a text that nobody addressed to the bot can only be meant for it, after an answer of the bot.

    Either it opens as a follow-up does (``what about BYD?``), or it says nothing but how to look: a timeframe,
    a filter, a form.
    """
    text = said.text.strip()
    if said.to_others or not text or len(text.split()) > _LONGEST_ASIDE or _CHAT.match(text):
        return False
    if _PLAIN_OPENING.match(text) or _moves(text):
        return True
    read = read_parts(replace(said, text=_OPENING.sub("", text.strip(" ?!."), count=1)), None, None, today)
    return not read.topics and bool(read.frame or read.options or read.action)


def _moves(text: str) -> bool:
    return any(
        rule.fullmatch(re.sub(r"^(?:and|now|but) | ?[?!.]$", "", text)) for rule in (_BEFORE, _YEAR_BEFORE)
    )


def parse(said: slack_text.Spoken, context: Question, today: date) -> Question | Refusal:
    """The question that follows `context`; chat is action unknown, an error leaves the context as it was."""
    text = said.text.strip(" ?!.")
    if not text or _CHAT.match(text):
        return Question("unknown", today=today)
    full = read_parts(said, None, None, today)
    if full.action and full.topics and full.frame and not needs_context(text):
        return build(full, full.action, full.topics, today)
    if changed := _changed(text, context, today):
        return replace(changed, today=today)
    excluded, against, added = _WITHOUT.match(text), _AGAINST.match(text), _ADD.match(text)
    stripped = next((text[m.end() :] for m in (excluded, against) if m), _OPENING.sub("", text, count=1))
    stripped = _CLOSING.sub("", stripped) or stripped
    read = read_parts(replace(said, text=stripped), None, None, today)
    if _UNTIL.match(text) and read.frame and read.frame.period and context.start:
        end = min(read.frame.period.hi, today)
        return replace(context, start=context.start if context.start <= end else None, end=end, today=today)
    if against and not read.topics and read.frame and read.frame.period and read.frame.period.lo:
        return replace(context, baseline=(read.frame.period.lo, read.frame.period.hi), today=today)
    if not (read.topics or read.frame or read.options or read.action):
        return Question("unknown", today=today)
    if read.frame and read.frame.error:
        return refuse(read.frame.error, read.action or context.action, context.topics, today=today)
    named = _topics(context, read.topics, excluded is not None, against is not None, added is not None)
    action = _action(context, read, named)
    merged = build(
        Parts(action, named, read.frame, read.baseline, read.options, read.phrases, ""),
        action, named, today, context.options,
    )  # fmt: skip
    if isinstance(merged, Refusal):
        return merged
    if read.frame is None:
        merged = replace(merged, start=context.start, end=context.end, baseline=context.baseline)
    return replace(merged, phrases=whole_phrases((*context.phrases, *read.phrases), named))


def _topics(
    context: Question, new: tuple[Topic, ...], excluded: bool, against: bool, added: bool
) -> tuple[Topic, ...]:
    if not new:
        return context.topics
    if (
        excluded
        and all(topic in map(_folded, context.topics) for topic in map(_folded, new))
        and len(new) < len(context.topics)
    ):
        return tuple(t for t in context.topics if _folded(t) not in map(_folded, new))
    if excluded:
        less = tuple(f"-{term.lstrip('-')}" for topic in new for term in topic)
        return tuple((*topic, *less) for topic in context.topics)
    if added and len(context.topics) > 1:
        new = tuple((term,) for topic in new for term in topic)
    if against or (added and len(context.topics) > 1):
        return (*context.topics, *(t for t in new if t not in context.topics))
    return new


def _folded(topic: Topic) -> Topic:
    return tuple(sorted(term.lower() for term in topic))


def _action(context: Question, read: Parts, named: tuple[Topic, ...]) -> Action:
    action: Action = read.action or context.action
    if len(named) > 1 and action in ("sentiment", "volume", "articles", "related"):
        return "compare"
    if len(named) == 1 and action == "compare":
        return context.options.metric or "sentiment"
    return action


def _changed(text: str, context: Question, today: date) -> Question | None:
    """The context with what a set phrase changes in it; None where the text is none."""
    if _EVERYWHERE.fullmatch(text):
        unfiltered = replace(
            context.options, geo=None, source_country=None, source_language=None, domain=None
        )
        return replace(context, options=unfiltered)
    if site := _SITE.fullmatch(text):
        return replace(context, options=replace(context.options, domain=site["host"].lower()))
    if _WHY.match(text) and not _WHAT_MOVED.sub("", text):
        return replace(context, action="articles", topics=context.topics[:1])
    if (swap := _SWAP.match(text)) and (swapped := _swapped(swap, context)):
        return swapped
    if outside := _OUTSIDE.match(text):
        named, _ = options.find("in " + text[outside.end() :].lower(), False)
        if country := options.COUNTRIES.get(named.get("geo", ""), ""):
            less = f"-place:{country.split('|')[0]}"
            return replace(context, topics=tuple((*t, less) for t in context.topics if less not in t))
    if moved := _moved(text, context):
        if _AGAINST.match(text):
            return replace(context, baseline=moved)
        if moved[0] > today:
            return None
        return replace(context, start=moved[0], end=min(moved[1], today), baseline=None)
    return None


def _swapped(swap: re.Match[str], context: Question) -> Question | None:
    out = next(said for name in ("out", "out2", "out3") if (said := swap[name])).lower().strip()
    into = next(said for name in ("into", "into2", "into3") if (said := swap[name])).strip()
    if not any(out == term.lower() for topic in context.topics for term in topic):
        return None
    topics = tuple(tuple(into if t.lower() == out else t for t in topic) for topic in context.topics)
    return replace(context, topics=topics)


def _moved(text: str, context: Question) -> tuple[date, date] | None:
    """The context's timeframe moved as the text says."""
    if context.start is None or context.end is None:
        return None
    lo, hi = context.start, context.end
    if m := _SAME_IN.search(text):
        months = (int(m[1]) - lo.year) * 12
        return timeframe.add_months(lo, months), _end_of(hi, months)
    if _YEAR_BEFORE.search(text):
        return timeframe.add_months(lo, -12), _end_of(hi, -12)
    if m := _BEFORE.search(text):
        return _beside(lo, hi, (m["unit"] or m["same"] or "period").lower(), -1)
    if m := _AFTER.search(text):
        return _beside(lo, hi, (m["unit"] or m["same"] or "period").lower(), 1)
    return None


def _beside(lo: date, hi: date, unit: str, way: int) -> tuple[date, date]:
    """The day, week, month … that ends before `lo` or begins after `hi`; a period is as long as they are apart."""
    whole = lo.day == 1 and (hi + _DAY).day == 1
    months = {"month": 1, "quarter": 3, "year": 12}.get(unit, 0)
    if not months and whole and unit in ("period", "one"):
        months = (hi.year - lo.year) * 12 + hi.month - lo.month + 1
    days = timedelta(days={"day": 1, "week": 7}.get(unit, (hi - lo).days + 1))
    if way < 0:
        return (timeframe.add_months(lo, -months) if months else lo - days), lo - _DAY
    first = hi + _DAY
    return first, (timeframe.add_months(first, months) if months else first + days) - _DAY


def _end_of(day: date, months: int) -> date:
    """The day moved by months; the last day of a month stays the last."""
    if (day + _DAY).day == 1:
        return timeframe.add_months(day + _DAY, months) - _DAY
    return timeframe.add_months(day, months)
