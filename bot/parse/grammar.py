"""The grammar as data: how words may follow one another around a topic, and what each step costs.

A reading is a way through the text. It stands on an *edge* (what was last read) and takes an *arc* (the next words, read
as one kind of thing). `STEPS` gives the edge that follows and the cost; a pair that is not there cannot follow. The
cheapest way through the text is its reading. `RULES` are the ways in which a topic can begin, each with a sentence that
it reads and one that it must not.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum, auto

from bot.actions import ASKED


class Edge(IntEnum):
    """What was read last."""

    START = 0
    FRAME = auto()  # words that hold a sentence together
    REQUEST = auto()  # show me
    ACTION = auto()  # tone, coverage, articles
    ANCHOR = auto()  # on, about, of, after an action
    LOOSE = auto()  # on, about, of, after anything else
    COMPARE = auto()  # compare, between
    ADJUNCT = auto()  # a timeframe or a filter before the topic
    SKIPPED = auto()  # a word that nobody knows
    TOPIC = auto()
    DANGLING = auto()  # inside a topic, after "and", "of", a comma
    AFTER = auto()  # behind the topic
    AGAINST = auto()  # vs: another topic, or a period, has to follow


class Arc(IntEnum):
    """As what the next words are read."""

    TOPIC = 0
    ARTICLE = auto()
    FUNCTION = auto()
    ANCHOR = auto()
    OF = auto()  # prepositions that tie a topic to an action: of, for
    IN = auto()  # prepositions that may
    CONJUNCTION = auto()
    COURTESY = auto()
    REQUEST = auto()
    GENERIC = auto()
    MODIFIER = auto()  # latest, general: part of a name as well
    MEDIA = auto()
    WORK = auto()
    ACTION = auto()
    TONE = auto()
    COMPARE = auto()
    AGAINST = auto()
    TIES = auto()  # related to: an action that also parts two topics
    QUANTITY = auto()
    PREDICATE = auto()
    UNKNOWN = auto()
    PROPER = auto()  # an unknown word that somebody wrote as a name
    NUMBER = auto()
    COMMA = auto()
    COLON = auto()
    STOP = auto()
    TIME = auto()
    ADJUNCT = auto()
    CLAUSE = auto()
    ORDER = auto()


E, A = Edge, Arc

_BEFORE = (E.START, E.FRAME, E.REQUEST, E.ACTION, E.ANCHOR, E.LOOSE, E.COMPARE, E.ADJUNCT, E.SKIPPED)
_OPEN = (E.ACTION, E.ANCHOR, E.COMPARE)


_STRAY = 2.5
"""What cannot follow, passed over."""


Table = dict[tuple[Edge, Arc], tuple[Edge, float]]


def _before() -> Table:
    """Steps before a topic."""
    table: Table = {}
    for edge in _BEFORE:
        held = 0.25 if edge in (E.ANCHOR, E.LOOSE) else 0.0
        table |= {
            (edge, A.ARTICLE): (edge, 0.0),
            (edge, A.FUNCTION): (E.FRAME, 0.05 + held),
            (edge, A.ANCHOR): (E.LOOSE, 0.1 + held),
            (edge, A.OF): (E.LOOSE, 0.2 + held),
            (edge, A.IN): (E.FRAME, 0.25 + held),
            (edge, A.CONJUNCTION): (E.FRAME, 0.1 + held),
            (edge, A.COURTESY): (edge, held),
            (edge, A.REQUEST): (E.REQUEST, 0.05 + held),
            (edge, A.GENERIC): (E.FRAME, 0.15 + held),
            (edge, A.MODIFIER): (edge if edge == E.REQUEST else E.FRAME, 0.1 + 2 * held),
            (edge, A.MEDIA): (E.FRAME, 0.1 + held),
            (edge, A.WORK): (E.FRAME, 0.6 + held),
            (edge, A.ACTION): (E.ACTION, held),
            (edge, A.TONE): (E.ACTION, 0.05 + held),
            (edge, A.TIES): (E.ANCHOR, held),
            (edge, A.COMPARE): (E.COMPARE, held),
            (edge, A.AGAINST): (E.AGAINST, 1.5),
            (edge, A.QUANTITY): (E.FRAME, 0.05 + held),
            (edge, A.PREDICATE): (E.FRAME, 0.4 + held),
            (edge, A.UNKNOWN): (E.SKIPPED, 1.5 + held),
            (edge, A.PROPER): (E.SKIPPED, 2.2 + held),
            (edge, A.NUMBER): (E.SKIPPED, 1.2 + held),
            (edge, A.COMMA): (E.START, 0.05 + held),
            (edge, A.COLON): (E.START, 0.0),
            (edge, A.STOP): (E.START, 0.1 + held),
            (edge, A.TIME): (E.ADJUNCT, 0.3 if held else 0.0),
            (edge, A.ADJUNCT): (E.ADJUNCT, 0.3 if held else 0.0),
            (edge, A.CLAUSE): (E.START, 0.0),
            (edge, A.ORDER): (E.SKIPPED, 2.5),
        }
    for edge in (E.ACTION, E.FRAME, E.ADJUNCT):
        table[edge, A.MEDIA] = (edge, 0.05)
        table[edge, A.GENERIC] = (edge, 0.25 if edge == E.ACTION else 0.1)
    table[E.ACTION, A.MODIFIER] = (E.ACTION, 0.6)
    for edge in (E.ACTION, E.COMPARE):
        table |= {
            (edge, A.ANCHOR): (E.ANCHOR, 0.0),
            (edge, A.OF): (E.ANCHOR, 0.0),
            (edge, A.IN): (E.ANCHOR, 0.15),
        }
        table |= {
            (edge, A.COLON): (E.ANCHOR, 0.0),
            (edge, A.COMMA): (edge, 0.05),
            (edge, A.NUMBER): (edge, 0.3),
        }
        table[edge, A.QUANTITY] = (edge, 0.05)
    table[E.COMPARE, A.ACTION] = (E.COMPARE, 0.0)
    table[E.ADJUNCT, A.ANCHOR] = (E.ANCHOR, 0.05)
    table[E.ADJUNCT, A.OF] = (E.ANCHOR, 0.1)
    table[E.REQUEST, A.ANCHOR] = (E.LOOSE, 0.05)
    table[E.REQUEST, A.NUMBER] = (E.FRAME, 0.3)
    return table


def _behind() -> Table:
    """Steps that leave a topic, stand behind it, or lead to another one."""
    table: Table = {}
    leaving = {
        A.ARTICLE: 0.4, A.FUNCTION: 0.35, A.ANCHOR: 0.9, A.OF: 0.6, A.IN: 0.5, A.CONJUNCTION: 0.7, A.COURTESY: 0.0, A.REQUEST: 0.8,
        A.GENERIC: 0.5, A.MODIFIER: 0.6, A.MEDIA: 0.5, A.WORK: 1.0, A.ACTION: 0.1, A.TONE: 0.25, A.COMPARE: 0.2, A.QUANTITY: 0.3, A.PREDICATE: 0.35,
        A.UNKNOWN: 2.0, A.PROPER: 3.0, A.NUMBER: 2.0, A.COMMA: 0.0, A.COLON: 0.1, A.STOP: 0.0, A.TIME: 0.0, A.ADJUNCT: 0.0,
        A.CLAUSE: 0.0, A.ORDER: 2.0,
    }  # fmt: skip
    behind = {
        A.ARTICLE: 0.05, A.FUNCTION: 0.05, A.ANCHOR: 0.3, A.OF: 0.2, A.IN: 0.1, A.CONJUNCTION: 0.15, A.COURTESY: 0.0, A.REQUEST: 0.2,
        A.GENERIC: 0.1, A.MODIFIER: 0.2, A.MEDIA: 0.05, A.WORK: 0.4, A.ACTION: 0.05, A.TONE: 0.05, A.COMPARE: 0.1, A.QUANTITY: 0.05, A.PREDICATE: 0.1,
        A.UNKNOWN: 1.5, A.PROPER: 2.2, A.NUMBER: 1.5, A.COMMA: 0.0, A.COLON: 0.0, A.STOP: 0.0, A.TIME: 0.0, A.ADJUNCT: 0.0,
        A.CLAUSE: 0.0, A.ORDER: 1.5,
    }  # fmt: skip
    for arc, cost in leaving.items():
        table[E.TOPIC, arc] = (E.AFTER, cost)
        table[E.AFTER, arc] = (E.AFTER, behind[arc])
    for edge in (E.TOPIC, E.AFTER):
        table[edge, A.AGAINST] = (E.AGAINST, 0.0 if edge == E.TOPIC else 0.1)
        table[edge, A.TIES] = (E.AGAINST, 0.2)
    table |= {
        (E.AGAINST, A.ARTICLE): (E.AGAINST, 0.0),
        (E.AGAINST, A.FUNCTION): (E.AGAINST, 0.1),
        (E.AGAINST, A.OF): (E.AGAINST, 0.05),
        (E.AGAINST, A.ANCHOR): (E.AGAINST, 0.05),
        (E.AGAINST, A.IN): (E.AGAINST, 0.1),
        (E.AGAINST, A.ACTION): (E.AGAINST, 0.05),
        (E.AGAINST, A.MODIFIER): (E.AGAINST, 0.2),
        (E.AGAINST, A.MEDIA): (E.AGAINST, 0.1),
        (E.AGAINST, A.GENERIC): (E.AGAINST, 0.4),
        (E.AGAINST, A.COMMA): (E.AGAINST, 0.1),
        (E.AGAINST, A.STOP): (E.AGAINST, 0.0),
        (E.AGAINST, A.COURTESY): (E.AGAINST, 0.0),
        (E.AGAINST, A.TIME): (E.AFTER, 0.0),
        (E.AGAINST, A.ADJUNCT): (E.AGAINST, 0.1),
    }
    return table


def _steps() -> Table:
    """All steps. Whatever else is written can be passed over, so every text has a reading."""
    table = _before() | _behind()
    for edge in Edge:
        for arc in Arc:
            if arc != A.TOPIC:
                table.setdefault((edge, arc), (E.AFTER if edge == E.DANGLING else edge, _STRAY))
    return table


STEPS = _steps()


@dataclass(frozen=True, slots=True)
class Rule:
    """A way for a topic to begin: after `edge`, at `cost`; read in `example`, not in `counter`.

    Both are pairs of a sentence and its topic.
    """

    name: str
    edge: Edge
    cost: float
    example: tuple[str, str]
    counter: tuple[str, str]


RULES = (
    Rule("bare", E.START, 0.5, ("Kone this year", "Kone"), ("tone on Kone", "Kone")),
    Rule("subject", E.FRAME, 0.8, ("how is Kone portrayed", "Kone"), ("how is the tone on Kone", "Kone")),
    Rule("requested", E.REQUEST, 0.45, ("check Kone for me", "Kone"), ("check the mood around Kone", "Kone")),
    Rule("direct", E.ACTION, 0.4, ("tone Kone last week", "Kone"), ("tone trend for Kone", "Kone")),
    Rule("anchored", E.ANCHOR, 0.0, ("could a colleague check the mood around Kone", "Kone"), ("coverage of fake news", "fake news")),
    Rule("loosely anchored", E.LOOSE, 0.2, ("anything on Kone", "Kone"), ("on the whole, tone on Kone", "Kone")),
    Rule("compared", E.COMPARE, 0.0, ("compare Kone and Otis", "Kone"), ("compare the tone of Kone and Otis", "Kone")),
    Rule("dated", E.ADJUNCT, 0.35, ("last 30 days Kone", "Kone"), ("last week's tone on Kone", "Kone")),
    Rule("after a stranger", E.SKIPPED, 0.7, ("tone of some blorp Kone", "Kone"), ("blorp the tone on Kone", "Kone")),
    Rule("second", E.AGAINST, 0.0, ("Kone vs Otis", "Kone"), ("tone on Kone this week vs last week", "Kone")),
)  # fmt: skip
"""How a topic begins. Each costs what it takes to prefer a better one."""

ENTER = {rule.edge: rule.cost for rule in RULES}

INSIDE = {
    "article": 0.2, "possessive": 3.0, "function": 3.0, "anchor": 1.6, "of": 0.15, "tie": 0.5, "preposition": 0.5, "conjunction": 0.12, "greeting": 2.0, "courtesy": 2.0,
    "filler": 2.0, "request": 1.3, "generic": 0.2, "modifier": 0.12, "covered": 0.9, "media": 0.45, "work": 0.3, "sentiment": 1.0, "tone_word": 0.55, "tone_verb": 1.0, "volume": 1.0,
    "coverage": 1.0, "articles": 1.0, "said": 1.2, "news": 0.55, "trends": 1.2, "trend": 0.5, "bygone": 3.0, "related": 1.2, "compare": 1.5, "against": 2.0,
    "than": 2.5, "quantity": 1.2, "doing": 0.6, "in_media": 1.0, "talk": 2.0, "happening": 0.8, "plenty": 2.0, "correction": 2.0, "predicate": 0.2, "digest": 1.6, "ending": 1.0, "other_order": 0.6, "advice": 2.0, "number": 0.1, "time": 1.5,
}  # fmt: skip
INSIDE |= {action: 1.2 for action in ASKED if action not in INSIDE}
"""What a lower-case word with a tag costs inside a topic. A word without a tag costs nothing there: it is the topic."""

CODES = {
    "digest": "D", "trends": "G", "related": "E", "compare": "C", "sentiment": "S", "tone_word": "s", "tone_verb": "S", "volume": "V",
    "articles": "N", "said": "w", "coverage": "v", "covered": "v", "news": "n", "media": "m", "doing": "d", "in_media": "u", "talk": "T", "happening": "w", "plenty": "p", "correction": "~", "trend": "g", "ending": "X", "quantity": "q", "than": "q", "advice": "A",
    "other_order": "O",
}  # fmt: skip
CODES |= {action: chr(0xE000 + i) for i, action in enumerate(ASKED) if action not in CODES}
"""What a word says of what is wanted, as a letter of a reading's `clues`; an action whose words need no rules of
their own (its tag in the lexicon is its name) has a letter that no text has."""

END = {
    E.TOPIC: 0.0,
    E.AFTER: 0.0,
    E.DANGLING: 2.5,
    E.AGAINST: 0.7,
    E.ACTION: 1.1,
    E.ANCHOR: 1.5,
    E.COMPARE: 1.1,
}
NO_TOPIC = 2.6
"""What it costs to end without a topic, where nothing else is said of the edge."""
SECOND_TIME = 2.0
"""A second timeframe where no comparison joins it to the first."""
