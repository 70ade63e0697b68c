-- A topic by day: articles, stories, and the sums of story tones. Days without a match are absent.
-- Scans mentions: the clusters of the topic's keys in the months asked about (with a domain, also articles).
{% from "_matches.sql" import matches with context -%}
SELECT day, SUM(copies) AS articles, COUNT(*) AS stories, SUM(tone) AS tone_sum, SUM(tone * tone) AS tone_sumsq
FROM (
  SELECT day, story, COUNT(*) AS copies, AVG(tone) AS tone
  FROM (
{{ matches(shape) }}
  ) AS matched
  GROUP BY day, story
) AS by_story
GROUP BY day
ORDER BY day
