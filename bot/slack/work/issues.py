"""Issues of digests and alerts: made from the news, and given up in words where they cannot arrive."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta

from bot.answer import Answer
from bot.asking import Asking
from bot.digests import subscriptions
from bot.digests.run import place_for
from bot.digests.schedule import Due, behind, next_moment, overdue, span
from bot.digests.values import Alert, Level, Subscription
from bot.jobs import Place
from bot.question import Options, Question, topic_label
from bot.render.blocks import Message, message
from bot.render.digest_blocks import FOLLOW_MENU, issue, moment_in, topics_text
from bot.render.mrkdwn import escape
from bot.slack.buttons import Element, alert_buttons, doubtful_digest_buttons
from bot.slack.work.delivery import Compose
from bot.state import State

LOOK_BACK = 90
"""Days over which is counted how often an alert would have fired."""

MENDING = {
    "not_in_channel": "I am not in that channel any more. Type /invite @tidings there, or choose another.",
    "channel_not_found": "I do not see that channel any more. Invite me again, or choose another channel.",
    "is_archived": "That channel is archived. Choose another channel.",
    "channel_not_listed": (
        "I am not allowed to work in that channel any more. Ask whoever runs the bot to add it to its list "
        "(TIDINGS_CHANNELS), or choose another."
    ),
    "channel_shared": (
        "That channel is shared with another organisation now, and I am set not to work in such. Choose "
        "another."
    ),
    "channel_not_seen": "I do not see that channel any more. Invite me again, or choose another channel.",
    "account_inactive": "That account is not active any more. Choose another place.",
}
LOOK_BACK_TOO_DEAR = f"Looking back over {LOOK_BACK} days reads too much. Name a narrower topic."
MENDING_RESTRICTED = "Only some people may post there. Ask its owner to let me, or choose another channel."
PAUSED_NOW = "That was the third time in a row, so it is paused. Resume it from the list that /digest shows."


QUIET = ("nothing_unusual", "no_coverage")
"""The errors of a look at the news that found nothing to alert anybody of."""


@dataclass(frozen=True, slots=True)
class Trouble:
    """Why there is nothing to deliver yet, in words."""

    words: str


@dataclass(frozen=True, slots=True)
class Told:
    """What to deliver: the place, the answer to draw, and its message from a chart and a notice."""

    place: Place
    answer: Answer
    compose: Compose


def issue_of(subscription: Subscription, it: Due, asking: Asking, *, preview: bool = False) -> Told | Trouble:
    """The issue of a digest; a preview of it has no buttons to end what is not begun."""
    s = subscription
    question = Question(
        "digest-subscribe", s.topics, it.first, it.last, options=s.options, today=it.last + timedelta(1)
    )
    # Whoever follows a topic has agreed to what it costs; the budget still holds.
    answer = asking.answer(question, s.owner, confirmed=True)
    if answer.error:
        return Trouble(answer.summary)
    coming = next_moment(s, it.moment)
    rows = [] if preview else [_issue_buttons(s)]

    def compose(chart: str | None, notice: str | None) -> Message:
        return issue(
            answer, s, next_moment=coming, missed=it.missed, chart_file=chart, notice=notice, actions=rows
        )

    return Told(place_for(s), answer, compose)


def preview_of(subscription: Subscription, now: datetime, asking: Asking) -> Told | Trouble:
    """The issue as it would be if it were due now."""
    first, last = span(subscription, now)
    return issue_of(subscription, Due(now, first, last), asking, preview=True)


def watch_of(alert: Alert, days: tuple[date, date], asking: Asking) -> Told | Trouble | None:
    """What an alert has to tell of these days, or None where nothing is unusual."""
    first, last = days
    question = Question(
        "sentiment", (alert.topic,), first, last, options=alert.options, today=last + timedelta(1)
    )
    answer = asking.watch(question, alert.level)
    if answer.error in QUIET:
        return None
    if answer.error:
        return Trouble(answer.summary)

    def compose(chart: str | None, notice: str | None) -> Message:
        return message(answer, chart_file=chart, notice=notice, actions=[_alert_buttons(alert)])

    return Told(place_for(alert), answer, compose)


def look_back(question: Question, today: datetime, wanted: Level, asker: str, asking: Asking) -> Message:
    """How many of the last 90 days each sensitivity would have told of, with buttons that begin the watch."""
    last = today.astimezone(UTC).date() - timedelta(1)
    start, tomorrow = last - timedelta(LOOK_BACK - 1), last + timedelta(1)
    asked = replace(question, start=start, end=last, baseline=None, today=tomorrow)
    days = asking.look_back(asked, asker)
    if isinstance(days, Answer) and days.error == "needs_confirmation":
        price = days.provenance.price_usd
        return Message(f"{LOOK_BACK_TOO_DEAR} It may cost up to ${price:.2f}.", ())
    if isinstance(days, Answer):
        return Message(escape(days.summary), ())
    counts = ", ".join(f"{level} {n}" for level, n in days.items())
    named = escape(topic_label(question.topics[0]))
    text = (
        f"*How sensitively shall I watch {named}?* Days of the last {LOOK_BACK} that each would have told "
        f"of: {counts}. You asked for {wanted}. "
        "It is told here, at most once a day, never of days without data."
    )
    section = {"type": "section", "text": {"type": "mrkdwn", "text": text, "verbatim": True}}
    buttons = {"type": "actions", "elements": alert_buttons(asked, days, wanted)}
    return Message(text, (section, buttons))


def lasts(code: str) -> bool:
    """Whether what cannot be delivered for this reason cannot be later either, until somebody mends it."""
    return code in MENDING or code.startswith("restricted_action")


def without_news(subscription: Subscription, now: datetime, asking: Asking) -> list[str]:
    """Which topics of a digest no article of the last 90 days carries, as far as that can be known now."""
    last = now.astimezone(UTC).date()
    first, s = last - timedelta(LOOK_BACK - 1), subscription
    asked = Question("volume", (), first, last, options=s.options, today=last)
    found = {
        topic_label(topic): asking.answer(replace(asked, topics=(topic,)), s.owner, confirmed=True).error
        for topic in s.topics
    }
    return [name for name, error in found.items() if error in ("no_topic", "no_coverage")]


def doubtful(subscription: Subscription, missing: list[str]) -> Message:
    """Asks the owner whether a digest is wanted although it would be empty, or partly so."""
    text = (
        f"No article of the last {LOOK_BACK} days carries {escape(', '.join(missing))}"
        f"{' with these filters' if subscription.options != Options() else ''}, so I have saved nothing yet. "
        "Change the digest, or save it all the same if you expect news to come."
    )
    section = {"type": "section", "text": {"type": "mrkdwn", "text": text, "verbatim": True}}
    buttons = {"type": "actions", "elements": doubtful_digest_buttons(subscription.id)}
    return Message(text, (section, buttons))


def overdue_text(state: State, id: str, now: datetime) -> str | None:
    """What the owner is told of an issue that comes too late, or of days that nobody looked at, in mrkdwn."""
    value, progress = subscriptions.find(state, id), subscriptions.progress(state, id)
    why = f" {escape(progress.trouble)}" if progress.trouble else ""
    if isinstance(value, Subscription) and (moment := overdue(value, progress, now)):
        coming = moment_in(value.zone, next_moment(value, now))
        return (
            f"The issue of *{escape(topics_text(value))}* of {moment_in(value.zone, moment)} could not be "
            f"made within a day, so it is left out.{why} The next one comes {coming}."
        )
    if isinstance(value, Alert) and behind(value, progress, now):
        return (
            f"I could not look at the news of *{escape(topics_text(value))}* for more than a day, so your "
            f"alert is late.{why} I go on trying, and look at the days I missed too."
        )
    return None


def give_up(
    state: State,
    value: Subscription | Alert,
    moment: datetime,
    code: str,
    tell_owner: Callable[[str], None],
) -> None:
    """Notes that a delivery failed; the owner is told once, with how to mend it, and again when it pauses."""
    now = subscriptions.failed(state, value, moment)
    said = MENDING.get(code, MENDING_RESTRICTED)
    paused = now.failures == subscriptions.FAILURES_TO_PAUSE
    if now.told and not paused:
        return
    words = f"I could not deliver *{escape(topics_text(value))}* to <#{value.channel}>. {said}"
    tell_owner(f"{words} {PAUSED_NOW}" if paused else words)
    subscriptions.set_progress(state, value.id, replace(now, told=True))


def _issue_buttons(s: Subscription) -> list[Element]:
    choices = (("edit", "Edit"), ("mute", "Mute for four weeks"), ("delete", "Unsubscribe"))
    options = [
        {"text": {"type": "plain_text", "text": label}, "value": f"{what}:{s.id}"} for what, label in choices
    ]
    return [{"type": "overflow", "action_id": FOLLOW_MENU, "options": options}]


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
