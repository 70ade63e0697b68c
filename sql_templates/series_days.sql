-- A topic by day: articles, stories, and the sums of story tones. Days without a match are absent.
{%- if shape.top %} The most copied
-- stories of each day have rows of their own, with the first article of each.
{%- endif %}
-- Yields day DATE, articles INT64, stories INT64, toned INT64, unread INT64, tone_sum FLOAT64,
-- tone_sumsq FLOAT64.
-- Scans mentions: the clusters of the topic's keys in the months asked about (with a domain, also articles).
{% from "_matches.sql" import matches with context -%}
SELECT day, {% if shape.top %}IF(place <= @most AND day >= @shown, first_article, NULL) AS article_id, {% endif -%}
  SUM(copies) AS articles, COUNT(*) AS stories, COUNT(tone) AS toned,
  SUM(copies - read) AS unread, SUM(tone) AS tone_sum, SUM(tone * tone) AS tone_sumsq
FROM (
  SELECT day, story, COUNT(*) AS copies, COUNT(tone) AS read, AVG(tone) AS tone
  {%- if shape.top %}, MIN(article_id) AS first_article,
    ROW_NUMBER() OVER (PARTITION BY day ORDER BY COUNT(*) DESC, MIN(article_id)) AS place
  {%- endif %}
  FROM (
{{ matches(shape) }}
  ) AS matched
  GROUP BY day, story
) AS by_story
GROUP BY day{% if shape.top %}, article_id{% endif %}
ORDER BY day
