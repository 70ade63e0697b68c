"""The topics of a question: which words are frame, where topics part, and what each one asks for."""

from __future__ import annotations

import re

from bot.parse.names import PLACES, WHOLE
from bot.parse.slack_text import MASK, unmask
from bot.question import KINDS, Topic

_SMALL = (
    "please|pls|hey|hi|hello|ok|okay|so|uhm|um|uh|like|well|and|also|now|just|then|what|what's|whats|how|how's|which|who|why|when"
    "|has|have|had|does|do|did|is|are|was|were|will|would|could|can|be|been|being|you|we|i|i'd|i'm|us|me|my|your|there|it|that|this"
    "|the|a|an|any|some|all|of|on|about|around|for|to|in|from|by|at|with|between|regarding|concerning|towards?|into|across"
    "|show|give|find|get|got|gets|getting|tell|see|check|look|let|know|want|need|run|plot|draw|make|put|pull|send|fetch|list"
    "|curious|wondering|interested|instead|only|again|same|happened|happening|going|add|remove|cancel|stop|catch|up|dig|out|brief"
)
_NOUNS = (
    "sentiment|tone|mood|attention|coverage|news|headlines?|articles?|stories|story|mentions?|media|press"
)
_FRAME = (
    f"{_SMALL}|{_NOUNS}|say|much|many|often|widely|frequently|more|most|less|top|latest|recent|newest|overall|general|both|total|number"
    "|amount|count|feeling|cover|covers|covered|covering|pieces|posts"
    "|mentioned|mentioning|mention|reports?|reporting|reported|write|writes|writing|written|wrote|says|saying|said|think|thinks|thinking"
    "|talk|talks|talking|talked|discuss(?:ed|ing)?|people|world|world's|global|international|journalists?|outlets?|sources|newspapers?|papers?|portray\\w*|treat\\w*|frame[ds]?|view(?:s|ed)?|perceiv\\w*|perception"
    "|trends?|trending|google trends?|google searches|googled|\\d+(?= (?:headlines|articles|stories))|search interest|interest(?= in\\b)|search(?:es|ed)?|searching|volume|related|connected|associated|linked|tied|queries|topics?|terms?|subjects?|themes?"
    "|go|goes|together|along|alongside|co-?mentioned|occurs?|vibes?|buzz|narrative|stance|reputation|reception|opinion|image|attitude|hype"
    "|differences?|gap|contrast|dominat\\w*|appear\\w*"
    "|chart|graph|picture|overview|summary|analysis|numbers?|data|comparison|compare[ds]?|comparing|positive(?:ly)?|negative(?:ly)?|favou?rabl[ey]|critical(?:ly)?|prominent|popular"
    "|changed|change|develop|developed|evolved?|moved|start|started|dominated|dominates|subscribe|unsubscribe|daily|weekly|monthly|digest|keep|posted"
    "|going|happening|happened|doing|update|updates|focus|delete|end|worried|concerned|excited|angry|afraid|upbeat|nervous|optimistic|pessimistic"
)


def _run(words: str) -> re.Pattern[str]:
    return re.compile(rf"(?:(?:{words})(?![\w'’&+./-]|:\S|\s*&)[\s,:]*)+", re.I)


