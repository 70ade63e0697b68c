-- Writes a day that was filled into the ledger; a settled day leaves staging.
-- Scans articles: seen_at of the day. Scans loads, which is small.
DELETE FROM {{ dataset }}loads WHERE day = @day;
INSERT INTO {{ dataset }}loads (day, settled, articles, data_until, version, loaded_at)
SELECT @day, @settled, COUNT(*), MAX(seen_at), @version, CURRENT_TIMESTAMP()
FROM {{ dataset }}articles
WHERE day = @day;
{%- if shape.settled %}
DELETE FROM {{ dataset }}staging WHERE day = @day;
{%- endif %}
