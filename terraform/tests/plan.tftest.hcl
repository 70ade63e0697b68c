# What a plan has to say, with Google mocked: terraform test
mock_provider "time" {}

mock_provider "google" {
  mock_data "google_project" {
    defaults = {
      number = "123456789012"
    }
  }
}

variables {
  project        = "my-tidings"
  source_archive = "tests/source.zip"
  alert_email    = "operators@example.com"
}

run "small" {
  command = plan

  assert {
    condition     = toset(keys(google_cloudfunctions2_function.function)) == toset(["slack", "worker", "digest"])
    error_message = "There are three functions."
  }

  assert {
    condition = { for name, f in google_cloudfunctions2_function.function : name => f.service_config[0].ingress_settings } == {
      slack = "ALLOW_ALL", worker = "ALLOW_INTERNAL_ONLY", digest = "ALLOW_INTERNAL_ONLY"
    }
    error_message = "Only the front is reached from outside."
  }

  assert {
    condition     = alltrue([for f in google_cloudfunctions2_function.function : f.build_config[0].runtime == "python311"])
    error_message = "The runtime is the Python that the tests run on."
  }

  assert {
    condition     = alltrue([for name, f in google_cloudfunctions2_function.function : f.build_config[0].entry_point == name])
    error_message = "Entry points are the functions of main.py."
  }

  assert {
    condition = (
      tostring(google_cloudfunctions2_function.function["slack"].service_config[0].max_instance_request_concurrency)
      == google_cloudfunctions2_function.function["slack"].service_config[0].environment_variables["THREADS"]
    )
    error_message = "The front admits as many requests at once as it has threads."
  }

  assert {
    condition     = google_project_iam_member.build_reads_google_copy.role == "roles/storage.objectViewer"
    error_message = "The build's identity reads Google's own copies of the source, of which no bucket is there yet."
  }

  assert {
    condition     = time_sleep.rights_known.create_duration == "120s" && time_sleep.metrics_known.create_duration == "60s"
    error_message = "Functions wait until the build's rights are known, and alert policies until their metrics are."
  }

  assert {
    condition     = google_cloudfunctions2_function.function["slack"].service_config[0].min_instance_count == 0
    error_message = "By default nothing is kept warm."
  }

  assert {
    condition     = alltrue([for f in google_cloudfunctions2_function.function : f.service_config[0].max_instance_count <= 10])
    error_message = "Costs have a ceiling."
  }

  assert {
    condition     = alltrue([for f in google_cloudfunctions2_function.function : f.service_config[0].all_traffic_on_latest_revision])
    error_message = "By hand a new revision is served at once."
  }

  assert {
    condition     = google_cloudfunctions2_function.function["slack"].service_config[0].environment_variables["TIDINGS_WORKER_URL"] == "https://tidings-worker-123456789012.us-central1.run.app"
    error_message = "The front tells the queue where the worker is."
  }

  assert {
    condition     = [for s in google_cloudfunctions2_function.function["worker"].service_config[0].secret_environment_variables : s.key] == ["SLACK_BOT_TOKEN"]
    error_message = "The worker gets the token, not the signing secret."
  }

  assert {
    condition     = length(google_cloudfunctions2_function.function["digest"].service_config[0].secret_environment_variables) == 0
    error_message = "The digest needs no secret."
  }

  assert {
    condition     = length(distinct([for a in google_service_account.account : a.account_id])) == 6
    error_message = "Every part has an identity of its own."
  }

  assert {
    condition     = alltrue([for m in google_project_iam_member.role : contains(["roles/datastore.user", "roles/bigquery.jobUser", "roles/logging.logWriter"], m.role)])
    error_message = "A right for the whole project is one that exists for nothing less."
  }

  assert {
    condition     = google_cloud_run_service_iam_member.invoker["slack"].member == "allUsers"
    error_message = "Slack has no Google identity."
  }

  assert {
    condition     = alltrue([for m in google_cloud_run_service_iam_member.invoker : m.role == "roles/run.invoker"])
    error_message = "Callers may call, nothing more."
  }

  assert {
    condition     = google_bigquery_dataset_iam_member.worker.role == "roles/bigquery.dataViewer"
    error_message = "The worker reads the tables and cannot change them."
  }

  assert {
    condition = alltrue([
      for name, j in google_cloud_scheduler_job.call :
      j.http_target[0].oidc_token[0].audience == local.uri[name == "smoke" ? "worker" : "digest"]
    ])
    error_message = "Tokens are meant for the function that is called, by its address without tag or path."
  }

  assert {
    condition = { for name, j in google_cloud_scheduler_job.call : name => j.schedule } == {
      refresh = "7 * * * *", digests = "*/5 * * * *", alerts = "30 6-23 * * *", placebo = "15 3 * * *", smoke = "50 5 * * *"
    }
    error_message = "News every hour, digests every five minutes, alerts hourly by day until they have looked, the placebo each night, the smoke question once a day."
  }

  assert {
    condition     = google_cloud_scheduler_job.call["digests"].http_target[0].uri == "https://tidings-digest-123456789012.us-central1.run.app/digests"
    error_message = "A call names its work by the path."
  }

  assert {
    condition     = alltrue([for j in google_cloud_scheduler_job.call : !j.paused]) && google_cloud_tasks_queue.jobs.desired_state == "RUNNING"
    error_message = "It runs."
  }

  assert {
    condition     = google_cloud_tasks_queue.jobs.retry_config[0].max_attempts == tonumber(google_cloudfunctions2_function.function["worker"].service_config[0].environment_variables["TIDINGS_ATTEMPTS"])
    error_message = "The worker knows its last attempt."
  }

  assert {
    condition     = google_firestore_database.state.type == "FIRESTORE_NATIVE" && google_firestore_field.expires.field == "expires"
    error_message = "The state is Firestore's, cleared by its field expires."
  }

  assert {
    condition     = google_firestore_database.state.delete_protection_state == "DELETE_PROTECTION_ENABLED" && alltrue([for t in google_bigquery_table.table : t.deletion_protection])
    error_message = "What people made is protected."
  }

  assert {
    condition     = google_bigquery_dataset.tidings.location == "US"
    error_message = "The dataset is where GDELT's is."
  }

  assert {
    condition     = google_storage_bucket.source.public_access_prevention == "enforced" && google_storage_bucket.source.uniform_bucket_level_access
    error_message = "The source is nobody else's."
  }

  assert {
    condition     = alltrue([for p in google_monitoring_alert_policy.alert : length(p.conditions) == 1 && p.enabled])
    error_message = "Alerts watch."
  }

  assert {
    condition     = length(google_billing_budget.month) == 0 && length(google_cloudbuild_trigger.main) == 0
    error_message = "No budget without a billing account, no trigger without a repository."
  }

  assert {
    condition     = jsondecode(output.slack_manifest).settings.event_subscriptions.request_url == output.slack_url
    error_message = "The manifest carries the address."
  }

  assert {
    condition     = !strcontains(output.slack_manifest, "example.com")
    error_message = "No address of the template is left in the manifest."
  }
}

