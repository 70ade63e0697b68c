-- Rebuilds a day of articles from staging.
-- Scans staging: the day, without topics. The day's partition of articles goes without being read.
{% from "_gkg.sql" import articles_of_the_day with context -%}
DELETE FROM {{ dataset }}articles WHERE day = @day;
INSERT INTO {{ dataset }}articles (
  id, day, seen_at, url, title, story, source, source_country, language, tone, positive, negative, polarity, words, body
)
SELECT
  id, day, seen_at, url, title, story, source, source_country, language, tone, positive, negative, polarity, words, body
FROM {{ articles_of_the_day(
  "id, day, seen_at, url, title, source, source_country, language, positive, negative, polarity, words, body") }} AS first_seen;
