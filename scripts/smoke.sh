#!/usr/bin/env bash
# Asks the revisions tagged "smoke": does the front start and check signatures, does the worker answer a question?
#
#   PROJECT=my-tidings REGION=us-central1 scripts/smoke.sh WORKER-REVISION
set -euo pipefail
: "${PROJECT:?the id of the Google Cloud project}" "${REGION:?the region of terraform.tfvars}"
worker=${1:?the name of the worker\'s revision}
patience=${PATIENCE:-36} # times five seconds

number=$(gcloud projects describe "$PROJECT" --format "value(projectNumber)")
front=https://smoke---tidings-slack-$number.$REGION.run.app

status() { curl --silent --show-error --max-time 60 --output /dev/null --write-out '%{http_code}' "$@" || true; }
expect() {
  if [ "$2" != "$3" ]; then
    echo "$1: status ${2:-none} instead of $3" >&2
    exit 1
  fi
  echo "$1: as it should"
}

expect "The front is up" "$(status "$front")" 200
# Refused, not failed: the front has its secrets and lets nobody in who cannot sign with them.
expect "The front refuses what Slack did not sign" "$(status -d command=/news \
  -H "X-Slack-Request-Timestamp: $(date +%s)" -H "X-Slack-Signature: v0=0" "$front")" 401

# The worker is called by Google's own callers only, so the schedule asks, and the worker's log says what it said.
since=$(date -u +%Y-%m-%dT%H:%M:%SZ)
gcloud scheduler jobs run tidings-smoke --project "$PROJECT" --location "$REGION" --quiet
answered=
for _ in $(seq "$patience"); do
  answered=$(gcloud logging read --project "$PROJECT" --limit 1 --format "value(httpRequest.status)" \
    "resource.type=cloud_run_revision resource.labels.revision_name=$worker httpRequest.requestUrl:/smoke timestamp>=\"$since\"")
  [ -n "$answered" ] && break
  sleep "${PAUSE:-5}"
done
expect "The worker answers a question" "$answered" 200
