import json
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from bot.render import limits
from bot.render.mrkdwn import escape


def section(text: str) -> dict[str, Any]:
    return {"type": "section", "text": {"type": "mrkdwn", "text": text}}


def test_a_short_text_is_left_alone() -> None:
    assert limits.truncate("abc", 3) == "abc"


@given(st.text(alphabet="a&<> é", max_size=80), st.integers(8, 60))
def test_a_cut_text_fits_and_has_no_half_entity(text: str, limit: int) -> None:
    cut = limits.truncate(escape(text), limit)
    assert len(cut) <= limit
    rest = cut.replace("&amp;", "").replace("&lt;", "").replace("&gt;", "")
    assert "&" not in rest


def test_a_link_is_kept_whole_or_left_out() -> None:
    assert limits.truncate("see <https://a.example/very/long|words>", 20) == "see…"


def test_at_most_50_blocks_and_the_rest_is_owned_up_to() -> None:
    tail = [section("source")]
    made = limits.fit([section(str(i)) for i in range(80)], tail)
    assert len(made) == limits.MESSAGE_BLOCKS
    assert made[-1] == tail[0]
    assert made[-2]["elements"][0]["text"] == limits.LEFT_OUT.format(n=32)


def test_a_message_stays_under_the_size_at_which_slack_refuses_it() -> None:
    made = limits.fit([section("x" * 2900) for _ in range(9)], [section("source")])
    assert len(json.dumps(made)) <= limits.MESSAGE_CHARS
    assert made[-1] == section("source")
    assert made[0] == section("x" * 2900)
    assert "5 more left out" in made[-2]["elements"][0]["text"]


def test_what_fits_is_left_alone() -> None:
    assert limits.fit([section("a")], [section("b")]) == (section("a"), section("b"))
