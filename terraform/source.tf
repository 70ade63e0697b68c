resource "google_storage_bucket" "source" {
  #checkov:skip=CKV_GCP_62:It holds this public source alone; who changes it stands in the project's admin activity log

  name                        = "${var.project}-tidings-source"
  location                    = var.region
  uniform_bucket_level_access = true
  public_access_prevention    = "enforced"
  force_destroy               = true

  versioning {
    enabled = true
  }

  # Old sources are for rolling back, and a month is long enough for that.
  lifecycle_rule {
    condition {
      days_since_noncurrent_time = 30
    }
    action {
      type = "Delete"
    }
  }

  dynamic "encryption" {
    for_each = var.kms_key[*]
    content {
      default_kms_key_name = encryption.value
    }
  }

  depends_on = [google_project_service.api]
}

# Named by its content: a changed source is a new object, and a new object a new revision.
resource "google_storage_bucket_object" "source" {
  name   = "tidings-${substr(filesha256(var.source_archive), 0, 16)}.zip"
  bucket = google_storage_bucket.source.name
  source = var.source_archive
}

resource "google_artifact_registry_repository" "images" {
  repository_id = "tidings"
  description   = "Images that Cloud Functions builds of Tidings."
  location      = var.region
  format        = "DOCKER"
  kms_key_name  = var.kms_key

  cleanup_policies {
    id     = "keep-recent"
    action = "KEEP"
    most_recent_versions {
      keep_count = 5
    }
  }

  cleanup_policies {
    id     = "delete-old"
    action = "DELETE"
    condition {
      older_than = "2592000s"
    }
  }

  depends_on = [google_project_service.api]
}
