"""What stands under an answer: another period, headlines, a share, a menu, texts that would work."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from bot.actions import ACTIONS, ASKED, Action
from bot.answer import Answer
from bot.digests.values import Level
from bot.parse.calendar import add_months
from bot.parse.slack_text import escape
from bot.question import MAX_TOPICS, Question, Refusal, question_from_json, question_to_json
from bot.render import limits
from bot.words.format import span_text
from bot.words.sentences import left_out

Element = dict[str, Any]

SHARE_ANSWER = "share_answer"
ASK_SUGGESTION = "ask_suggestion"
SET_PERIOD = "set_period"
ASK_QUESTION = "ask_question"
EDIT_QUESTION = "edit_question"
COMPARE_QUESTION = "compare_question"
COMPARE_WITH = f"{ASK_SUGGESTION}_100"
ANSWER_MENU = "answer_menu"
SAVE_ALERT = "save_alert"
CONFIRM_COST = "confirm_cost"
UNDO_READING = "undo_reading"
FOLLOW_ANYWAY = "follow_anyway"
FOLLOW_OTHERWISE = "follow_otherwise"

_DAY = timedelta(days=1)
TIMEFRAMES = {"7d": "7 days", "30d": "30 days", "90d": "90 days", "1y": "1 year"}
CUSTOM = "custom"
MENU = {
    "edit": "Edit",
    "details": "Details",
    "counted": "What is counted",
    "digest": "Weekly digest",
    "alert": "Alert me",
}
"""What the menu under an answer leads to; Slack takes five."""


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


def answer_rows(
    answer: Answer, refusal: Refusal | None, key: str | None, *, alone: bool = False
) -> list[list[Element]]:
    """The rows under an answer: one to look at it otherwise; after a refusal, the texts that lead on.

    `key` is that under which the answer is kept, for what its menus lead to; `alone` says that only the
    asker sees it.
    """
    asked = answer.question
    following = suggestion_buttons(answer.suggestions)
    if asked is None:
        form = [form_button(refusal)] if refusal else []
        return [[*following, *form]]
    if answer.error:
        edit = edit_buttons(asked)
        if answer.error == "needs_confirmation":
            price = answer.provenance.price_usd
            gigabytes = answer.provenance.bytes_scanned / 1e9
            yes = button(CONFIRM_COST, f"Yes, read {gigabytes:,.0f} GB (${price:.2f})", question_value(asked))
            return [[yes, *edit]]
        return [row for row in ([*following, *edit],) if row]
    if asked.action not in ASKED:
        return [following] if following else []
    rows = [following if left_out(answer) else [], _look(answer, asked, key, alone=alone)]
    return [row for row in rows if row]


def _look(answer: Answer, asked: Question, key: str | None, *, alone: bool) -> list[Element]:
    """Another period, the headlines or what may stand beside it, a share or a comparison, and the menu."""
    if key is None or not asked.topics:
        return []
    row = [_period(asked, key)]
    if beside := _compare_with(answer):
        row += beside
    elif len(asked.topics) == 1:
        other: Action = "sentiment" if asked.action == "articles" else "articles"
        label = ACTIONS[other].label if other == "sentiment" else "Headlines"
        row += _asking(ASK_QUESTION, label, replace(asked, action=other, baseline=None))
    if alone:
        row.append(share_button(key))
    elif not beside and len(asked.topics) < MAX_TOPICS:
        row += _asking(COMPARE_QUESTION, "Compare…", replace(asked, action="compare"))
    # An alert watches one topic.
    entries = {k: v for k, v in MENU.items() if k != "alert" or len(asked.topics) == 1}
    menu = {"type": "overflow", "action_id": ANSWER_MENU, "options": _options(entries, key)}
    return [*row, menu]


def _period(asked: Question, key: str) -> Element:
    """The periods up to today; the one asked about stands chosen, or is named."""
    options = _options({**TIMEFRAMES, CUSTOM: "Custom…"}, key)
    out: Element = {"type": "static_select", "action_id": SET_PERIOD, "options": options}
    out["placeholder"] = {"type": "plain_text", "text": span_text(asked.start, asked.end)}
    names = [n for n in TIMEFRAMES if asked.today and over(asked, n, asked.today) == asked]
    return out | ({"initial_option": options[list(TIMEFRAMES).index(names[0])]} if names else {})


def _compare_with(answer: Answer) -> list[Element]:
    """A menu that sets a related topic beside the one asked about."""
    options = [
        {"text": {"type": "plain_text", "text": _label(r.topic)}, "value": escape(r.ask)}
        for r in answer.related
        if r.ask and r.topic and len(escape(r.ask)) <= limits.OPTION_VALUE
    ]
    if not options:
        return []
    placeholder = {"type": "plain_text", "text": "Compare with…"}
    menu = {"type": "static_select", "action_id": COMPARE_WITH, "placeholder": placeholder}
    return [menu | {"options": options}]


def _options(labels: Mapping[str, str], key: str) -> list[Element]:
    return [
        {"text": {"type": "plain_text", "text": label}, "value": f"{name}:{key}"}
        for name, label in labels.items()
    ]


def edit_buttons(question: Question) -> list[Element]:
    """The form, filled in with the question; none where it is too long for a button."""
    return _asking(EDIT_QUESTION, "Edit question", question) if question.topics else []


def _asking(action_id: str, label: str, question: Question) -> list[Element]:
    value = question_value(question)
    return [button(action_id, label, value)] if len(value) <= limits.BUTTON_VALUE else []


def alert_buttons(question: Question, levels: Mapping[Level, int], wanted: Level) -> list[Element]:
    """A button for each sensitivity, with how many days it would have told of; the `wanted` stands out."""
    value = question_value(question)
    return [
        button(f"{SAVE_ALERT}_{level}", f"Watch: {level} ({days} in 90 days)", f"{level} {value}")
        | ({"style": "primary"} if level == wanted else {})
        for level, days in levels.items()
    ]


def doubtful_digest_buttons(id: str) -> list[Element]:
    """What to do with a digest without any news, kept aside under `id`."""
    return [
        button(FOLLOW_OTHERWISE, "Change it", id) | {"style": "primary"},
        button(FOLLOW_ANYWAY, "Save it all the same", id),
    ]


def suggestion_buttons(suggestions: tuple[str, ...]) -> list[Element]:
    """Buttons that ask what they say. Slack takes 75 characters on one and 2,000 behind it."""
    return [
        button(f"{ASK_SUGGESTION}_{i}", _label(text), escape(text))
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
    return button(EDIT_QUESTION, "Use a form", value)


def undo_button(user: str, ts: str) -> Element:
    """Takes the rewriter's reading back, of what `user` said at `ts`."""
    return button(UNDO_READING, "Undo", f"{user} {ts}")


def share_button(key: str) -> Element:
    """Shows the answer that is kept under `key` to the channel."""
    return button(SHARE_ANSWER, "Share", key)


def _label(text: str) -> str:
    return limits.truncate(text.replace("<", "‹").replace(">", "›"), limits.BUTTON_TEXT)


def button(action_id: str, label: str, value: str) -> Element:
    """One button, in Slack's shape."""
    return {
        "type": "button",
        "action_id": action_id,
        "text": {"type": "plain_text", "text": label},
        "value": value,
    }
