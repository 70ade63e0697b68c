-- Makes the table through which a day goes: rows of the source, read once, as articles with their topics.
-- Scans nothing.
CREATE TABLE IF NOT EXISTS {{ dataset }}staging (
  day DATE OPTIONS (description = "UTC day on which GDELT saw the page"),
  record STRING OPTIONS (description = "GKGRECORDID, by which a row is taken only once"),
  place INT64 OPTIONS (description = "order within a batch: English rows first, then by number"),
  id INT64 OPTIONS (description = "articles.id"),
  seen_at TIMESTAMP OPTIONS (description = "articles.seen_at"),
  url STRING OPTIONS (description = "articles.url"),
  title STRING OPTIONS (description = "articles.title"),
  story INT64 OPTIONS (description = "articles.story"),
  source STRING OPTIONS (description = "articles.source"),
  source_country STRING OPTIONS (description = "articles.source_country"),
  language STRING OPTIONS (description = "articles.language"),
  tone FLOAT64 OPTIONS (description = "articles.tone"),
  positive FLOAT64 OPTIONS (description = "articles.positive"),
  negative FLOAT64 OPTIONS (description = "articles.negative"),
  polarity FLOAT64 OPTIONS (description = "articles.polarity"),
  words INT64 OPTIONS (description = "articles.words"),
  body INT64 OPTIONS (description = "articles.body"),
  topics ARRAY<STRUCT<kind STRING, topic STRING>> OPTIONS (description = "the topics that the article carries")
)
PARTITION BY day
OPTIONS (
  description = "Rows of the Global Knowledge Graph on their way; a day leaves when it is settled",
  require_partition_filter = TRUE
)
