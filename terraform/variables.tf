# What has to be said

variable "project" {
  description = "Id of the Google Cloud project, with a billing account linked."
  type        = string

  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{4,28}[a-z0-9]$", var.project))
    error_message = "project is an id such as my-tidings: 6 to 30 lower-case letters, digits and hyphens."
  }
}

variable "source_archive" {
  description = "Path of the zip with the source to run: git archive -o tidings.zip HEAD (scripts/deploy.sh makes it)."
  type        = string

  validation {
    condition     = endswith(var.source_archive, ".zip")
    error_message = "source_archive is the path of a .zip file; make one with: git archive -o tidings.zip HEAD"
  }
}

# Where

variable "region" {
  description = "Region of the functions, the queue and the schedule."
  type        = string
  default     = "us-central1"

  validation {
    condition     = can(regex("^[a-z]+-[a-z]+[0-9]+$", var.region))
    error_message = "region is a region such as us-central1 or europe-north1, not a zone or a multi-region."
  }
}

variable "bigquery_location" {
  description = "Location of the dataset. GDELT's table is in US, and BigQuery joins within a location only."
  type        = string
  default     = "US"

  validation {
    condition     = var.bigquery_location == "US"
    error_message = "bigquery_location is US: GDELT's table cannot be read from anywhere else; docs/bigquery.md says how to keep a copy elsewhere."
  }
}

variable "firestore_location" {
  description = "Location of the state. It cannot be changed later."
  type        = string
  default     = "nam5"

  validation {
    condition     = can(regex("^(nam5|nam7|eur3|[a-z]+-[a-z]+[0-9]+)$", var.firestore_location))
    error_message = "firestore_location is nam5, nam7, eur3 or a region such as europe-north1."
  }
}

variable "secret_versions" {
  description = "Which version of each secret the functions get; raise the number to rotate (docs/deploy.md)."
  type = object({
    SLACK_BOT_TOKEN      = optional(number, 1)
    SLACK_SIGNING_SECRET = optional(number, 1)
  })
  default = {}

  validation {
    condition     = alltrue([for n in values(var.secret_versions) : n >= 1 && floor(n) == n])
    error_message = "secret_versions are whole numbers from 1: gcloud secrets versions list SLACK_BOT_TOKEN"
  }
}

# How much

variable "running" {
  description = "false stands Tidings still: nothing scheduled, the queue paused, no instance kept warm. Data and addresses stay."
  type        = bool
  default     = true
}

variable "min_instances" {
  description = "Instances of the front kept warm; 1 takes cold starts off Slack's three seconds, for a few dollars a month."
  type        = number
  default     = 0

  validation {
    condition     = var.min_instances >= 0 && var.min_instances <= 10 && floor(var.min_instances) == var.min_instances
    error_message = "min_instances is a whole number from 0 to 10."
  }
}

variable "max_instances" {
  description = "The most instances of the front and of the worker; what they cost together can never be more."
  type = object({
    slack  = optional(number, 10)
    worker = optional(number, 10)
  })
  default = {}

  validation {
    condition     = alltrue([for n in values(var.max_instances) : n >= 1 && n <= 100])
    error_message = "max_instances are numbers from 1 to 100."
  }

  validation {
    condition     = var.max_instances.slack >= var.min_instances
    error_message = "max_instances.slack is less than min_instances."
  }
}

variable "worker_memory" {
  description = "Memory of one worker instance; charts and data frames need a gigabyte."
  type        = string
  default     = "1Gi"

  validation {
    condition     = contains(["1Gi", "2Gi", "4Gi"], var.worker_memory)
    error_message = "worker_memory is 1Gi, 2Gi or 4Gi."
  }
}

# What it does

variable "timezone" {
  description = "IANA time zone used where the asker's is not known, and of the schedule."
  type        = string
  default     = "UTC"

  validation {
    condition     = can(regex("^(UTC|[A-Z][A-Za-z]+(/[A-Za-z0-9_+-]+)+)$", var.timezone))
    error_message = "timezone is an IANA name such as Europe/Stockholm."
  }
}

variable "trends" {
  description = "Where search interest comes from: pytrends (unofficial), official (with access to Google's API) or off."
  type        = string
  default     = "pytrends"

  validation {
    condition     = contains(["pytrends", "official", "off"], var.trends)
    error_message = "trends is pytrends, official or off."
  }
}

variable "channels" {
  description = "Ids of the only Slack channels the bot works in; empty: all it is invited to."
  type        = list(string)
  default     = []

  validation {
    condition     = alltrue([for c in var.channels : can(regex("^[CG][A-Z0-9]{6,}$", c))])
    error_message = "channels are ids such as C0123ABCD (in Slack: channel name, About, at the bottom), not names."
  }
}

variable "shared_channels" {
  description = "Whether the bot works in channels that another organisation shares."
  type        = bool
  default     = false
}

