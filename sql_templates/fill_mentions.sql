-- Rebuilds a day of mentions from staging.
-- Scans staging: topics and ten narrow columns of the day. Scans mentions only where the day stands in its
-- month's partition already: then that partition is rewritten.
{% from "_gkg.sql" import articles_of_the_day, clear_day with context -%}
{{ clear_day("mentions") }}
INSERT INTO {{ dataset }}mentions (
  month, day, kind, topic, article_id, story, tone, source_country, language
)
SELECT @partition, day, carried.kind, carried.topic, id, story, tone, source_country, language
FROM {{ articles_of_the_day("id, day, source_country, language, topics") }} AS first_seen
CROSS JOIN UNNEST(topics) AS carried;
