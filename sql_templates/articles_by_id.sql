-- Articles by their ids: what a reader wants to see of them.
-- Yields id INT64, title STRING, url STRING, source STRING, seen_at TIMESTAMP, tone FLOAT64, language STRING,
-- source_country STRING.
-- Scans articles: the partitions of the days named.
SELECT id, title, url, source, seen_at, tone, language, source_country
FROM {{ dataset }}articles
WHERE day BETWEEN @start AND @end AND day IN UNNEST(@days) AND id IN UNNEST(@ids)
ORDER BY url
