-- Which of the keys the data has in the timeframe, and the full names of places that begin with one of the
-- names: kind, topic and articles.
-- Scans topic_days: the clusters of the keys in the months asked about.
{% for k in range(shape.key_count) -%}
SELECT @kind{{ k }} AS kind, @topic{{ k }} AS topic, SUM(articles) AS articles
FROM {{ dataset }}topic_days
WHERE month BETWEEN @first_month AND @last_month AND day BETWEEN @start AND @end
  AND kind = @kind{{ k }} AND topic = @topic{{ k }}
HAVING COUNT(*) > 0
{%- if not loop.last %}
UNION ALL
{% endif %}
{%- endfor %}
{%- for p in range(shape.place_count) %}
UNION ALL
SELECT kind, topic, SUM(articles) AS articles
FROM {{ dataset }}topic_days
WHERE month BETWEEN @first_month AND @last_month AND day BETWEEN @start AND @end
  AND kind = @place_kind AND topic > @place{{ p }} AND topic < @past_place{{ p }}
GROUP BY kind, topic
{%- endfor %}
