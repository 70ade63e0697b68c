# What is refused before anything is planned, each by a sentence that says what to write instead.
mock_provider "google" {}
mock_provider "time" {}

variables {
  project        = "my-tidings"
  source_archive = "tests/source.zip"
  alert_email    = "operators@example.com"
}

run "project" {
  command = plan

  variables {
    project = "My Project"
  }

  expect_failures = [var.project]
}

run "source_archive" {
  command = plan

  variables {
    source_archive = "source.tar"
  }

  expect_failures = [var.source_archive]
}

run "region" {
  command = plan

  variables {
    region = "us-central1-a"
  }

  expect_failures = [var.region]
}

run "bigquery_location" {
  command = plan

  variables {
    bigquery_location = "EU"
  }

  expect_failures = [var.bigquery_location]
}

run "firestore_location" {
  command = plan

  variables {
    firestore_location = "mars"
  }

  expect_failures = [var.firestore_location]
}

run "min_instances" {
  command = plan

  variables {
    min_instances = 1.5
  }

  expect_failures = [var.min_instances]
}

run "max_instances" {
  command = plan

  variables {
    max_instances = { worker = 0 }
  }

  expect_failures = [var.max_instances]
}

run "worker_memory" {
  command = plan

  variables {
    worker_memory = "1GB"
  }

  expect_failures = [var.worker_memory]
}

run "timezone" {
  command = plan

  variables {
    timezone = "Stockholm time"
  }

  expect_failures = [var.timezone]
}

run "trends" {
  command = plan

  variables {
    trends = "sample"
  }

  expect_failures = [var.trends]
}

run "channels" {
  command = plan

  variables {
    channels = ["#markets"]
  }

  expect_failures = [var.channels]
}

run "byte_limits" {
  command = plan

  variables {
    byte_limits = { ask_above = 2000 }
  }

  expect_failures = [var.byte_limits]
}

run "schedule" {
  command = plan

  variables {
    schedule = { refresh = "every hour" }
  }

  expect_failures = [var.schedule]
}

run "expiration_days" {
  command = plan

  variables {
    expiration_days = 30
  }

  expect_failures = [var.expiration_days]
}

run "alert_email" {
  command = plan

  variables {
    alert_email = "operators"
  }

  expect_failures = [var.alert_email]
}

run "billing_account" {
  command = plan

  variables {
    billing_account = "mine"
  }

  expect_failures = [var.billing_account]
}

run "monthly_budget" {
  command = plan

  variables {
    monthly_budget = 0
  }

  expect_failures = [var.monthly_budget]
}

run "repository" {
  command = plan

  variables {
    repository   = "tidings"
    state_bucket = "my-tidings-terraform"
  }

  expect_failures = [var.repository]
}

run "kms_key" {
  command = plan

  variables {
    kms_key = "my-key"
  }

  expect_failures = [var.kms_key]
}

run "bigquery_kms_key" {
  command = plan

  variables {
    bigquery_kms_key = "projects/k/locations/europe-north1/keyRings/t/cryptoKeys/t"
  }

  expect_failures = [var.bigquery_kms_key]
}

run "repository_without_state_bucket" {
  command = plan

  variables {
    repository = "my-company/tidings"
  }

  expect_failures = [var.state_bucket]
}

run "more_warm_than_allowed" {
  command = plan

  variables {
    min_instances = 3
    max_instances = { slack = 2 }
  }

  expect_failures = [var.max_instances]
}

run "secret_versions" {
  command = plan

  variables {
    secret_versions = { SLACK_BOT_TOKEN = 0 }
  }

  expect_failures = [var.secret_versions]
}
