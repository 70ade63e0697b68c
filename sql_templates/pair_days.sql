-- Stories by day of two or three topics: of each (n0, n1, n2) and of each two together (n01, n02, n12).
-- Yields day DATE, n0 INT64, n1 INT64, n01 INT64.
-- Scans mentions: the clusters of the topics' keys in the months asked about (with a domain, also articles).
{% from "_matches.sql" import carried, holds with context -%}
{% set pairs = [(0, 1), (0, 2), (1, 2)] if shape.topics | length == 3 else [(0, 1)] -%}
SELECT day
  {%- for t in range(shape.topics | length) %}, COUNTIF(t{{ t }}) AS n{{ t }}{% endfor %}
  {%- for a, b in pairs %}, COUNTIF(t{{ a }} AND t{{ b }}) AS n{{ a }}{{ b }}{% endfor %}
FROM (
  SELECT day, story
    {%- for t in range(shape.topics | length) %}, LOGICAL_OR(t{{ t }}) AS t{{ t }}{% endfor %}
  FROM (
    SELECT ANY_VALUE(day) AS day, ANY_VALUE(story) AS story
      {%- for terms in shape.topics %}, ({{ holds(terms) }}
      ) AS t{{ loop.index0 }}{% endfor %}
    FROM {{ carried(shape) }}
    GROUP BY article_id
  ) AS by_article
  GROUP BY day, story
) AS by_story
GROUP BY day
ORDER BY day
