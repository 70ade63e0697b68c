"""Proposes the timeframes of a text; whether a word is one or part of a name is for the reading to choose."""

from __future__ import annotations

import re
from datetime import date

from bot.parse import relative, timeframe
from bot.parse.grammar import Arc
from bot.parse.lattice import Lattice, Step
from bot.parse.typos import Speller

_NAMED = (
    "jan january feb february mar march apr april may jun june jul july aug august sep sept september oct october nov november dec december"
    " mon monday tue tues tuesday wed wednesday thu thur thurs thursday fri friday sat saturday sun sunday"
    " spring summer autumn fall winter today yesterday tomorrow now tonight christmas easter"
).split()
_UNITS = (
    "hour hours hr hrs day days week weeks wk wks weekend fortnight fortnights month months mth mths mo mos quarter quarters qtr qtrs half halves year years yr yrs decade decades"
).split()
_LEADS = (
    "last past previous this current next coming since until till before after between from in during over for throughout through within on of"
    " early mid late beginning start end middle first second third fourth the ever starting as up prior ytd mtd qtd wtd lately recently nowadays overnight these"
    " right at all so back whole entire around say trailing across a an one two three four five six seven eight nine ten eleven twelve fifteen eighteen twenty thirty"
    " sixty ninety hundred couple few several twenty-four fourteen following  ahead leading fiscal financial calendar nineteen half ltm ttm new period timeframe time date"
).split()
_EVENTS = frozenset("since after before until till around following during ahead leading in".split())
_CORE = frozenset(
    (
        *_NAMED,
        *_UNITS,
        "ytd",
        "mtd",
        "qtd",
        "wtd",
        "ltm",
        "ttm",
        "year's",
        "lately",
        "recently",
        "nowadays",
        "overnight",
    )
)
TRIGGERS = frozenset((*_NAMED, *_UNITS, *_LEADS))
_PERIODS = Speller((*_NAMED, *_UNITS))
_BEGINNINGS = Speller(("last", "past", "previous", "since", "until", "between", "this", "from"))
_ALL = Speller((*_NAMED, *_UNITS, "last", "past", "previous", "since", "until", "between", "this"))
_BESIDE = re.compile(r"(?:last|past|previous|this|since|until|from|in|next|\d+)$")
_NOT_TYPOS = frozenset(
    "mouth earth yard ear dear hear near tear bear your may say pay way lay play stay lost list cast fast vast east test best cost post paste thin thus his data date"
    " weak weed seek meek month moths hose house today's yard match marsh mars march sine singe fact part late later thirst burst augustus apr junk tune jury joy just must"
    " thus there then than them they wake well weekly daily yearly hourly monthly hours tours fours monkey money sunny fryday".split()
)
_HYPHENS = re.compile(r"[-–/ ]")
_LIGHT = frozenset("in of the to and at from on for over a an".split())
_PREPOSITIONS = frozenset(
    "in on of for at around within over during since until till before after from between by across throughout the about through".split()
)
_HOLDING = frozenset("vs vs. versus against than to with from and over on compared".split())
_MOVERS = frozenset("back same before that prior preceding year-on-year yoy y/y".split())
_LOOSE = frozenset("on of for at around within by about across over through".split())
_GLUED = re.compile(r"(last|past|l)(\d+)(days?|weeks?|wks?|months?|mo?|years?|yrs?|[dwqyh])")
_ROLLED = re.compile(r"t(\d+)m")
_WEEK_MARKS = frozenset("v v. w kw vecka uke uge semaine".split())
_YEAR_WORDS = frozenset(("twenty", "nineteen", "thousand"))
_NAMING_YEARS = frozenset(
    "euro expo agenda project vision horizon cop roadmap mission paris tokyo olympics windows fifa f1 catch-22 blade".split()
)
_RISKY = frozenset(
    "may march april june august jan sun sat mon wed fri today now spring summer autumn fall winter week sunday monday tuesday friday saturday wednesday thursday".split()
)


def propose(lattice: Lattice, today: date, follows: bool = False) -> None:
    """Adds a step for each timeframe that begins at a word, dearer where it looks like part of a name."""
    lows = lattice.meant
    spelled = [_spelled(lattice, lows, i) for i in range(len(lows))]
    dated = any(
        w in _CORE or not _CORE.isdisjoint(_HYPHENS.split(w)) or any(c.isdigit() for c in w) for w in spelled
    )
    dated = dated or follows or not _YEAR_WORDS.isdisjoint(spelled)
    if not dated and not _EVENTS.intersection(spelled):
        return
    text, starts, ends = line(lattice, spelled)
    for i in reversed(range(len(spelled))):
        word = spelled[i]
        if (
            word in TRIGGERS
            or (" " in word and not TRIGGERS.isdisjoint(word.split()))
            or word in _MOVERS
            or (word in _WEEK_MARKS and spelled[i + 1 : i + 2] != [] and spelled[i + 1][0].isdigit())
            or any(c.isdigit() for c in word)
            or not TRIGGERS.isdisjoint(_HYPHENS.split(word))
        ) and (dated or word in _EVENTS):
            _propose_at(lattice, text, starts, ends, i, today, follows)


def line(lattice: Lattice, spelled: list[str]) -> tuple[str, list[int], dict[int, int]]:
    """The words in one line as they are meant, and the places where they start and end in it."""
    pieces: list[str] = []
    starts: list[int] = []
    ends: dict[int, int] = {}
    at = 0
    for i, word in enumerate(spelled):
        if word and i and lattice.tokens[i].at > lattice.tokens[i - 1].end:
            pieces.append(" ")
            at += 1
        starts.append(at)
        pieces.append(word)
        at += len(word)
        ends[at] = i + 1
    return "".join(pieces), starts, ends


