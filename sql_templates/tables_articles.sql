-- Makes the table of articles: one row an article. One page seen on one day is one article.
-- Scans nothing.
CREATE TABLE IF NOT EXISTS {{ dataset }}articles (
  id INT64 OPTIONS (description = "63 bits of the md5 of day and URL"),
  day DATE OPTIONS (description = "UTC day on which GDELT saw the page"),
  seen_at TIMESTAMP OPTIONS (description = "15-minute batch in which GDELT saw the page"),
  url STRING OPTIONS (description = "address of the page"),
  title STRING OPTIONS (description = "page title, entities resolved, in its own language; may be empty"),
  story INT64 OPTIONS (description = "what copies of a story share: 63 bits of the md5 of language and title without the outlet"),
  source STRING OPTIONS (description = "domain of the page, lower case"),
  source_country STRING OPTIONS (description = "country of the source, ISO 3166-1 alpha-2; empty if unknown"),
  language STRING OPTIONS (description = "language of the page, ISO 639-1; empty if unknown"),
  tone FLOAT64 OPTIONS (description = "positive minus negative, per cent of words; NULL if GDELT did not read the page"),
  positive FLOAT64 OPTIONS (description = "per cent of words with a positive connotation"),
  negative FLOAT64 OPTIONS (description = "per cent of words with a negative connotation"),
  polarity FLOAT64 OPTIONS (description = "per cent of words in the tone dictionary"),
  words INT64 OPTIONS (description = "words in the document"),
  body INT64 OPTIONS (description = "what pages of an outlet share whose text GDELT measured alike: 63 bits of an md5")
)
PARTITION BY day
CLUSTER BY id
OPTIONS (
  description = "News articles as GDELT's Global Knowledge Graph saw them",
  {%- if shape.expiration_days %}
  partition_expiration_days = {{ shape.expiration_days }},
  {%- endif %}
  require_partition_filter = TRUE
)
