locals {
  labels = { app = "tidings" }

  apis = toset([
    "artifactregistry", "bigquery", "billingbudgets", "cloudbuild", "cloudfunctions", "cloudresourcemanager",
    "cloudscheduler", "cloudtasks", "compute", "firestore", "iam", "iamcredentials", "logging", "monitoring",
    "run", "secretmanager", "storage",
  ])

  # Secrets live in Secret Manager alone: Terraform makes the containers and never sees a value.
  secrets = toset(["SLACK_BOT_TOKEN", "SLACK_SIGNING_SECRET"])
}

data "google_project" "this" {
  project_id = var.project
}

resource "google_project_service" "api" {
  for_each = local.apis

  project            = var.project
  service            = "${each.key}.googleapis.com"
  disable_on_destroy = false
}
