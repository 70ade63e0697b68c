-- Makes the ledger: one row a day that was filled, written in the transaction that fills it.
-- Scans nothing.
CREATE TABLE IF NOT EXISTS {{ dataset }}loads (
  day DATE OPTIONS (description = "UTC day filled"),
  settled BOOL OPTIONS (description = "the day stands in its month's partition and is not read again by itself"),
  articles INT64 OPTIONS (description = "articles of the day; 0 is a gap in the source"),
  data_until TIMESTAMP OPTIONS (description = "newest batch of the day; NULL without articles"),
  version STRING OPTIONS (description = "version of the templates that filled it"),
  loaded_at TIMESTAMP OPTIONS (description = "when it was filled")
)
OPTIONS (description = "The days filled from GDELT")
