"""What the words of a text may be: taggers propose, nothing is cut."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache

from bot.actions import ASKED
from bot.parse.gazetteer import name_end
from bot.parse.grammar import CODES, INSIDE, Arc
from bot.parse.lexicon import Lexicon
from bot.parse.lexicon.short import LEADING_TO, SHORT, SHORT_BEFORE, SPOKEN_ING
from bot.parse.slack_text import MASK
from bot.parse.tokens import Token, is_cased
from bot.parse.typos import FrameSpeller

_ARCS = {
    "article": Arc.ARTICLE, "possessive": Arc.ARTICLE, "tie": Arc.OF, "bygone": Arc.FUNCTION, "function": Arc.FUNCTION, "anchor": Arc.ANCHOR, "of": Arc.OF, "preposition": Arc.IN, "conjunction": Arc.CONJUNCTION,
    "greeting": Arc.COURTESY, "courtesy": Arc.COURTESY, "filler": Arc.COURTESY, "request": Arc.REQUEST, "generic": Arc.GENERIC, "modifier": Arc.MODIFIER, "covered": Arc.PREDICATE,
    "media": Arc.MEDIA, "work": Arc.WORK, "sentiment": Arc.ACTION, "tone_word": Arc.TONE, "tone_verb": Arc.ACTION, "volume": Arc.ACTION,
    "coverage": Arc.ACTION, "articles": Arc.ACTION, "said": Arc.ACTION, "news": Arc.ACTION, "trends": Arc.ACTION, "trend": Arc.ACTION,
    "related": Arc.ACTION, "compare": Arc.COMPARE, "against": Arc.AGAINST, "than": Arc.AGAINST, "quantity": Arc.QUANTITY,
    "predicate": Arc.PREDICATE, "doing": Arc.PREDICATE, "talk": Arc.COURTESY, "happening": Arc.PREDICATE, "plenty": Arc.QUANTITY, "in_media": Arc.MEDIA, "correction": Arc.COURTESY, "digest": Arc.ACTION, "ending": Arc.REQUEST, "other_order": Arc.ORDER, "advice": Arc.FUNCTION,
}  # fmt: skip
_ARCS |= {action: Arc.ACTION for action in ASKED if action not in _ARCS}
_JOINING = (
    ("together", "with"),
    ("as", "well", "as"),
    ("along", "with"),
    ("but", "not"),
    ("not", "including"),
    ("other", "than"),
    ("except", "for"),
    ("leaving", "out"),
)
_TIES_TO = frozenset(("to", "with", "alongside"))
_EXCLUDING = frozenset("without excluding exclude except minus".split())
_CLOSED = frozenset(("of", "tie", "anchor", "preposition", "conjunction", "article", "against", "than"))
_TREND_OF = frozenset("in for on of to among around about over since last this lately".split())
_ANCHORS = frozenset("on about of for regarding around to toward towards re".split())
_BASE_FORMS = frozenset("say write talk publish report".split())
_IMPERATIVE = frozenset("you please pls to and then just u now , .".split())
_PAST = frozenset(
    "rose risen fell fallen grew grown shrank sank went gone came got began begun drew held ran run stood slid shrunk".split()
)
_OPENING = frozenset("please pls to you just and now then .".split())
_ACTED_ON = frozenset(
    "me us my our your all mig oss min mina mitt mir uns mein meine meinen moi nous mon mes".split()
)
_WHICH = frozenset("which what welche welcher welches vilka vilken vilket quels quelles quel quelle".split())
_LOOKS = frozenset("see view describe frame judge like love think feel".split())
_ASKING = frozenset("let me us to can could you please pls we i show just".split())
_COUNTS = frozenset("two three four five six seven eight nine ten twelve few thirty".split())
_DRAWN = re.compile(r"(.)\1{2,}")
_LED = 1.9
"""A strange small word before a name is rather a word of the frame than the name's first."""
_PARTICLES = frozenset(
    "de la le el al von van der den di da du dos das bin ibn ben mc st saint mini x".split()
)
_OPERATORS = frozenset(("AND", "OR", "NOT"))
_MARKS = {
    ",": Arc.COMMA,
    ":": Arc.COLON,
    ";": Arc.COMMA,
    "-": Arc.COLON,
    "–": Arc.COLON,
    "—": Arc.COLON,
    "→": Arc.COLON,
}
_INSIDE_MARKS = {
    ",": (0.12, True),
    ";": (0.3, True),
    "(": (0.0, True),
    ")": (0.0, False),
    "-": (0.9, True),
    "–": (0.9, True),
    ":": (1.5, True),
}
_PARTING = frozenset(("|", "/", "&", "+"))


