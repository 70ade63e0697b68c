-- The stories of a topic with the lowest (or highest) tone, one row for each story and day: day, the first
-- article of it, articles and mean tone. Pages that GDELT did not read have no tone and are left out.
-- Yields day DATE, article_id INT64, articles INT64, tone FLOAT64.
-- Scans mentions: the clusters of the topic's keys in the months asked about (with a domain, also articles).
{% from "_matches.sql" import matches with context -%}
SELECT day, article_id, articles, mean AS tone
FROM (
  SELECT day, MIN(article_id) AS article_id, COUNT(*) AS articles, AVG(tone) AS mean
  FROM (
{{ matches(shape) }}
  ) AS matched
  WHERE tone IS NOT NULL
  GROUP BY day, story
) AS by_story
ORDER BY mean {{ "DESC" if shape.top else "ASC" }}, article_id
LIMIT {{ shape.most }}
