-- The most copied stories of a topic: one article of each (its last day), with the number of copies.
-- Scans mentions: the clusters of the topic's keys in the months asked about (with a domain, also articles).
{% from "_matches.sql" import matches with context -%}
SELECT article_id, day, copies
FROM (
  SELECT article_id, day,
    COUNT(*) OVER (PARTITION BY story) AS copies,
    ROW_NUMBER() OVER (PARTITION BY story ORDER BY day DESC, article_id) AS place
  FROM (
{{ matches(shape) }}
  ) AS matched
) AS placed
WHERE place = 1
ORDER BY copies DESC, day DESC, article_id
LIMIT @most
