from datetime import UTC, date, datetime

import pytest

from bot.words.format import (
    NOTHING,
    change_text,
    count_text,
    counted,
    date_text,
    moment_text,
    share_text,
    span_text,
    tone_text,
)


@pytest.mark.parametrize(
    ("share", "text"),
    [
        (None, NOTHING),
        (0, "0%"),
        (0.1234, "12%"),
        (0.0421, "4.2%"),
        (0.0042, "0.42%"),
        (0.00099, "9.9 per 10,000 articles"),
        (0.0000034, "0.034 per 10,000 articles"),
        (1, "100%"),
    ],
)
def test_a_share_keeps_two_digits_that_say_something(share: float | None, text: str) -> None:
    assert share_text(share) == text


@pytest.mark.parametrize(
    ("tone", "text"), [(-2.34, "−2.3"), (0.41, "+0.4"), (-0.01, "0.0"), (0.04, "0.0"), (None, NOTHING)]
)
def test_a_tone_has_a_real_minus_and_no_minus_zero(tone: float | None, text: str) -> None:
    assert tone_text(tone) == text


@pytest.mark.parametrize(
    ("start", "end", "text"),
    [
        (date(2026, 10, 3), date(2026, 10, 15), "3–15 Oct 2026"),
        (date(2026, 9, 28), date(2026, 10, 15), "28 Sep – 15 Oct 2026"),
        (date(2025, 12, 28), date(2026, 1, 3), "28 Dec 2025 – 3 Jan 2026"),
        (date(2026, 10, 3), date(2026, 10, 3), "3 Oct 2026"),
        (date(2026, 10, 3), None, "since 3 Oct 2026"),
        (None, date(2026, 10, 3), "until 3 Oct 2026"),
        (None, None, "all days"),
    ],
)
def test_a_span_says_each_year_and_month_once(start: date | None, end: date | None, text: str) -> None:
    assert span_text(start, end) == text


def test_days_and_moments() -> None:
    assert date_text(date(2026, 10, 5)) == "5 Oct 2026"
    assert moment_text(datetime(2026, 10, 5, 9, 5, tzinfo=UTC)) == "5 Oct 2026 09:05 UTC"


def test_counts_have_thousands_and_agree_with_their_noun() -> None:
    assert count_text(1234567) == "1,234,567"
    assert [counted(n, "story") for n in (0, 1, 1200)] == ["0 stories", "1 story", "1,200 stories"]


@pytest.mark.parametrize(
    ("ratio", "text"), [(1.31, "+31%"), (0.6, "−40%"), (1.001, "0%"), (3.24, "3.2 times"), (0, "−100%")]
)
def test_a_ratio_reads_as_a_change(ratio: float, text: str) -> None:
    assert change_text(ratio) == text
