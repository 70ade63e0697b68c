{#- Expressions that the filling templates share. -#}

{#- The value of `key` in a text of lines `key=value` (at most 64 characters); NULL if it is not there. -#}
{%- macro lookup(lines, key) -%}
IF(STRPOS(@{{ lines }}, CONCAT('\n', {{ key }}, '=')) > 0, SPLIT(SUBSTR(
  @{{ lines }}, STRPOS(@{{ lines }}, CONCAT('\n', {{ key }}, '=')) + LENGTH({{ key }}) + 2, 64), '\n')[OFFSET(0)], NULL)
{%- endmacro -%}

{#- Bytes 8 to 15 of an md5, little-endian, without the lowest bit: the embedded store's number of a text.
    `md5` is the hex digest. -#}
{%- macro number(md5) -%}
(CAST(CONCAT('0x', SUBSTR({{ md5 }}, 31, 2), SUBSTR({{ md5 }}, 29, 2), SUBSTR({{ md5 }}, 27, 2), SUBSTR({{ md5 }}, 25, 2)) AS INT64) << 31)
  | (CAST(CONCAT('0x', SUBSTR({{ md5 }}, 23, 2), SUBSTR({{ md5 }}, 21, 2), SUBSTR({{ md5 }}, 19, 2), SUBSTR({{ md5 }}, 17, 2)) AS INT64) >> 1)
{%- endmacro -%}

{#- Part `index` of V2Tone; what is no number, or not finite, is NULL. -#}
{%- macro score(index) -%}
(SELECT IF(IS_INF(part) OR IS_NAN(part), NULL, part)
  FROM UNNEST([SAFE_CAST(SPLIT(scores, ',')[SAFE_OFFSET({{ index }})] AS FLOAT64)]) AS part)
{%- endmacro -%}

{#- The articles of the day: of several rows of one page, the first; `columns`, `story` and `tone`. Tone is left
    out where GDELT evidently did not read the page: under @read_words words, or a body that the outlet had under
    another title in this batch or before. -#}
{%- macro articles_of_the_day(columns) -%}
(
  SELECT {{ columns }}, story,
    IF(words < @read_words
      OR MIN(story) OVER (PARTITION BY body ORDER BY seen_at) != MAX(story) OVER (PARTITION BY body ORDER BY seen_at),
      NULL, tone) AS tone
  FROM (
    SELECT {{ columns }}, story, tone{% for also in ["body", "seen_at", "words"] if also not in columns %}, {{ also }}{% endfor %}
    FROM {{ dataset }}staging
    WHERE day = @day
    QUALIFY ROW_NUMBER() OVER (PARTITION BY id ORDER BY seen_at, place, record) = 1
  ) AS pages
)
{%- endmacro -%}

{#- Rows of a day as a month-partitioned table may hold them. A partition of its own goes without being read;
    out of its month's partition it has to be rewritten. -#}
{%- macro clear_day(table) -%}
{%- if shape.own_partition %}
DELETE FROM {{ dataset }}{{ table }} WHERE month = @day;
{%- endif %}
{%- if shape.in_month %}
DELETE FROM {{ dataset }}{{ table }} WHERE month = @month AND day = @day;
{%- endif %}
{%- endmacro -%}
