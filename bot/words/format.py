"""How numbers and dates read, the same in sentences, tables and on charts.

Charts, messages and the console share these, so that a figure looks alike wherever it stands.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

MINUS = "−"
NOTHING = "n/a"
"""What stands where there is no number: never a zero, which would be a claim."""

SMALL_SHARE = 0.001
"""Below 0.1% a percentage is mostly zeros; such shares are told per 10,000 articles."""


def share_text(share: float | None) -> str:
    """A share (0..1) of all articles: ``4.2%``, or ``3.1 per 10,000 articles`` when under 0.1%."""
    if share is None:
        return NOTHING
    if share == 0:
        return "0%"
    if share < SMALL_SHARE:
        return f"{significant(share * 10_000)} per 10,000 articles"
    return f"{significant(share * 100)}%"


def tone_text(tone: float | None) -> str:
    """A tone with one decimal and its sign: ``−2.3``, ``+0.4``, ``0.0``."""
    return NOTHING if tone is None else signed(tone)


def band_text(low: float | None, high: float | None) -> str:
    """An interval of tones: ``−2.6 to −2.1``; empty where one cannot be given."""
    return "" if low is None or high is None else f"{signed(low)} to {signed(high)}"


def date_text(d: date) -> str:
    """``15 Oct 2026``."""
    return f"{d.day} {d:%b %Y}"


def moment_text(moment: datetime) -> str:
    """A moment in UTC, as the data has it: ``15 Oct 2026 14:30 UTC``."""
    return f"{date_text(moment)} {moment:%H:%M} UTC"


def span_text(start: date | None, end: date | None) -> str:
    """``3–15 Oct 2026``, ``28 Sep – 15 Oct 2026``; an end left open is said in words."""
    if start is None:
        return f"until {date_text(end)}" if end else "all days"
    if end is None:
        return f"since {date_text(start)}"
    if start == end:
        return date_text(start)
    if start.year != end.year:
        return f"{date_text(start)} – {date_text(end)}"
    if start.month != end.month:
        return f"{start.day} {start:%b} – {date_text(end)}"
    return f"{start.day}–{date_text(end)}"


def count_text(n: int) -> str:
    """``12,345``."""
    return f"{n:,}"


def counted(n: int, noun: str) -> str:
    """``1 article``, ``2 articles``, ``2 stories``."""
    if n == 1:
        return f"1 {noun}"
    return f"{count_text(n)} {noun[:-1] + 'ies' if noun.endswith('y') else noun + 's'}"


def listed(items: Sequence[str], last: str = "and") -> str:
    """``a, b and c``."""
    return items[0] if len(items) == 1 else f"{', '.join(items[:-1])} {last} {items[-1]}"


def change_text(ratio: float) -> str:
    """A ratio of shares as a change: ``+25%``, ``−40%``, ``3.2 times``; ``0%`` for none."""
    if ratio >= 2:
        return f"{significant(ratio)} times"
    percent = round((ratio - 1) * 100)
    return f"{'+' if percent > 0 else MINUS if percent < 0 else ''}{abs(percent)}%"


def significant(x: float) -> str:
    """A positive number with at least two significant digits: ``34``, ``3.4``, ``0.34``, ``0.034``."""
    if x >= 9.95:
        return f"{x:,.0f}"
    if x >= 0.95:
        return f"{x:.1f}"
    return f"{x:.2g}" if x >= 0.0001 else "under 0.0001"


def signed(x: float) -> str:
    rounded = f"{abs(x):.1f}"
    return rounded if rounded == "0.0" else f"{'+' if x > 0 else MINUS}{rounded}"
