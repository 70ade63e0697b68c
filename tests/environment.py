"""The environment of the bot's processes that tests start."""

from __future__ import annotations

import os
from pathlib import Path


def environment(data: Path, **settings: str) -> dict[str, str]:
    """This process's own, with no settings of the bot's but these and its data folder."""
    clean = {k: v for k, v in os.environ.items() if not k.startswith(("SLACK_", "TIDINGS_"))}
    return {**clean, "TIDINGS_DATA": str(data), **settings}
