resource "google_cloud_scheduler_job" "call" {
  for_each = var.schedule

  name             = "tidings-${each.key}"
  description      = "Calls the digest function: ${each.key}."
  region           = var.region
  schedule         = each.value
  time_zone        = var.timezone
  paused           = !var.running
  attempt_deadline = each.key == "refresh" ? "1800s" : "300s"

  # What is due is found anew at each call, so a call that failed is made up for by the next.
  retry_config {
    retry_count          = 2
    min_backoff_duration = "30s"
  }

  http_target {
    uri         = "${local.uri["digest"]}/${each.key}"
    http_method = "POST"

    oidc_token {
      service_account_email = google_service_account.account["scheduler"].email
      audience              = local.uri["digest"]
    }
  }
}
