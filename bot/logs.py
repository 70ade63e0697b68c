"""Log lines with secrets masked; in the cloud one JSON object a line, as Cloud Logging reads it."""

from __future__ import annotations

import json
import logging
import os
import re
import secrets

SECRETS = re.compile(
    r"\bxox[a-z]-[\w-]+|\bxapp-[\w-]+"  # Slack's tokens
    r"|(?<=hooks\.slack\.com/)[\w/-]+"  # an address that lets whoever has it write
    r"|(?<=Bearer )[\w.~+/=-]+"
    r"|\beyJ[\w-]+\.[\w-]+\.[\w-]*"  # signed tokens of Google's accounts
)
NAMED = ("SLACK_BOT_TOKEN", "SLACK_SIGNING_SECRET", "SLACK_APP_TOKEN")
MASK = "[secret]"

logger = logging.getLogger(__name__)


def masked(text: str) -> str:
    """`text` without what looks like a secret, and without the values of this process's own."""
    for name in NAMED:
        if value := os.environ.get(name, "").strip():
            text = text.replace(value, MASK)
    return SECRETS.sub(MASK, text)


class MaskedLines(logging.Formatter):
    """For people who read along."""

    def format(self, record: logging.LogRecord) -> str:
        return masked(super().format(record))


class JsonLines(logging.Formatter):
    """For Cloud Logging, which takes a bare line for one of no severity, and a traceback for many lines."""

    def format(self, record: logging.LogRecord) -> str:
        said = {
            "severity": record.levelname,
            "message": masked(super().format(record)),
            "logger": record.name,
        }
        return json.dumps(said, ensure_ascii=False)


def set_up() -> None:
    """Sends all records from INFO on to standard error."""
    cloud = "K_SERVICE" in os.environ  # set by Cloud Run, where nobody else is to format them
    handler = logging.StreamHandler()
    handler.setFormatter(JsonLines() if cloud else MaskedLines("%(levelname)s %(name)s: %(message)s"))
    logging.basicConfig(level=logging.INFO, handlers=[handler], force=cloud)


def failure(what: str) -> str:
    """The sentence for a person when a bug shows itself; call it while handling the exception.

    The reference stands in the log beside the traceback.
    """
    reference = secrets.token_hex(3)
    logger.exception("%s, reference %s", what, reference)
    return (
        f"Something went wrong on our side, reference {reference}. Try again, or tell whoever runs the bot."
    )
