"""What is turned away before it is read: what cannot come from Slack, and would trip whoever reads it."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import parse_qs

from werkzeug.datastructures import Headers

OBJECTS = ("event", "view", "user", "team", "channel", "container", "message", "action", "enterprise")
LISTS = ("authorizations", "actions")
"""Fields of Slack's requests that are objects, or lists of objects, wherever they are."""
NEVER_NULL = ("event", "view")
NEVER_EMPTY = "actions"
LEGACY = ("interactive_message", "workflow_step_edit", "workflow_step", "workflow_step_execute")
"""Types of requests, views and events of which Slack sends the bot none, and Bolt expects more fields."""


def turned_away(headers: Headers, body: bytes, content_type: str) -> int | None:
    """The HTTP status for a request that is not to be read any further, or None.

    Whether the signature is right is Bolt's to say; here it only has to be one.
    """
    stamp, signature = headers.get("X-Slack-Request-Timestamp", ""), headers.get("X-Slack-Signature", "")
    if not (stamp.isascii() and stamp.isdigit() and signature.isascii() and signature):
        return 401
    try:
        read = _read(body.decode(), content_type)
    except (ValueError, RecursionError):
        return 400
    return None if _has_slacks_shape(read) else 400


def _read(body: str, content_type: str) -> Any:
    if content_type.startswith("application/json") or body.startswith("{"):
        return json.loads(body)
    form = parse_qs(body, keep_blank_values=True)
    if "payload" in form:
        return json.loads(form["payload"][0])
    return {name: values[0] for name, values in form.items()}


def _has_slacks_shape(read: Any) -> bool:
    if not isinstance(read, dict):
        return False
    objects = [read.get(name) for name in OBJECTS]
    lists = [read.get(name) for name in LISTS]
    return (
        all(o is None or isinstance(o, dict) for o in objects)
        and not any(name in read and read[name] is None for name in NEVER_NULL)
        and (NEVER_EMPTY not in read or bool(read[NEVER_EMPTY]))
        and not any(o.get("type") in LEGACY for o in (read, *objects) if isinstance(o, dict))
        and all(some is None or isinstance(some, list) for some in lists)
        and all(isinstance(o, dict) for some in lists for o in some or ())
        and all(o is None or isinstance(o, str) for o in (read.get("type"), read.get("command")))
    )
