"""Names that stay whole, though words of the grammar stand in them: found by their first word."""

from __future__ import annotations

from functools import cache

from bot.parse.names import WHOLE


@cache
def names() -> dict[str, tuple[tuple[str, ...], ...]]:
    """The rest of each known name, by its first word; `&` reads as `and`."""
    table: dict[str, list[tuple[str, ...]]] = {}
    for name in WHOLE:
        first, *rest = name.replace("&", "and").split()
        table.setdefault(first, []).append(tuple(rest))
    return {first: tuple(sorted(rests, key=len, reverse=True)) for first, rests in table.items()}


def name_end(words: list[str], at: int) -> int:
    """Where the longest known name that begins at a word ends; `at` where none does."""
    for rest in names().get(words[at], ()):
        end = at + 1 + len(rest)
        if words[at + 1 : end] == list(rest):
            return end
    return at