def _propose_at(
    lattice: Lattice, text: str, starts: list[int], ends: dict[int, int], i: int, today: date, follows: bool
) -> None:
    _moves(lattice, text, starts, ends, i, follows)
    found = timeframe.at(text, starts[i], today)
    if found is None:
        return
    stop = len(text[: found.end].rstrip())
    end = ends.get(stop)
    if end is None or end <= i:
        return
    said = text[starts[i] : stop]
    cost = _cost(lattice, i, end, said, found)
    lattice.steps[i].append(Step(end, Arc.TIME, cost, "", found))
    if cost < 0.5:
        rise = 1.2 if timeframe.is_weak(said) else 2.5
        for at in range(i, end):
            inside = lattice.inside[at]
            if inside and lattice.tokens[at].low not in _LIGHT:
                lattice.inside[at] = (inside[0] + rise, inside[1] + rise, inside[2], inside[3])


def _moves(
    lattice: Lattice, text: str, starts: list[int], ends: dict[int, int], i: int, follows: bool
) -> None:
    """Proposes a period told from another one, where something is held against it or comes before it."""
    got = relative.at(text, starts[i])
    end = ends.get(got[1]) if got else None
    held = i > 0 and lattice.tokens[i - 1].low in _HOLDING
    if got is None or end is None or not (follows or held):
        return
    lattice.steps[i].append(Step(end, Arc.TIME, -0.2, "", got[0]))
    for at in range(i, end):
        if inside := lattice.inside[at]:
            lattice.inside[at] = (inside[0] + 1.5, inside[1] + 1.5, inside[2], inside[3])


def _cost(lattice: Lattice, i: int, end: int, said: str, found: timeframe.Found) -> float:
    """What it costs to take the words for a timeframe: more where they may be a name, or go on as one."""
    tokens = lattice.tokens
    if found.error == "unresolved_timeframe":
        return 0.3
    if said == "now":
        return 0.7
    cost = 0.1 if found.error else 0.0
    core = i
    while core < end - 1 and tokens[core].low in _PREPOSITIONS:
        core += 1
    word, bare = tokens[core], " ".join(t.low for t in tokens[core:end])
    weak = timeframe.is_weak(bare)
    before = tokens[core - 1] if core else None
    after = tokens[end] if end < len(tokens) else None
    if core == i and before and not before.mark and before.text[0].isupper() and lattice.cased:
        acronym = before.text == before.text.upper() and len(before.text) > 1 and bare not in ("today", "now")
        if bare.isdigit():
            cost += 1.7 if before.low in _NAMING_YEARS else 0.0
        elif word.text[0].isupper() and word.low in _RISKY and not acronym and (weak or end - core == 2):
            cost += 1.5 if weak else 1.0 if word.low != "march" else 0.0
    elif core == i and before and before.low in _NAMING_YEARS and bare.isdigit():
        cost += 1.7
    if not weak:
        opens = (
            i == 0
            and core == 0
            and end - i == 2
            and not any(len(t.low) == 4 and t.low.isdigit() for t in tokens[i:end])
        )
        return cost + (
            _going_on(lattice, core, end) if opens and after is not None and not after.mark else 0.0
        )
    if bare[-1:] == "m" and word.text[-1] == "M":
        cost += 0.9
    if found.error == "future_timeframe" and before and before.text[0].isupper() and core == i:
        cost += 1.6
    if after is not None and not after.mark:
        cost += _going_on(lattice, core, end) * (1.0 if core == i or tokens[i].low in _LOOSE else 0.6)
    return cost


def _going_on(lattice: Lattice, i: int, end: int) -> float:
    """The word behind a weak timeframe may show that it belongs to a name: Winter Olympics, 2024 Paris Games."""
    after = lattice.tokens[end]
    kinds = {step.arc for step in lattice.steps[end]}
    if kinds <= {Arc.UNKNOWN, Arc.PROPER}:
        year = lattice.tokens[i].text.isdigit() and len(lattice.tokens[i].text) == 4 and end == i + 1
        return 0.3 if year and i == 0 else 1.2
    if any(s.arc == Arc.TIME and s.cost < 0.5 for s in lattice.steps[end]):
        return 0.9
    return 0.5 if after.low == "of" else 0.0


def _spelled(lattice: Lattice, lows: list[str], i: int) -> str:
    """A word as it was meant: misspelt words of time beside other words of time are put right."""
    word = lows[i]
    if m := _GLUED.fullmatch(word):
        return f"{'past' if m[1] == 'past' else 'last'} {m[2]} {m[3]}"
    if m := _ROLLED.fullmatch(word):
        return f"last {m[1]} months"
    if word.endswith(("'s", "s'")) and word[:-2] in _CORE:
        return word[:-2]
    if ":" in word and word.split(":")[0] in ("from", "to", "since", "until", "period", "date"):
        return word.replace(":", " ")
    if (
        word in TRIGGERS
        or word in ("same", "year-on-year", "yoy")
        or not word.isalpha()
        or not 3 <= len(word) <= 10
        or word in _NOT_TYPOS
    ):
        return word
    if not any(s.code == "?" or s.cost >= 0.6 for s in lattice.steps[i]):
        return word
    before = lows[i - 1] if i else ""
    after = lows[i + 1] if i + 1 < len(lows) else ""
    if _BESIDE.fullmatch(before):
        return _meant(_PERIODS, word)
    if after and (after[0].isdigit() or after in _UNITS or after in _NAMED):
        return _meant(_BEGINNINGS, word)
    return _meant(_ALL, word) if len(word) >= 7 else word


def _meant(among: Speller, word: str) -> str:
    return next(iter(among.near(word)), word)