_LEAD, _SMALL_LEAD = _run(_FRAME), _run(_SMALL)
_NOUN = re.compile(rf"\b(?:{_NOUNS})\b", re.I)
_TAIL_WORDS = (
    "covered|portrayed|mentioned|reported|discussed|changed|developed|evolved|moved|going|doing|trending|popular|positive|negative"
    "|get|gets|got|getting|receive|received|receiving|please|pls|thanks|in|on|for|over|of|the|and"
    "|be|been|or|to|is|was|are|were|lately|compare|compared|has|have|had|with|during|from|by|each|at|as|about|more|less|than|usual|appear|appeared"
    "|write|written|looking|look|fare|fared|faring|perform|performed|related|instead|only|again|too|also|it|that|this|so|now"
)
_AFTER_DID = re.compile(
    r"\s+(?:change|develop|evolve|move|shift|vary|compare|react|spike|jump|rise|fall|drop|increase|decrease|surge|soar|explode|peak|go (?:up|down))[\s,:;?!.]*$",
    re.I,
)
_DID = re.compile(r"\b(?:did|does|do|has|have|will|would)\b", re.I)
_GOOD_OR_BAD = r"(?:good|bad|positive|negative|better|worse|up|down) or (?:not|good|bad|positive|negative|better|worse|up|down)"
_TAIL = re.compile(rf"(?:[\s,:;]+(?:{_TAIL_WORDS}|{_GOOD_OR_BAD}))+[\s,:;?!.]*$", re.I)
_LONGEST_TAIL = 120
"""Characters at the end in which one tail is looked for, so that a long text takes no longer."""
_IN_MEDIA = re.compile(
    rf"\s+(?:in|by|from|across)\s+(?:(?:the|all|world|global|international)\s+)*(?:{_NOUNS}|papers|newspapers)[\s,:;?!.]*$",
    re.I,
)
_TAIL_NOUN = re.compile(rf"(?:[\s,:;]+(?:{_NOUNS}))+[\s,:;?!.]*$", re.I)
_ABOUT = re.compile(r"\b(?:on|about|of|for|regarding|concerning|towards?|around)\s+(?:(?:the|an?)\s+)*", re.I)
_LITERAL_LEAD = re.compile(
    r"^(?:(?:(?:the )?(?:sentiment|tone|coverage|news|articles|headlines|trends?|related|comparison|compare)(?: topics)? )?"
    r"(?:between|on|about|for|of|to|regarding)|compare)\s+(?=\S)",
    re.I,
)
_ARTICLE = re.compile(r"^(?:(?:the|an?)\s+)+(?=\S)", re.I)
_EDGE = " \t,.:;?!–—"
_VERSUS = re.compile(
    r"\s+(?:vs\.?|versus|against|(?:as )?(?:compared?|opposed) (?:to|with)|next to|alongside|stacks? up against|stacks? up to"
    r"|relative to|rather than|more than|less than)(?:\s+(?:that|those|the one) (?:of|on|for))?\s+",
    re.I,
)
_DANGLING = re.compile(r"\s+(?:vs\.?|versus|against|and|or|compared (?:to|with))\s*$", re.I)
_OR = re.compile(r"\s*,?\s+or\s+", re.I)
_AND = re.compile(r"\s+and\s+|\s+as well as\s+|\s+together with\s+", re.I)
_EXCLUDE = re.compile(
    r"\s*(?:,\s*)?(?:\bAND NOT\b|\bNOT\b|\b(?:without|excluding|exclude|except(?: for)?|but not|not including|minus|leaving out)\b)\s+",
    re.I,
)
_PLACE = re.compile(
    r"\s+(?:in|across)\s+(?:the\s+)?(?=(?:"
    + "|".join(map(re.escape, PLACES))
    + r")\s*$|[A-ZÅÄÖÉ][\w'’.-]*(?: [A-ZÅÄÖÉ][\w'’.-]*){0,2}\s*$)"
)
_WHOLE_WITH_PLACE = re.compile(r"\b(?:war|wars|life|made|born|conflict|genocide|coup|ceasefire)$", re.I)
_KIND = re.compile(rf"\b({'|'.join(KINDS)}):\s*", re.I)


def protect(text: str) -> tuple[str, list[str]]:
    """Text with names that hold grammar words masked, and those names as they were written."""
    held: list[str] = []
    folded = text.lower().replace(" & ", " and ")
    if len(folded) != len(text):  # `&` to `and` moved the letters: mask on a spelling of the same length
        folded = text.lower()
    for name in WHOLE:
        for spelled in {name, name.replace(" and ", " & ")}:
            at = folded.find(spelled)
            while at >= 0:
                end = at + len(spelled)
                free = not (folded[at - 1 : at].isalnum() or folded[end : end + 1].isalnum())
                if free:
                    held.append(text[at:end])
                    mark = chr(0xF000 + len(held) - 1)
                    text, folded = text[:at] + mark + text[end:], folded[:at] + mark + folded[end:]
                at = folded.find(spelled, at + 1)
    return text, held


