-- A top (or rising) search term of a country by week: the mean score (0 to 100) over its regions.
-- Yields week DATE, score INT64.
-- Scans the partitions of the day in the tables of top and of rising terms.
{% set area = "" if shape.united_states else "international_" -%}
SELECT week, CAST(ROUND(AVG(score)) AS INT64) AS score
FROM (
{%- for list in ("top_terms", "top_rising_terms") %}
  SELECT week, score FROM `bigquery-public-data.google_trends.{{ area }}{{ list }}`
  WHERE refresh_date = @day AND LOWER(term) = @term AND score IS NOT NULL
    AND week BETWEEN @start AND @end
    {%- if not shape.united_states %} AND country_code = @country{% endif %}
  {%- if not loop.last %}
  UNION ALL
  {%- endif %}
{%- endfor %}
) AS scored
GROUP BY week
ORDER BY week
