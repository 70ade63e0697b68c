-- Makes the table of coverage days: all monitored articles of a day, by country and language of the source.
-- Small (some hundred rows a day): months as partitions keep a question at the least that is billed.
-- Scans nothing.
CREATE TABLE IF NOT EXISTS {{ dataset }}coverage_days (
  day DATE OPTIONS (description = "UTC day on which GDELT saw the pages"),
  source_country STRING OPTIONS (description = "country of the source, ISO 3166-1 alpha-2; empty if unknown, * for all"),
  language STRING OPTIONS (description = "language of the page, ISO 639-1; empty if unknown, * for all"),
  articles INT64 OPTIONS (description = "articles"),
  stories INT64 OPTIONS (description = "distinct stories among them"),
  toned INT64 OPTIONS (description = "stories of which GDELT read a page: those with a tone"),
  unread INT64 OPTIONS (description = "articles whose text GDELT did not read: they count, but not for tone"),
  tone_sum FLOAT64 OPTIONS (description = "sum over stories of their mean tone"),
  tone_sumsq FLOAT64 OPTIONS (description = "sum over stories of the square of their mean tone")
)
PARTITION BY DATE_TRUNC(day, MONTH)
OPTIONS (description = "All coverage by day: the denominator of every share")
