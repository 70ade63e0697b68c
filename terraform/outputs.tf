output "slack_url" {
  description = "The one address for Slack: commands, events and interactivity. It is in `slack_manifest` already."
  value       = local.uri["slack"]
}

output "slack_manifest" {
  description = "The app's manifest with this address, to paste into Slack: terraform output -raw slack_manifest"
  value       = replace(file("${path.module}/../manifest.json"), "https://tidings.example.com/slack", local.uri["slack"])
}

output "functions" {
  description = "Names and addresses of the functions; worker and digest answer Google's own callers only."
  value       = { for name, function in google_cloudfunctions2_function.function : function.name => local.uri[name] }
}

output "service_accounts" {
  description = "E-mail addresses of the identities, by what they are for."
  value       = { for name, account in google_service_account.account : name => account.email }
}

output "queue" {
  description = "The queue of jobs, as gcloud tasks takes it."
  value       = google_cloud_tasks_queue.jobs.id
}

output "dataset" {
  description = "The dataset, as bq takes it."
  value       = "${var.project}:${google_bigquery_dataset.tidings.dataset_id}"
}
