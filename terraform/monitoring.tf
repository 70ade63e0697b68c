locals {
  services = "resource.type=\"cloud_run_revision\" resource.labels.service_name=~\"^tidings-(slack|worker|digest)$\""

  # Counted from the logs, because no metric of Google's tells them apart.
  log_metrics = {
    slow_acknowledgements = {
      description = "Requests of Slack that were answered after more than two seconds; at three Slack gives up."
      filter      = "resource.type=\"cloud_run_revision\" resource.labels.service_name=\"tidings-slack\" httpRequest.latency>\"2s\""
    }
    refused_callers = {
      description = "Requests refused for what they could not prove: a wrong signature, or no right to call."
      filter      = "${local.services} httpRequest.status=(401 OR 403)"
    }
    errors = {
      description = "What the functions themselves log as an error."
      filter      = "${local.services} severity>=ERROR"
    }
    failed_calls = {
      description = "Calls of the schedule that did not succeed: refresh, digests, alerts or placebo."
      filter      = "resource.type=\"cloud_scheduler_job\" resource.labels.job_id=~\"^tidings-\" severity>=ERROR"
    }
  }

  alerts = {
    slow_acknowledgements = {
      says      = "Slack waits too long for the front. Keep an instance warm (min_instances = 1), then look at its log."
      filter    = "metric.type=\"logging.googleapis.com/user/tidings/slow_acknowledgements\" resource.type=\"cloud_run_revision\""
      aligner   = "ALIGN_SUM"
      above     = 5
      alignment = "600s"
    }
    errors = {
      says      = "A function logs errors. Read them: docs/deploy.md, Logs."
      filter    = "metric.type=\"logging.googleapis.com/user/tidings/errors\" resource.type=\"cloud_run_revision\""
      aligner   = "ALIGN_SUM"
      above     = 5
      alignment = "600s"
    }
    failed_calls = {
      says      = "The schedule's calls fail: digests, alerts or fresh news do not come. Run one by hand: docs/deploy.md, Logs."
      filter    = "metric.type=\"logging.googleapis.com/user/tidings/failed_calls\" resource.type=\"cloud_scheduler_job\""
      aligner   = "ALIGN_SUM"
      above     = 2
      alignment = "3600s"
    }
    refused_callers = {
      says      = "Many requests were refused. After a change of the signing secret: give the functions the new one. Else somebody is trying."
      filter    = "metric.type=\"logging.googleapis.com/user/tidings/refused_callers\" resource.type=\"cloud_run_revision\""
      aligner   = "ALIGN_SUM"
      above     = 100
      alignment = "600s"
    }
    waiting_jobs = {
      says      = "Questions wait in the queue. Look whether the worker fails, or allow more of them (max_instances.worker)."
      filter    = "metric.type=\"cloudtasks.googleapis.com/queue/depth\" resource.type=\"cloud_tasks_queue\" resource.labels.queue_id=\"tidings\""
      aligner   = "ALIGN_MIN"
      above     = 20
      alignment = "300s"
    }
    # Refusals of the platform itself (429, 503) use up attempts without a worker ever running.
    failed_attempts = {
      says      = "The queue's deliveries fail. Look at the worker's log; if there is nothing, Cloud Run refuses: allow more of it (max_instances.worker)."
      filter    = "metric.type=\"cloudtasks.googleapis.com/queue/task_attempt_count\" resource.type=\"cloud_tasks_queue\" resource.labels.queue_id=\"tidings\" metric.labels.response_code!=monitoring.regex.full_match(\"(?i)200|ok\")"
      aligner   = "ALIGN_SUM"
      above     = 20
      alignment = "600s"
    }
    bytes_billed = {
      says      = "BigQuery bills more than the workspace's limit in a day. Read who asked what: docs/deploy.md, What it costs."
      filter    = "metric.type=\"bigquery.googleapis.com/query/statement_scanned_bytes_billed\" resource.type=\"bigquery_project\""
      aligner   = "ALIGN_SUM"
      above     = (var.byte_limits.workspace_day + 50) * 1024 * 1024 * 1024 # fifty for the refresh itself
      alignment = "86400s"
    }
  }
}

resource "google_logging_metric" "count" {
  for_each = local.log_metrics

  name        = "tidings/${each.key}"
  description = each.value.description
  filter      = each.value.filter

  metric_descriptor {
    metric_kind = "DELTA"
    value_type  = "INT64"
  }

  depends_on = [google_project_service.api]
}

# An alert policy on a metric that is seconds old is refused, as not found.
resource "time_sleep" "metrics_known" {
  create_duration = "60s"

  depends_on = [google_logging_metric.count]
}

resource "google_monitoring_notification_channel" "email" {
  display_name = "Tidings operators"
  type         = "email"
  labels       = { email_address = var.alert_email }

  depends_on = [google_project_service.api]
}

resource "google_monitoring_alert_policy" "alert" {
  for_each = local.alerts

  display_name          = "Tidings: ${replace(each.key, "_", " ")}"
  combiner              = "OR"
  enabled               = var.running
  notification_channels = [google_monitoring_notification_channel.email.name]

  conditions {
    display_name = replace(each.key, "_", " ")

    condition_threshold {
      filter          = each.value.filter
      comparison      = "COMPARISON_GT"
      threshold_value = each.value.above
      duration        = "0s"

      aggregations {
        alignment_period     = each.value.alignment
        per_series_aligner   = each.value.aligner
        cross_series_reducer = "REDUCE_SUM"
      }
    }
  }

  documentation {
    content   = each.value.says
    mime_type = "text/markdown"
  }

  depends_on = [time_sleep.metrics_known]
}
