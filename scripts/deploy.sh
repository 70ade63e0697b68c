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
    traffic = service["status"].get("traffic", [])
    if service["metadata"]["name"] == sys.argv[1] and traffic:
        print(max(traffic, key=lambda part: part.get("percent", 0))["revisionName"])
PYTHON
}
hold=true
before=()
for f in "${functions[@]}"; do
  now=$(serving "$f")
  before+=("$now")
  if [ -n "$now" ]; then serve "$f" "$now"; else hold=false; fi
done

only=()
if [ -n "${ONLY_CODE:-}" ]; then
  only=(-auto-approve -target=google_storage_bucket_object.source -target=google_cloudfunctions2_function.function)
fi
terraform -chdir=terraform init -input=false -backend-config=backend.hcl
apply() { terraform -chdir=terraform apply -input=false "$@" -var "source_archive=$archive" -var "hold_traffic=$hold"; }
# With the first of its functions Google makes a bucket in the project, for which three at once would race.
[ -n "$(printf %s "${before[@]}")" ] || apply -target='google_cloudfunctions2_function.function["slack"]'
apply ${only[@]+"${only[@]}"}

back() {
  echo "The new revisions did not pass; ${1}." >&2
  for i in "${!functions[@]}"; do
    f=${functions[$i]} old=${before[$i]}
    if [ -n "$old" ]; then
      serve "$f" "$old" && tag "$f" "$old" || echo "tidings-$f could not be put back to $old: do it by hand." >&2
    fi
  done
  exit 1
}

after=()
for f in "${functions[@]}"; do
  after+=("$(newest "$f")")
  tag "$f" "${after[${#after[@]}-1]}"
done

kept="traffic stays where it was"
[ "$hold" = true ] || kept="there is no older one of each to go back to"
scripts/smoke.sh "${after[0]}" || back "$kept"

for i in "${!functions[@]}"; do
  serve "${functions[$i]}" "${after[$i]}" || back "traffic goes back to where it was"
done
echo "Served by ${after[*]}."
