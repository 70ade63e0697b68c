locals {
  # The timetable's calls go to the digest, each by its path. The smoke question goes to the worker's newest
  # revision, by the tag that scripts/deploy.sh gives it, whether or not it has traffic; every day once more.
  calls = merge(
    {
      for name, cron in var.schedule : name => {
        url      = "${local.uri["digest"]}/${name}"
        method   = "POST"
        audience = local.uri["digest"]
        account  = "scheduler"
        cron     = cron
      } if name != "smoke"
    },
    {
      smoke = {
        url      = "${replace(local.uri["worker"], "https://", "https://smoke---")}/smoke"
        method   = "GET"
        audience = local.uri["worker"]
        account  = "tasks"
        cron     = var.schedule.smoke
      }
    },
  )
}

resource "google_cloud_scheduler_job" "call" {
  for_each = local.calls

  name             = "tidings-${each.key}"
  description      = each.key == "smoke" ? "Asks the worker's newest revision a question." : "Calls the digest function: ${each.key}."
  region           = var.region
  schedule         = each.value.cron
  time_zone        = var.timezone
  paused           = !var.running
  attempt_deadline = contains(["refresh", "placebo"], each.key) ? "1800s" : "300s"

  # What is due is found anew at each call, so a call that failed is made up for by the next.
  retry_config {
    retry_count          = each.key == "smoke" ? 0 : 2
    min_backoff_duration = "30s"
  }

  http_target {
    uri         = each.value.url
    http_method = each.value.method

    oidc_token {
      service_account_email = google_service_account.account[each.value.account].email
      audience              = each.value.audience
    }
  }
}
