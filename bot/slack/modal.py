"""The parts of a modal."""

from __future__ import annotations

from typing import Any

View = dict[str, Any]

LONGEST_INPUT = 900
"""Characters that one field takes; a question has at most 1,000 in all."""


def field(name: str, label: str, element: View, hint: str = "", *, optional: bool = False) -> View:
    """A labelled input; `name` is both its block and its action."""
    out = {
        "type": "input",
        "block_id": name,
        "label": plain(label),
        "element": element | {"action_id": name},
        "optional": optional,
    }
    return out | ({"hint": plain(hint)} if hint else {})


def text_input(initial: str, placeholder: str) -> View:
    out: View = {
        "type": "plain_text_input",
        "placeholder": plain(placeholder),
        "max_length": LONGEST_INPUT,
    }
    return out | ({"initial_value": initial[:LONGEST_INPUT]} if initial else {})


def choice(value: str, label: str) -> View:
    return {"text": plain(label), "value": value}


def plain(text: str) -> View:
    return {"type": "plain_text", "text": text}
