"""Many questions in one process: a line of JSON in, a line of JSON out, whatever the line holds."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

import click

from bot.answer import Answer, answer_to_json, refused
from bot.question import Refusal
from bot.settings import is_zone

log = logging.getLogger(__name__)

_SHAPE = 'Write it like {"id": 1, "text": "inflation last 30 days", "today": "2026-11-20", "tz": "UTC"}'


class _BadLine(Exception):
    """What is wrong with a line and what to write instead, as a sentence."""


def answer_lines(
    lines: Iterable[str],
    answer_of: Callable[[str, date, str], Answer],
    today: Callable[[str], date],
    zone: str,
) -> None:
    """Writes a line ``{"id","answer"}`` for each line ``{"id","text","today"?,"tz"?}`` that is not blank.

    `answer_of` answers a text of a day in a time zone. `today` is the day in a time zone for lines that name
    none, `zone` the zone likewise. A line that cannot be
    read gets an answer with the error ``bad_line``, a question that meets a bug one with ``internal``.
    """
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        item: dict[str, Any] = {}
        try:
            item = _item(line, number)
            answer = answer_of(*_asked(item, number, today, zone))
        except _BadLine as bad:
            answer = refused(Refusal("bad_line", str(bad)))
        except Exception:
            # One question's bug must not cost the thousands after it; the log has the trace, not the text.
            log.exception("line %d could not be answered", number)
            told = f"Line {number} met a fault of the program; the log has the details."
            answer = refused(Refusal("internal", told))
        row = {"id": item.get("id"), "answer": answer_to_json(answer)}
        click.echo(json.dumps(row, ensure_ascii=False))


def _item(line: str, number: int) -> dict[str, Any]:
    try:
        item = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise _BadLine(f"Line {number} is not JSON ({error}). {_SHAPE}.") from None
    if not isinstance(item, dict):
        raise _BadLine(f"Line {number} is JSON but not an object. {_SHAPE}.")
    return item


def _asked(
    item: dict[str, Any], number: int, today: Callable[[str], date], zone: str
) -> tuple[str, date, str]:
    text, day, tz = item.get("text"), item.get("today"), item.get("tz") or zone
    if not isinstance(text, str) or not text.strip():
        raise _BadLine(f'Line {number} has no "text" to answer. {_SHAPE}.')
    if not isinstance(tz, str) or not is_zone(tz):
        raise _BadLine(f'Line {number}: "tz" is no time zone. Write one like "Europe/Stockholm" or "UTC".')
    try:
        return text, today(tz) if day is None else date.fromisoformat(day), tz
    except (ValueError, TypeError):
        raise _BadLine(f'Line {number}: "today" is no day. Write it like "2026-11-20".') from None
