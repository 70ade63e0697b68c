locals {
  # The worker reads the same number to know its last attempt, and tells the person then.
  attempts = 10
}

resource "google_cloud_tasks_queue" "jobs" {
  name          = "tidings"
  location      = var.region
  desired_state = var.running ? "RUNNING" : "PAUSED"

  rate_limits {
    max_concurrent_dispatches = var.max_instances.worker
    max_dispatches_per_second = 50
  }

  # No limit in time beside the attempts: Cloud Tasks would go on until both are reached.
  retry_config {
    max_attempts  = local.attempts
    min_backoff   = "2s"
    max_backoff   = "60s"
    max_doublings = 5
  }

  stackdriver_logging_config {
    sampling_ratio = 1.0
  }

  depends_on = [google_project_service.api]
}