@dataclass(frozen=True, slots=True)
class Step:
    """Words up to `end` read as one kind of thing. `code` is what they say of what is wanted, `value` what they are."""

    end: int
    arc: Arc
    cost: float
    code: str = ""
    value: object = None


@dataclass(slots=True)
class Lattice:
    """All that the words may be. `steps[i]` begin at word i; `inside[i]` is (cost as a topic's first word, as a later
    one, whether something must follow, whether it names an action), or None for what cannot be in a topic."""

    tokens: list[Token]
    steps: list[list[Step]]
    inside: list[tuple[float, float, bool, bool] | None]
    names: dict[int, int] = field(default_factory=dict)
    cased: bool = True
    known: list[bool] = field(default_factory=list)
    meant: list[str] = field(default_factory=list)
    joining: Mapping[str, str] = field(default_factory=dict)


@cache
def speller(lexicon_id: int) -> FrameSpeller:
    return FrameSpeller(_LEXICONS[lexicon_id])


_LEXICONS: dict[int, Lexicon] = {}


def tagged(tokens: list[Token], lexicon: Lexicon, *, command: bool, digest: bool, given: str = "") -> Lattice:
    """The lattice of words alone; timeframes, places and clauses are added to it afterwards."""
    _LEXICONS.setdefault(id(lexicon), lexicon)
    lattice = Lattice(tokens, [[] for _ in tokens], [None] * len(tokens), cased=is_cased(tokens))
    if lexicon.language == "english":
        tokens = lattice.tokens = [_plain(t, n, tokens) for n, t in enumerate(tokens)]
    elif lexicon.language == "german":
        lattice.cased = False
    lows = [t.low for t in tokens]
    lattice.known = [low in lexicon.words or low in lexicon.phrases for low in lows]
    lattice.meant, lattice.joining = meant(lows, lexicon), lexicon.joining
    plain = [t.low.replace("&", "and") for t in tokens]
    for i, token in enumerate(tokens):
        if token.mark:
            _mark(lattice, i, token)
            continue
        tags = _tags(lexicon, lows[i], digest)
        if "article" in tags and (i + 1 == len(tokens) or tokens[i + 1].mark):
            tags = ()
        misspelt = None
        if not tags and _may_be_misspelt(lattice, i):
            misspelt = speller(id(lexicon)).nearest(lows[i])
            tags = _tags(lexicon, misspelt, digest) if misspelt else ()
        _word(lattice, i, token, tags, misspelt, command, given)
        for rest, tag in lexicon.phrases.get(lows[i], ()):
            end = i + 1 + len(rest)
            if tuple(lows[i + 1 : end]) == rest and (tag != "ending" or digest):
                _frame(lattice, i, end, tag, 0.0, command, given)
        if (
            not tags
            and i
            and lows[i - 1] in _WHICH
            and token.text.islower()
            and token.text.isalpha()
            and not command
        ):
            lattice.steps[i].append(Step(i + 1, Arc.GENERIC, 0.0))
        if (end := name_end(plain, i)) > i:
            lattice.names[i] = end
    for i in range(len(tokens) - 1):
        for phrase in _JOINING:
            if tuple(lows[i : i + len(phrase)]) == phrase:
                lattice.inside[i : i + len(phrase)] = [(3.0, 0.05, True, False)] * len(phrase)
    return lattice


def _orders(lattice: Lattice, lexicon: Lexicon, i: int) -> bool:
    """Whether an unknown word is put as an order: it opens, and what it acts on is spoken of as somebody's."""
    lows = [t.low for t in lattice.tokens]
    opens = i == 0 or lows[i - 1] in _OPENING or "courtesy" in lexicon.words.get(lows[i - 1], ())
    return (
        opens and lattice.tokens[i].text.isalpha() and lows[i + 1 : i + 2] != [] and lows[i + 1] in _ACTED_ON
    )


def meant(lows: list[str], lexicon: Lexicon) -> list[str]:
    """The words as English says them where they tell times and filters; a phrase's spare places stay empty."""
    if not lexicon.meant:
        return lows
    out: list[str] = []
    while len(out) < len(lows):
        at = len(out)
        for rest, meaning in lexicon.meant.get(lows[at], ()):
            if tuple(lows[at + 1 : at + 1 + len(rest)]) == rest:
                words = meaning.split()
                size = 1 + len(rest)
                out += (
                    [*words[: size - 1], " ".join(words[size - 1 :])]
                    if len(words) >= size
                    else [*words, *[""] * (size - len(words))]
                )
                break
        else:
            out.append(lows[at])
    for i in range(len(out) - 1):
        if out[i + 1] == "last" and (out[i].isdecimal() or out[i] in _COUNTS):
            out[i], out[i + 1] = out[i + 1], out[i]
    return out


