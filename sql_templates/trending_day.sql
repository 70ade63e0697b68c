-- The newest day of Google Trends' public tables, of the last week.
-- Yields day DATE.
-- Scans international_top_terms: one column of seven partitions.
SELECT MAX(refresh_date) AS day
FROM `bigquery-public-data.google_trends.international_top_terms`
WHERE refresh_date BETWEEN @first AND @last
