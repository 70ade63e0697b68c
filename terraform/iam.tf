locals {
  accounts = {
    slack     = "Tidings front: verifies Slack's requests and enqueues"
    worker    = "Tidings worker: asks BigQuery and answers in Slack"
    digest    = "Tidings digest: enqueues what is due and refreshes the tables"
    tasks     = "Tidings tasks: the identity with which the queue calls the worker"
    scheduler = "Tidings scheduler: the identity with which the schedule calls the digest"
    build     = "Tidings build: builds the functions' images"
  }

  # Who may read which secret.
  readers = {
    slack-token   = { account = "slack", secret = "SLACK_BOT_TOKEN" }
    slack-signing = { account = "slack", secret = "SLACK_SIGNING_SECRET" }
    worker-token  = { account = "worker", secret = "SLACK_BOT_TOKEN" }
  }

  # Roles that exist only for a whole project.
  project_roles = {
    slack-state  = { account = "slack", role = "roles/datastore.user" }
    worker-state = { account = "worker", role = "roles/datastore.user" }
    digest-state = { account = "digest", role = "roles/datastore.user" }
    worker-query = { account = "worker", role = "roles/bigquery.jobUser" }
    digest-query = { account = "digest", role = "roles/bigquery.jobUser" }
    build-logs   = { account = "build", role = "roles/logging.logWriter" }
  }
}

resource "google_service_account" "account" {
  for_each = local.accounts

  account_id   = "tidings-${each.key}"
  display_name = each.value

  depends_on = [google_project_service.api]
}

resource "google_project_iam_member" "role" {
  for_each = local.project_roles

  project = var.project
  role    = each.value.role
  member  = google_service_account.account[each.value.account].member
}

resource "google_secret_manager_secret_iam_member" "reader" {
  for_each = local.readers

  secret_id = google_secret_manager_secret.slack[each.value.secret].secret_id
  role      = "roles/secretmanager.secretAccessor"
  member    = google_service_account.account[each.value.account].member
}

resource "google_bigquery_dataset_iam_member" "worker" {
  dataset_id = google_bigquery_dataset.tidings.dataset_id
  role       = "roles/bigquery.dataViewer"
  member     = google_service_account.account["worker"].member
}

resource "google_bigquery_dataset_iam_member" "digest" {
  dataset_id = google_bigquery_dataset.tidings.dataset_id
  role       = "roles/bigquery.dataEditor"
  member     = google_service_account.account["digest"].member
}

# The front and the digest enqueue; they may name the tasks' identity, and only that one.
resource "google_cloud_tasks_queue_iam_member" "enqueuer" {
  for_each = toset(["slack", "digest"])

  name     = google_cloud_tasks_queue.jobs.name
  location = var.region
  role     = "roles/cloudtasks.enqueuer"
  member   = google_service_account.account[each.key].member
}

resource "google_service_account_iam_member" "acts_as_tasks" {
  for_each = toset(["slack", "digest"])

  service_account_id = google_service_account.account["tasks"].name
  role               = "roles/iam.serviceAccountUser"
  member             = google_service_account.account[each.key].member
}

# Who may call which function. Slack has no Google identity: the front checks Slack's signature instead.
resource "google_cloud_run_service_iam_member" "invoker" {
  #checkov:skip=CKV_GCP_102:Slack has no Google identity; the front checks its signature, and the tests assert that it alone is public

  for_each = {
    slack  = "allUsers"
    worker = google_service_account.account["tasks"].member
    digest = google_service_account.account["scheduler"].member
  }

  service  = google_cloudfunctions2_function.function[each.key].name
  location = var.region
  role     = "roles/run.invoker"
  member   = each.value
}

resource "google_storage_bucket_iam_member" "build_source" {
  bucket = google_storage_bucket.source.name
  role   = "roles/storage.objectViewer"
  member = google_service_account.account["build"].member
}

# Builds fetch the source from a bucket that Google makes with the first function, gcf-v2-sources-NUMBER-REGION,
# so the right to read it can only be the project's.
resource "google_project_iam_member" "build_reads_google_copy" {
  project = var.project
  role    = "roles/storage.objectViewer"
  member  = google_service_account.account["build"].member
}

resource "google_artifact_registry_repository_iam_member" "build_images" {
  repository = google_artifact_registry_repository.images.repository_id
  location   = var.region
  role       = "roles/artifactregistry.writer"
  member     = google_service_account.account["build"].member
}

# Rights hold a minute or two after they are given, and a build that comes too early fails.
resource "time_sleep" "rights_known" {
  create_duration = "120s"

  depends_on = [
    google_artifact_registry_repository_iam_member.build_images,
    google_project_iam_member.build_reads_google_copy,
    google_project_iam_member.role,
    google_secret_manager_secret_iam_member.reader,
    google_storage_bucket_iam_member.build_source,
  ]
}
