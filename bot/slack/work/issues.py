"""Issues of digests and alerts: made from the news, and given up in words where they cannot arrive."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from bot.answer import Answer
from bot.asking import Asking
from bot.digests import subscriptions
from bot.digests.run import place_for
from bot.digests.schedule import Due, next_moment, span
from bot.digests.values import LEVELS, Alert, Subscription
from bot.jobs import Place
from bot.question import Question
from bot.render.blocks import Message, message
from bot.render.digest_blocks import FOLLOW_MENU, issue, topics_text
from bot.render.mrkdwn import escape
from bot.slack.buttons import Element, alert_buttons
from bot.slack.work.delivery import Compose
from bot.sources.interest.source import SearchInterest
from bot.sources.warehouse import Warehouse
from bot.state import State
from handlers.alert import alert as what_to_alert
from handlers.alert import would_have_fired
from handlers.digest import with_rising
from handlers.refusals import NotAnswerable

LOOK_BACK = 90
"""Days over which is counted how often an alert would have fired."""

MENDING = {
    "not_in_channel": "I am not in that channel any more. Type /invite @tidings there, or choose another.",
    "channel_not_found": "I do not see that channel any more. Invite me again, or choose another channel.",
    "is_archived": "That channel is archived. Choose another channel.",
    "account_inactive": "That account is not active any more. Choose another place.",
}
PAUSED_NOW = "That was the third time in a row, so it is paused. Resume it from the list that /digest shows."


@dataclass(frozen=True, slots=True)
class Told:
    """What to deliver: the place, the answer to draw, and its message from a chart and a notice."""

    place: Place
    answer: Answer
    compose: Compose


def issue_of(
    subscription: Subscription, it: Due, asking: Asking, interest: SearchInterest, *, preview: bool = False
) -> Told:
    """The issue of a digest; a preview of it has no buttons to end what is not begun."""
    s = subscription
    question = Question(
        "digest-subscribe", s.topics, it.first, it.last, options=s.options, today=it.last + timedelta(1)
    )
    # Whoever follows a topic has agreed to what it costs; the budget still holds.
    answer = with_rising(asking.answer(question, s.owner, confirmed=True), interest)
    coming = next_moment(s, it.moment)
    rows = [] if preview else [_issue_buttons(s)]

    def compose(chart: str | None, notice: str | None) -> Message:
        return issue(
            answer, s, next_moment=coming, missed=it.missed, chart_file=chart, notice=notice, actions=rows
        )

    return Told(place_for(s), answer, compose)


def preview_of(subscription: Subscription, now: datetime, asking: Asking, interest: SearchInterest) -> Told:
    """The issue as it would be if it were due now."""
    first, last = span(subscription, now)
    return issue_of(subscription, Due(now, first, last), asking, interest, preview=True)


def watch_of(alert: Alert, day: datetime, warehouse: Warehouse) -> Told | None:
    """What an alert has to tell of the day before `day`, or None."""
    that = day.astimezone(UTC).date() - timedelta(1)
    question = Question(
        "sentiment", (alert.topic,), that, that, options=alert.options, today=that + timedelta(1)
    )
    try:
        answer = what_to_alert(question, LEVELS[alert.level], warehouse, warehouse.status())
    except NotAnswerable:
        # No data for the day, or nothing carries the topic: no reason to alert anybody.
        return None
    if answer is None:
        return None

    def compose(chart: str | None, notice: str | None) -> Message:
        return message(answer, chart_file=chart, notice=notice, actions=[_alert_buttons(alert)])

    return Told(place_for(alert), answer, compose)


def look_back(question: Question, today: datetime, wanted: str, warehouse: Warehouse) -> Message:
    """How many of the last 90 days each sensitivity would have told of, with buttons that begin the watch."""
    last = today.astimezone(UTC).date() - timedelta(1)
    start, tomorrow = last - timedelta(LOOK_BACK - 1), last + timedelta(1)
    asked = replace(question, start=start, end=last, baseline=None, today=tomorrow)
    try:
        status = warehouse.status()
        days: dict[str, int] = {
            level: len(would_have_fired(asked, probability, warehouse, status))
            for level, probability in LEVELS.items()
        }
    except NotAnswerable as unknown:
        return Message(escape(unknown.message), ())
    counts = ", ".join(f"{level} {n}" for level, n in days.items())
    text = (
        f"*How sensitively shall I watch?* Days of the last {LOOK_BACK} that each would have told of: "
        f"{counts}. You asked for {wanted}. It is told here, at most once a day, never of days without data."
    )
    section = {"type": "section", "text": {"type": "mrkdwn", "text": text, "verbatim": True}}
    buttons = {"type": "actions", "elements": alert_buttons(asked, days)}
    return Message(text, (section, buttons))


def give_up(
    state: State,
    value: Subscription | Alert,
    moment: datetime,
    code: str,
    tell_owner: Callable[[str], None],
) -> None:
    """Notes that a delivery failed; the owner is told once, with how to mend it, and again when it pauses."""
    now = subscriptions.failed(state, value, moment)
    said = MENDING.get(code, f"Slack said: {code}.")
    paused = now.failures == subscriptions.FAILURES_TO_PAUSE
    if now.told and not paused:
        return
    words = f"I could not deliver *{escape(topics_text(value))}* to <#{value.channel}>. {said}"
    tell_owner(f"{words} {PAUSED_NOW}" if paused else words)
    subscriptions.set_progress(state, value.id, replace(now, told=True))


def _issue_buttons(s: Subscription) -> list[Element]:
    choices = (("edit", "Edit"), ("mute", "Mute for four weeks"), ("delete", "Unsubscribe"))
    return [_menu_button(what, label, s.id) for what, label in choices]


def _alert_buttons(a: Alert) -> list[Element]:
    choices = (("snooze", "Snooze for a week"), ("delete", "Stop"))
    return [_menu_button(what, label, a.id) for what, label in choices]


def _menu_button(what: str, label: str, id: str) -> Element:
    return {
        "type": "button",
        "action_id": f"{FOLLOW_MENU}_{what}",
        "text": {"type": "plain_text", "text": label},
        "value": f"{what}:{id}",
    }
