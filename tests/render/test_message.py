"""What holds for the message of every answer: a phone's screen, half a minute, and nothing odd in it."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.actions import Action
from bot.answer import Answer, Article, Band, Estimate, Period, Related, Spike
from bot.findings import Finding
from bot.local_slack.checks import block_errors
from bot.question import Options
from bot.render.blocks import message
from bot.render.details import counted_as, details
from bot.render.mrkdwn import escape
from bot.render.room import LINES, WORDS, lines_of, words_of
from bot.slack.buttons import answer_rows
from bot.words import claims
from tests.render import examples as ex

KEY = "f" * 32
HOSTILE = (
    "<!channel> @here *bold* _x_ `code` ~gone~ <https://evil.example|click>",
    "{topic} {0} %s None nan [] ${price}",
    "A headline  with   spaces\tand\nlines",
    "央行加息 עברית العربية ‮reversed",
    "x" * 300,
    "",
    "Prices rose again in September as energy got dearer and rents kept climbing",
)
TOPICS = (
    "inflation",
    "the Federal Reserve",
    "Sveriges Riksbank and the repo rate of the whole euro area",
    "央行",
)
ASKED: tuple[Action, ...] = ("sentiment", "volume", "compare", "articles", "related", "trends")


@st.composite
def articles(draw: st.DrawFn, most: int) -> tuple[Article, ...]:
    titles = draw(st.lists(st.sampled_from(HOSTILE), max_size=most))
    outlet = draw(st.sampled_from(["ft.com", "a-very-long-name-of-an-outlet.example.co.uk"]))
    return tuple(replace(ex.article(t, n=n), source=outlet) for n, t in enumerate(titles))


@st.composite
def findings(draw: st.DrawFn, topic: str) -> tuple[Finding, ...]:
    """What handlers find of a topic, with the words for it."""
    day = ex.FIRST + timedelta(draw(st.integers(0, 29)))
    size = draw(st.sampled_from([0.4, 1.3, 4.0, 40.0]))
    made = [
        Finding("spike", topic, start=day, end=day, size=size, measure="stories", before=21.0, after=88.0),
        Finding("share_change", topic, start=day, size=size, low=size / 2, high=size * 2, measure="share"),
        Finding("tone_change", topic, start=day, size=-size, low=-2 * size, high=-0.1, measure="tone"),
    ]
    chosen = draw(st.lists(st.sampled_from(made), unique=True))
    said = [replace(f, said=draw(st.booleans()), against=(ex.FIRST, day)) for f in chosen]
    return tuple(replace(f, text=claims.sentence(f)) for f in sorted(said, key=lambda f: not f.said))


@st.composite
def answers(draw: st.DrawFn) -> Answer:
    """An answer of any kind, as large and as odd as there may be."""
    action = draw(st.sampled_from(ASKED))
    topics = draw(st.lists(st.sampled_from(TOPICS), min_size=1, max_size=4, unique=True))
    of = [
        ex.series(t, ex.days(draw(st.sampled_from([1, 30])), level=draw(st.sampled_from([0, 3, 250]))))
        for t in topics
    ]
    if draw(st.booleans()):
        before = Period(ex.FIRST, ex.FIRST, 6000, 4000, 310_000, 0.019, -1.6, -1.8, -1.4, 31)
        change = Estimate(1.3, Band(1.1, 1.5))
        of = [replace(s, previous=before, tone_usual=-1.7, share_change=change) for s in of]
    if action in ("articles", "related"):
        of = []
    made = ex.answer(*of, action=action, options=Options(metric=draw(st.sampled_from([None, "sentiment"]))))
    assert made.question is not None
    found = draw(findings(topics[0]))
    calm = claims.fitted("Coverage of ", topics[0], ": no clear change")
    told = draw(articles(5))
    spike = Spike(topics[0], ex.FIRST, 88, 21.0, 1e-6, "A", told)
    terms = tuple(Related(t, "theme", 812, 6.2, 0.4, f"compare inflation vs {t}") for t in topics * 2)
    made = replace(
        made,
        question=replace(made.question, topics=tuple((t,) for t in topics)),
        headline=claims.phrase(found[0]) if found and found[0].said else calm,
        findings=found,
        spikes=(spike,) if action in ("sentiment", "volume") else (),
        related=terms if action == "related" else (),
        searches=ex.searches(*topics, n=30) if action == "trends" else None,
        articles=draw(articles(10)) if action in ("articles", "sentiment") else (),
        gaps=tuple(ex.FIRST + timedelta(n) for n in draw(st.sets(st.integers(0, 29), max_size=6))),
        suggestions=tuple(draw(st.lists(st.sampled_from(HOSTILE), max_size=3))),
    )
    return ex.sampled(made) if draw(st.booleans()) else made


def read(block: dict[str, Any]) -> str:
    """What a person reads of a block: no addresses, no marks."""
    text = block["text"]["text"] if block["type"] == "section" else block["elements"][0]["text"]
    text = re.sub(r"<[^|>]*\|([^>]*)>", r"\1", text).replace("*", "")
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


@settings(max_examples=250, deadline=None)
@given(answers(), st.booleans())
def test_every_message_fits_on_a_phone(answer: Answer, alone: bool) -> None:
    rows = answer_rows(answer, None, KEY, alone=alone)
    made = message(answer, chart_file="F1", actions=rows)
    assert block_errors(list(made.blocks), ["F1"]) == []
    told = [b for b in made.blocks if b["type"] in ("section", "context")]
    assert sum(lines_of(read(b)) for b in told if b["type"] == "section") <= LINES
    assert sum(words_of(read(b)) for b in told) <= WORDS
    for text in map(read, told):
        assert "  " not in text
        assert not re.search(r"\bNone\b|\bnan\b|\binf\b", re.sub(re.escape(HOSTILE[1]), "", text))
    assert 1 <= sum(b["type"] == "actions" for b in made.blocks) <= 2
    (image,) = [b for b in made.blocks if b["type"] == "image"]
    assert answer.headline in image["alt_text"]
    assert made.text.startswith(escape(answer.headline))


@settings(max_examples=60, deadline=None)
@given(answers())
def test_the_details_of_every_answer_can_be_opened(answer: Answer) -> None:
    for blocks in (details(answer), counted_as(answer)):
        assert block_errors(list(blocks), []) == []
        assert len(json.dumps(blocks)) < 250_000
    words = "\n".join(read(b) for b in details(answer) if b["type"] == "section")
    assert all(f.text in words for f in answer.findings)


@pytest.mark.parametrize("action", ASKED)
def test_every_kind_of_answer_has_one_row_of_actions(action: Action) -> None:
    answer = ex.answer(ex.series(), action=action)
    ((period, *_, menu),) = answer_rows(answer, None, KEY)
    assert (period["type"], menu["type"]) == ("static_select", "overflow")
