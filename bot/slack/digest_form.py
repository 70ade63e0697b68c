"""The form in which a digest is made or edited: built from a Subscription, read back into one."""

from __future__ import annotations

import json
from datetime import datetime, time
from typing import Any

from bot.digests.values import WEEKDAYS, Subscription
from bot.parse import unparse
from bot.question import Question
from bot.settings import is_zone
from bot.slack import fields, requests
from bot.slack.channels import is_direct
from bot.slack.following import of_sources
from bot.slack.modal import View, choice, field, plain, text_input

SAVED = "digest_saved"
"""The callback id of the form."""

FREQUENCIES = {
    "daily": "Every day",
    "weekdays": "On weekdays",
    "weekly": "Every week",
    "monthly": "Every month",
}
ONLY_SOURCES = (
    "A digest takes filters of places and media alone, such as: in Sweden, German media, site:ft.com."
)


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
                _picker(s.channel),
                "A channel that I am in. Leave it empty for your messages with me.",
                optional=True,
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


def _picker(channel: str) -> View:
    """Offers channels of this workspace alone: no conversations of others, none with another organisation."""
    picker: View = {
        "type": "conversations_select",
        "placeholder": plain("Your messages with me"),
        "filter": {
            "include": ["public", "private"],
            "exclude_external_shared_channels": True,
            "exclude_bot_users": True,
        },
    }
    return picker if is_direct(channel) else picker | {"initial_conversation": channel}


def read(filled: requests.View, read_text: fields.Read) -> Subscription | dict[str, str]:
    """The digest that the filled-in form describes, or what is wrong, by field.

    Where no channel was chosen, its `channel` is its owner, who stands for their messages with the bot.
    """
    said = filled.said
    kept: dict[str, Any] = json.loads(filled.private_metadata)
    try:
        named = fields.topics(said["topics"], read_text, "digest on")
    except fields.BadField as fault:
        return {"topics": str(fault)}
    try:
        narrowed = fields.filters(said["filters"], read_text)
    except fields.BadField as fault:
        return {"filters": str(fault)}
    if narrowed != of_sources(narrowed):
        return {"filters": ONLY_SOURCES}
    if not is_zone(said["zone"]):
        return {"zone": f"I know no time zone “{said['zone']}”. Write it like Europe/Stockholm or UTC."}
    try:
        time.fromisoformat(said["time"])
    except ValueError:
        return {"time": "There is no such time of day. Write it like 08:00."}
    return Subscription(
        id=kept["id"],
        owner=kept["owner"],
        channel=said["channel"] or kept["owner"],
        topics=named.topics,
        frequency=said["frequency"],  # type: ignore[arg-type]
        weekday=said["weekday"],
        time=said["time"],
        zone=said["zone"],
        created=datetime.fromisoformat(kept["created"]),
        options=narrowed,
    )
