# For a company with rules: a warm front, its own network and keys, a budget, and deployment from its repository.
project = "my-tidings"
region  = "europe-north1"

timezone           = "Europe/Stockholm"
firestore_location = "eur3"
min_instances      = 1
max_instances      = { slack = 20, worker = 30 }
channels           = ["C0123ABCD"]
byte_limits        = { user_day = 20, workspace_day = 200 }

alert_email     = "operators@example.com"
billing_account = "012345-6789AB-CDEF01"
monthly_budget  = 100

network = {
  network    = "projects/my-network/global/networks/shared"
  subnetwork = "projects/my-network/regions/europe-north1/subnetworks/functions"
}
kms_key          = "projects/my-keys/locations/europe-north1/keyRings/tidings/cryptoKeys/tidings"
bigquery_kms_key = "projects/my-keys/locations/us/keyRings/tidings/cryptoKeys/tidings"

repository   = "my-company/tidings"
state_bucket = "my-tidings-terraform"
