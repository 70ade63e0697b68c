-- One key by day, without filters: articles, stories, and the sums of story tones.
-- Yields day DATE, articles INT64, stories INT64, toned INT64, unread INT64, tone_sum FLOAT64,
-- tone_sumsq FLOAT64.
-- Scans topic_days: the cluster of the key in the months asked about.
SELECT day, articles, stories, toned, unread, tone_sum, tone_sumsq
FROM {{ dataset }}topic_days
WHERE month BETWEEN @first_month AND @last_month AND day BETWEEN @start AND @end
  AND kind = @kind0 AND topic = @topic0
ORDER BY day
