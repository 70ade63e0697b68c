import csv
import io
from dataclasses import replace

import pytest

from bot.render.csv import series_csv
from bot.render.plain import plain_text
from tests.render import examples as ex


def test_the_console_shows_numbers_headlines_and_source() -> None:
    text = plain_text(ex.sentiment())
    assert text.startswith("Inflation was in 2.5% of all articles")
    row = next(line for line in text.splitlines() if line.startswith("inflation "))
    for figures in (
        "7,634",
        "2.5%",
        "−2.0 (−2.2 to −1.8)",
        "coverage +31% (+12% to +53%), tone −0.4 (−0.7 to −0.1)",
    ):
        assert figures in row
    for words in (
        "Change against 1–31 Aug 2026",
        "A · 8 Sep 2026: 812 articles, 250 expected",
        "https://news.example/1",
        "irony escapes it",
        "Read as: inflation · 1–30 Sep 2026",
        "Source: The GDELT Project, https://www.gdeltproject.org · data until 18 Sep 2026 14:30 UTC",
    ):
        assert words in text


def test_the_columns_of_a_comparison_stand_under_each_other() -> None:
    lines = plain_text(ex.compared()).splitlines()
    start = next(i for i, line in enumerate(lines) if line.startswith("Topic"))
    place = lines[start].index("Share")
    shares = [line[place:].split()[0] for line in lines[start + 1 : start + 6]]
    assert shares == ["1.2%", "1.6%", "2.0%", "2.4%", "2.7%"]
    assert "Change" not in lines[start]


def test_sample_data_is_said_first_and_an_error_is_the_sentence_and_examples() -> None:
    sample = plain_text(ex.sampled(ex.sentiment()))
    assert sample.startswith("Sample data")
    assert sample.count("Sample data") == 1
    assert plain_text(ex.error()) == (
        "I could not find a topic in that. Name one, as in the examples.\n\n"
        "Try\n  /sentiment inflation last 30 days\n  /compare oil vs gas since June\n"
    )


def test_nothing_from_outside_acts_on_the_terminal() -> None:
    answer = replace(ex.listed(), articles=(ex.article("\x1b[31mRed\x07 \x9b2J alert"),))
    text = plain_text(answer)
    assert all(c.isprintable() or c == "\n" for c in text)
    assert "Red" in text


def read(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


def test_csv_has_a_line_for_each_topic_and_day() -> None:
    answer = ex.so_far()
    rows = read(series_csv(answer))
    assert len(rows) == 15
    first, last = rows[0], rows[-1]
    day = answer.series[0].days[0]
    assert first["day"] == "2026-09-01"
    assert (int(first["articles"]), int(first["total"])) == (day.articles, day.total)
    assert float(first["share"]) == pytest.approx(day.articles / day.total)
    assert float(first["tone"]) == pytest.approx(day.tone, abs=1e-3)
    assert (first["partial"], last["partial"]) == ("false", "true")


def test_csv_leaves_out_what_is_missing_instead_of_writing_zero() -> None:
    rows = read(series_csv(ex.answer(ex.series(of=(ex.day(ex.FIRST, articles=3, total=0, tone=None),)))))
    assert (rows[0]["share"], rows[0]["tone"], rows[0]["tone_low"]) == ("", "", "")
    days = {r["day"] for r in read(series_csv(ex.gappy()))}
    assert "2026-09-11" not in days


@pytest.mark.parametrize("topic", ["=1+1", "+cmd", "-oil", "@SUM(A1)", "\t=1", " =1"])
def test_a_topic_is_never_a_formula(topic: str) -> None:
    rows = read(series_csv(ex.answer(ex.series(topic, ex.days(1)))))
    assert rows[0]["topic"] == "'" + topic


def test_a_topic_with_commas_and_quotes_survives() -> None:
    rows = read(series_csv(ex.answer(ex.series('oil, "crude"', ex.days(1)))))
    assert rows[0]["topic"] == 'oil, "crude"'
