-- All coverage by day under the source filters: articles, stories, and the sums of story tones.
-- Scans coverage_days: the days asked about (a thousand rows a day).
SELECT day, articles, stories, toned, unread, tone_sum, tone_sumsq
FROM {{ dataset }}coverage_days
WHERE day BETWEEN @start AND @end AND source_country = @source_country AND language = @language
ORDER BY day
