import pytest

from bot.render.mrkdwn import code, escape, link


@pytest.mark.parametrize("ping", ["<!channel>", "<!here|here>", "<@U123>", "<!subteam^S1>"])
def test_slack_tags_from_outside_are_only_letters(ping: str) -> None:
    assert "<" not in escape(ping)
    assert ">" not in escape(ping)


@pytest.mark.parametrize("ping", ["@here", "@channel", "@Everyone"])
def test_bare_pings_are_broken_and_look_the_same(ping: str) -> None:
    assert ping not in escape(f"ask {ping} now")
    assert escape(ping).replace("\u2060", "") == ping


def test_an_address_is_left_alone() -> None:
    assert escape("me@hereford.example & you") == "me@hereford.example &amp; you"


def test_marks_that_turn_the_reading_direction_are_dropped() -> None:
    assert escape("safe\u202egnp.exe\x1b[31m") == "safe gnp.exe [31m"


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "ftp://a.example/x",
        "http:///x",
        "http://[",
        "",
        "https://a.example/" + "x" * 3000,
    ],
)
def test_an_unsafe_url_leaves_the_label_alone(url: str) -> None:
    assert link(url, "Prices < wages") == "Prices &lt; wages"


def test_neither_label_nor_url_can_end_the_link() -> None:
    made = link("https://a.example/?q=a|b>c&d= e", "Rates | News> \n<!channel>")
    assert made.startswith("<https://a.example/?q=a%7Cb%3Ec&amp;d=%20e|")
    assert made.count("|") == 1
    assert made.count("<") == made.count(">") == 1
    assert "\n" not in made


def test_a_link_without_words_shows_its_host() -> None:
    assert link("https://a.example/x", " ") == "<https://a.example/x|a.example>"


def test_code_stays_one_piece() -> None:
    assert code("/news `x`\n<!here>") == "`/news 'x' &lt;!here&gt;`"
