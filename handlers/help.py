"""What can be asked."""

from __future__ import annotations

from bot.actions import ACTIONS, ASKED
from bot.answer import Answer
from bot.question import Question

EXAMPLES = tuple(ACTIONS[action].example for action in ASKED)


ABOUT = {
    "data": (
        "My data are articles that GDELT has read all over the world, by day; under each answer stands until "
        "when, and from which sources."
    ),
    "method": (
        "Tone is GDELT's own count of kind and harsh words in an article, averaged over articles; volume is "
        "the share of all monitored articles that carry the topic. Each answer tells its sample and interval."
    ),
    "self": (
        "I am Tidings, a bot that tells how the world's news treats a topic. I read questions by rules, not "
        "by a language model, and I guess nothing."
    ),
    "erase": (
        "To have what I keep of you deleted, ask whoever runs me: `python -m bot forget` with your user id "
        "does it."
    ),
    "movers": "I do not look for what moved by myself yet. Name a topic, and I tell what changed about it.",
    "language": "I read English, Swedish, German and French. Ask in one of these.",
}
"""Short answers to questions about the bot, by what they are about."""


def help_answer(question: Question) -> Answer:
    """How to ask, in words, with texts that work as they are; shorter where nobody asked for help."""
    if question.options.about:
        return Answer(
            question=question,
            headline="About me",
            summary=ABOUT[question.options.about],
            alt_text="No question about the news.",
            suggestions=EXAMPLES,
        )
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
