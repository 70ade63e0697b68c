-- The outlets that write about a topic, by runs of @run days from @start on: articles, stories, and the sums of
-- story tones. A story counts once in each outlet and language on each day.
-- Yields run INT64, source STRING, source_country STRING, language STRING, articles INT64, stories INT64,
-- toned INT64, unread INT64, tone_sum FLOAT64, tone_sumsq FLOAT64.
-- Scans mentions: the clusters of the topic's keys in the months asked about. Scans articles: three narrow columns
-- of the days asked about.
{% from "_matches.sql" import matches with context -%}
SELECT run, source, source_country, language, SUM(copies) AS articles, COUNT(*) AS stories,
  COUNT(tone) AS toned, SUM(copies - read) AS unread, SUM(tone) AS tone_sum, SUM(tone * tone) AS tone_sumsq
FROM (
  SELECT DIV(DATE_DIFF(matched.day, @start, DAY), @run) AS run, page.source AS source,
    page.source_country AS source_country, page.language AS language, matched.day AS day, matched.story AS story,
    COUNT(*) AS copies, COUNT(matched.tone) AS read, AVG(matched.tone) AS tone
  FROM (
{{ matches(shape) }}
  ) AS matched
  JOIN {{ dataset }}articles AS page ON page.id = matched.article_id AND page.day = matched.day
  WHERE page.day BETWEEN @start AND @end
  GROUP BY 1, 2, 3, 4, 5, 6
) AS by_story
GROUP BY run, source, source_country, language
ORDER BY run, source, source_country, language
