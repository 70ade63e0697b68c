"""Searches, related topics and pairs: on the chart, in the message, on the console."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import numpy as np

from bot.answer import Answer
from bot.render.blocks import message
from bot.render.chart import figure
from bot.render.details import details
from bot.render.page import PALETTE
from bot.render.plain import plain_text
from bot.slack.buttons import COMPARE_WITH, answer_rows
from tests.render import examples as ex


def lines(answer: Answer, panel: int) -> dict[Any, Any]:
    """The heights of the thick lines of a panel, by colour."""
    made = figure(answer)
    assert made is not None
    thick = [ln for ln in made.axes[panel].lines if ln.get_linewidth() > 2.5]
    return {ln.get_color(): np.asarray(ln.get_ydata(), dtype=float) for ln in thick}


def test_searches_and_news_have_panels_of_their_own_over_the_same_days() -> None:
    made = figure(ex.trends(n=40))
    assert made is not None
    upper, lower = made.axes
    assert upper.get_xlim() == lower.get_xlim()
    assert upper.get_ylim()[0] == 0
    assert upper.get_ylim() != lower.get_ylim()
    assert upper.get_position().y0 > lower.get_position().y1


def test_a_term_has_one_colour_in_both_panels() -> None:
    answer = ex.trends("inflation", "oil", "gas")
    answer = replace(answer, series=answer.series[1:])  # No news of the first.
    assert list(lines(answer, 0)) == list(PALETTE[:3])
    assert list(lines(answer, 1)) == list(PALETTE[1:3])


def test_what_the_news_lacks_the_searches_have() -> None:
    answer = ex.trends(n=40)
    missing = {ex.FIRST + timedelta(10), ex.FIRST + timedelta(11)}
    kept = tuple(d for d in answer.series[0].days if d.day not in missing)
    answer = replace(answer, series=(replace(answer.series[0], days=kept),), gaps=tuple(missing))
    (above,), (below,) = lines(answer, 0).values(), lines(answer, 1).values()
    assert not np.isnan(above).any()
    assert np.isnan(below).sum() == 2


def test_searches_by_week_are_said_to_be() -> None:
    answer = replace(ex.trends(news=False), searches=ex.searches("oil", n=20, step=7))
    made = figure(answer)
    assert made is not None
    assert any("by week" in t.get_text() for t in made.texts)


def test_a_table_instead_of_a_chart_is_honoured() -> None:
    answer = ex.trends()
    assert answer.question is not None
    options = replace(answer.question.options, chart="table")
    assert figure(replace(answer, question=replace(answer.question, options=options))) is None


def menus(answer: Answer) -> list[dict[str, Any]]:
    return [e for row in answer_rows(answer, None, "k") for e in row if e["action_id"] == COMPARE_WITH]


def test_a_menu_sets_a_related_topic_beside_the_one_asked_about() -> None:
    (menu,) = menus(ex.queries())
    assert [(o["text"]["text"], o["value"]) for o in menu["options"]] == [
        ("interest rates", "compare inflation vs theme:econ_interest_rates")
    ]


def test_related_topics_and_searches_are_a_line_each() -> None:
    text = str(message(ex.queries()).blocks)
    for said in (
        "• *interest rates* · 6.2 ×",
        "• *inflation &amp; wages* · rising, +240%",
        "• *inflation 2026* · rising, breakout",
    ):
        assert said in text


def test_pairs_are_told_in_a_line_and_with_their_interval_among_the_details() -> None:
    text = str(message(ex.paired()).blocks)
    assert "• *oil and gas* · 4.5 ×, 1.4 × before" in text
    assert "&lt;coal&gt;" in text
    text = str(details(ex.paired()))
    assert "3.2 times (2.1 to 5.1)" in text
    assert "&lt;coal&gt;" in text
    assert "too few to tell" in text


def test_interest_is_told_with_its_change_and_its_regions_among_the_details() -> None:
    answer = ex.trends("inflation", "oil")
    assert "Mean interest, of 100 at the peak: inflation 70 and oil 58" in str(message(answer).blocks)
    text = str(details(answer))
    assert "mean 70, +9 points (+2 to +16)" in text
    assert "Sweden 100, Norway 80" in text


def test_the_console_and_the_notification_tell_the_same() -> None:
    for shown in (plain_text(ex.queries()), message(ex.queries()).text):
        assert "inflation 2026" in shown
    for shown in (plain_text(ex.paired()), message(ex.paired()).text):
        assert "oil and gas: 4.5 times as often as by chance" in shown
    for shown in (plain_text(ex.trends("oil")), message(ex.trends("oil")).text):
        assert "oil: mean 70" in shown
