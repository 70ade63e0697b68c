"""Text to Question: deterministic, without I/O and without a clock."""

from __future__ import annotations

import re
from datetime import date

from bot.actions import ACTIONS
from bot.parse import followup, meta, ranking, slack_text, why
from bot.parse.build import ask_back, build
from bot.parse.evidence import verdict
from bot.parse.lexicon.detect import READ, language
from bot.parse.parts import Parts, read_parts
from bot.parse.refusals import refuse
from bot.parse.tokens import tokens
from bot.question import Action, Options, Question, Refusal

LONGEST = 1000
"""Characters of a question that anybody would type; longer texts are pasted ones."""

_LEVEL = re.compile(r"[\s,:;-]+(?:low|medium|high)\W*$", re.I)
"""How loud an alert is to be stands behind its topic."""
_COMMANDS = {row.command.removeprefix("/"): action for action, row in ACTIONS.items() if row.command}
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
    if command == "alert":
        text = _LEVEL.sub("", text)
    said = slack_text.read(text, surface)
    if meta.is_help(said.text) or (surface == "mention" and not said.text and context is None):
        return Question("help", today=today)
    if said.to_others and context is not None:
        return Question("unknown", today=today)
    if command is None and (asked := why.question(said, today) or ranking.question(said, today)):
        return asked
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
    found = tokens(said.text)
    if given is None and read.action is None and language(found) not in READ:
        return Question("unknown", options=Options(about="language"), today=today)
    if given is None and (asked := meta.about(found)):
        return Question("help", options=Options(about=asked), today=today)
    if action == "digest-list":
        return Question(action, today=today)
    if action == "digest-subscribe" and _lists(read, command):
        return Question("digest-list", today=today)
    if given is None and (judged := verdict(read)) != "search":
        if followup.needs_context(said.text):
            return refuse("missing_context", "unknown", today=today)
        return ask_back(read, today) if judged == "ask" else Question("unknown", today=today)
    if action is None and followup.needs_context(said.text):
        return refuse("missing_context", "unknown", today=today)
    return build(read, action or "sentiment", read.topics, today)


def _lists(read: Parts, command: str | None) -> bool:
    """Whether digests are spoken of and none is described: what do I have, which are mine."""
    described = read.topics or read.options or read.skipped
    return not described and (read.asked or read.owned or (command == "digest" and bool(read.rest)))
