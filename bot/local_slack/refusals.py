"""What Slack refuses, as the answer that it gives: calls beyond the scopes, places, contents and forms."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from bot.local_slack import limits
from bot.local_slack.checks import block_errors
from bot.local_slack.objects import BOT_USER, Answer, Channel, Failure

MANIFEST = json.loads((Path(__file__).resolve().parents[2] / "manifest.json").read_text("utf-8"))
SCOPES: tuple[str, ...] = tuple(MANIFEST["oauth_config"]["scopes"]["bot"])
"""What the app's manifest asks for; a method that needs more fails as it would in Slack."""

_NEEDED = {
    "chat.postMessage": "chat:write",
    "chat.postEphemeral": "chat:write",
    "chat.update": "chat:write",
    "files.getUploadURLExternal": "files:write",
    "files.completeUploadExternal": "files:write",
    "conversations.info": "channels:read",
    "conversations.open": "im:write",
    "conversations.history": "channels:history",
    "conversations.replies": "channels:history",
    "users.info": "users:read",
    "assistant.threads.setStatus": "chat:write",
}
LONGEST_TEXT = 40_000


def missing_scope(method: str) -> Answer | None:
    """What a method answers for which the app's manifest does not ask."""
    needed = _NEEDED.get(method)
    if needed is None or needed in SCOPES:
        return None
    return {"ok": False, "error": "missing_scope", "needed": needed, "provided": ",".join(SCOPES)}


def place_problem(channel: Channel | None) -> Answer | None:
    """Why the bot does not see a channel, or is not in it."""
    if channel is None or (channel.private and BOT_USER not in channel.members):
        return {"ok": False, "error": "channel_not_found"}
    if BOT_USER not in channel.members:
        return {"ok": False, "error": "not_in_channel"}
    return None


def posting_problem(channel: Channel | None, thread_ts: str | None) -> Answer | None:
    """Why the bot may not post in a channel, or in a thread of it."""
    problem = place_problem(channel)
    if channel is None or problem:
        return problem
    if channel.archived:
        return {"ok": False, "error": "is_archived"}
    if channel.read_only:
        return {"ok": False, "error": "restricted_action_read_only_channel"}
    if thread_ts in channel.locked:
        return {"ok": False, "error": "restricted_action_thread_locked"}
    return None


def content_problem(params: Mapping[str, Any], files: tuple[str, ...]) -> Answer | None:
    """What is wrong with the text and blocks of a message; `files` are the ids that it may show."""
    text, blocks = params.get("text") or "", params.get("blocks")
    if not text and not blocks:
        return {"ok": False, "error": "no_text"}
    if len(text) > LONGEST_TEXT:
        return {"ok": False, "error": "msg_too_long"}
    if blocks is None:
        return None
    if found := block_errors(blocks, files):
        return Failure("invalid_blocks", messages=tuple(found)).answer()
    if len(json.dumps(blocks, ensure_ascii=False)) > limits.MESSAGE_CHARS:
        return {"ok": False, "error": "msg_blocks_too_long"}
    return None


def view_problem(view: Any) -> Answer | None:
    """What Slack has against a modal, as the answer that it gives."""
    found: list[str] = []
    if not isinstance(view, dict) or view.get("type") != "modal":
        found.append("[ERROR] unsupported type [json-pointer:/view/type]")
    else:
        for part in ("title", "submit", "close"):
            text = (view.get(part) or {}).get("text", "")
            if not 0 < len(text) <= 24 and (part == "title" or part in view):
                found.append(f"[ERROR] must be 1 to 24 characters [json-pointer:/view/{part}]")
        if len(view.get("private_metadata") or "") > 3000:
            found.append("[ERROR] must be less than 3001 characters [json-pointer:/view/private_metadata]")
        if not 0 < len(view.get("blocks") or []) <= 100:
            found.append("[ERROR] must have 1 to 100 blocks [json-pointer:/view/blocks]")
    return Failure("invalid_arguments", messages=tuple(found)).answer() if found else None


def home_problem(view: Any, files: tuple[str, ...]) -> Answer | None:
    """What Slack has against the app's home; `files` are the ids that it may show."""
    found = ["[ERROR] no home [json-pointer:/view]"]
    if view.get("type") == "home" and 0 < len(view.get("blocks") or []) <= 100:
        found = block_errors(view["blocks"], files)
    return Failure("invalid_arguments", messages=tuple(found)).answer() if found else None