def release(text: str, held: list[str]) -> str:
    """`protect` undone."""
    return re.sub("[\uf000-\uf8ff]", lambda m: held[ord(m[0]) - 0xF000], text)


def read(
    text: str, masked: tuple[str, ...], held: list[str], *, split: str, free: bool, spoken: bool = True
) -> list[Topic]:
    """The topics named in `text`, each a tuple of terms.

    `split` says what parts them: "compare" (vs, and, or, to, commas, slashes), "list" (commas and vs)
    or "and" (commas, vs and and). With `free`, frame words around them are taken off; where no action was
    `spoken`, a noun such as "press" is no frame word.
    """
    text = re.sub(r"\(\s*\)", " ", text).strip(_EDGE)
    text = _DANGLING.sub("", text)
    if not free:
        text = _LITERAL_LEAD.sub("", text)
    rules: tuple[re.Pattern[str], ...] = (_TAIL, _IN_MEDIA)
    if free and not MASK.match(text):
        lead = _lead(text, spoken)
        asked = text[: lead[0]]
        rules += (_TAIL_NOUN,) if spoken and not _NOUN.search(asked) else ()
        rules += (_AFTER_DID,) if _DID.search(asked) else ()
        text = _without_tail(text[lead[0] : lead[1]], rules)
    out: list[Topic] = []
    for place, part in enumerate(_parts(text, split)):
        if free:
            at, end = _lead(part, spoken) if place else (0, len(part))
            part = _without_tail(part[at:end], rules)
        topic = _topic(part, masked, held, split)
        if topic:
            out.append(topic)
    out = list(dict.fromkeys(out))
    if split == "and" and (len(out) == 1 or not _VERSUS.search(text)):
        # Searches know no AND: its terms are topics of their own.
        out = list(dict.fromkeys(alone for topic in out for alone in _each_term(topic)))
    return out


def _each_term(topic: Topic) -> list[Topic]:
    unwanted = tuple(term for term in topic if term.startswith("-"))
    return [(term, *unwanted) for term in topic if not term.startswith("-")]


def _lead(text: str, spoken: bool) -> tuple[int, int]:
    """Where the topic begins after the words that ask; a name is left where nothing else is."""
    lead = _LEAD.match(text)
    if lead is None:
        return 0, len(text)
    # What follows "about" is the topic, even where it begins with a word that could ask: data centres.
    said = [m.end() for m in _ABOUT.finditer(text, 0, lead.end())]
    if said and lead.end() > said[-1] and lead.end() < len(text):
        return said[-1], len(text)
    if not spoken and not said:
        small = _SMALL_LEAD.match(text)
        return (small.end() if small else 0), len(text)
    if lead.end() == len(text) and (name := re.search(r"(?<=\s)[A-Z][\w'’-]*$", text)):
        return name.start(), len(text)
    return lead.end(), len(text)


def _without_tail(text: str, rules: tuple[re.Pattern[str], ...]) -> str:
    def tail() -> int:
        near = max(0, len(text) - _LONGEST_TAIL)
        return max((m.start() for rule in rules if (m := rule.search(text, near))), default=0)

    while at := tail():
        text = text[:at]
    return text.strip(_EDGE)


def _parts(text: str, split: str) -> list[str]:
    if _VERSUS.search(text):
        return [p for v in _VERSUS.split(text) for p in re.split(r"\s*,(?:\s+|(?=[^\W\d]))", v)]
    depth = re.search(r"\(.*\)|\bOR\b|\bAND\b|\bNOT\b", text)
    if "," in text and not (depth and split != "compare"):
        parts = re.split(r"\s*[,;](?:\s+|(?=[^\W\d]))(?:and\s+|or\s+|vs\.?\s+)?", text)
        if split != "list" or len(parts) > 1:
            last = _AND.split(parts[-1]) if len(parts) > 1 and split in ("compare", "and") else [parts[-1]]
            return [*parts[:-1], *last]
        return parts
    if split == "compare":
        if _OR.search(text) and not depth:
            return _OR.split(text)
        for rule in (r"\s+[/|]\s+", r"\s+[Aa]nd\s+", r"\s+(?:to|with)\s+", r"\s*/\s*|\s*;\s*"):
            parts = re.split(rule, text)
            if len(parts) > 1:
                return parts
    if split == "and":
        return re.split(r"\s+(?i:and)\s+|\s+[/|]\s+|\s+or\s+", text)
    return [text]


