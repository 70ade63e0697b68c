-- Which of the keys the data has in the timeframe, the full names of places that begin with one of the names,
-- and the people who carry one of the surnames: kind, topic and articles.
-- Yields kind STRING, topic STRING, articles INT64.
-- Scans topic_days: the clusters of the keys in the months asked about, for surnames that of all people.
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
{%- for s in range(shape.surname_count) %}
UNION ALL
SELECT kind, topic, SUM(articles) AS articles
FROM {{ dataset }}topic_days
WHERE month BETWEEN @first_month AND @last_month AND day BETWEEN @people_since AND @end
  AND kind = @person_kind AND ENDS_WITH(topic, @surname{{ s }})
GROUP BY kind, topic
{%- endfor %}
