"""Headlines as a desk could have written them, from the templates of `headlines/`, a file each language.

A line is a section, a tab and a text. Sections: a topic's name, for news whose main topic it is; ``=`` and a
topic's name, what it is called; ``@`` and the name of a slot, what may stand in it; ``?`` for any theme,
``~`` for two themes, ``&`` for institutions, ``%`` for places, ``#`` for news about none of the topics; and
``!`` and a cause's name, for what is planted. Slots: company, company2, person, town, this and other
(topics), and those of the file. A slot with a capital gives its words one.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from bot.ingest.sample.cast import PEOPLE, TOWNS, TOWNS_OF, companies_of, pick
from bot.ingest.sample.world import Topic

FOLDER = Path(__file__).with_name("headlines")
_SLOT = re.compile(r"\{(\w+)\}")
_GENERAL = {"theme": "?", "institution": "&", "place": "%"}
OWN, OF_TWO = 70, 40
"""Percent of a theme's headlines from its own templates, and of those with a second theme that name both."""


@dataclass(frozen=True, slots=True)
class Template:
    """A headline with slots; which are known beforehand."""

    text: str
    slots: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Desk:
    """What one language's outlets can write."""

    language: str
    sections: Mapping[str, tuple[Template, ...]]
    fills: Mapping[str, tuple[str, ...]]
    nouns: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Story:
    """A headline and whom it names: companies, people, and the GKG entry of a town."""

    title: str
    organizations: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    place: str = ""


@cache
def desk(language: str) -> Desk:
    """The desk of a language."""
    sections: dict[str, list[Template]] = {}
    fills: dict[str, list[str]] = {}
    nouns: dict[str, str] = {}
    for line in (FOLDER / f"{language}.tsv").read_text("utf-8").splitlines():
        section, _, text = line.partition("\t")
        if section.startswith("="):
            nouns[section[1:]] = text
        elif section.startswith("@"):
            fills.setdefault(section[1:], []).append(text)
        else:
            slots = tuple(sorted(set(_SLOT.findall(text))))
            sections.setdefault(section, []).append(Template(text, slots))
    return Desk(
        language,
        {name: tuple(of) for name, of in sections.items()},
        {name: tuple(of) for name, of in fills.items()},
        nouns,
    )


def headline_of(cause: str) -> str:
    """What tells a planted event: the first English headline of its cause."""
    return desk("en").sections[f"!{cause}"][0].text


def write(
    language: str,
    topics: Sequence[Topic],
    draw: Sequence[int],
    cast: Sequence[int],
    cause: str | None = None,
) -> Story:
    """A story on the topics, the main one first, or on none.

    `draw` are eight numbers by chance, `cast` three that choose company, person and town: those of a story
    that goes on for days, which only news about a theme or a company does.
    """
    of = desk(language)
    template = _choose(of, topics, draw, cause)
    main = topics[0] if topics else None
    if main is None or main.kind in ("institution", "place"):
        cast = draw[4:7]
    companies = companies_of(main.name if main else "")
    if main and main.kind == "place":
        towns = TOWNS_OF[main.name]
    else:
        towns = TOWNS[language] if draw[5] % 12 else TOWNS[pick(tuple(TOWNS), draw[6])]
    named = {
        "company": pick(companies, cast[0]),
        "company2": pick(companies, cast[0] + 1 + draw[6] % 3),
        "person": pick(PEOPLE, cast[1] if draw[7] % 3 else draw[3]),
        "town": towns[cast[2] % len(towns)][0],
        "this": of.nouns[main.name] if main else "",
        "other": of.nouns[topics[1].name] if len(topics) > 1 else "",
    }
    values = {}
    for n, slot in enumerate(template.slots):
        name = slot.lower()
        words = named.get(name) or pick(of.fills[name], draw[n % 4] // 7)
        values[slot] = words if slot == name else words[0].upper() + words[1:]
    title = template.text.format_map(values)
    return Story(
        title[0].upper() + title[1:],
        tuple(values[slot] for slot in ("company", "company2") if slot in values),
        (values["person"],) if "person" in values else (),
        towns[cast[2] % len(towns)][1] if "town" in values else "",
    )


def _choose(of: Desk, topics: Sequence[Topic], draw: Sequence[int], cause: str | None) -> Template:
    """The template of a story: the cause's, the main topic's own, one of two topics, or one of its kind."""
    if cause and (told := of.sections.get(f"!{cause}")):
        return told[draw[0] % len(told)]
    if not topics:
        return of.sections["#"][draw[0] % len(of.sections["#"])]
    main = topics[0]
    general = of.sections[_GENERAL.get(main.kind, "#")]
    own = of.sections.get(main.name, ())
    if main.kind in ("institution", "place"):
        return general[draw[0] % len(general)]
    both = main.kind == "theme" and len(topics) > 1 and topics[1].kind == "theme"
    if both and draw[1] % 100 < OF_TWO:
        return of.sections["~"][draw[0] % len(of.sections["~"])]
    if main.kind != "theme" or draw[2] % 100 < OWN:
        return own[draw[0] % len(own)]
    return general[draw[0] % len(general)]
