"""The form in which a question is edited: built from a Question, read back into one."""

from __future__ import annotations

import json
from dataclasses import replace

import msgspec

from bot.actions import ACTIONS, ASKED, Action
from bot.jobs import Place
from bot.parse import unparse
from bot.question import Question
from bot.slack import fields, requests
from bot.slack.modal import View, choice, field, plain, text_input

EDITED = "question_edited"
"""The callback id of the form."""

ONE_TOPIC = frozenset({"articles", "related"})


def form(question: Question, place: Place) -> View:
    """The modal, filled in with what was asked. It remembers where the answer is to go."""
    # "Tone" of several topics is a comparison by tone.
    wanted = question.options.metric or question.action
    choices = [choice(name, ACTIONS[name].label) for name in ASKED]
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
            field(
                "action",
                "What to show",
                chosen,
                "Articles and related topics are of one topic; tone and coverage of several are compared.",
            ),
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


def read(filled: requests.View, read_text: fields.Read) -> Question | dict[str, str]:
    """The question that the filled-in form asks, or what is wrong, by field."""
    said, wrong = filled.said, {}
    try:
        named = fields.topics(said["topics"], read_text)
    except fields.BadField as fault:
        wrong["topics"] = str(fault)
    try:
        over = fields.timeframe(said["timeframe"], read_text)
    except fields.BadField as fault:
        wrong["timeframe"] = str(fault)
    try:
        narrowed = fields.filters(said["filters"], read_text)
    except fields.BadField as fault:
        wrong["filters"] = str(fault)
    if wrong:
        return wrong
    action: Action = next(name for name in ASKED if name == said["action"])
    if problem := _misfit(action, len(named.topics), two_periods=over.baseline is not None):
        return {"topics": problem}
    asked = replace(over, action=action, topics=named.topics, phrases=named.phrases, options=narrowed)
    if len(named.topics) > 1 and (action == "sentiment" or action == "volume"):
        return replace(asked, action="compare", options=replace(narrowed, metric=action))
    return asked


def _misfit(action: Action, topics: int, *, two_periods: bool) -> str | None:
    """Why so many topics do not go with what is to be shown."""
    if action in ONE_TOPIC and topics > 1:
        several = ACTIONS["compare"].label
        return f"“{ACTIONS[action].label}” is of one topic at a time. Leave one, or choose “{several}”."
    if action == "compare" and topics == 1 and not two_periods:
        return (
            "A comparison needs two topics, such as: inflation vs unemployment; or one topic and two "
            "periods, such as: this month vs last month."
        )
    return None


def place_of(filled: requests.View) -> Place:
    """Where the answer is to go."""
    return msgspec.convert(json.loads(filled.private_metadata), Place)
