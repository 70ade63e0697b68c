-- What stories of a topic carry too, on the days of an event and on ordinary days: kind, topic, stories on
-- either, of the kinds from one to another by name. A story counts once on each day; one story in @sample is counted.
-- Yields kind STRING, topic STRING, during INT64, before INT64.
-- Scans mentions: the months from the ordinary days to the event, of those kinds.
{% from "_matches.sql" import matches with context -%}
WITH asked AS (
  SELECT article_id FROM (
{{ matches(shape) }}
  ) AS matched
  WHERE MOD(story, @sample) = 0 AND (day IN UNNEST(@event) OR day IN UNNEST(@ordinary))
)
SELECT kind, topic, COUNTIF(eventful) AS during, COUNTIF(NOT eventful) AS before
FROM (
  SELECT kind, topic, day, story, day IN UNNEST(@event) AS eventful
  FROM {{ dataset }}mentions
  WHERE month BETWEEN @first_month AND @last_month AND day BETWEEN @start AND @end
    AND kind BETWEEN @first_kind AND @last_kind AND MOD(story, @sample) = 0 AND article_id IN (SELECT article_id FROM asked)
  GROUP BY kind, topic, day, story
) AS by_story
GROUP BY kind, topic
HAVING COUNTIF(eventful) >= @least
ORDER BY during DESC, kind, topic
