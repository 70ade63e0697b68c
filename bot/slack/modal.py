"""The parts of a modal, and what was typed into it."""

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


def values(view: View) -> dict[str, str]:
    """What stands in each field of a submitted form, trimmed; empty where nothing does."""
    return {name: _said(next(iter(fields.values()))) for name, fields in view["state"]["values"].items()}


def _said(field: View) -> str:
    if field.get("selected_option"):
        return str(field["selected_option"]["value"])
    for key in ("value", "selected_conversation", "selected_time"):
        if field.get(key):
            return str(field[key]).strip()
    return ""
