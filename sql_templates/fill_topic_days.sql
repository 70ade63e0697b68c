-- Rebuilds a day of topic_days from staging.
-- Scans staging: topics and eight narrow columns of the day. Scans topic_days only where the day stands in its
-- month's partition already: then that partition is rewritten.
{% from "_gkg.sql" import articles_of_the_day, clear_day with context -%}
{{ clear_day("topic_days") }}
INSERT INTO {{ dataset }}topic_days (month, day, kind, topic, articles, stories, toned, unread, tone_sum, tone_sumsq)
SELECT @partition, @day, kind, topic, SUM(copies), COUNT(*), COUNT(tone), SUM(copies - read), SUM(tone), SUM(tone * tone)
FROM (
  SELECT carried.kind, carried.topic, story, COUNT(*) AS copies, COUNT(tone) AS read, AVG(tone) AS tone
  FROM {{ articles_of_the_day("topics") }} AS first_seen
  CROSS JOIN UNNEST(topics) AS carried
  GROUP BY carried.kind, carried.topic, story
) AS by_story
GROUP BY kind, topic;
