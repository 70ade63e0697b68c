"""Questions in Swedish, German and French. One person wrote them, who speaks them as a foreigner; nobody judged them."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from bot.parse import parse

TODAY = date(2026, 11, 20)
ROWS = [
    line.split("\t")
    for line in (Path(__file__).parent / "languages.tsv").read_text("utf-8").splitlines()
    if line
]


def right(row: list[str]) -> bool:
    _, text, action, named, start, end = row
    got = parse(text, "dm", None, TODAY, "UTC")
    wanted = sorted(named.lower().split("/")) if named else []
    topics = sorted(" & ".join(t).lower() for t in got.topics)
    days = (str(getattr(got, "start", None)), str(getattr(got, "end", None)))
    return (
        (action == "any" or got.action in action.split(","))
        and (not wanted or topics == wanted)
        and (start in ("any", "None") or days == (start, end))
    )


@pytest.mark.parametrize("language", ["sv", "de", "fr"])
def test_a_language_is_read_by_the_same_grammar(language: str) -> None:
    rows = [row for row in ROWS if row[0] == language]
    assert len(rows) >= 60
    wrong = [row[1] for row in rows if not right(row)]
    assert len(wrong) <= 0.05 * len(rows), wrong
