"""The form in which a question is edited: built from a Question, read back into one."""

from __future__ import annotations

import json
from typing import Any

import msgspec

from bot.jobs import Place
from bot.parse import saying
from bot.question import Question, Refusal

EDITED = "question_edited"
"""The callback id of the form."""

ACTIONS = {
    "sentiment": ("Tone", "sentiment on"),
    "volume": ("Coverage", "coverage of"),
    "compare": ("Comparison", "compare"),
    "articles": ("Articles", "articles about"),
    "related": ("Related topics", "related to"),
    "trends": ("Search interest", "search trends for"),
}

# Where an error is shown: beside what caused it.
_FIELD_OF = {
    "future_timeframe": "timeframe",
    "reversed_range": "timeframe",
    "invalid_date": "timeframe",
    "unresolved_timeframe": "timeframe",
}

View = dict[str, Any]


def form(question: Question, place: Place) -> View:
    """The modal, filled in with what was asked. It remembers where the answer is to go."""
    # "Tone" of several topics is a comparison by tone.
    wanted = question.options.metric or question.action
    choices = [_choice(name) for name in ACTIONS]
    initial = next((c for c in choices if c["value"] == wanted), choices[0])
    choice = {"type": "static_select", "options": choices, "initial_option": initial}
    return {
        "type": "modal",
        "callback_id": EDITED,
        "private_metadata": json.dumps(msgspec.to_builtins(place)),
        "title": _plain("Edit question"),
        "submit": _plain("Ask"),
        "close": _plain("Cancel"),
        "blocks": [
            _input("action", "What to show", choice),
            _input(
                "topics",
                "Topics",
                _text(saying.topics(question), "inflation vs unemployment"),
                "Up to five, with “vs” between them. Put exact words in quotation marks, "
                "and a minus before words to leave out.",
            ),
            _input(
                "timeframe",
                "Timeframe",
                _text(saying.timeframe(question), "last 30 days"),
                "Such as: last 90 days, since March, Q3 2025, 2026-01-15 to 2026-02-15.",
                optional=True,
            ),
            _input(
                "filters",
                "Filters",
                _text(saying.options(question.options), "in Sweden, German media, weekly"),
                "Places, media by country or language, site:ft.com, weekly, as a table.",
                optional=True,
            ),
        ],
    }


def text_of(view: View) -> str:
    """What the filled-in form says, in one line."""
    said = {block: next(iter(fields.values())) for block, fields in view["state"]["values"].items()}
    verb = ACTIONS[said["action"]["selected_option"]["value"]][1]
    topics, timeframe, filters = (
        (said[k].get("value") or "").strip() for k in ("topics", "timeframe", "filters")
    )
    return ", ".join(p for p in (f"{verb} {topics} {timeframe}".strip(), filters) if p)


def place_of(view: View) -> Place:
    """Where the answer is to go."""
    return msgspec.convert(json.loads(view["private_metadata"]), Place)


def errors(refusal: Refusal) -> dict[str, str]:
    """The refusal beside the field that it is about."""
    return {_FIELD_OF.get(refusal.code, "topics"): refusal.message}


def _input(block: str, label: str, element: View, hint: str = "", *, optional: bool = False) -> View:
    out = {
        "type": "input",
        "block_id": block,
        "label": _plain(label),
        "element": element | {"action_id": block},
        "optional": optional,
    }
    return out | ({"hint": _plain(hint)} if hint else {})


def _text(initial: str, placeholder: str) -> View:
    out: View = {"type": "plain_text_input", "placeholder": _plain(placeholder), "max_length": 900}
    return out | ({"initial_value": initial[:900]} if initial else {})


def _choice(name: str) -> View:
    return {"text": _plain(ACTIONS[name][0]), "value": name}


def _plain(text: str) -> View:
    return {"type": "plain_text", "text": text}