run "applied" {
  command = apply

  assert {
    condition     = google_cloud_run_service_iam_member.invoker["worker"].member == google_service_account.account["tasks"].member
    error_message = "Only the queue's identity calls the worker."
  }

  assert {
    condition     = google_cloud_run_service_iam_member.invoker["digest"].member == google_service_account.account["scheduler"].member
    error_message = "Only the schedule's identity calls the digest."
  }

  assert {
    condition     = alltrue([for name, f in google_cloudfunctions2_function.function : f.service_config[0].service_account_email == google_service_account.account[name].email])
    error_message = "Each function runs as itself."
  }

  assert {
    condition     = google_cloudfunctions2_function.function["worker"].service_config[0].environment_variables["TIDINGS_TASKS_ACCOUNT"] == google_service_account.account["tasks"].email
    error_message = "The worker lets in the queue's identity."
  }

  assert {
    condition     = google_cloudfunctions2_function.function["digest"].service_config[0].environment_variables["TIDINGS_SCHEDULER_ACCOUNT"] == google_service_account.account["scheduler"].email
    error_message = "The digest lets in the schedule's identity."
  }

  assert {
    condition     = alltrue([for p in google_monitoring_alert_policy.alert : p.notification_channels == tolist([google_monitoring_notification_channel.email.name])])
    error_message = "Alerts reach somebody."
  }

  assert {
    condition     = google_cloudfunctions2_function.function["slack"].service_config[0].environment_variables["TIDINGS_QUEUE"] == google_cloud_tasks_queue.jobs.id
    error_message = "The front enqueues where the worker is fed."
  }
}

