-- Which of the keys the data has in the timeframe: key_number and articles.
-- Scans topic_days: the clusters of the keys in the months asked about.
{% for k in range(shape.key_count) -%}
SELECT {{ k }} AS key_number, SUM(articles) AS articles
FROM {{ dataset }}topic_days
WHERE month BETWEEN @first_month AND @last_month AND day BETWEEN @start AND @end
  AND kind = @kind{{ k }} AND topic = @topic{{ k }}
HAVING COUNT(*) > 0
{%- if not loop.last %}
UNION ALL
{% endif %}
{%- endfor %}
