-- Makes the table of topic days: one row a topic on a day, summed from its mentions.
-- A day that may still change is a partition of its own; once settled it stands in its month's.
-- Scans nothing.
CREATE TABLE IF NOT EXISTS {{ dataset }}topic_days (
  month DATE OPTIONS (description = "partition: the first of the month of a settled day, else the day itself"),
  day DATE OPTIONS (description = "UTC day on which GDELT saw the pages"),
  kind STRING OPTIONS (description = "theme, person, organization, place, name or title"),
  topic STRING OPTIONS (description = "topic key, lower case"),
  articles INT64 OPTIONS (description = "articles that carry the topic"),
  stories INT64 OPTIONS (description = "distinct stories among them"),
  toned INT64 OPTIONS (description = "stories of which GDELT read a page: those with a tone"),
  unread INT64 OPTIONS (description = "articles whose text GDELT did not read: they count, but not for tone"),
  tone_sum FLOAT64 OPTIONS (description = "sum over stories of their mean tone"),
  tone_sumsq FLOAT64 OPTIONS (description = "sum over stories of the square of their mean tone")
)
PARTITION BY month
CLUSTER BY kind, topic, day
OPTIONS (
  description = "Topics by day",
  {%- if shape.expiration_days %}
  partition_expiration_days = {{ shape.expiration_days + 31 }},
  {%- endif %}
  require_partition_filter = TRUE
)