def _plain(token: Token, n: int, tokens: list[Token]) -> Token:
    """A word as it is written in full: wk is week."""
    low = SHORT.get(token.low) or SHORT.get(_DRAWN.sub(r"\1", token.low))
    after = tokens[n + 1].low[:1] if n + 1 < len(tokens) else ""
    if token.low == "w" and after.isdigit():
        return token
    if token.low.endswith("in") and len(token.low) > 4 and f"{token.low}g" in SPOKEN_ING:
        low = f"{token.low}g"
    if token.low == "mo" and n and tokens[n - 1].low in ("this", "last", "past", "prev", "previous"):
        low = "month"
    if token.low == "4":
        low = (
            "for"
            if 0 < n < len(tokens) - 1
            and tokens[n - 1].text.islower()
            and tokens[n + 1].text[0].isalpha()
            and tokens[n - 1].low in SHORT_BEFORE
            else None
        )
    if token.low == "2" and n and tokens[n - 1].low in LEADING_TO and after.isalpha():
        low = "to"
    return Token(token.text, low, token.at, token.end) if low else token


def _tags(lexicon: Lexicon, low: str, digest: bool) -> tuple[str, ...]:
    tags = lexicon.words.get(low, ())
    return tags if digest or "ending" not in tags else tuple(t for t in tags if t != "ending")


def _may_be_misspelt(lattice: Lattice, i: int) -> bool:
    text = lattice.tokens[i].text
    return 4 <= len(text) <= 14 and text.isalpha() and (not text[0].isupper() or i == 0 or not lattice.cased)


def _mark(lattice: Lattice, i: int, token: Token) -> None:
    arc = _MARKS.get(token.text, Arc.STOP if token.text in "\n.?!…" else Arc.COURTESY)
    lattice.steps[i].append(Step(i + 1, arc, 0.2 if token.text in "()" else 0.0))
    if token.text in _INSIDE_MARKS:
        cost, dangling = _INSIDE_MARKS[token.text]
        lattice.inside[i] = (cost if token.text == "(" else 9.0, cost, dangling, False)


def proper(lattice: Lattice, i: int) -> bool:
    """Whether a word is written as a name is, where that tells something; an operator never is."""
    text = lattice.tokens[i].text
    if not lattice.cased or text in _OPERATORS:
        return False
    first = i == 0 or lattice.tokens[i - 1].text in "\n.?!:"
    return (text[0].isupper() and not first) or text[1:] != text[1:].lower()


def _word(
    lattice: Lattice,
    i: int,
    token: Token,
    tags: tuple[str, ...],
    misspelt: str | None,
    command: bool,
    given: str,
) -> None:
    tokens = lattice.tokens
    beside = i + 1 < len(tokens) and tokens[i + 1].text[0].isupper()
    named = (proper(lattice, i) and token.text != "I") or (
        command and lattice.cased and token.text[0].isupper() and beside
    )
    extra = (0.08 if len(token.text) >= 7 else 0.25 if len(token.text) == 6 else 0.5) if misspelt else 0.0
    for tag in tags:
        _frame(
            lattice,
            i,
            i + 1,
            tag,
            extra + (0.5 if named and token.text[1:].islower() else 0.0),
            command,
            given,
        )
    number = token.text[0].isdigit() or (token.text[:1] in "$€£#" and token.text[1:2].isdigit())
    if MASK.search(token.text):
        lattice.steps[i].append(Step(i + 1, Arc.PROPER, 2.0))
        lattice.inside[i] = (-0.4, -0.2, False, False)
        return
    if token.text in _OPERATORS or lattice.joining.get(token.low, token.low) in _EXCLUDING:
        lattice.inside[i] = (2.0, 0.05, True, False)
        return
    if token.text in _PARTING:
        lattice.steps[i].append(Step(i + 1, Arc.COMMA, 0.1))
        lattice.inside[i] = (3.0, 0.1, True, False)
        return
    if not tags or misspelt or token.text.startswith("-"):
        arc = Arc.NUMBER if number else Arc.PROPER if named else Arc.UNKNOWN
        lattice.steps[i].append(Step(i + 1, arc, 0.0, "?"))
        if arc == Arc.UNKNOWN and i and token.low.endswith(("ed", "ing")) and not command:
            lattice.steps[i].append(Step(i + 1, Arc.PREDICATE, 0.3))
    lattice.inside[i] = _inside(lattice, i, tags if not misspelt else (), named, command)