run "standing_still" {
  command = plan

  variables {
    running       = false
    min_instances = 1
  }

  assert {
    condition     = alltrue([for j in google_cloud_scheduler_job.call : j.paused]) && google_cloud_tasks_queue.jobs.desired_state == "PAUSED"
    error_message = "Nothing is scheduled and nothing delivered."
  }

  assert {
    condition     = alltrue([for f in google_cloudfunctions2_function.function : f.service_config[0].min_instance_count == 0])
    error_message = "Nothing is kept warm."
  }

  assert {
    condition     = alltrue([for p in google_monitoring_alert_policy.alert : !p.enabled])
    error_message = "Nobody is woken."
  }
}

run "guarded" {
  command = plan

  variables {
    secret_versions  = { SLACK_SIGNING_SECRET = 3 }
    min_instances    = 1
    hold_traffic     = true
    expiration_days  = 400
    billing_account  = "012345-6789AB-CDEF01"
    repository       = "my-company/tidings"
    state_bucket     = "my-tidings-terraform"
    kms_key          = "projects/k/locations/us-central1/keyRings/tidings/cryptoKeys/tidings"
    bigquery_kms_key = "projects/k/locations/us/keyRings/tidings/cryptoKeys/tidings"
    network          = { network = "projects/n/global/networks/n", subnetwork = "projects/n/regions/us-central1/subnetworks/s" }
  }

  assert {
    condition     = google_cloudfunctions2_function.function["slack"].service_config[0].min_instance_count == 1
    error_message = "The front is kept warm."
  }

  assert {
    condition = { for s in google_cloudfunctions2_function.function["slack"].service_config[0].secret_environment_variables : s.key => s.version } == {
      SLACK_BOT_TOKEN = "1", SLACK_SIGNING_SECRET = "3"
    }
    error_message = "Secrets are of the version that was named, so that one can go back."
  }

  assert {
    condition     = alltrue([for f in google_cloudfunctions2_function.function : !f.service_config[0].all_traffic_on_latest_revision])
    error_message = "Traffic waits for the smoke question."
  }

  assert {
    condition     = google_bigquery_table.table["articles"].time_partitioning[0].expiration_ms == 400 * 86400000 && google_bigquery_table.table["mentions"].time_partitioning[0].expiration_ms == 431 * 86400000
    error_message = "Days expire, and of a month none too early."
  }

  assert {
    condition     = google_billing_budget.month["012345-6789AB-CDEF01"].amount[0].specified_amount[0].units == "50"
    error_message = "The budget is the month's."
  }

  assert {
    condition     = google_cloudbuild_trigger.main["deployer"].github[0].push[0].branch == "^main$"
    error_message = "Only main is deployed."
  }

  assert {
    condition     = alltrue([for m in google_project_iam_member.deployer : !can(regex("(owner|editor|[aA]dmin)$", m.role))])
    error_message = "The deployer administers nothing."
  }

  assert {
    condition     = toset(keys(google_service_account_iam_member.deployer_acts_as)) == toset(["slack", "worker", "digest", "build"])
    error_message = "The deployer acts as the functions it deploys and nobody else."
  }

  assert {
    condition = (
      length(google_cloudfunctions2_function.function["slack"].service_config[0].direct_vpc_network_interface) == 0
      && length(google_cloudfunctions2_function.function["worker"].service_config[0].direct_vpc_network_interface) == 1
    )
    error_message = "The private functions go out through the network."
  }

  assert {
    condition     = google_bigquery_dataset.tidings.default_encryption_configuration[0].kms_key_name == "projects/k/locations/us/keyRings/tidings/cryptoKeys/tidings"
    error_message = "The tables have their key."
  }
}
