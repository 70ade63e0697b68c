#!/usr/bin/env bash
# Runs the tests that meet a clock as if it were each of many days: whatever the day, they are to pass.
# usage: scripts/dates/dates.sh [2028-02-29T23:58 …]    (UTC; without any, all moments below)
set -uo pipefail
cd "$(dirname "$0")/../.."
python=${PYTHON:-.venv/bin/python}
command -v faketime >/dev/null \
  || { echo "This needs faketime, which fakes a process's clock: apt-get install faketime brings it."; exit 1; }

# A minute or two before midnight, the day changes while the tests run.
moments=(
  2026-11-16T09:00 2026-11-20T12:00 2026-11-21T00:30 2026-11-22T10:00 2026-11-23T07:00 # ordinary days
  2026-11-24T05:59 2026-11-25T23:59 2026-11-26T15:00 2026-11-27T10:00 2026-12-01T00:00
  2024-02-28T23:59 2024-02-29T12:00 2028-02-29T00:01 2028-02-29T23:59 2028-03-01T08:00 # leap days
  2027-02-28T23:59 2027-03-01T00:00 2100-02-28T23:59 2100-03-01T06:00                  # and years without
  2026-03-29T00:59 2026-03-29T01:30 2026-10-25T00:30 2026-10-25T01:30 2027-03-28T00:59 # Europe's clocks
  2027-10-31T00:59 2028-03-26T12:00
  2026-03-08T06:59 2026-03-08T09:30 2026-11-01T05:30 2026-11-01T06:30 2027-03-14T09:59 # the United States'
  2027-11-07T05:59
  2026-01-31T23:59 2026-04-30T23:59 2026-06-30T12:00 2026-07-31T18:00 2026-09-30T23:59 # ends of months
  2025-12-31T23:59 2026-12-31T12:00 2026-12-31T23:59 2027-01-01T00:00 2027-12-31T22:59 # ends of years
  2032-12-31T23:58 2037-06-15T12:00 2038-01-20T12:00
)
# Of the tests those in which something meets the machine's clock: signatures, tokens, leases, what runs out,
# what is due, the age of files, and what the commands take for today. The rest learns nothing from a date.
tests=(
  tests/slack/test_digests.py tests/slack/test_state_and_jobs.py tests/state tests/interest/test_guard.py
  tests/serverless/test_exactly_once.py tests/serverless/test_functions.py tests/serverless/test_smoke.py
  tests/slack/test_answers.py tests/slack/test_conversations.py tests/sources/test_store.py tests/test_cli.py
)
those="due_issue or schedulers or pause_mute or spike or looks_back or home_shows or list_shows or sqlite or test_guard or lease or signature or others_are_not or queue_is_let_in or
  scheduler or answered_from_the_news or message_that_nobody or old_job or acknowledged_in_words or
  delivered_again or two_people or files_that_no_state or doctor or sample_fills or parse_shows"
but="firestore or unwell or cannot_arrive or malformed or killed or typing"

# Only the clock that tells the day is faked. libfaketime cannot leave the other alone and still sleep, so
# sitecustomize.py, which Python finds here, sleeps for it.
export DONT_FAKE_MONOTONIC=1 PYTHONPATH="$PWD/scripts/dates"
[ $# -gt 0 ] || set -- "${moments[@]}"
failed=()
for moment; do
  if said=$(faketime -f "@${moment/T/ }:50" "$python" -m pytest -q -p no:cacheprovider "${tests[@]}" -k "(${those//$'\n'/ }) and not ($but)" 2>&1)
  then echo "$moment  $(tail -1 <<<"$said")"
  else
    failed+=("$moment")
    echo "$moment  FAILED"
    grep -E "^(FAILED|ERROR|E  )|passed|failed" <<<"$said" | head -40
  fi
done
echo "${#failed[@]} of $# moments failed${failed[*]:+: ${failed[*]}}"
[ ${#failed[@]} = 0 ]
