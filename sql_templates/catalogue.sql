-- What the store holds: the most frequent topics of these days, as kind, topic and articles. Pairs of title words
-- and the full names of places are left out: the words and the short names are there.
-- Yields kind STRING, topic STRING, articles INT64.
-- Scans topic_days: four of its columns in the months asked about.
SELECT kind, topic, SUM(articles) AS articles
FROM {{ dataset }}topic_days
WHERE month BETWEEN @first_month AND @last_month AND day BETWEEN @start AND @end
  AND (kind != @title_kind OR STRPOS(topic, @space) = 0)
  AND (kind != @place_kind OR STRPOS(topic, @comma) = 0)
GROUP BY kind, topic
ORDER BY articles DESC, kind, topic
LIMIT {{ shape.most }}
