import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from bot.answer import Answer
from bot.findings import Finding
from bot.render import limits
from bot.render.blocks import Message, message
from bot.render.details import counted_as, details
from tests.render import examples as ex

EVERY = {
    "sentiment": ex.sentiment(),
    "volume": ex.volume(),
    "compare": ex.compared(),
    "articles": ex.listed(),
    "related": ex.related(),
    "error": ex.error(),
    "gappy": ex.gappy(),
    "empty": Answer(question=None),
}


def texts(value: Any) -> Iterator[str]:
    """Every mrkdwn text in a block JSON."""
    if isinstance(value, dict):
        if value.get("type") == "mrkdwn":
            assert value["verbatim"] is True
            yield value["text"]
        for inner in value.values():
            yield from texts(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from texts(inner)


def made_lines(answer: Answer) -> list[str]:
    """What is listed under the picture."""
    return [line for text in texts(message(answer).blocks) for line in text.splitlines() if line[:1] == "•"]


def shown(of: Message) -> str:
    return "\n".join(texts(of.blocks))


@pytest.mark.parametrize("name", EVERY)
def test_every_answer_makes_a_message_within_the_limits(name: str) -> None:
    made = message(EVERY[name], chart_file="F1" if EVERY[name].series else None)
    assert made.blocks
    assert len(made.blocks) <= limits.MESSAGE_BLOCKS
    assert len(json.dumps(made.blocks, ensure_ascii=False)) <= limits.MESSAGE_CHARS
    assert all(0 < len(t) <= limits.SECTION_TEXT for t in texts(made.blocks))
    for block in made.blocks:
        assert len(block.get("fields", ())) <= limits.SECTION_FIELDS


def test_the_finding_comes_first_then_one_sentence_then_chart_then_headlines() -> None:
    made = message(ex.sentiment(), chart_file="F1")
    assert [b["type"] for b in made.blocks] == ["section", "image", "section", "context"]
    assert made.blocks[0]["text"]["text"] == (
        "*Coverage of inflation rose by a third*\n"
        "Tone −2.0, usually −1.7; in 2.5% of all articles, after 1.9% over 1–31 Aug 2026."
    )


def test_the_chart_is_a_slack_file_described_in_words() -> None:
    answer = replace(ex.sentiment(), alt_text="x" * 3000)
    image = next(b for b in message(answer, chart_file="F1").blocks if b["type"] == "image")
    assert image["slack_file"] == {"id": "F1"}
    assert "image_url" not in image
    assert len(image["alt_text"]) == limits.IMAGE_ALT


def test_a_chart_without_alt_text_is_still_described() -> None:
    image = message(replace(ex.volume(), alt_text=""), chart_file="F1").blocks[1]
    assert image["alt_text"].startswith("Coverage of inflation rose by a third. Inflation was in 2.5%")


def test_no_image_without_a_file() -> None:
    assert all(b["type"] != "image" for b in message(ex.sentiment()).blocks)


def test_what_a_spike_was_about_is_told_in_a_line_each_three_at_most() -> None:
    four = tuple(ex.article(f"Part {n}", n=n) for n in range(1, 5))
    answer = replace(ex.sentiment(), spikes=(ex.spike(7, "A", "inflation", *four),))
    assert made_lines(answer) == [
        f"• <https://news.example/{n}|Part {n}> · news.example · 18 Sep" for n in (1, 2, 3)
    ]


def test_a_comparison_has_a_line_for_each_topic() -> None:
    lines = made_lines(ex.compared())
    assert len(lines) == 5
    assert lines[1] == "• *unemployment* · 1.6%, tone −1.7"


def test_a_change_stands_beside_a_topic_only_where_it_may_be_said() -> None:
    found = Finding("share_change", "inflation", size=1.4, measure="share")
    answer = replace(ex.compared(), findings=(found, replace(found, topic="housing", said=True)))
    assert made_lines(answer)[0] == "• *inflation* · 1.2%, tone −1.2"
    assert made_lines(answer)[3] == "• *housing* · 2.4%, +40%, tone −2.7"


def test_articles_are_links_with_outlet_and_day() -> None:
    made = message(ex.listed())
    assert "• <https://news.example/3|Prices rose again, part 3> · news.example · 18 Sep" in shown(made)


def test_articles_that_do_not_fit_are_counted_and_among_the_details() -> None:
    long = tuple(ex.article(f"A title that takes its full length of two lines, {n}", n=n) for n in range(10))
    answer = replace(ex.listed(), articles=long)
    told = len(made_lines(answer))
    assert 3 <= told < 10
    assert f"{told} of 10 stories, the others under Details" in shown(message(answer))
    assert all(a.url in str(details(answer)) for a in long)


def test_a_grey_line_says_period_articles_and_source() -> None:
    (line,) = [b["elements"][0]["text"] for b in message(ex.sentiment()).blocks if b["type"] == "context"]
    assert line == (
        "1–30 Sep 2026 · 7,634 articles · data until 18 Sep 14:30 UTC · "
        "<https://www.gdeltproject.org|GDELT Project>"
    )
    assert "no data for 11–15 Sep 2026 and 21 Sep 2026" in shown(message(ex.gappy()))


def test_the_details_hold_intervals_tests_readings_and_cost() -> None:
    tested = Finding("tone_change", "inflation", text="Tone on inflation: no clear change (−0.7 to −0.1).")
    text = "\n".join(texts(details(replace(ex.sentiment(), findings=(tested,)))))
    counted = "the theme ECON_INFLATION and titles with “inflation”"
    for said in (
        "2.5% of all articles (7,634 articles, 5,079 stories)",
        "usual −1.7, all news −1.2",
        "against 1–31 Aug 2026: coverage +31% (+12% to +53%)",
        "• Tone on inflation: no clear change (−0.7 to −0.1).",
        "*A · 8 Sep 2026: 812 articles, 250 expected*",
        "• <https://news.example/1|Prices rose again in September> (news.example, 18 Sep 2026",
        "irony escapes it",
        f"inflation · 1–30 Sep 2026 · counted: {counted}",
        "12.3 MB read ($0.0001)",
    ):
        assert said in text
    assert f"• {counted.split(' and ')[0]}" in "\n".join(texts(counted_as(ex.sentiment())))


def test_an_error_tells_what_to_type_and_nothing_else() -> None:
    made = message(ex.error())
    assert shown(made) == (
        "I could not find a topic in that. Name one, as in the examples.\n"
        "• `/sentiment inflation last 30 days`\n• `/compare oil vs gas since June`"
    )
    assert "/sentiment inflation last 30 days" in made.text


def test_what_may_be_asked_next_is_among_the_details() -> None:
    answer = replace(ex.sentiment(), suggestions=("coverage of inflation", "articles about <inflation>"))
    words = "\n".join(texts(details(answer)))
    assert "*Ask next*\n• `coverage of inflation`\n• `articles about &lt;inflation&gt;`" in words


def test_help_lists_examples_and_cites_nothing() -> None:
    answer = ex.answer(action="help")
    words = shown(message(replace(answer, summary="Name a topic.", suggestions=("sentiment on oil",))))
    assert words.endswith("Name a topic.\n• `sentiment on oil`")
    assert "GDELT" not in words


def test_buttons_stand_last_in_one_block() -> None:
    button = {"type": "button", "text": {"type": "plain_text", "text": "Again"}, "action_id": "again"}
    made = message(ex.sentiment(), actions=[[button] * 30])
    assert made.blocks[-1] == {"type": "actions", "elements": [button] * limits.ACTIONS}
    assert sum(b["type"] == "actions" for b in made.blocks) == 1


def test_sample_data_says_so_once_and_the_notification_begins_with_the_finding() -> None:
    made = message(ex.sampled(ex.sentiment()), notice="The chart could not be uploaded.")
    assert made.text.startswith("Coverage of inflation rose by a third\nThe chart could not be uploaded.")
    assert "sample data" in made.text
    assert made.blocks[1]["elements"][0]["text"] == "The chart could not be uploaded."
    assert made.blocks[-1]["elements"][0]["text"].startswith("Sample data · ")
    assert shown(made).lower().count("sample data") == 1
    assert "ample data" not in shown(message(ex.sentiment()))


def test_the_fallback_carries_the_finding_and_the_numbers() -> None:
    text = message(ex.compared(), chart_file="F1").text
    assert text.startswith("Coverage of inflation rose by a third\n")
    assert "housing: 2.4% of all articles (7,128 articles, 4,744 stories), tone −2.7 (−2.9 to −2.5)" in text


def test_the_fallback_is_cut_where_nobody_reads_on() -> None:
    text = message(replace(ex.sentiment(), summary="word " * 2000)).text
    assert len(text) <= limits.FALLBACK_TEXT
    assert text.endswith("…")


def test_nothing_from_outside_can_ping_or_link() -> None:
    evil = "<!channel> @here <https://evil.example|click> & more"
    headline = replace(ex.article(evil), source=evil)
    answer = replace(
        ex.answer(ex.series(evil), ex.series("oil")),
        headline=evil,
        summary=evil,
        caveats=(evil,),
        suggestions=(evil,),
        articles=(headline,),
        spikes=(ex.spike(3, "A", evil, headline),),
        related=(replace(ex.related().related[0], topic=evil),),
    )
    made = message(answer, chart_file="F1", notice=evil)
    for text in (made.text, *texts(made.blocks), *texts(details(answer)), *texts(counted_as(answer))):
        assert "<!" not in text
        assert "@here" not in text
        assert "<https://evil" not in text
    assert "&lt;!channel&gt;" in made.text


def test_sixty_articles_are_cut_with_a_notice_and_keep_the_source() -> None:
    one = ex.article("Title " * 40)
    sixty = tuple(replace(one, url=f"https://a.example/{n}/" + "x" * 3000) for n in range(60))
    made = message(replace(ex.listed(), articles=sixty))
    words = json.dumps(made.blocks)
    assert len(words) <= limits.MESSAGE_CHARS + 500
    assert "of 60 stories" in words
    assert "GDELT Project" in json.dumps(made.blocks[-1])


def test_a_topic_the_chart_cannot_write_is_explained() -> None:
    made = message(ex.compared(topics=("inflation", "通货膨胀")), chart_file="F1")
    assert "topic 2 on the chart is 通货膨胀" in shown(made)
    assert "on the chart" not in shown(message(ex.compared(), chart_file="F1"))