variable "byte_limits" {
  description = "GiB of BigQuery: ask before a dearer question, refuse above `most`, and what a person and the workspace may use a day."
  type = object({
    ask_above     = optional(number, 25)
    most          = optional(number, 200)
    user_day      = optional(number, 50)
    workspace_day = optional(number, 500)
  })
  default = {}

  validation {
    condition     = alltrue([for n in values(var.byte_limits) : n > 0])
    error_message = "byte_limits are numbers of GiB above zero."
  }

  validation {
    condition     = var.byte_limits.ask_above <= var.byte_limits.most
    error_message = "byte_limits.ask_above is above byte_limits.most: nothing would ever be asked."
  }
}

variable "schedule" {
  description = "When the scheduler calls: cron lines of five fields in `timezone`."
  type = object({
    refresh = optional(string, "7 * * * *")
    digests = optional(string, "*/5 * * * *")
    alerts  = optional(string, "30 6-23 * * *") # an alert looks once; later calls find those that could not
    placebo = optional(string, "15 3 * * *")    # false claims counted on shuffled days; too many fail the call
    smoke   = optional(string, "50 5 * * *")
  })
  default = {}

  validation {
    condition = alltrue([
      for line in values(var.schedule) :
      can(regex("^[0-9*,/-]+ [0-9*,/-]+ [0-9*,/-]+ [0-9A-Z*,/-]+ [0-9A-Z*,/-]+$", line))
    ])
    error_message = "schedule takes cron lines of five fields, such as 7 * * * * (every hour at minute seven)."
  }
}

variable "expiration_days" {
  description = "Days after which news leaves the tables; null keeps all."
  type        = number
  default     = null

  validation {
    condition     = var.expiration_days == null ? true : var.expiration_days >= 120
    error_message = "expiration_days is at least 120: a question about 30 days reads 119 to say what is usual."
  }
}

# Who watches

variable "alert_email" {
  description = "Who is told when something is wrong."
  type        = string

  validation {
    condition     = can(regex("^[^@\\s]+@[^@\\s]+\\.[^@\\s]+$", var.alert_email))
    error_message = "alert_email is an e-mail address."
  }
}

variable "billing_account" {
  description = "Billing account for the budget alert, such as 012345-6789AB-CDEF01; null: no budget."
  type        = string
  default     = null

  validation {
    condition     = var.billing_account == null ? true : can(regex("^[0-9A-F]{6}-[0-9A-F]{6}-[0-9A-F]{6}$", var.billing_account))
    error_message = "billing_account looks like 012345-6789AB-CDEF01: gcloud billing accounts list"
  }
}

variable "monthly_budget" {
  description = "What a month may cost, in the billing account's currency; mails go out at 50, 90 and 100 per cent."
  type        = number
  default     = 50

  validation {
    condition     = var.monthly_budget >= 1
    error_message = "monthly_budget is at least 1."
  }
}

# How it is deployed

variable "repository" {
  description = "GitHub repository whose pushes to main are tested and deployed (owner/name, connected to Cloud Build); null: by hand only."
  type        = string
  default     = null

  validation {
    condition     = var.repository == null ? true : can(regex("^[A-Za-z0-9-]+/[A-Za-z0-9._-]+$", var.repository))
    error_message = "repository is owner/name."
  }
}

variable "state_bucket" {
  description = "Bucket of Terraform's remote state, which the build may then read and write; needed with `repository`."
  type        = string
  default     = null

  validation {
    condition     = var.repository == null || var.state_bucket != null
    error_message = "state_bucket is needed with repository: the build keeps its state there."
  }
}

variable "hold_traffic" {
  description = "true: what the service is pinned to keeps the traffic, a new revision gets none; scripts/deploy.sh pins, sets this and promotes."
  type        = bool
  default     = false
}

variable "deletion_protection" {
  description = "Whether the tables and the state are kept from being destroyed; set it to false and apply before destroy."
  type        = bool
  default     = true
}

# For those who must

variable "network" {
  description = "VPC and subnetwork (self links) through which the private functions go out; null: Google's own network."
  type = object({
    network    = string
    subnetwork = string
  })
  default = null
}

variable "kms_key" {
  description = "Key (projects/…/cryptoKeys/…) in `region` that encrypts the source archives, the images and the functions; null: Google's keys."
  type        = string
  default     = null

  validation {
    condition     = var.kms_key == null ? true : can(regex("^projects/[^/]+/locations/[^/]+/keyRings/[^/]+/cryptoKeys/[^/]+$", var.kms_key))
    error_message = "kms_key is projects/P/locations/L/keyRings/R/cryptoKeys/K."
  }
}

variable "bigquery_kms_key" {
  description = "Key of the tables, in the dataset's own location (multi-region us); null: Google's keys."
  type        = string
  default     = null

  validation {
    condition     = var.bigquery_kms_key == null ? true : can(regex("^projects/[^/]+/locations/us/keyRings/[^/]+/cryptoKeys/[^/]+$", var.bigquery_kms_key))
    error_message = "bigquery_kms_key is projects/P/locations/us/keyRings/R/cryptoKeys/K."
  }
}
