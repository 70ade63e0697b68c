"""The form in which a digest is made or edited: built from a Subscription, read back into one."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import datetime, time
from typing import Any

from bot.digests.values import WEEKDAYS, Subscription
from bot.parse import parse, unparse
from bot.question import Question, Refusal
from bot.settings import is_zone
from bot.slack.modal import View, choice, field, plain, text_input, values

SAVED = "digest_saved"
"""The callback id of the form."""

FREQUENCIES = {
    "daily": "Every day",
    "weekdays": "On weekdays",
    "weekly": "Every week",
    "monthly": "Every month",
}


def form(subscription: Subscription) -> View:
    """The modal, filled in. What it cannot change it remembers."""
    s = subscription
    frequencies = [choice(name, label) for name, label in FREQUENCIES.items()]
    weekdays = [choice(day, day.title()) for day in WEEKDAYS]
    asked = Question("digest-subscribe", s.topics, options=s.options)
    return {
        "type": "modal",
        "callback_id": SAVED,
        "private_metadata": json.dumps({"id": s.id, "owner": s.owner, "created": s.created.isoformat()}),
        "title": plain("Digest"),
        "submit": plain("Save"),
        "close": plain("Cancel"),
        "blocks": [
            field(
                "topics",
                "Topics",
                text_input(unparse.topics(asked), "inflation, riksbank, housing"),
                "Up to five, with commas between them.",
            ),
            field(
                "channel",
                "Where",
                {"type": "conversations_select", "initial_conversation": s.channel},
                "A channel that I am in, or your messages with me.",
            ),
            field(
                "frequency",
                "How often",
                {
                    "type": "static_select",
                    "options": frequencies,
                    "initial_option": next(c for c in frequencies if c["value"] == s.frequency),
                },
            ),
            field(
                "weekday",
                "Day",
                {
                    "type": "static_select",
                    "options": weekdays,
                    "initial_option": next(c for c in weekdays if c["value"] == s.weekday),
                },
                "For a weekly digest; a monthly one comes on the first such day.",
            ),
            field("time", "Time", {"type": "timepicker", "initial_time": s.time}),
            field(
                "zone", "Time zone", text_input(s.zone, "Europe/Stockholm"), "Yours, unless you change it."
            ),
            field(
                "filters",
                "Filters",
                text_input(unparse.options(s.options), "in Sweden, German media"),
                "Places, media by country or language, site:ft.com.",
                optional=True,
            ),
        ],
    }


def read(view: View, now: datetime) -> Subscription | dict[str, str]:
    """The digest that the filled-in form describes, or what is wrong, by field."""
    said = values(view)
    kept: dict[str, Any] = json.loads(view["private_metadata"])
    text = f"digest on {said['topics']}" + (f", {said['filters']}" if said["filters"] else "")
    asked = parse(text, "mention", None, now.date(), "UTC")
    if isinstance(asked, Refusal):
        return {"topics": asked.message}
    if not asked.topics:
        return {"topics": "Name one to five topics, such as: inflation, riksbank."}
    if not is_zone(said["zone"]):
        return {"zone": f"I know no time zone “{said['zone']}”. Write it like Europe/Stockholm or UTC."}
    try:
        time.fromisoformat(said["time"])
    except ValueError:
        return {"time": "There is no such time of day. Write it like 08:00."}
    options = replace(asked.options, frequency=None, weekday=None, time=None, channel=None)
    return Subscription(
        id=kept["id"],
        owner=kept["owner"],
        channel=said["channel"],
        topics=asked.topics,
        frequency=said["frequency"],  # type: ignore[arg-type]
        weekday=said["weekday"],
        time=said["time"],
        zone=said["zone"],
        created=datetime.fromisoformat(kept["created"]),
        options=options,
    )
