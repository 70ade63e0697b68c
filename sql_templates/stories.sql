-- The most copied stories of a topic: the first article of each, with the number of copies on its day.
-- Scans mentions: the clusters of the topic's keys in the months asked about (with a domain, also articles).
{% from "_matches.sql" import matches with context -%}
SELECT MIN(article_id) AS article_id, day, COUNT(*) AS copies
FROM (
{{ matches(shape) }}
) AS matched
GROUP BY day, story
ORDER BY copies DESC, day DESC, article_id
LIMIT @most
