-- Rebuilds a day of coverage_days from the day's articles. A day without any gets no row: a gap, not zeros.
-- Scans articles: four narrow columns of the day. Scans coverage_days, which is small.
DELETE FROM {{ dataset }}coverage_days WHERE day = @day;
INSERT INTO {{ dataset }}coverage_days (day, source_country, language, articles, stories, tone_sum, tone_sumsq)
SELECT @day, source_country, language, SUM(copies), COUNT(*), SUM(tone), SUM(tone * tone)
FROM (
  SELECT source_country, language, story, COUNT(*) AS copies, AVG(tone) AS tone
  FROM {{ dataset }}articles
  WHERE day = @day
  GROUP BY source_country, language, story
) AS by_story
GROUP BY source_country, language;
