#!/usr/bin/env bash
# Deploys this source: new revisions without traffic, a smoke question to them, then the traffic; back on failure.
# Needs gcloud, terraform, curl and python3, and in terraform/ a backend.hcl and a terraform.tfvars.
#
#   PROJECT=my-tidings REGION=us-central1 scripts/deploy.sh          everything that terraform/ says
#   ONLY_CODE=1 PROJECT=… REGION=… scripts/deploy.sh                 the functions' code alone, as the build does
set -euo pipefail
cd "$(dirname "$0")/.."
: "${PROJECT:?the id of the Google Cloud project}" "${REGION:?the region of terraform.tfvars}"

functions=(worker digest slack) # the front last: what it enqueues is understood by then
run() { gcloud run services "$@" --project "$PROJECT" --region "$REGION" --quiet; }
newest() { run describe "tidings-$1" --format "value(status.latestCreatedRevisionName)"; }
serve() { run update-traffic "tidings-$1" --to-revisions "$2=100" >/dev/null; }
tag() { run update-traffic "tidings-$1" --update-tags "smoke=$2" >/dev/null; }

archive=$PWD/.build/tidings.zip
python3 scripts/source_archive.py "$archive"

# What serves now goes on serving, whatever revisions are made.
services=$(run list --format json)
serving() {
  python3 - "tidings-$1" <<'PYTHON' 3<<<"$services"
import json, os, sys
for service in json.load(os.fdopen(3)):
    if service["metadata"]["name"] == sys.argv[1]:
        most = max(service["status"]["traffic"], key=lambda part: part.get("percent", 0))
        print(most["revisionName"])
PYTHON
}
declare -A before
hold=false
for f in "${functions[@]}"; do
  before[$f]=$(serving "$f")
  if [ -n "${before[$f]}" ]; then
    hold=true
    serve "$f" "${before[$f]}"
  fi
done

targets=()
if [ -n "${ONLY_CODE:-}" ]; then
  targets=(-target=google_storage_bucket_object.source -target=google_cloudfunctions2_function.function)
fi
terraform -chdir=terraform init -input=false -backend-config=backend.hcl
terraform -chdir=terraform apply -input=false ${ONLY_CODE:+-auto-approve} "${targets[@]}" \
  -var "source_archive=$archive" -var "hold_traffic=$hold"

back() {
  echo "The new revisions did not pass; ${1}." >&2
  for f in "${functions[@]}"; do
    if [ -n "${before[$f]}" ]; then
      serve "$f" "${before[$f]}"
      tag "$f" "${before[$f]}"
    fi
  done
  exit 1
}

declare -A after
for f in "${functions[@]}"; do
  after[$f]=$(newest "$f")
  tag "$f" "${after[$f]}"
done

kept="traffic stays where it was"
[ "$hold" = true ] || kept="there is no older one to go back to"
scripts/smoke.sh "${after[worker]}" || back "$kept"

for f in "${functions[@]}"; do
  serve "$f" "${after[$f]}" || back "traffic is back where it was"
done
echo "Served by ${after[slack]}, ${after[worker]} and ${after[digest]}."
