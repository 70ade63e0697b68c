# Deploys the main branch as cloudbuild.yaml says. The deployer may replace the functions' code and move their
# traffic, nothing else: a change of rights or of other resources is applied by a person.
locals {
  deploys = var.repository != null

  deployer_roles = local.deploys ? toset([
    # to replace and to move
    "roles/cloudfunctions.developer",
    "roles/run.developer",
    "roles/cloudscheduler.jobRunner",
    # to see what stands
    "roles/artifactregistry.reader",
    "roles/bigquery.metadataViewer",
    "roles/browser",
    "roles/cloudtasks.viewer",
    "roles/iam.securityReviewer",
    "roles/iam.serviceAccountViewer",
    "roles/secretmanager.viewer",
    "roles/serviceusage.serviceUsageConsumer",
    # to read what the new revisions answered, and to write its own log
    "roles/logging.viewer",
    "roles/logging.logWriter",
  ]) : toset([])
}

resource "google_service_account" "deployer" {
  for_each = toset(local.deploys ? ["deployer"] : [])

  account_id   = "tidings-deployer"
  display_name = "Tidings deployer: tests and deploys the main branch"

  depends_on = [google_project_service.api]
}

resource "google_project_iam_member" "deployer" {
  for_each = local.deployer_roles

  project = var.project
  role    = each.key
  member  = google_service_account.deployer["deployer"].member
}

resource "google_service_account_iam_member" "deployer_acts_as" {
  for_each = toset(local.deploys ? concat(keys(local.functions), ["build"]) : [])

  service_account_id = google_service_account.account[each.key].name
  role               = "roles/iam.serviceAccountUser"
  member             = google_service_account.deployer["deployer"].member
}

resource "google_storage_bucket_iam_member" "deployer" {
  for_each = local.deploys ? {
    source        = { bucket = google_storage_bucket.source.name, role = "roles/storage.objectAdmin" }
    source-bucket = { bucket = google_storage_bucket.source.name, role = "roles/storage.legacyBucketReader" }
    state         = { bucket = var.state_bucket, role = "roles/storage.objectAdmin" }
  } : {}

  bucket = each.value.bucket
  role   = each.value.role
  member = google_service_account.deployer["deployer"].member
}

resource "google_cloudbuild_trigger" "main" {
  for_each = google_service_account.deployer

  name            = "tidings-main"
  description     = "Tests, tries and deploys a push to main."
  location        = var.region
  filename        = "cloudbuild.yaml"
  service_account = each.value.id

  github {
    owner = split("/", var.repository)[0]
    name  = split("/", var.repository)[1]

    push {
      branch = "^main$"
    }
  }

  substitutions = {
    _REGION       = var.region
    _STATE_BUCKET = var.state_bucket
  }
}
