"""Text to Question: deterministic, without I/O and without a clock."""

from __future__ import annotations

import re
from datetime import date

from bot.parse import followup, meta, slack_text
from bot.parse.build import build
from bot.parse.parts import Parts, read_parts
from bot.parse.refusals import refuse
from bot.parse.tokens import tokens
from bot.question import Action, Options, Question, Refusal

LONGEST = 1000
"""Characters of a question that anybody would type; longer texts are pasted ones."""

_COMMANDS: dict[str, Action] = {
    "sentiment": "sentiment",
    "compare": "compare",
    "trends": "trends",
    "related": "related",
    "digest": "digest-subscribe",
    "news": "articles",
}
_TYPED_COMMAND = re.compile(rf"\s*(?:<@\w+>\s*)?(/(?:{'|'.join(_COMMANDS)}))\b\s*", re.I)


def parse(text: str, surface: str, context: Question | None, today: date, tz: str) -> Question | Refusal:
    """The question that `text` asks on `surface`, on the asker's day `today`.

    `context` is what was last understood in the thread. `tz` is already in `today`; it is part of the call
    so that hours can be told apart later.
    """
    if typed := _TYPED_COMMAND.match(text):
        # Slack takes no slash command in a thread, so there it arrives as words.
        surface, text = f"command:{typed[1].lower()}", text[typed.end() :]
    command = surface.removeprefix("command:/") if surface.startswith("command:/") else None
    given = _COMMANDS.get(command or "")
    if len(text) > LONGEST:
        return refuse("text_too_long", given or "unknown", today=today)
    said = slack_text.read(text, surface)
    if meta.is_help(said.text):
        return Question("help", today=today)
    if said.to_others and context is not None:
        return Question("unknown", today=today)
    if context is not None and command is None:
        return followup.parse(said, context, today)
    return understand(said, command, given, today)


def follows(text: str, today: date, context: Question | None = None) -> bool:
    """Whether `text`, said in a thread under an answer, plainly goes on with it though nobody was addressed.

    `context` is what the thread is about, where that is known.
    """
    return len(text) <= LONGEST and followup.plainly(slack_text.read(text, "thread"), today, context)


def understand(
    said: slack_text.Spoken, command: str | None, given: Action | None, today: date
) -> Question | Refusal:
    """A question that stands on its own."""
    if command == "digest" and not said.text:
        return Question("digest-list", today=today)
    read = read_parts(said, command, given, today)
    action = read.action
    if given is None and (asked := meta.about(tokens(said.text))):
        return Question("help", options=Options(about=asked), today=today)
    if action == "digest-list":
        return Question(action, today=today)
    if given is None and not evident(read):
        if followup.needs_context(said.text):
            return refuse("missing_context", "unknown", today=today)
        return Question("unknown", today=today)
    if action is None:
        if followup.needs_context(said.text):
            return refuse("missing_context", "unknown", today=today)
        action = "sentiment"
    return build(read, action, read.topics, today)


def evident(read: Parts) -> bool:
    """Whether a text asks for news at all: an action, a timeframe, a filter, or nothing but a name."""
    if "A" in read.clues or (read.ordered and not set("SVNGECDwq") & set(read.clues)) or not read.substantial:
        return False
    if read.action is not None:
        return True
    if any(len(term.split()) > 6 for topic in read.topics for term in topic):
        return False
    if read.frame or read.options:
        return not (read.framed and read.skipped)
    return bool(read.topics) and not read.framed and not read.skipped