def _topic(text: str, masked: tuple[str, ...], held: list[str], split: str) -> Topic:
    """One topic's AND-ed terms: ``(a OR b) and c -d`` gives ``a|b``, ``c``, ``-d``."""
    wanted, *unwanted = _EXCLUDE.split(text) if _excludes(text) else [text]
    terms: list[str] = []
    for group in (piece for part in _split_and(wanted) for piece in _placed(part, split)):
        dropped = re.findall(r"(?:^|\s)-([\w\ue000-\uf8ff][^\s]*)", group)
        group = re.sub(r"(?:^|\s)-[\w\ue000-\uf8ff][^\s]*", " ", group)
        if alternatives := _alternatives(group, masked, held):
            terms.append("|".join(alternatives))
        terms += ["-" + word for d in dropped for word in _alternatives(d, masked, held)]
    for group in unwanted:
        for part in re.split(r"\s*,\s*|\s+(?:or|and|nor)\s+", group, flags=re.I):
            terms += ["-" + word for word in _alternatives(part, masked, held)]
    return tuple(sorted(dict.fromkeys(terms), key=lambda term: term.startswith("-")))


def _excludes(text: str) -> bool:
    """Whether something is excluded; a lower-case `not` belongs to the name."""
    match = _EXCLUDE.search(text)
    return match is not None and match.start() > 0 and (match[0].strip() != "not")


def _split_and(text: str) -> list[str]:
    """Parts at `and`, outside brackets."""
    parts, depth, last = [], 0, 0
    for m in re.finditer(r"[()]|\s+and\s+|\s+as well as\s+", text, re.I):
        if m[0] == "(":
            depth += 1
        elif m[0] == ")":
            depth = max(0, depth - 1)
        elif depth == 0:
            parts.append(text[last : m.start()])
            last = m.end()
    parts.append(text[last:])
    return [piece for part in parts for piece in _bracketed(part)]


def _placed(text: str, split: str) -> list[str]:
    """``wildfires in California`` as two parts; searches know no places but countries."""
    m = _PLACE.search(text)
    if m is None or not m.start() or split == "and" or _WHOLE_WITH_PLACE.search(text[: m.start()]):
        return [text]
    return [text[: m.start()], text[m.end() :]]


def _bracketed(text: str) -> list[str]:
    """``(a OR b) c`` as two parts."""
    m = re.match(r"^([^()]*)\(([^()]*)\)([^()]*)$", text)
    if m and re.search(r"\bor\b|\|", m[2], re.I):
        return [p for p in (m[1], m[2].replace(" or ", " OR "), m[3]) if p.strip()]
    return [text]


def _alternatives(text: str, masked: tuple[str, ...], held: list[str]) -> list[str]:
    words = []
    for part in re.split(r"\s+OR\s+|\s*\|\s*", text):
        part = (
            part.strip(_EDGE + "()[]{}")
            if not re.search(r"\w\(\w+\)|\([^()]*\)", part)
            else part.strip(_EDGE)
        )
        kind = _KIND.match(part)
        prefix = f"{kind[1].lower()}:" if kind else ""
        bare = part[kind.end() :] if kind else part
        if not MASK.match(bare):
            bare = _ARTICLE.sub("", bare)
        said = unmask(release(bare, held), masked).replace("|", " ")
        said = " ".join(said.split()).lstrip("-").strip()
        if said and re.search(r"[^\W_]|[^\x00-\x7f]", said):
            words.append(prefix + said)
    return list(dict.fromkeys(words))
