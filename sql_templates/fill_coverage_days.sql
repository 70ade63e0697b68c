-- Rebuilds a day of coverage_days from the day's articles. A day without any gets no row: a gap, not zeros.
-- A story counts once in each row, so every filter has rows of its own: a country, a language, both, neither.
-- Scans articles: four narrow columns of the day. Scans coverage_days, which is small.
DELETE FROM {{ dataset }}coverage_days WHERE day = @day;
INSERT INTO {{ dataset }}coverage_days (
  day, source_country, language, articles, stories, toned, unread, tone_sum, tone_sumsq
)
SELECT @day, source_country, language,
  SUM(copies), COUNT(*), COUNT(tone), SUM(copies - read), SUM(tone), SUM(tone * tone)
FROM (
  SELECT
    IF(by_country, source_country, @every) AS source_country,
    IF(by_language, language, @every) AS language,
    story, COUNT(*) AS copies, COUNT(tone) AS read, AVG(tone) AS tone
  FROM {{ dataset }}articles
  CROSS JOIN UNNEST([
    STRUCT(TRUE AS by_country, TRUE AS by_language), (TRUE, FALSE), (FALSE, TRUE), (FALSE, FALSE)]) AS scope
  WHERE day = @day
  GROUP BY 1, 2, 3
) AS by_story
GROUP BY source_country, language;
