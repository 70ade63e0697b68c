{#- What articles carry of numbered keys: day, article_id, story, tone, key_number; a row for each key. Every
    key is read by itself, so that clustering (or zone maps) leaves little to read. -#}
{%- macro carried(shape) -%}
(
{%- for k in range(shape.key_count) %}
  SELECT day, article_id, story, tone, {{ k }} AS key_number
  FROM {{ dataset }}mentions
  WHERE month BETWEEN @first_month AND @last_month AND day BETWEEN @start AND @end
    AND kind = @kind{{ k }} AND topic = @topic{{ k }}
    {%- if shape.source_country %} AND source_country = @source_country{% endif %}
    {%- if shape.language %} AND language = @language{% endif %}
    {%- if not loop.last %}
  UNION ALL
    {%- endif %}
{%- endfor %}
) AS carried
{%- if shape.domain %}
WHERE article_id IN (
  SELECT id FROM {{ dataset }}articles
  WHERE day BETWEEN @start AND @end AND (source = @domain OR ENDS_WITH(source, @subdomain))
)
{%- endif %}
{%- endmacro -%}
{#- Whether an article's keys make up a topic: a list of terms, each with `excluded` and its readings, each
    reading a list of key numbers. -#}
{%- macro holds(terms) -%}
{%- for term in terms %}
  {% if not loop.first %}AND {% endif %}{% if term.excluded %}NOT {% endif %}(
  {%- for reading in term.readings %}
    {%- if not loop.first %} OR {% endif -%}
    ({% for k in reading %}{% if not loop.first %} AND {% endif %}LOGICAL_OR(key_number = {{ k }}){% endfor %})
  {%- endfor -%}
  )
{%- endfor %}
{%- endmacro -%}
{#- The articles of a topic: day, article_id, story, tone; one row an article. -#}
{%- macro matches(shape) -%}
SELECT MIN(day) AS day, article_id, MIN(story) AS story, MIN(tone) AS tone
FROM {{ carried(shape) }}
GROUP BY article_id
{%- if shape.terms %}
HAVING
{{- holds(shape.terms) }}
{%- endif %}
{%- endmacro -%}
