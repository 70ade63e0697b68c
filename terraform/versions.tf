terraform {
  required_version = ">= 1.9, < 2.0"

  required_providers {
    google = {
      source  = "hashicorp/google"
      version = "~> 8.7"
    }
    time = {
      source  = "hashicorp/time"
      version = "~> 0.12"
    }
  }

  # The bucket and the prefix come at init: terraform init -backend-config=backend.hcl
  backend "gcs" {}
}

provider "google" {
  project = var.project
  region  = var.region

  # Budgets and alert policies are billed to the project that asks, whoever's credentials these are.
  user_project_override = true
  billing_project       = var.project
  default_labels        = local.labels
}
