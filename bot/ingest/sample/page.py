"""The page behind a link to made-up news: no such address exists, so this is shown in its place."""

from __future__ import annotations

import html
from collections.abc import Sequence

from bot.sources.store import Store

_ARTICLE = """
    SELECT id, title, source, seen_at, language, tone, words FROM articles
    WHERE url = $url AND source LIKE '%.example' LIMIT 1"""
_TOPICS = """
    SELECT kind, topic FROM mentions
    WHERE article_id = $id AND kind <> 'title' AND kind <> 'name' ORDER BY kind, topic"""
_KINDS = {"theme": "Themes", "organization": "Organizations", "person": "People", "place": "Places"}
_PAGE = """<!doctype html>
<html lang="{language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>{title}</title><style>
body {{ margin: 0; background: #f6f4ef; color: #1d1c1d; font: 17px/1.6 Georgia, serif }}
main {{ max-width: 40rem; margin: 0 auto; padding: 2rem 1.25rem }}
header {{ border-bottom: 3px double #999; font-variant: small-caps; font-size: 1.5rem }}
h1 {{ font-size: 2rem; line-height: 1.2 }}
.note {{ background: #fff3cd; color: #4d3c00; padding: .75rem 1rem; border-radius: .4rem }}
.note {{ font: 15px/1.5 sans-serif }}
dl {{ font: 15px/1.5 sans-serif }} dt {{ font-weight: bold; margin-top: .6rem }} dd {{ margin: 0 }}
@media (prefers-color-scheme: dark) {{ body {{ background: #1a1d21; color: #e8e8e8 }} }}
</style></head><body><main lang="en"><header>{outlet}</header>
<h1 lang="{language}">{title}</h1><p>{when}</p>
<p class="note">This article is made up, as are its outlet and whoever it names. There is no more of it than
this: what the bot reads of any page is its headline and what GDELT notes about its text.</p>
<dl>{facts}</dl></main></body></html>"""


def article_page(store: Store, url: str) -> str | None:
    """The page of a made-up article as HTML; None where the store holds none with this address."""
    con = store.connect()
    try:
        found = con.execute(_ARTICLE, {"url": url}).fetchone()
        if found is None:
            return None
        id_, title, source, seen_at, language, tone, words = found
        topics = con.execute(_TOPICS, {"id": id_}).fetchall()
    finally:
        con.close()
    heard = "not read" if tone is None else f"{tone:+.1f}".replace("-", "−")
    facts = [("Tone", heard), ("Words", f"{words:,}")]
    facts += [(name, _listed(kind, topics)) for kind, name in _KINDS.items()]
    return _PAGE.format(
        language=html.escape(language or "en"),
        title=html.escape(title),
        outlet=html.escape(source.split(".")[0].replace("-", " ").title()),
        when=f"{seen_at:%-d %B %Y, %H:%M} UTC",
        facts="".join(f"<dt>{name}</dt><dd>{html.escape(value)}</dd>" for name, value in facts if value),
    )


def _listed(kind: str, topics: Sequence[tuple[str, str]]) -> str:
    return ", ".join(topic.replace("_", " ") for of, topic in topics if of == kind)
