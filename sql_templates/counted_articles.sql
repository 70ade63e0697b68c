-- Every article of a topic with each numbered key by which it is counted, a row for each; in order of days.
-- Yields day DATE, id INT64, url STRING, title STRING, key_number INT64.
-- Scans mentions: the clusters of the topic's keys in the months asked about. Scans articles: address and title of
-- the days asked about.
{% from "_matches.sql" import carried, matches with context -%}
SELECT counted.day AS day, counted.article_id AS id, page.url AS url, page.title AS title,
  mention.key_number AS key_number
FROM (
{{ matches(shape) }}
) AS counted
JOIN {{ dataset }}articles AS page ON page.id = counted.article_id AND page.day = counted.day
JOIN (
  SELECT article_id, key_number FROM {{ carried(shape) }}
) AS mention ON mention.article_id = counted.article_id
WHERE page.day BETWEEN @start AND @end
ORDER BY day, url, key_number
