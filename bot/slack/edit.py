"""The form in which a question is edited: built from a Question, read back into one."""

from __future__ import annotations

import json

import msgspec

from bot.jobs import Place
from bot.parse import unparse
from bot.question import Question, Refusal
from bot.slack.modal import View, choice, field, plain, text_input, values

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


def form(question: Question, place: Place) -> View:
    """The modal, filled in with what was asked. It remembers where the answer is to go."""
    # "Tone" of several topics is a comparison by tone.
    wanted = question.options.metric or question.action
    choices = [choice(name, label) for name, (label, _) in ACTIONS.items()]
    initial = next((c for c in choices if c["value"] == wanted), choices[0])
    chosen = {"type": "static_select", "options": choices, "initial_option": initial}
    return {
        "type": "modal",
        "callback_id": EDITED,
        "private_metadata": json.dumps(msgspec.to_builtins(place)),
        "title": plain("Edit question"),
        "submit": plain("Ask"),
        "close": plain("Cancel"),
        "blocks": [
            field("action", "What to show", chosen),
            field(
                "topics",
                "Topics",
                text_input(unparse.topics(question), "inflation vs unemployment"),
                "Up to five, with “vs” between them. Put exact words in quotation marks, "
                "and a minus before words to leave out.",
            ),
            field(
                "timeframe",
                "Timeframe",
                text_input(unparse.timeframe(question), "last 30 days"),
                "Such as: last 90 days, since March, Q3 2025, 2026-01-15 to 2026-02-15.",
                optional=True,
            ),
            field(
                "filters",
                "Filters",
                text_input(unparse.options(question.options), "in Sweden, German media, weekly"),
                "Places, media by country or language, site:ft.com, weekly, as a table.",
                optional=True,
            ),
        ],
    }


def text_of(view: View) -> str:
    """What the filled-in form says, in one line."""
    said = values(view)
    asked = f"{ACTIONS[said['action']][1]} {said['topics']} {said['timeframe']}".strip()
    return ", ".join(p for p in (asked, said["filters"]) if p)


def place_of(view: View) -> Place:
    """Where the answer is to go."""
    return msgspec.convert(json.loads(view["private_metadata"]), Place)


def errors(refusal: Refusal) -> dict[str, str]:
    """The refusal beside the field that it is about."""
    return {_FIELD_OF.get(refusal.code, "topics"): refusal.message}
