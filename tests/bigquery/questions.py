"""Questions of every action, filter and kind, about what the sample world holds."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from bot.question import Action, Options, Question, Topic

TOPICS: tuple[Topic, ...] = (
    ("inflation",),
    ("theme:econ_inflation",),
    ("climate",),
    ("title:inflation",),
    ("place:sweden",),
    ("place:germany",),
    ("inflation", "place:sweden"),
    ("inflation|climate",),
    ("climate", "-inflation"),
    ("no such word at all",),
)
OPTIONS: tuple[dict[str, Any], ...] = (
    {},
    {"source_country": "SE"},
    {"source_language": "en"},
    {"geo": "DE"},
    {"granularity": "weekly"},
)


def asked(today: date) -> list[Question]:
    """All questions, each once."""
    start = today - timedelta(29)

    def ask(action: Action, *topics: Topic, days: int = 29, **options: Any) -> Question:
        first = today - timedelta(days)
        return Question(action, topics, first, today, options=Options(**options), today=today)

    out = [ask(action, topic) for topic in TOPICS for action in ("sentiment", "volume", "articles")]
    out += [ask("sentiment", topic, **o) for topic in TOPICS[:5] for o in OPTIONS[1:]]
    out += [ask("articles", TOPICS[0], **o) for o in OPTIONS[1:4]]
    out += [ask("articles", topic, days=50, why="change") for topic in TOPICS[:4]]
    out += [ask("articles", topic, order="negative") for topic in TOPICS[:3]]
    out += [ask("articles", TOPICS[1], order="positive", source_language="en")]
    out += [ask("volume", TOPICS[0], by=by) for by in ("source", "country", "language")]
    out += [ask("sentiment", TOPICS[6], by="source", order="positive")]
    out += [ask("related", topic) for topic in TOPICS[:4]]
    out += [ask("related", TOPICS[0], TOPICS[2])]
    out += [ask("trends", topic) for topic in TOPICS[:3]]
    out += [ask("compare", *TOPICS[a : a + 2]) for a in range(4)]
    out += [ask("compare", *TOPICS[:3], metric="volume"), ask("compare", *TOPICS[2:5], days=50)]
    out += [ask("digest-subscribe", topic, frequency="weekly") for topic in TOPICS[:2]]
    out += [ask("volume", TOPICS[0], days=days) for days in (0, 1, 6, 45, 59)]
    baseline = (start - timedelta(20), start - timedelta(1))
    return [*out, Question("sentiment", (TOPICS[0],), start, today, baseline=baseline, today=today)]
