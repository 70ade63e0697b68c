-- All coverage by day under the source filters: articles, stories, and the sums of story tones.
-- Yields day DATE, articles INT64, stories INT64, toned INT64, unread INT64, tone_sum FLOAT64,
-- tone_sumsq FLOAT64.
-- Scans coverage_days: the days asked about (a thousand rows a day).
SELECT day, articles, stories, toned, unread, tone_sum, tone_sumsq
FROM {{ dataset }}coverage_days
WHERE day BETWEEN @start AND @end AND source_country = @source_country AND language = @language
ORDER BY day
