-- The topics that stories of a topic carry too: kind, topic, stories with both (of the sampled ones),
-- stories with it at all. Titles' words are no topics here. A story counts once on each day.
-- (Titles are the last kind by name, so a bound leaves out what clustering keeps beyond it.)
-- Yields kind STRING, topic STRING, together INT64, stories INT64.
-- Scans mentions: the months asked about, all kinds but titles; and topic_days, or with filters mentions once more.
{% from "_matches.sql" import matches with context -%}
WITH asked AS (
  SELECT article_id FROM (
{{ matches(shape) }}
  ) AS matched
  WHERE MOD(story, @sample) = 0
),
beside AS (
  SELECT kind, topic, COUNT(*) AS together
  FROM (
    SELECT kind, topic, day, story
    FROM {{ dataset }}mentions
    WHERE month BETWEEN @first_month AND @last_month AND day BETWEEN @start AND @end
      AND kind < @titles AND MOD(story, @sample) = 0 AND article_id IN (SELECT article_id FROM asked)
    GROUP BY kind, topic, day, story
  ) AS by_story
  GROUP BY kind, topic
  HAVING COUNT(*) >= @least
)
SELECT beside.kind, beside.topic, beside.together, everywhere.stories
FROM beside
JOIN (
{%- if shape.source_country or shape.language or shape.domain %}
  SELECT kind, topic, COUNT(*) AS stories
  FROM (
    SELECT m.kind, m.topic, m.day, m.story
    FROM {{ dataset }}mentions AS m
    JOIN beside AS b ON m.kind = b.kind AND m.topic = b.topic
    WHERE m.month BETWEEN @first_month AND @last_month AND m.day BETWEEN @start AND @end
    {%- if shape.source_country %} AND m.source_country = @source_country{% endif %}
    {%- if shape.language %} AND m.language = @language{% endif %}
    {%- if shape.domain %} AND m.article_id IN (
      SELECT id FROM {{ dataset }}articles
      WHERE day BETWEEN @start AND @end AND (source = @domain OR ENDS_WITH(source, @subdomain))
    )
    {%- endif %}
    GROUP BY m.kind, m.topic, m.day, m.story
  ) AS by_story
  GROUP BY kind, topic
{%- else %}
  SELECT kind, topic, SUM(stories) AS stories
  FROM {{ dataset }}topic_days
  WHERE month BETWEEN @first_month AND @last_month AND day BETWEEN @start AND @end AND kind < @titles
  GROUP BY kind, topic
{%- endif %}
) AS everywhere ON beside.kind = everywhere.kind AND beside.topic = everywhere.topic
ORDER BY beside.together DESC, beside.kind, beside.topic
