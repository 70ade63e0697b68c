-- Makes the table of mentions: one row an article and a topic that it carries.
-- A day that may still change is a partition of its own; once settled it stands in its month's.
-- Scans nothing.
CREATE TABLE IF NOT EXISTS {{ dataset }}mentions (
  month DATE OPTIONS (description = "partition: the first of the month of a settled day, else the day itself"),
  day DATE OPTIONS (description = "UTC day on which GDELT saw the page"),
  kind STRING OPTIONS (description = "theme, person, organization, place, name or title"),
  topic STRING OPTIONS (description = "topic key, lower case"),
  article_id INT64 OPTIONS (description = "articles.id"),
  story INT64 OPTIONS (description = "articles.story"),
  tone FLOAT64 OPTIONS (description = "articles.tone"),
  source_country STRING OPTIONS (description = "articles.source_country"),
  language STRING OPTIONS (description = "articles.language")
)
PARTITION BY month
CLUSTER BY kind, topic, day
OPTIONS (
  description = "Which articles carry which topics",
  {%- if shape.expiration_days %}
  partition_expiration_days = {{ shape.expiration_days + 31 }},
  {%- endif %}
  require_partition_filter = TRUE
)
