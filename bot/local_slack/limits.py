"""What Slack takes of a message, as measured and documented; the stand-in refuses what is over it."""

from __future__ import annotations

MESSAGE_BLOCKS = 50
MESSAGE_CHARS = 13_200
"""Blocks of a message as JSON, above which Slack answers ``msg_blocks_too_long``; undocumented."""
SECTION_TEXT = 3_000
SECTION_FIELDS = 10
FIELD_TEXT = 2_000
CONTEXT_TEXT = 2_000
IMAGE_ALT = 2_000
ACTIONS = 25
URL = 3_000
