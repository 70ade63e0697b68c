"""Rows of GKG made to be awkward, and what the tests do with them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from tests.bigquery.analyser import GKG_COLUMNS

DAY = date(2023, 7, 2)
_WIRE = "Inflation &amp; wages: it&#x2019;s &quot;steady&quot; - The Example Herald"


def row(number: str, title: str, **columns: str) -> dict[str, str]:
    """A row of GKG as text, by BigQuery's names of its columns, in the order of a file."""
    return {
        **dict.fromkeys(GKG_COLUMNS, ""),
        "GKGRECORDID": f"20230702101500-{number}",
        "DATE": "20230702101500",
        "SourceCollectionIdentifier": "1",
        "SourceCommonName": "herald.example",
        "DocumentIdentifier": f"https://herald.example/{number}",
        "Themes": "ECON_INFLATION;TAX_FNCACT;ECON_INFLATION;",
        "Persons": "anna example;bo example",
        "V2Tone": "-1.5,2.25,3.75,6.0,20.1,0.5,412",
        "Extras": f"<PAGE_LINKS>x</PAGE_LINKS><PAGE_TITLE>{title}</PAGE_TITLE>" if title else "",
        **columns,
    }


ROWS = (
    row("1", _WIRE, Locations="1#Sweden#SW#SW##62#15#SW;4#Lund, Skåne Län, Sweden#SW#SW27##55.7#13.2#-1"),
    row("2", "Inflation & wages: it’s \"steady\" | Example Post", SourceCommonName="Post.SE",
         DocumentIdentifier="https://post.se/2", V2Tone="-2.5,1,3.5,4.5,1,1,98"),
    row("3", "Cafe\u0301\u00a0 &notit; &copy2020 &#150; &#xD800;&#0;&#1; &bogus; R&D's 日本の ❤\ufe0f",
         AllNames="Example Prize,12;Great Fair,2023,99;;  ", Organizations="example bank;Bank ;"),
    row("4", "A - - B — C", V2Tone="nan,inf,,x,1,1,many", DocumentIdentifier=" https://news.com.ai/4 ",
         SourceCommonName="news.com.ai",
         Locations="0#Georgia, , Georgia#GG#GG##42#.5#1#GG#402;3#Nowhere#QQ#;broken"),
    row("5", "Seen again, and other", DocumentIdentifier="https://herald.example/1", Themes="LATER"),
    row("6", "", SourceCommonName="", DocumentIdentifier="https://www.paper.co.uk:8080/a?b",
         Themes="", Persons=""),
    row("7", "A citation", SourceCollectionIdentifier="2", DocumentIdentifier="BBC Monitoring"),
    row("8", "No page", DocumentIdentifier="ftp://herald.example/8"),
    row("9", "No such time", DATE="20230702106199"),
    row("10", "Herald — A headline behind its outlet", DocumentIdentifier="https://herald.example/10"),
    row("11", "Furniture one", V2Tone="1,2,1,3,20,1,80", DATE="20230702100000"),
    row("12", "Furniture two", V2Tone="1,2,1,3,20,1,80"),
    row("13", "Furniture three", V2Tone="1,2,1,3,20,1,80"),
    row("14", "Too short to be read", V2Tone="1,2,1,3,20,1,49"),
    row("15", "Oil - what the week ahead may bring for its prices", V2Tone="-3,2,5,7,20,1,480"),
    row("T1", "R&#xE4;ntan h&ouml;js igen &#8211; s&auml;ger banken", SourceCommonName="blad.ai",
         DocumentIdentifier="https://blad.ai/t1", TranslationInfo="srclc:swe; eng:GT-SWE 1.0"),
    row("T2", "महँगाई बढ़ी: état-major d’Élan", TranslationInfo="srclc:qqq; eng:none",
         SourceCommonName="su.su", DocumentIdentifier="https://su.su/t2"),
)  # fmt: skip
"""Thirteen articles: of seventeen rows one is of a page seen before, three have no web page or no time."""


def text_of(rows: Iterable[Mapping[str, str]]) -> str:
    """The rows as a GKG file has them."""
    return "".join("\t".join(row.values()) + "\n" for row in rows)
