-- Adds the columns that tables made by an earlier version lack. Scans nothing.
ALTER TABLE {{ dataset }}articles ADD COLUMN IF NOT EXISTS body INT64;
ALTER TABLE {{ dataset }}staging ADD COLUMN IF NOT EXISTS body INT64;
ALTER TABLE {{ dataset }}topic_days ADD COLUMN IF NOT EXISTS toned INT64, ADD COLUMN IF NOT EXISTS unread INT64;
ALTER TABLE {{ dataset }}coverage_days ADD COLUMN IF NOT EXISTS toned INT64, ADD COLUMN IF NOT EXISTS unread INT64;
