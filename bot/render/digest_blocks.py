"""What people follow, as Slack shows it: an issue, a list to manage, the words for a schedule."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.answer import Answer
from bot.digests.values import LEVELS, Alert, Subscription
from bot.question import topic_label
from bot.render import limits
from bot.render.blocks import Block, Message, message
from bot.render.mrkdwn import code, escape
from bot.render.provenance import filters
from bot.words.format import date_text

FOLLOW_MENU = "follow_menu"
"""The action of the menu beside each entry of a list; its values are ``what:id``."""


def schedule_text(s: Subscription) -> str:
    """``every Monday 08:00 (Europe/Stockholm)``."""
    when = {
        "daily": "every day",
        "weekdays": "on weekdays",
        "weekly": f"every {s.weekday.title()}",
        "monthly": f"on the first {s.weekday.title()} of the month",
    }[s.frequency]
    return f"{when} {s.time} ({s.zone})"


def topics_text(of: Subscription | Alert) -> str:
    """The topics, with the filters they are followed under."""
    topics = of.topics if isinstance(of, Subscription) else (of.topic,)
    return " · ".join([", ".join(topic_label(t) for t in topics), *filters(of.options)])


def place_text(channel: str) -> str:
    """Where it is told, in mrkdwn."""
    return "in your messages with me" if channel[:1] in ("D", "U", "W") else f"in <#{channel}>"


def moment_in(zone: str, moment: datetime) -> str:
    """``Mon 23 Nov 2026 08:00``, on the clock of `zone`."""
    local = moment.astimezone(ZoneInfo(zone))
    return f"{local:%a} {date_text(local.date())} {local:%H:%M}"


def issue(
    answer: Answer,
    subscription: Subscription,
    *,
    next_moment: datetime,
    missed: int = 0,
    chart_file: str | None = None,
    notice: str | None = None,
    actions: Sequence[Sequence[Block]] = (),
) -> Message:
    """One issue of a digest: heading, what `answer` says, what was missed, and when the next one comes."""
    title = f"{subscription.frequency.title()} digest: {topics_text(subscription)}"
    whole = message(answer, chart_file=chart_file, notice=notice)
    closing = []
    if missed:
        issues = "issue" if missed == 1 else "issues"
        closing.append(f"{missed} {issues} before this one could not be sent in time and were left out.")
    closing.append(
        f"Next issue: {moment_in(subscription.zone, next_moment)} ({escape(subscription.zone)}). "
        f"Followed by <@{subscription.owner}> · {code(subscription.id)}"
    )
    header = {"type": "header", "text": {"type": "plain_text", "text": limits.truncate(title, limits.HEADER)}}
    tail = [_context(" ".join(closing))]
    tail += [{"type": "actions", "elements": list(row)} for row in actions if row]
    return Message(f"{escape(title)}\n{whole.text}", limits.fit([header, *whole.blocks], tail))


def entry(of: Subscription | Alert, state: str) -> Block:
    """A line of a list, with its menu; `state` says when it comes next or why it does not."""
    if isinstance(of, Subscription):
        how, paused = schedule_text(of), of.paused_by is not None
        choices = [("preview", "Preview now"), ("edit", "Edit"), ("mute", "Mute for four weeks")]
    else:
        how, paused = f"alert, {of.level} sensitivity ({LEVELS[of.level]:g})", of.paused_by is not None
        choices = [("snooze", "Snooze for a week")]
    choices.append(("resume", "Resume") if paused else ("pause", "Pause"))
    choices.append(("delete", "Delete"))
    text = f"*{escape(topics_text(of))}*\n{how}, {place_text(of.channel)}\n{code(of.id)} · {escape(state)}"
    return {
        "type": "section",
        "text": {"type": "mrkdwn", "text": limits.truncate(text, limits.SECTION_TEXT), "verbatim": True},
        "accessory": {
            "type": "overflow",
            "action_id": FOLLOW_MENU,
            "options": [
                {"text": {"type": "plain_text", "text": label}, "value": f"{what}:{of.id}"}
                for what, label in choices
            ],
        },
    }


def _context(text: str) -> Block:
    return {
        "type": "context",
        "elements": [
            {"type": "mrkdwn", "text": limits.truncate(text, limits.CONTEXT_TEXT), "verbatim": True}
        ],
    }
