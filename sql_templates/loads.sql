-- The ledger: every day that was loaded, oldest first.
-- Scans loads: one small row a day.
SELECT day, settled, articles, data_until, version, loaded_at
FROM {{ dataset }}loads
ORDER BY day
