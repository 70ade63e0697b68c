"""What is said after an answer changes only what it says: the same grammar, read with a context."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from bot.parse import edits, slack_text
from bot.parse.build import build, whole_phrases
from bot.parse.edits import Edit
from bot.parse.options import COUNTRIES, LANGUAGES
from bot.parse.parts import Parts, read_parts
from bot.parse.refusals import refuse
from bot.parse.relative import resolve
from bot.question import Action, Question, Refusal, Topic

_FRAGMENT = re.compile(
    r"^(?:and|but|same|the same|what about|how about|vs\.?|versus|instead|only|just|exclude|without|add|now|as an?|in|the (?:month|week|year|quarter) before)\b"
    r"|\b(?:instead|as well|too)$|^(?:weekly|monthly|daily|quarterly|hourly)$",
    re.I,
)
_PLAIN = re.compile(
    r"^(?:(?:and|ok|okay|now|but|so) )?(?:same (?:for|but|with|in)|vs\.?|versus|compare (?:it |that |this )?(?:to|with|against)"
    r"|exclude|excluding|without)\b",
    re.I,
)
_ASIDE = re.compile(
    r"^(?:(?:and|ok|okay|now|but|so) )?(?:what|how) about (?!we\b|you\b|us\b|i\b|lunch|dinner|coffee|the (?:deck|slides|meeting|call|report|doc))"
    r"|^and (?!the (?:deck|slides|meeting|call|report|doc|rest)\b)(?:\S+ ){0,3}\S+\?$",
    re.I,
)
_PEOPLE = re.compile(
    r"\b(?:i(?! mean| meant| want| would|'d)|we|(?<!can )(?<!could )(?<!would )you|he|she|they|i'm|we're|you're|let's|our|my|your|his|her)\b|^(?:that|this|it|there|those|these)(?:'s| (?:is|was|were|are|has|had|looks?|seems?|makes?))\b",
    re.I,
)
_CALLED_OFF = re.compile(
    r"(?:(?:please|ok|okay|no|just) )*(?:stop|quit|cancel|abort|never ?mind|forget it|stop it|that's enough|enough)(?: (?:please|now|that|it))*",
    re.I,
)
_LONGEST_ASIDE = 10
"""Words of a follow-up that people type without addressing anybody; a longer text is said to somebody."""
_UNTIL = re.compile(r"^(?:and |but |only |just |make it |ok )*(?:until|till|up to|to)\b", re.I)
_FROM = re.compile(r"^(?:and |but |only |just |make it |ok )*(?:start(?:ing)?(?: from| in| at)?)\b", re.I)


def needs_context(text: str) -> bool:
    """Whether a text makes sense only after another one: ``and in Sweden?``, ``same for 2024``."""
    return bool(_FRAGMENT.search(text.strip(" ?!.")))


def plainly(said: slack_text.Spoken, today: date, context: Question | None = None) -> bool:
    """Whether a text that nobody addressed to the bot can only be meant for it, after an answer of the bot.

    It says nothing but how to look (a timeframe, a filter, a form), or it opens as a follow-up does. "What about X"
    is said among people too: it counts where X is no word of everyday talk.
    """
    text = said.text.strip()
    size = len(text.split())
    if said.to_others or not text or size > _LONGEST_ASIDE or _PEOPLE.search(text):
        return False
    if _PLAIN.match(text):
        return True
    if context is not None and edits.refers(text):
        return True
    read = read_parts(replace(said, text=text.strip(" ?!.")), None, None, today, follows=True)
    if _ASIDE.match(text):
        return not read.skipped and not read.ordered
    if read.topics or read.skipped or read.ordered or "A" in read.clues:
        return False
    return bool(read.frame or read.options or read.move or (read.action and not read.framed))


def parse(said: slack_text.Spoken, context: Question, today: date) -> Question | Refusal:
    """The question that follows `context`; talk is action unknown, an error leaves the context as it was."""
    text = said.text.strip(" ?!.")
    if not text or _CALLED_OFF.fullmatch(text):
        return Question("unknown", today=today)
    whole = read_parts(said, None, None, today)
    if _stands_alone(whole, text):
        return build(whole, whole.action or context.action, whole.topics, today)
    if changed := edits.set_phrase(text, context, today):
        return replace(changed, today=today)
    edit = edits.find(text)
    read = read_parts(replace(said, text=edit.rest), None, None, today, follows=True)
    if edit.kind == "drop" and not read.topics and any(_same(t, (edit.rest,)) for t in context.topics):
        # A name that is also a word of some language ("Visa") is the topic that is already there.
        read = replace(read, topics=((edit.rest,),), action=None)
    if edit.kind == "swap":
        return _swapped(edit, said, context, read, today)
    if _is_talk(read, text, edit):
        return Question("unknown", today=today)
    return _merged(read, edit, context, today, text)


def _stands_alone(whole: Parts, text: str) -> bool:
    """A question of its own: action, topic and timeframe, and nothing that ties it to another."""
    return bool(whole.action and whole.topics and whole.frame and not needs_context(text)) and not whole.move


def _is_talk(read: Parts, text: str, edit: Edit) -> bool:
    if "A" in read.clues or read.ordered:
        return True
    if not (read.topics or read.frame or read.options or read.action or read.move):
        return True
    if read.topics and not read.substantial:
        return True
    if edit.kind:
        return False
    if read.action or read.frame or read.options or read.move:
        return bool(read.skipped) and bool(_PEOPLE.search(text))
    said = text.split()
    return (
        bool(_PEOPLE.search(text))
        or bool(read.skipped)
        or (read.framed and len(said) > 2)
        or any(len(t.split()) > 6 for topic in read.topics for t in topic)
    )


def _merged(read: Parts, edit: Edit, context: Question, today: date, text: str) -> Question | Refusal:
    """The context with what was read put in its place."""
    if read.frame and read.frame.error:
        return refuse(read.frame.error, read.action or context.action, context.topics, today=today)
    period = read.frame.period if read.frame else None
    if edit.kind == "against" and not read.topics and not read.action:
        if read.move and context.start and context.end:
            return replace(context, baseline=resolve(read.move, context.start, context.end), today=today)
        if period and period.lo:
            return replace(context, baseline=(period.lo, period.hi), today=today)
    if read.topics and (country := _country_of(read.topics, context)):
        key, code = country
        changed = (
            replace(context.options, geo=code)
            if key == "geo"
            else replace(context.options, source_country=code)
        )
        return replace(context, options=changed, today=today)
    if read.topics and len(read.topics) == 1 and (told := LANGUAGES.get(read.topics[0][0].lower())):
        return replace(context, options=replace(context.options, source_language=told), today=today)
    named = _topics(context, read, edit)
    action = _action(context, read, named)
    merged = build(replace(read, frame=read.frame, topics=named), action, named, today, context.options)
    if isinstance(merged, Refusal):
        return merged
    start, end, baseline = merged.start, merged.end, merged.baseline
    if period and _UNTIL.match(text) and context.start:
        end = min(period.hi, today)
        start = context.start if context.start <= end else None
    elif period and _FROM.match(text) and context.end and period.lo and period.lo <= context.end:
        start, end = period.lo, context.end
    elif read.frame is None and read.move and context.start and context.end:
        start, end = resolve(read.move, context.start, context.end)
        if start > today:
            return refuse("future_timeframe", context.action, context.topics, today=today)
        end, baseline = min(end, today), None
    elif read.frame is None:
        start, end, baseline = context.start, context.end, context.baseline
    phrases = whole_phrases((*context.phrases, *read.phrases), named)
    return replace(merged, start=start, end=end, baseline=baseline, phrases=phrases)


def _country_of(named: tuple[Topic, ...], context: Question) -> tuple[str, str] | None:
    """A country named after a country replaces it: the filter that it changes, and its code."""
    if len(named) != 1 or len(named[0]) != 1:
        return None
    said = named[0][0].lower().removeprefix("the ")
    code = next((c for c, names in COUNTRIES.items() if said in names.split("|")), None)
    key = next((k for k in ("geo", "source_country") if getattr(context.options, k)), None)
    return (key, code) if key and code else None


def _topics(context: Question, read: Parts, edit: Edit) -> tuple[Topic, ...]:
    new = read.topics
    if edit.kind == "only" and new:
        kept = tuple(t for t in context.topics if _folded(t) in map(_folded, new))
        return kept or new
    if not new:
        return context.topics
    if edit.kind == "drop":
        gone = [t for t in context.topics if any(_same(t, n) for n in new)]
        if gone and len(gone) < len(context.topics):
            return tuple(t for t in context.topics if t not in gone)
        less = tuple(f"-{term.lstrip('-')}" for topic in new for term in topic)
        return tuple((*topic, *(x for x in less if x not in topic)) for topic in context.topics)
    if edit.kind == "add" or (edit.kind == "and" and len(context.topics) > 1):
        new = (
            tuple((term,) for topic in new for term in topic)
            if len(new) == 1 and all(not t.startswith("-") for t in new[0])
            else new
        )
    if edit.kind in ("add", "against") or (edit.kind == "and" and len(context.topics) > 1):
        known = [_folded(t) for t in context.topics]
        return (*context.topics, *(t for t in new if _folded(t) not in known))
    return new


def _folded(topic: Topic) -> Topic:
    return tuple(sorted(term.lower() for term in topic))


def _same(known: Topic, said: Topic) -> bool:
    """Whether a topic is meant by what was said, which may be a part of its name."""
    a, b = " ".join(_folded(known)), " ".join(_folded(said))
    return a == b or (len(b) > 2 and (f" {b} " in f" {a} "))


def _action(context: Question, read: Parts, named: tuple[Topic, ...]) -> Action:
    action: Action = read.action or context.action
    if action == "compare" and read.action is None and len(named) == 1 and context.baseline is None:
        return context.options.metric or "sentiment"
    if len(named) > 1 and read.action in ("sentiment", "volume"):
        return action
    if len(named) > 1 and action in ("sentiment", "volume", "articles", "related"):
        return "compare" if action != "articles" or read.action is None else "articles"
    if len(named) == 1 and action == "compare" and not read.baseline:
        return context.options.metric or "sentiment" if context.action == "compare" else context.action
    return action


def _swapped(
    edit: Edit, said: slack_text.Spoken, context: Question, read: Parts, today: date
) -> Question | Refusal:
    """One topic put in place of another."""
    into = read_parts(replace(said, text=edit.into), None, None, today, follows=True)
    out = read.topics
    if not out or not into.topics:
        if into.action or into.frame or into.options:
            return _merged(into, Edit("", edit.into), context, today, edit.into)
        return Question("unknown", today=today)
    topics = tuple(into.topics[0] if any(_same(t, o) for o in out) else t for t in context.topics)
    if topics == context.topics:
        topics = into.topics if len(context.topics) == 1 else (*context.topics[:-1], *into.topics)
    phrases = whole_phrases((*context.phrases, *into.phrases), topics)
    return replace(context, topics=topics, phrases=phrases, today=today)
