"""Slack's limits on a message, in one table, and what happens at them: cut, and say so.

A message over a limit is refused whole (``invalid_blocks``), which a person sees as silence.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from typing import Any

Block = dict[str, Any]

MESSAGE_BLOCKS = 50
MESSAGE_CHARS = 13_000
"""Blocks of a message as JSON. Slack answers ``msg_blocks_too_long`` near 13,200, undocumented."""
FALLBACK_TEXT = 4_000
"""Slack cuts `text` at 40,000; past 4,000 nobody reads a notification."""
SECTION_TEXT = 3_000
SECTION_FIELDS = 10
FIELD_TEXT = 2_000
CONTEXT_TEXT = 2_000
IMAGE_ALT = 2_000
ACTIONS = 25
HEADER = 150
BUTTON_TEXT = 75
BUTTON_VALUE = 2_000
OPTION_VALUE = 150
URL = 3_000

LEFT_OUT = "Shortened to fit into a Slack message: {n} more left out."
"""What stands in place of the blocks that did not fit."""


def truncate(text: str, limit: int) -> str:
    """mrkdwn of at most `limit` characters, ending in "…" where cut; entities and links stay whole."""
    if len(text) <= limit:
        return text
    cut = text[: limit - 1]
    if cut.rfind("<") > cut.rfind(">"):
        cut = cut[: cut.rfind("<")]
    return re.sub(r"&[a-z]{0,3}$", "", cut).rstrip() + "…"


def fit(
    body: Sequence[Block],
    tail: Sequence[Block] = (),
    *,
    blocks: int = MESSAGE_BLOCKS,
    chars: int = MESSAGE_CHARS,
) -> tuple[Block, ...]:
    """`body` and `tail` as one message (or modal) of at most so many `blocks` and `chars` as JSON.

    The tail (how the question was read, the source, the buttons) is always kept; of the body
    as many leading blocks as fit, followed by a notice of how many are missing.
    """
    whole = (*body, *tail)
    if len(whole) <= blocks and _chars(whole) <= chars:
        return whole
    kept = list(body[: blocks - len(tail) - 1])
    while kept and _chars((*kept, _left_out(len(body)), *tail)) > chars:
        kept.pop()
    return (*kept, _left_out(len(body) - len(kept)), *tail)


def _left_out(n: int) -> Block:
    return {"type": "context", "elements": [{"type": "plain_text", "text": LEFT_OUT.format(n=n)}]}


def _chars(blocks: Sequence[Block]) -> int:
    return len(json.dumps(blocks, ensure_ascii=False))
