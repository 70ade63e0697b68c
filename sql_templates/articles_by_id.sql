-- Articles by their ids: what a reader wants to see of them.
-- Scans articles: the partitions of the days named.
SELECT id, title, url, source, seen_at, tone, language, source_country
FROM {{ dataset }}articles
WHERE day BETWEEN @start AND @end AND day IN UNNEST(@days) AND id IN UNNEST(@ids)
ORDER BY url
