import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from bot.answer import SAMPLE_NOTICE, Answer
from bot.render import limits
from bot.render.blocks import Message, message
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


def test_the_finding_comes_first_then_chart_then_numbers() -> None:
    made = message(ex.sentiment(), chart_file="F1")
    assert [b["type"] for b in made.blocks[:3]] == ["section", "image", "section"]
    assert made.blocks[0]["text"]["text"].startswith("*Coverage of inflation rose by a third*\n")
    fields = [f["text"] for f in made.blocks[2]["fields"]]
    assert fields[0] == "*Coverage*\n2.5% of all articles\n7,634 articles, 5,079 stories"
    assert "usual −1.7, all news −1.2" in fields[1]
    assert fields[2].startswith("*Change* against 1–31 Aug 2026\ncoverage +31% (+12% to +53%)")


def test_the_chart_is_a_slack_file_described_in_words() -> None:
    answer = replace(ex.sentiment(), alt_text="x" * 3000)
    image = next(b for b in message(answer, chart_file="F1").blocks if b["type"] == "image")
    assert image["slack_file"] == {"id": "F1"}
    assert "image_url" not in image
    assert len(image["alt_text"]) == limits.IMAGE_ALT


def test_a_chart_without_alt_text_is_still_described() -> None:
    image = message(replace(ex.volume(), alt_text=""), chart_file="F1").blocks[1]
    assert image["alt_text"] == "Coverage of inflation rose by a third"


def test_no_image_without_a_file() -> None:
    assert all(b["type"] != "image" for b in message(ex.sentiment()).blocks)


def test_spikes_carry_their_letters_and_linked_headlines() -> None:
    words = shown(message(ex.sentiment()))
    assert "*A · 8 Sep 2026: 812 articles, 250 expected*" in words
    assert "• <https://news.example/1|Prices rose again in September> (news.example)" in words


def test_a_comparison_has_a_field_for_each_topic() -> None:
    fields = next(b["fields"] for b in message(ex.compared()).blocks if "fields" in b)
    assert len(fields) == 5
    assert fields[1]["text"].startswith("*unemployment*\n1.6% of all articles\ntone −1.7")


def test_articles_are_links_with_source_time_tone_and_copies() -> None:
    words = shown(message(ex.listed()))
    assert "<https://news.example/3|Prices rose again, part 3>" in words
    assert "news.example, 18 Sep 2026 14:30 UTC, tone −3.4, 3 copies" in words


def test_it_says_how_it_read_the_question_and_cites_gdelt() -> None:
    words = shown(message(ex.sentiment()))
    counted = "the theme ECON_INFLATION and titles with “inflation”"
    assert f"*Read as:* inflation · 1–30 Sep 2026 · counted: {counted}" in words
    assert "<https://www.gdeltproject.org|GDELT Project> · data until 18 Sep 2026 14:30 UTC" in words
    assert "12.3 MB read ($0.0001)" in words


def test_an_error_tells_what_to_type_and_nothing_else() -> None:
    made = message(ex.error())
    assert shown(made) == (
        "I could not find a topic in that. Name one, as in the examples.\n"
        "• `/sentiment inflation last 30 days`\n• `/compare oil vs gas since June`"
    )
    assert "/sentiment inflation last 30 days" in made.text


def test_what_may_be_asked_next_is_one_line_under_the_answer() -> None:
    answer = replace(ex.sentiment(), suggestions=("coverage of inflation", "articles about <inflation>"))
    words = shown(message(answer))
    assert "*Ask next:* `coverage of inflation` or `articles about &lt;inflation&gt;`" in words


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


def test_sample_data_says_so_before_anything_else() -> None:
    made = message(ex.sampled(ex.sentiment()), notice="The chart could not be uploaded.")
    assert made.text.startswith("Sample data")
    assert SAMPLE_NOTICE in made.blocks[0]["elements"][0]["text"]
    assert made.blocks[1]["elements"][0]["text"] == "The chart could not be uploaded."
    assert shown(made).count("Sample data") == 1
    assert "Sample" not in shown(message(ex.sentiment()))


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
    for text in (made.text, *texts(made.blocks)):
        assert "<!" not in text
        assert "@here" not in text
        assert "<https://evil" not in text
    assert "&lt;!channel&gt;" in made.text


def test_sixty_articles_are_cut_with_a_notice_and_keep_the_source() -> None:
    one = replace(ex.article("Title " * 40), url="https://a.example/" + "x" * 300)
    made = message(replace(ex.listed(), articles=(one,) * 60))
    words = json.dumps(made.blocks)
    assert len(words) <= limits.MESSAGE_CHARS + 500
    assert "more left out" in words
    assert "GDELT Project" in json.dumps(made.blocks[-1])


def test_a_topic_the_chart_cannot_write_is_explained() -> None:
    made = message(ex.compared(topics=("inflation", "通货膨胀")), chart_file="F1")
    assert "On the chart, topic 2 is 通货膨胀" in shown(made)
    assert "On the chart" not in shown(message(ex.compared(), chart_file="F1"))
