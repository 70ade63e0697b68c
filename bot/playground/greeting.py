"""What a newcomer finds: questions to try, and a conversation that was really had with the bot."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from bot.local_slack.objects import BOT_USER
from bot.local_slack.workspace import Workspace

CHANNEL, ASKER, COLLEAGUE = "C0MARKETS", "U0ADA", "U0BJORN"
PATIENCE = 60.0
"""Seconds after which the page is shown although an answer is still to come."""

Say = Callable[[str, str, str, str | None], str]
"""A person says a text in a channel, in a thread or not; the error that Slack would show."""


@dataclass(frozen=True, slots=True)
class Scene:
    """What the news is, in a few words, and `examples` that are offered. Of the `conversation` the first part
    is asked in #markets, the second in the thread of its answer, and the third by a colleague."""

    news: str
    examples: tuple[str, ...]
    conversation: tuple[str, str, str] | None


EMPTY = Scene("no news yet", (), None)


def converse(workspace: Workspace, say: Say, scene: Scene) -> None:
    """Lets the scene's conversation take place, each part answered before the next."""
    if scene.conversation is None:
        return
    question, follow_up, comparison = scene.conversation
    thread = _ask(workspace, say, ASKER, f"<@{BOT_USER}> {question}", None)
    _ask(workspace, say, ASKER, follow_up, thread)
    _ask(workspace, say, COLLEAGUE, f"<@{BOT_USER}> {comparison}", None)


def _ask(workspace: Workspace, say: Say, user: str, text: str, thread: str | None) -> str:
    """Asks and waits for the answer; the ts of the thread."""
    answers = len(workspace.from_bot())
    say(user, CHANNEL, text, thread)
    workspace.wait(lambda w: len(w.from_bot()) > answers and not any(w.statuses.values()), PATIENCE)
    return thread or next(m.ts for m in reversed(workspace.messages) if m.user == user)
