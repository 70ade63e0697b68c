"""Whether a text that nobody addressed to the bot can only go on with its answer: a strict second look.

`bot.parse.follows` has found that the text is shaped like a follow-up. People's talk has that shape too
("what about lunch?"), so what it names must be tied to the news: by a word of the question, by a word of the
curated vocabulary, or by being written as a name.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from importlib import resources

from bot.parse.names import PLACES
from bot.question import Question, read_term
from bot.vocabulary.lookups import countries_by_iso
from bot.vocabulary.readings import aliases

_WORD = re.compile(r"[^\W_][\w.&'’/-]*")
_AGAINST = re.compile(
    r"^(?:and |now |ok )*(?:vs\.?|versus|against|compared? (?:it |that |this |them )?(?:to|with|against)"
    r"|exclude|excluding|without|minus|same (?:thing )?(?:for|but for|with))\s",
    re.I,
)
"""Words that say what is to be done with what follows, so that it need not be known."""
_TO_THE_BOT = re.compile(
    r"^(?:please |now |and |can you |could you )*(?:show|give|tell|get) (?:me|us)\b", re.I
)
_WHY = re.compile(r"^(?:and |but |so )?(?:why|how come|what (?:happened|drove|caused|moved))\b", re.I)
_DAY_OR_HOUR = re.compile(
    r"(?:(?:and|or|so|ok|then|what about|how about|on|by|at|until|this|next|not) )*"
    r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)days?|(?:to|the day after to)morrow|noon|tonight|yesterday"
    r"|next (?:week|month|year)|\d{1,2}(?::\d\d)?(?: ?[ap]m)?|\d{1,2} o'?clock)"
    r"(?: (?:morning|afternoon|evening|at \d{1,2}\S*|maybe|then|please|works|instead))*[?!. ]*",
    re.I,
)
"""When people meet; said alone it may be meant for anybody."""
_SHORT = ("'s", "'m", "'t", "'d", "’s", "’m", "’t", "’d", "re", "ve", "ll")
_NOT_THEN = re.compile(r"(?:but |and )?not\b", re.I)
_SOON = frozenset("now then soon later tonight tomorrow morning afternoon evening already again".split())
_THE = re.compile(r"\b(?:the|an?|this|that|these|those|some|any|every|no)\b", re.I)
"""Before a word that is not known, these point at something at hand."""
_GLUE = frozenset("and or of the for in on to with at by from a an & not but".split())


def only_goes_on(text: str, read: Question, context: Question) -> bool:
    """Whether `text`, read as `read` after `context`, names nothing that is not of the news."""
    if read.action in ("unknown", "help") or read.action.startswith("digest"):
        return False
    said = _TO_THE_BOT.sub("", text.strip())
    if _DAY_OR_HOUR.fullmatch(said) or _talks(said) or replace(read, today=context.today) == context:
        return False
    if _NOT_THEN.match(said) and (read.topics, read.options) == (context.topics, context.options):
        return False
    before = {word for topic in context.topics for word in topic}
    named = [word for topic in read.topics for word in topic if word not in before]
    tied = bool(_AGAINST.match(said)) and not _THE.search(said)
    return all(_of_the_news(term, text, context, tied=tied) for term in named)


def _talks(text: str) -> bool:
    """Whether people are spoken of or to, or something is said rather than asked for."""
    words = [w.lower() for w in _WORD.findall(text)]
    known = _known(words)
    spoken = _talk()["person"] | _talk()["talk"] | _SOON
    if not _WHY.match(text):
        spoken |= _talk()["verb"]
    said = [w for i, w in enumerate(words) if i not in known]
    return any(w in spoken or (w.endswith(_SHORT) and ("'" in w or "’" in w)) for w in said)


def _of_the_news(term: str, text: str, context: Question, *, tied: bool) -> bool:
    """Whether every word of a new term is known, or (where grammar has `tied` it) at least no talk."""
    words = _WORD.findall(" ".join(w.text for w in read_term(term).any_of))
    lower = [w.lower() for w in words]
    known = _known(lower) | {i for i, w in enumerate(lower) if w in _GLUE or w in _words_of(context)}
    names = {i for i, w in enumerate(words) if _is_name(w, text)}
    left = [w for i, w in enumerate(lower) if i not in known | names]
    if not words or all(w in _GLUE for w in lower):
        return False
    if names and not known and len(words) <= 2 and lower[0] in _talk()["name"]:
        return False
    talk = _talk()["talk"] | _talk()["form"] | _talk()["people"] | _talk()["name"]
    # A known word with another before it: core inflation, crude oil.
    narrowed = len(left) == 1 and len(words) > 1 and len(words) - 1 in known
    tied = tied or narrowed or any(w in _words_of(context) for w in lower)
    return not left or (tied and len(words) <= 3 and not any(w in talk for w in left))


def _known(words: list[str]) -> set[int]:
    """Where known phrases stand among `words`, the longest first."""
    found: set[int] = set()
    for size in range(min(5, len(words)), 0, -1):
        for start in range(len(words) - size + 1):
            if " ".join(words[start : start + size]) in _vocabulary():
                found |= set(range(start, start + size))
    return found


def _is_name(word: str, text: str) -> bool:
    """Written as names are, with a capital letter; what begins the text may just begin it."""
    if text.lstrip().startswith(word) or not any(letter.isupper() for letter in word):
        return False
    return not any(word.lower() in _talk()[kind] for kind in ("talk", "form", "people"))


def _words_of(question: Question) -> frozenset[str]:
    return frozenset(w for topic in question.topics for term in topic for w in _WORD.findall(term.lower()))


@cache
def _vocabulary() -> frozenset[str]:
    """Everyday words for topics, countries and cities; "us" and "who" are other words in lower case."""
    known = frozenset(aliases()) | frozenset(countries_by_iso().values()) | frozenset(PLACES)
    return (known | _talk()["news"]) - _talk()["people"] - _talk()["talk"] - _talk()["form"]


@cache
def _talk() -> dict[str, frozenset[str]]:
    """The words of `talk.tsv` by their kind."""
    words: dict[str, set[str]] = {}
    for line in resources.files("bot.vocabulary").joinpath("talk.tsv").read_text("utf-8").splitlines():
        if not line.startswith("#"):
            kind, _, said = line.partition("\t")
            words.setdefault(kind, set()).update(said.split())
    return {kind: frozenset(of) for kind, of in words.items()}
