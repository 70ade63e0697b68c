-- The 25 top (or rising) search terms of a country on a day: term, rank, and percent of growth of rising ones.
-- Yields term STRING, rank INT64, percent_gain INT64.
-- Scans the table's partition of the day. The United States have tables of their own, without countries.
{% set area = "" if shape.united_states else "international_" -%}
{% set list = "top_rising_terms" if shape.rising else "top_terms" -%}
SELECT term, MIN(rank) AS rank, {{ "MAX(percent_gain)" if shape.rising else "CAST(NULL AS INT64)" }} AS percent_gain
FROM `bigquery-public-data.google_trends.{{ area }}{{ list }}`
WHERE refresh_date = @day
  {%- if not shape.united_states %} AND country_code = @country{% endif %}
GROUP BY term
ORDER BY rank, term
LIMIT 25
