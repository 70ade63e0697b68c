"""What can be asked."""

from __future__ import annotations

from bot.actions import ACTIONS, ASKED
from bot.answer import Answer
from bot.question import Question

EXAMPLES = tuple(ACTIONS[action].example for action in ASKED)


def help_answer(question: Question) -> Answer:
    """How to ask, in words, with texts that work as they are; shorter where nobody asked for help."""
    if question.action == "unknown":
        return Answer(
            question=question,
            headline="I find no question about the news in that",
            summary="Name a topic and a timeframe, as in these. “help” tells more.",
            alt_text="No question.",
            suggestions=EXAMPLES,
        )
    return Answer(
        question=question,
        headline="Ask how the news treats a topic",
        summary=(
            "Name a topic and a timeframe, and I tell its share of the world's news and its tone. "
            "Compare up to five topics with “vs”, leave words out with a minus, put exact words in quotation "
            "marks, and narrow the sources by country, language or site. “trends” tells what people search "
            "for, “related” what goes with a topic, or which of up to three have grown closer. In the thread "
            "of an answer say only what changes: “what about 2024?”, “vs unemployment”, “only Swedish media”."
        ),
        alt_text="How to ask.",
        suggestions=EXAMPLES,
    )
