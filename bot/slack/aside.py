"""Whether a text that nobody addressed to the bot can only go on with its answer: a strict second look.

`bot.parse.follows` has found that the text is shaped like a follow-up. People's talk has that shape too
("what about lunch?"), so what it names must be tied to the news: by a word of the question, by a word of the
curated vocabulary, or by being written as a name.
"""

from __future__ import annotations

import re
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
_GLUE = frozenset("and or of the for in on to with at by from a an & not but".split())


def only_goes_on(text: str, read: Question, context: Question) -> bool:
    """Whether `text`, read as `read` after `context`, names nothing that is not of the news."""
    if read.action in ("unknown", "help") or read.action.startswith("digest"):
        return False
    before = {word for topic in context.topics for word in topic}
    named = [word for topic in read.topics for word in topic if word not in before]
    tied = bool(_AGAINST.match(text.strip()))
    return all(_of_the_news(term, text, context, tied=tied) for term in named)


def _of_the_news(term: str, text: str, context: Question, *, tied: bool) -> bool:
    """Whether every word of a new term is known, or (where grammar has `tied` it) at least no talk."""
    said = " ".join(w.text for w in read_term(term).any_of)
    words = _WORD.findall(said)
    lower = [w.lower() for w in words]
    if (
        not words
        or any(w in _talk()["people"] for w in lower)
        or any(w.endswith("ing") and w in _talk()["talk"] for w in lower)
    ):
        return False
    if all(w in _talk()["talk"] or w in _GLUE for w in lower):
        return False
    known = _known(lower) | {i for i, w in enumerate(lower) if w in _GLUE or w in _words_of(context)}
    names = {i for i, w in enumerate(words) if _is_name(w, text)}
    left = [w for i, w in enumerate(lower) if i not in known | names]
    if names and not known and len(words) <= 2 and lower[0] in _talk()["name"]:
        return False
    return not left or (
        tied and len(words) <= 3 and not any(w in _talk()["talk"] or w in _talk()["name"] for w in left)
    )


def _known(words: list[str]) -> set[int]:
    """Where known phrases stand among `words`, the longest first."""
    found: set[int] = set()
    for size in range(min(5, len(words)), 0, -1):
        for start in range(len(words) - size + 1):
            if " ".join(words[start : start + size]) in _vocabulary():
                found |= set(range(start, start + size))
    return found


def _is_name(word: str, text: str) -> bool:
    """Written as names are, with a capital letter or a digit; what begins the text may just begin it."""
    begins = text.lstrip().startswith(word)
    return (word[0].isupper() or word[0].isdigit()) and not begins and word.lower() not in _talk()["talk"]


def _words_of(question: Question) -> frozenset[str]:
    return frozenset(w for topic in question.topics for term in topic for w in _WORD.findall(term.lower()))


@cache
def _vocabulary() -> frozenset[str]:
    """Everyday words for topics, countries and cities; "us" and "who" are other words in lower case."""
    return (
        (frozenset(aliases()) | frozenset(countries_by_iso().values()) | frozenset(PLACES))
        - _talk()["people"]
        - _talk()["talk"]
    )


@cache
def _talk() -> dict[str, frozenset[str]]:
    """Words by which people talk to each other: of people and days, of the office, and given names."""
    words: dict[str, set[str]] = {}
    for line in resources.files("bot.vocabulary").joinpath("talk.tsv").read_text("utf-8").splitlines()[1:]:
        kind, _, said = line.partition("\t")
        words.setdefault(kind, set()).update(said.split())
    return {kind: frozenset(of) for kind, of in words.items()}
