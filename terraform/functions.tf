locals {
  # Cloud Run's addresses by name and project number: known before the functions are, which know each other's.
  uri = {
    for name in keys(local.functions) :
    name => "https://tidings-${name}-${data.google_project.this.number}.${var.region}.run.app"
  }

  # Requests that an instance of the front works on at once: gunicorn has as many threads as Cloud Run admits,
  # so none waits inside while another instance could take it.
  front_threads = 32

  functions = {
    slack = {
      description = "The public front: verifies, acknowledges and enqueues what Slack sends."
      memory      = "512Mi"
      timeout     = 10
      concurrency = local.front_threads
      minimum     = var.running ? var.min_instances : 0
      maximum     = var.max_instances.slack
      public      = true
      env         = merge(local.env.common, local.env.queue, { THREADS = tostring(local.front_threads) })
    }
    worker = {
      description = "The private worker: asks BigQuery and answers in Slack; the queue calls it."
      memory      = var.worker_memory
      timeout     = 600
      concurrency = 1
      minimum     = 0
      maximum     = var.max_instances.worker
      public      = false
      env         = merge(local.env.common, local.env.queue, local.env.bigquery, local.env.news)
    }
    digest = {
      description = "The private timetable: enqueues what is due and refreshes the tables; the schedule calls it."
      memory      = "1Gi"
      timeout     = 1800
      concurrency = 1
      minimum     = 0
      maximum     = length(var.schedule) - 1 # each of its calls at once, and smoke is not one
      public      = false
      env         = merge(local.env.common, local.env.queue, local.env.bigquery, local.env.schedule)
    }
  }

  # Names and meanings: bot/settings.py.
  env = {
    common = {
      GOOGLE_CLOUD_PROJECT    = var.project
      TIDINGS_STATE           = "firestore"
      TIDINGS_DATA            = "/tmp/tidings" # the only place where a function may write
      TIDINGS_TIMEZONE        = var.timezone
      TIDINGS_CHANNELS        = join(",", var.channels)
      TIDINGS_SHARED_CHANNELS = var.shared_channels ? "allow" : "refuse"
    }
    queue = {
      TIDINGS_QUEUE         = google_cloud_tasks_queue.jobs.id
      TIDINGS_WORKER_URL    = "https://tidings-worker-${data.google_project.this.number}.${var.region}.run.app"
      TIDINGS_TASKS_ACCOUNT = google_service_account.account["tasks"].email
      TIDINGS_ATTEMPTS      = tostring(local.attempts)
    }
    bigquery = {
      TIDINGS_WAREHOUSE         = "bigquery"
      TIDINGS_BIGQUERY_DATASET  = google_bigquery_dataset.tidings.dataset_id
      TIDINGS_BIGQUERY_LOCATION = var.bigquery_location
    }
    news = {
      MPLCONFIGDIR                = "/tmp/matplotlib"
      TIDINGS_TRENDS              = var.trends
      TIDINGS_ASK_ABOVE_GIB       = tostring(var.byte_limits.ask_above)
      TIDINGS_MOST_GIB            = tostring(var.byte_limits.most)
      TIDINGS_USER_GIB_A_DAY      = tostring(var.byte_limits.user_day)
      TIDINGS_WORKSPACE_GIB_A_DAY = tostring(var.byte_limits.workspace_day)
    }
    schedule = {
      TIDINGS_DIGEST_URL        = "https://tidings-digest-${data.google_project.this.number}.${var.region}.run.app"
      TIDINGS_SCHEDULER_ACCOUNT = google_service_account.account["scheduler"].email
    }
  }
}

resource "google_cloudfunctions2_function" "function" {
  #checkov:skip=CKV_GCP_124:Slack calls from the internet, so the front alone is open; the tests assert that the others are not

  for_each = local.functions

  name         = "tidings-${each.key}"
  description  = each.value.description
  location     = var.region
  kms_key_name = var.kms_key

  build_config {
    runtime           = "python311"
    entry_point       = each.key
    service_account   = google_service_account.account["build"].id
    docker_repository = google_artifact_registry_repository.images.id

    source {
      storage_source {
        bucket = google_storage_bucket.source.name
        object = google_storage_bucket_object.source.name
      }
    }
  }

  service_config {
    service_account_email            = google_service_account.account[each.key].email
    available_cpu                    = "1"
    available_memory                 = each.value.memory
    timeout_seconds                  = each.value.timeout
    max_instance_request_concurrency = each.value.concurrency
    min_instance_count               = each.value.minimum
    max_instance_count               = each.value.maximum
    ingress_settings                 = each.value.public ? "ALLOW_ALL" : "ALLOW_INTERNAL_ONLY"
    all_traffic_on_latest_revision   = !var.hold_traffic
    environment_variables            = each.value.env

    dynamic "secret_environment_variables" {
      for_each = toset([for reader in local.readers : reader.secret if reader.account == each.key])
      content {
        key        = secret_environment_variables.value
        project_id = var.project
        secret     = google_secret_manager_secret.slack[secret_environment_variables.value].secret_id
        version    = tostring(var.secret_versions[secret_environment_variables.value])
      }
    }

    dynamic "direct_vpc_network_interface" {
      for_each = each.value.public ? [] : var.network[*]
      content {
        network    = direct_vpc_network_interface.value.network
        subnetwork = direct_vpc_network_interface.value.subnetwork
      }
    }

    direct_vpc_egress = each.value.public || var.network == null ? null : "VPC_EGRESS_ALL_TRAFFIC"
  }

  # A function starts only where its identity may read, build and be given its secrets.
  depends_on = [time_sleep.rights_known]
}
