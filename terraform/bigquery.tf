locals {
  # As sql_templates/tables_*.sql: the embedded store and BigQuery have one shape.
  tables = {
    articles = {
      description = "News articles as GDELT's Global Knowledge Graph saw them"
      partition   = { field = "day", type = "DAY", required = true, kept = 0 }
      clustering  = ["id"]
    }
    mentions = {
      description = "Which articles carry which topics"
      partition   = { field = "month", type = "DAY", required = true, kept = 31 }
      clustering  = ["kind", "topic", "day"]
    }
    topic_days = {
      description = "Topics by day"
      partition   = { field = "month", type = "DAY", required = true, kept = 31 }
      clustering  = ["kind", "topic", "day"]
    }
    coverage_days = {
      description = "All coverage by day: the denominator of every share"
      partition   = { field = "day", type = "MONTH", required = false, kept = null }
      clustering  = null
    }
    staging = {
      description = "Rows of the Global Knowledge Graph on their way; a day leaves when it is settled"
      partition   = { field = "day", type = "DAY", required = true, kept = null }
      clustering  = null
    }
    loads = {
      description = "The days filled from GDELT"
      partition   = null
      clustering  = null
    }
  }
}

resource "google_bigquery_dataset" "tidings" {
  dataset_id                 = "tidings"
  friendly_name              = "Tidings"
  description                = "News coverage by topic, filled from GDELT's Global Knowledge Graph."
  location                   = var.bigquery_location
  delete_contents_on_destroy = !var.deletion_protection

  dynamic "default_encryption_configuration" {
    for_each = var.bigquery_kms_key[*]
    content {
      kms_key_name = default_encryption_configuration.value
    }
  }

  depends_on = [google_project_service.api]
}

resource "google_bigquery_table" "table" {
  #checkov:skip=CKV_GCP_80:The tables take the dataset's key, which bigquery_kms_key sets; what they hold is public news

  for_each = local.tables

  dataset_id          = google_bigquery_dataset.tidings.dataset_id
  table_id            = each.key
  description         = each.value.description
  schema              = file("${path.module}/schemas/${each.key}.json")
  clustering          = each.value.clustering
  deletion_protection = var.deletion_protection

  require_partition_filter = each.value.partition == null ? null : each.value.partition.required

  dynamic "time_partitioning" {
    for_each = each.value.partition[*]
    content {
      type  = time_partitioning.value.type
      field = time_partitioning.value.field

      # The last days of a month stand in the partition of its first: they stay up to 31 days longer.
      expiration_ms = (
        var.expiration_days == null || time_partitioning.value.kept == null
        ? null : (var.expiration_days + time_partitioning.value.kept) * 24 * 60 * 60 * 1000
      )
    }
  }
}