def _inside(
    lattice: Lattice, i: int, tags: tuple[str, ...], named: bool, command: bool
) -> tuple[float, float, bool, bool]:
    """What a word costs as the first of a topic and as a later one."""
    if not tags:
        if named:
            return (-0.05, -0.05, False, False)
        led = (
            lattice.tokens[i].text[0].islower()
            and i + 1 < len(lattice.tokens)
            and proper(lattice, i + 1)
            and lattice.tokens[i].low not in _PARTICLES
        )
        verbal = i > 0 and proper(lattice, i - 1) and lattice.tokens[i].low.endswith(("ed", "ing"))
        return (
            _LED if led and lattice.tokens[i].text.isalpha() and not command else 0.0,
            0.35 if verbal else 0.0,
            False,
            False,
        )
    cost = max(INSIDE[tag] for tag in tags)
    finite = bool({"predicate", "covered"} & set(tags)) and (
        lattice.tokens[i].low.endswith("ed") or lattice.tokens[i].low in _PAST
    )
    closed = not _CLOSED.isdisjoint(tags)
    acts = any(t in CODES and CODES[t] not in "qAOsD" for t in tags)
    if finite and i and not command and not named:
        cost, acts = max(cost, 0.9), False
    if lattice.joining and {"predicate", "covered", "trends"} & set(tags):
        cost, acts = max(cost, 0.9), False
    if named:
        cost = 0.1 if not closed else 0.25
    elif command and lattice.tokens[i].text[0].isupper():
        cost *= 0.25
    elif not command and "predicate" in tags and i and proper(lattice, i - 1):
        cost += 0.4
    elif command:
        cost *= 0.55 if "function" in tags or "courtesy" in tags else 0.3
    elif not lattice.cased and "function" not in tags and "courtesy" not in tags:
        cost *= 0.9
    first = 0.0 if "article" in tags else 3.0 if closed and not named else cost + (0.3 if closed else 0.0)
    dangling = closed and not (named and "preposition" not in tags and "conjunction" not in tags)
    return (first, cost, dangling, acts)


def _known(lattice: Lattice, i: int) -> bool:
    return lattice.known[i]


def _frame(lattice: Lattice, i: int, end: int, tag: str, extra: float, command: bool, given: str) -> None:
    low = lattice.tokens[i].low
    arc = _ARCS[tag]
    code = CODES.get(tag, "")
    if low == "between":
        arc, code = Arc.COMPARE, "b"
    if tag == "related" and end > i + 1 and lattice.tokens[end - 1].low in _TIES_TO:
        arc = Arc.TIES
    if command and arc in (
        Arc.ACTION,
        Arc.TONE,
        Arc.COMPARE,
        Arc.MEDIA,
        Arc.GENERIC,
        Arc.PREDICATE,
        Arc.REQUEST,
    ):
        anchored = end < len(lattice.tokens) and lattice.tokens[end].low in _ANCHORS
        extra += 0.15 if code and code in given else 0.4 if anchored else 1.0
    if (
        tag == "tone_word"
        and end < len(lattice.tokens)
        and not lattice.tokens[end].mark
        and not _known(lattice, end)
    ):
        extra += 0.5
    if tag == "bygone" and low != "instead":
        extra += 0.9
    if (
        tag == "trend"
        and end < len(lattice.tokens)
        and lattice.tokens[end].low not in _TREND_OF
        and not lattice.tokens[end].mark
    ):
        extra += 0.6
    if tag == "tone_verb" and low in _LOOKS and (i == 0 or lattice.tokens[i - 1].low in _ASKING):
        return
    if tag == "said" and low in _BASE_FORMS and (i == 0 or lattice.tokens[i - 1].low in _IMPERATIVE):
        arc, code = Arc.REQUEST, ""
    if low == "search" and i > 1 and tag == "request":
        arc, code = Arc.ACTION, "G"
    if (
        command
        and lattice.tokens[i].text[0].isupper()
        and lattice.cased
        and end < len(lattice.tokens)
        and lattice.tokens[end].text[0].isupper()
    ):
        extra += 1.0
    lattice.steps[i].append(Step(end, arc, extra - 0.05 * (end - i - 1), code))
