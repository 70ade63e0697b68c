-- All coverage of one site (and its subdomains) by day: articles, stories, and the sums of story tones.
-- Yields day DATE, articles INT64, stories INT64, toned INT64, unread INT64, tone_sum FLOAT64,
-- tone_sumsq FLOAT64.
-- Scans articles: the partitions of the days asked about, five narrow columns.
SELECT day, SUM(copies) AS articles, COUNT(*) AS stories, COUNT(tone) AS toned,
  SUM(copies - read) AS unread, SUM(tone) AS tone_sum, SUM(tone * tone) AS tone_sumsq
FROM (
  SELECT day, story, COUNT(*) AS copies, COUNT(tone) AS read, AVG(tone) AS tone
  FROM {{ dataset }}articles
  WHERE day BETWEEN @start AND @end AND (source = @domain OR ENDS_WITH(source, @subdomain))
    {%- if shape.source_country %} AND source_country = @source_country{% endif %}
    {%- if shape.language %} AND language = @language{% endif %}
  GROUP BY day, story
) AS by_story
GROUP BY day
ORDER BY day
