"""The sums by day of the embedded store, from its rows; for BigQuery `sql_templates/fill_*_days.sql`."""

from __future__ import annotations

from bot.sources.warehouse import EVERY

_KEYS = {"topic_days": "day, kind, topic", "coverage_days": "day, source_country, language"}
_SCOPES = f"""
    SELECT day, story, tone,
           CASE WHEN by_country THEN source_country ELSE '{EVERY}' END AS source_country,
           CASE WHEN by_language THEN language ELSE '{EVERY}' END AS language
    FROM ({{rows}})
    CROSS JOIN (VALUES (true, true), (true, false), (false, true), (false, false))
      AS scope(by_country, by_language)"""


def sums_of(table: str, rows: str) -> str:
    """SQL for the rows of `topic_days` from `rows` of mentions, or of `coverage_days` from those of articles.

    A story counts once in each of them, so all coverage has rows of its own for every filter: a country, a
    language, both, and neither.
    """
    keys = _KEYS[table]
    scoped = _SCOPES.format(rows=rows) if table == "coverage_days" else rows
    return f"""
        SELECT date_trunc('month', day) AS month, {keys}, sum(copies)::BIGINT AS articles,
               count(*) AS stories, count(tone) AS toned, sum(copies - read)::BIGINT AS unread,
               sum(tone) AS tone_sum, sum(tone * tone) AS tone_sumsq
        FROM (SELECT {keys}, story, count(*) AS copies, count(tone) AS read, avg(tone) AS tone
              FROM ({scoped}) GROUP BY {keys}, story)
        GROUP BY {keys}"""
