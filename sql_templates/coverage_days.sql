-- All coverage by day under the source filters: articles, stories, and the sums of story tones.
-- Scans coverage_days: the days asked about (a few hundred rows a day).
SELECT day, SUM(articles) AS articles, SUM(stories) AS stories,
  SUM(tone_sum) AS tone_sum, SUM(tone_sumsq) AS tone_sumsq
FROM {{ dataset }}coverage_days
WHERE day BETWEEN @start AND @end
  {%- if shape.source_country %} AND source_country = @source_country{% endif %}
  {%- if shape.language %} AND language = @language{% endif %}
GROUP BY day
ORDER BY day
