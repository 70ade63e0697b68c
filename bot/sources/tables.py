"""The tables of the embedded store: their columns, in which order they lie, and in how large pieces."""

from __future__ import annotations

from collections.abc import Mapping

COLUMNS: Mapping[str, Mapping[str, str]] = {
    "articles": {
        "id": "BIGINT",
        "day": "DATE",
        "seen_at": "TIMESTAMP",
        "url": "VARCHAR",
        "title": "VARCHAR",
        "story": "BIGINT",
        "source": "VARCHAR",
        "source_country": "VARCHAR",
        "language": "VARCHAR",
        "tone": "DOUBLE",
        "positive": "DOUBLE",
        "negative": "DOUBLE",
        "polarity": "DOUBLE",
        "words": "BIGINT",
        "body": "BIGINT",
    },
    "mentions": {
        "month": "DATE",
        "day": "DATE",
        "kind": "VARCHAR",
        "topic": "VARCHAR",
        "article_id": "BIGINT",
        "story": "BIGINT",
        "tone": "DOUBLE",
        "source_country": "VARCHAR",
        "language": "VARCHAR",
    },
    "topic_days": {
        "month": "DATE",
        "day": "DATE",
        "kind": "VARCHAR",
        "topic": "VARCHAR",
        "articles": "BIGINT",
        "stories": "BIGINT",
        "toned": "BIGINT",
        "unread": "BIGINT",
        "tone_sum": "DOUBLE",
        "tone_sumsq": "DOUBLE",
    },
    "coverage_days": {
        "day": "DATE",
        "source_country": "VARCHAR",
        "language": "VARCHAR",
        "articles": "BIGINT",
        "stories": "BIGINT",
        "toned": "BIGINT",
        "unread": "BIGINT",
        "tone_sum": "DOUBLE",
        "tone_sumsq": "DOUBLE",
    },
}
"""The tables, with their columns and DuckDB types in order."""

ORDER = {
    "articles": "day, source",
    "mentions": "kind, topic, day",
    "topic_days": "kind, topic, day",
    "coverage_days": "day, source_country, language",
}
# Zone maps leave few row groups of a sorted file to read for one topic; many small ones are slow to look
# up. Articles are fetched a few at a time, for which small ones are best.
ROW_GROUP = {"articles": 16_384, "mentions": 122_880, "topic_days": 122_880, "coverage_days": 16_384}
