"""The series of an Answer as CSV, one line per topic and day, for a spreadsheet."""

from __future__ import annotations

import csv
import io

from bot.answer import Answer

COLUMNS = (
    "topic", "day", "articles", "stories", "total", "share", "tone", "tone_low", "tone_high", "partial",
)  # fmt: skip


def series_csv(answer: Answer) -> str:
    """CSV with a header; shares are 0..1, days ISO dates in UTC, numbers that do not exist empty."""
    out = io.StringIO()
    lines = csv.writer(out, lineterminator="\r\n")
    lines.writerow(COLUMNS)
    for series in answer.series:
        for d in series.days:
            lines.writerow(
                (
                    _inert(series.topic),
                    d.day.isoformat(),
                    d.articles,
                    d.stories,
                    d.total,
                    _number(d.share, 8),
                    _number(d.tone, 4),
                    _number(d.tone_low, 4),
                    _number(d.tone_high, 4),
                    "true" if d.partial else "false",
                )
            )
    return out.getvalue()


def _number(value: float | None, digits: int) -> str:
    return "" if value is None else f"{value:.{digits}f}"


def _inert(text: str) -> str:
    """Text that a spreadsheet takes for text: one that looks like a formula gets a quote in front."""
    return f"'{text}" if text.lstrip().startswith(("=", "+", "-", "@")) or text[:1] in "\t\r\n" else text
