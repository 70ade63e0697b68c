#!/usr/bin/env bash
# Draws the charts of the README and the docs again, from sample data of a fixed day.
set -euo pipefail
cd "$(dirname "$0")/.."
export TIDINGS_DATA
TIDINGS_DATA=$(mktemp -d)
trap 'rm -rf "$TIDINGS_DATA"' EXIT
today=2026-11-20
mkdir -p docs/images
.venv/bin/python -m bot sample --today "$today"
.venv/bin/python -m bot ask "sentiment on housing last 30 days" --today "$today" --chart docs/images/one-topic.png
.venv/bin/python -m bot ask "compare inflation, housing and sanctions" --today "$today" --chart docs/images/comparison.png
