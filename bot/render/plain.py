"""An Answer as plain text for a console, a log or an e-mail."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence

from bot.answer import SAMPLE_NOTICE, Answer, Article, Series
from bot.render.provenance import caveats, cost, data_until, how_read, is_help
from bot.words import breakdown, numbers
from bot.words.format import NOTHING, count_text, share_text
from bot.words.labels import printable, shorten

WIDTH = 100


def plain_text(answer: Answer) -> str:
    """The answer below its headline, which the caller may style; ends in a newline."""
    examples = answer.error or is_help(answer)
    parts = [
        SAMPLE_NOTICE if answer.provenance.sample else "",
        _paragraphs(answer.summary),
        _table(answer.series),
        _groups(answer),
        _block("Spikes", _spikes(answer)),
        _block("Why", _why(answer)),
        _block("Articles", [line for a in answer.articles for line in _article(a)]),
        _block("Mentioned together", [f"{r.topic}: {numbers.related(r)}" for r in answer.related]),
        _block("Told together", [f"{' and '.join(p.topics)}: {numbers.pair(p)}" for p in answer.pairs]),
        _searches(answer),
        _block("Please note", caveats(answer)),
        _block("Try" if examples else "Ask next", answer.suggestions),
        "" if examples else _source(answer),
    ]
    return printable("\n\n".join(p for p in parts if p)) + "\n"


def _paragraphs(text: str) -> str:
    return "\n".join(textwrap.fill(line, WIDTH) for line in text.splitlines())


def _block(title: str, lines: Sequence[str]) -> str:
    return "\n".join([title, *(f"  {line}" for line in lines)]) if lines else ""


def _table(of: Sequence[Series]) -> str:
    """A row for each topic, the numbers aligned."""
    if not of:
        return ""
    rows = [["Topic", "Articles", "Stories", "Share", "Tone (95% interval)"]]
    rows += [
        [
            shorten(s.topic, 32),
            count_text(s.articles),
            count_text(s.stories),
            share_text(s.share),
            numbers.tone(s),
        ]
        for s in of
    ]
    if any(numbers.change(s) for s in of):
        rows[0].append(f"Change against {numbers.against(of)}")
        for row, s in zip(rows[1:], of, strict=True):
            row.append(numbers.change(s) or NOTHING)
    return _aligned(rows)


def _groups(answer: Answer) -> str:
    """A row for each outlet, country or language."""
    if not answer.groups:
        return ""
    head = ["", "Articles", "Part of all on it", "Tone (95% interval)"]
    return _aligned([head, *(breakdown.row(g) for g in answer.groups)])


def _aligned(rows: Sequence[Sequence[str]]) -> str:
    """Columns as wide as they have to be; numbers stand to the right."""
    widths = [max(len(row[i]) for row in rows) for i in range(len(rows[0]))]
    return "\n".join(
        "  ".join(
            cell.rjust(width) if i in (1, 2) else cell.ljust(width)
            for i, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in rows
    )


def _spikes(answer: Answer) -> list[str]:
    lines = []
    for s in answer.spikes:
        lines.append(numbers.spike(s) + (f" ({s.topic})" if len(answer.series) > 1 else ""))
        lines += [f"  {line}" for a in s.headlines for line in _article(a)]
    return lines


def _why(answer: Answer) -> list[str]:
    """What is said of each event; the headlines of a spike stand under it already."""
    lines = textwrap.wrap(answer.mix.text, WIDTH - 2) if answer.mix else []
    for w in answer.why:
        lines += textwrap.wrap(f"{w.letter} · {w.text}" if w.letter else w.text, WIDTH - 2)
        of_spike = any(s.letter == w.letter and s.headlines for s in answer.spikes)
        told = of_spike or set(w.headlines) <= set(answer.articles)
        lines += [] if told else [f"  {line}" for a in w.headlines for line in _article(a)]
    return lines


def _searches(answer: Answer) -> str:
    searches = answer.searches
    if searches is None:
        return ""
    terms = [f"{s.term}: {numbers.searched(s)}" for s in searches.series]
    queries = [f"{q.query}: {numbers.query(q)}" for q in searches.queries]
    blocks = [_block("Searched for (0 to 100)", terms), _block(numbers.searches_heading(answer), queries)]
    return "\n\n".join(b for b in blocks if b)


def _article(a: Article) -> list[str]:
    return [a.title or a.url, f"  {numbers.about_article(a)}", f"  {a.url}"]


def _source(answer: Answer) -> str:
    read = how_read(answer)
    source = " · ".join(p for p in (*answer.provenance.sources, data_until(answer), cost(answer)) if p)
    return "\n".join(p for p in (f"Read as: {read}" if read else "", f"Source: {source}") if p)
