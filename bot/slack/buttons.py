"""The buttons under an answer: a nearer or wider timeframe, an edit, a share, a text that would work."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from bot.actions import ASKED
from bot.answer import Answer
from bot.digests.values import Level
from bot.parse.calendar import add_months
from bot.parse.slack_text import escape
from bot.question import MAX_TOPICS, Question, Refusal, question_from_json, question_to_json
from bot.render import limits

Element = dict[str, Any]

SHARE_ANSWER = "share_answer"
ASK_SUGGESTION = "ask_suggestion"
SET_TIMEFRAME = "set_timeframe"
EDIT_QUESTION = "edit_question"
FOLLOW_WEEKLY = "follow_weekly"
SAVE_ALERT = "save_alert"
CONFIRM_COST = "confirm_cost"
FOLLOW_ANYWAY = "follow_anyway"
FOLLOW_OTHERWISE = "follow_otherwise"

_DAY = timedelta(days=1)
TIMEFRAMES = {"7d": "7 days", "30d": "30 days", "90d": "90 days", "1y": "1 year"}


def question_value(question: Question) -> str:
    """The question as a button carries it: compact JSON without what is not set."""
    said = {k: v for k, v in question_to_json(question).items() if v not in (None, (), [], {})}
    # Never a "<": what a person typed shall not look like a ping, wherever it is kept.
    return json.dumps(said, ensure_ascii=False, separators=(",", ":"), default=str).replace("<", "\\u003c")


def question_of(value: str) -> Question:
    """The inverse of `question_value`."""
    return question_from_json(json.loads(value))


def over(question: Question, name: str, today: date) -> Question:
    """The same question over one of TIMEFRAMES up to today."""
    start = add_months(today, -12) + _DAY if name == "1y" else today - (int(name[:-1]) - 1) * _DAY
    action = question.action
    if action == "compare" and len(question.topics) == 1:
        # It was one topic in two periods; one period is left.
        action = question.options.metric or "sentiment"
    return replace(question, action=action, start=start, end=today, baseline=None, today=today)


def answer_rows(answer: Answer, refusal: Refusal | None, share_key: str | None) -> list[list[Element]]:
    """The rows of buttons under an answer: how to look at it, then what to ask next.

    `share_key` is given where only the asker sees the answer. After a refusal the texts come first, as they
    are the way forward.
    """
    asked = answer.question
    if asked is None:
        form = [form_button(refusal)] if refusal else []
        return [[*suggestion_buttons(answer.suggestions), *form]]
    look = question_buttons(asked) if asked.action in ASKED else []
    if share_key:
        look.append(share_button(share_key))
    if answer.error == "needs_confirmation":
        price = answer.provenance.price_usd
        gigabytes = answer.provenance.bytes_scanned / 1e9
        yes = _button(CONFIRM_COST, f"Yes, read {gigabytes:,.0f} GB (${price:.2f})", question_value(asked))
        return [[yes, *look]]
    following = suggestion_buttons(answer.suggestions)
    return [row for row in ((following, look) if answer.error else (look, following)) if row]


def question_buttons(question: Question) -> list[Element]:
    """Timeframes and an edit for a question; none where it is too long for a button."""
    value = question_value(question)
    if not question.topics or len(value) > limits.BUTTON_VALUE:
        return []
    today = question.today
    buttons = [
        _button(f"{SET_TIMEFRAME}_{name}", label, value)
        | ({"style": "primary"} if today and over(question, name, today) == question else {})
        for name, label in TIMEFRAMES.items()
    ]
    return [
        *buttons,
        _button(EDIT_QUESTION, "Edit question", value),
        _button(FOLLOW_WEEKLY, "Weekly digest", value),
    ]


def alert_buttons(question: Question, levels: Mapping[Level, int], wanted: Level) -> list[Element]:
    """A button for each sensitivity, with how many days it would have told of; the `wanted` stands out."""
    value = question_value(question)
    return [
        _button(f"{SAVE_ALERT}_{level}", f"Watch: {level} ({days} in 90 days)", f"{level} {value}")
        | ({"style": "primary"} if level == wanted else {})
        for level, days in levels.items()
    ]


def doubtful_digest_buttons(id: str) -> list[Element]:
    """What to do with a digest without any news, kept aside under `id`."""
    return [
        _button(FOLLOW_OTHERWISE, "Change it", id) | {"style": "primary"},
        _button(FOLLOW_ANYWAY, "Save it all the same", id),
    ]


def suggestion_buttons(suggestions: tuple[str, ...]) -> list[Element]:
    """Buttons that ask what they say. Slack takes 75 characters on one and 2,000 behind it."""
    return [
        _button(f"{ASK_SUGGESTION}_{i}", _label(text), escape(text))
        for i, text in enumerate(suggestions[:5])
        if text and len(text) <= limits.BUTTON_VALUE
    ]


def form_button(refusal: Refusal) -> Element:
    """The form, filled in with what was understood of a refused question."""
    topics = refusal.topics[:MAX_TOPICS]
    action = refusal.action if topics and refusal.action in ASKED else "sentiment"
    if len(topics) > 1 and action in ("sentiment", "volume"):
        action = "compare"
    question = Question(action, topics)
    value = question_value(question)
    if len(value) > limits.BUTTON_VALUE:
        value = question_value(replace(question, topics=()))
    return _button(EDIT_QUESTION, "Use a form", value)


def share_button(key: str) -> Element:
    """Shows the answer that is kept under `key` to the channel."""
    return _button(SHARE_ANSWER, "Share in channel", key)


def _label(text: str) -> str:
    return limits.truncate(text.replace("<", "‹").replace(">", "›"), limits.BUTTON_TEXT)


def _button(action_id: str, label: str, value: str) -> Element:
    return {
        "type": "button",
        "action_id": action_id,
        "text": {"type": "plain_text", "text": label},
        "value": value,
    }
