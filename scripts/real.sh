#!/usr/bin/env bash
# Real news of the last hours in a store of its own, and the questions that it answers.
set -euo pipefail
hours=${1:-6}
export TIDINGS_DATA=.tidings-gdelt

echo "GDELT's files of the last $hours hours, in all languages it reads. No key or account is needed."
if ! python -m bot ingest --feed --hours "$hours"; then
  echo "Is this machine on the internet? \`make demo\` needs none. Behind a proxy, set HTTPS_PROXY." >&2
  exit 1
fi

echo
echo "What to ask of it:"
python -m bot examples | while read -r question; do
  echo "  TIDINGS_DATA=$TIDINGS_DATA .venv/bin/python -m bot ask \"$question\""
done
echo "In a page like Slack: make serve TIDINGS_DATA=$TIDINGS_DATA"
