"""A story of the sample world as a row of GKG, and its address."""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Sequence
from datetime import date

from bot.ingest.sample.world import BOILERPLATE, ISO_639_2, Outlet, Topic
from bot.ingest.sample.writing import Story

_WORDS = re.compile("[a-z0-9]+")
_SLUG_WORDS = 9


def address(outlet: Outlet, day: date, number: int, title: str) -> str:
    """``https://outlet/2026/11/20/words-of-the-title-123``; the number makes it the only one of its day."""
    plain = title
    if not title.isascii():
        plain = unicodedata.normalize("NFKD", title.replace("’", " ")).encode("ascii", "ignore").decode()
    slug = "-".join(_WORDS.findall(plain.lower())[:_SLUG_WORDS])
    return f"https://{outlet.domain}/{day:%Y/%m/%d}/{slug}-{number}"


def row(
    mark: str,
    outlet: Outlet,
    url: str,
    story: Story,
    topics: Sequence[Topic],
    also: str,
    tones: tuple[float, float],
    words: int,
    draw: Sequence[int],
) -> str:
    """The 27 columns, those empty that nobody reads; `mark` starts with the batch.

    `also` is one more organization, `tones` are tone and polarity.
    """
    tone, polarity = tones
    themes = [*dict.fromkeys(th for t in topics for th in t.themes), BOILERPLATE[draw[2] % len(BOILERPLATE)]]
    named = [*story.organizations, *([also] if also else [])]
    organizations = list(
        dict.fromkeys([*(t.organization for t in topics if t.organization), *map(str.lower, named)])
    )
    persons = list(dict.fromkeys([*(t.person for t in topics if t.person), *map(str.lower, story.people)]))
    places = [t.place for t in topics if t.place] + ([story.place] if story.place else [])
    places = [f"{p}##0#0#0" if p.startswith("4") else f"{p}#0#0#0" for p in places]
    names = [n.title() for n in (*organizations, *persons)]
    positive, negative = (polarity + tone) / 2, (polarity - tone) / 2
    fields = [""] * 27
    fields[0], fields[1], fields[2], fields[3], fields[4] = mark, mark[:14], "1", outlet.domain, url
    fields[7] = "".join(f"{t};" for t in themes)
    fields[9] = ";".join(places)
    fields[11] = ";".join(persons)
    fields[13] = ";".join(organizations)
    fields[15] = (
        f"{positive - negative:.6g},{positive:.6g},{negative:.6g},{positive + negative:.6g},"
        f"{20 + draw[0] % 10},{draw[1] % 4},{words}"
    )
    fields[23] = ";".join(f"{name},{50 * n + 5}" for n, name in enumerate(names))
    if outlet.language != "en":
        fields[25] = f"srclc:{ISO_639_2[outlet.language]};eng:made up"
    title = html.escape(story.title).replace("’", "&#x2019;")
    fields[26] = f"<PAGE_TITLE>{title}</PAGE_TITLE>"
    return "\t".join(fields)
