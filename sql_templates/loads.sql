-- The ledger: every day that was loaded, oldest first.
-- Yields day DATE, settled BOOL, articles INT64, data_until TIMESTAMP, version STRING, loaded_at TIMESTAMP.
-- Scans loads: one small row a day.
SELECT day, settled, articles, data_until, version, loaded_at
FROM {{ dataset }}loads
ORDER BY day
