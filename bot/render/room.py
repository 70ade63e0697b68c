"""How much of a phone's screen a message takes, and what of a list fits."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

LINE = 42
"""Characters that a phone shows in a line of a message."""
LINES, WORDS = 16, 90
"""What a message takes at most, the picture left aside: a screen of lines, half a minute of words."""


def lines_of(text: str) -> int:
    """Lines on a phone."""
    return sum(max(1, len(textwrap.wrap(line, LINE))) for line in text.splitlines())


def words_of(text: str) -> int:
    return sum(any(c.isalnum() for c in word) for word in text.split())


@dataclass(frozen=True, slots=True)
class Bullet:
    """A line of a list: as it is read, and as mrkdwn."""

    read: str
    mrkdwn: str


def fitting(bullets: Iterable[Bullet], above: Sequence[str], below: Sequence[str]) -> list[Bullet]:
    """As many of the `bullets`, from the first on, as leave the message short.

    `above` and `below` are its other texts; what stands below counts in words only.
    """
    lines = sum(map(lines_of, above))
    words = sum(map(words_of, (*above, *below)))
    out = []
    for bullet in bullets:
        lines += lines_of(bullet.read)
        words += words_of(bullet.read)
        if lines > LINES or words > WORDS:
            break
        out.append(bullet)
    return out
