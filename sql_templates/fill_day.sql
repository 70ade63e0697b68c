-- Rebuilds one day of every table from staging, all of it or nothing.
-- Scans what its parts say: staging's day three times, each time the columns needed.
BEGIN TRANSACTION;
{% include "fill_articles.sql" %}
{% include "fill_mentions.sql" %}
{% include "fill_topic_days.sql" %}
{% include "fill_coverage_days.sql" %}
{% include "fill_loads.sql" %}
COMMIT TRANSACTION;
